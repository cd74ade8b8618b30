//! What kinds of documents there are: rules and commands ask for the kind, never for a name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of document it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What all sides sign: a Memorandum of Understanding.
    Agreement,
    /// What one side signs: a Letter of Intent.
    Letter,
    /// The first email to an organisation.
    FirstContact,
    /// The first letter to an organisation, by post.
    FirstLetter,
    /// An email that reminds of the first one.
    FollowUp,
    /// An email that thanks for a meeting.
    ThankYou,
    /// Any other email.
    Email,
    /// Who we are, on a page.
    Profile,
    /// The plan of a meeting.
    Agenda,
    /// What was said and settled in a meeting.
    Minutes,
    /// What was done, in figures.
    Report,
    /// Any other document.
    #[default]
    Page,
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::Agreement,
        Self::Letter,
        Self::FirstContact,
        Self::FirstLetter,
        Self::FollowUp,
        Self::ThankYou,
        Self::Email,
        Self::Profile,
        Self::Agenda,
        Self::Minutes,
        Self::Report,
        Self::Page,
    ];

    /// How it is written: first-contact.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Letter => "letter",
            Self::FirstContact => "first-contact",
            Self::FirstLetter => "first-letter",
            Self::FollowUp => "follow-up",
            Self::ThankYou => "thank-you",
            Self::Email => "email",
            Self::Profile => "profile",
            Self::Agenda => "agenda",
            Self::Minutes => "minutes",
            Self::Report => "report",
            Self::Page => "page",
        }
    }

    /// What documents of it are called in a sentence: first emails.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Agreement => "agreements",
            Self::Letter => "letters",
            Self::FirstContact => "first emails",
            Self::FirstLetter => "first letters by post",
            Self::FollowUp => "reminders",
            Self::ThankYou => "thanks for a meeting",
            Self::Email => "other emails",
            Self::Profile => "profiles",
            Self::Agenda => "agendas",
            Self::Minutes => "minutes",
            Self::Report => "reports",
            Self::Page => "other pages",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether it goes out as an email: the only place that says so.
    pub fn is_email(self) -> bool {
        matches!(self, Self::FirstContact | Self::FollowUp | Self::ThankYou | Self::Email)
    }

    /// Whether somebody signs it.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Agreement | Self::Letter)
    }

    /// Whether it is the first that an organisation hears of us.
    pub fn is_first_contact(self) -> bool {
        matches!(self, Self::FirstContact | Self::FirstLetter)
    }

    /// Whether it goes to a person, who may object to it.
    pub fn is_sent_to_a_person(self) -> bool {
        self.is_email() || self == Self::FirstLetter
    }
}

/// Whom a document is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentScope {
    /// One partner: it is made for each.
    #[default]
    Partner,
    /// All partners: it is made once.
    Institution,
}

impl DocumentScope {
    /// All scopes.
    pub const ALL: &[Self] = &[Self::Partner, Self::Institution];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Institution => "institution",
        }
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }
}

/// What a document is made for more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OccasionKind {
    /// Each meeting.
    Meeting,
    /// Each reminder of an email that nobody answered.
    Reminder,
}

impl OccasionKind {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Meeting, Self::Reminder];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Reminder => "reminder",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
