//! What somebody asks to be sent: the fields of the forms from the choice to the yes, and what `send` is asked by them.

use maud::{Markup, html};

use super::super::shared::snapshot::Snapshot;

use crate::clock;
use crate::due::{AskedLanguages, Selection};
use crate::email_address::is_email;
use crate::mail::{InvitationKind, SendRequest};

use crate::workspace::OUTPUT;

/// Where emails are to go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SendingWay {
    /// To the partners.
    #[default]
    Partners,
    /// Into the Drafts folder of the mailbox.
    Drafts,
    /// To oneself, to see how they arrive.
    Test,
}

/// What somebody asks to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendingForm {
    /// The document.
    pub document: String,
    /// The partners.
    pub partners: Vec<String>,
    /// The meeting that it is for.
    pub meeting: String,
    /// The language; each partner's own when empty.
    pub lang: String,
    /// What the names of the files begin with, when it was asked for on the page of one email.
    pub stem: String,
    /// At most so many.
    pub limit: String,
    /// What becomes of the calendar entry: `invite`, `update`, `cancel`, or nothing.
    pub calendar: String,
    /// Where they go.
    pub way: SendingWay,
    /// Whom a test goes to.
    pub test_to: String,
    /// The mark of the plan that somebody has seen.
    pub mark: String,
    /// Whether they said yes to it.
    pub is_agreed: bool,
}

impl From<Vec<(String, String)>> for SendingForm {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "document" => form.document = value,
                "partner" if !form.partners.contains(&value) => form.partners.push(value),
                "meeting" => form.meeting = value,
                "lang" => form.lang = value,
                "stem" => form.stem = value,
                "limit" => form.limit = value.trim().to_owned(),
                "calendar" => form.calendar = value,
                "way" => {
                    form.way = match value.as_str() {
                        "drafts" => SendingWay::Drafts,
                        "test" => SendingWay::Test,
                        _ => SendingWay::Partners,
                    }
                }
                "test_to" => form.test_to = value.trim().to_owned(),
                "mark" => form.mark = value,
                "agreed" => form.is_agreed = true,
                _ => {}
            }
        }
        form
    }
}

impl SendingForm {
    /// What `send` is asked.
    pub fn request(&self, snapshot: &Snapshot, jobs: usize) -> SendRequest {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        SendRequest {
            selection: Selection {
                documents: vec![self.document.clone()],
                partners: self.partners.clone(),
                languages: given(&self.lang)
                    .map_or(AskedLanguages::OfPartner, |tag| AskedLanguages::These(vec![tag])),
                meeting: given(&self.meeting),
                ..Selection::default()
            },
            out: snapshot.project.workspace.root().join(OUTPUT),
            now: clock::now(),
            today: snapshot.day,
            test_to: (self.way == SendingWay::Test).then(|| self.test_to.clone()),
            as_drafts: self.way == SendingWay::Drafts,
            invitation: match self.calendar.as_str() {
                "invite" => InvitationKind::New,
                "update" => InvitationKind::Update,
                "cancel" => InvitationKind::Cancel,
                _ => InvitationKind::No,
            },
            jobs,
        }
    }

    /// How many at most; none when nothing is said.
    ///
    /// # Errors
    /// The text that is no such number.
    pub fn most(&self) -> Result<Option<usize>, &str> {
        match self.limit.as_str() {
            "" => Ok(None),
            text => text.parse().ok().filter(|most| *most > 0).map(Some).ok_or(text),
        }
    }

    /// Whether a test has an address to go to.
    pub fn has_address(&self) -> bool {
        self.way != SendingWay::Test || is_email(&self.test_to)
    }

    /// The address of the page where it was asked for.
    pub fn back(&self) -> String {
        match (self.partners.as_slice(), self.stem.as_str()) {
            ([partner], stem) if !stem.is_empty() => format!("/partners/{partner}/{stem}"),
            _ => format!("/send?document={}", self.document),
        }
    }

    /// The fields that the next form carries on, without way and mark.
    pub fn carried(&self) -> Markup {
        let fields = [
            ("document", &self.document),
            ("meeting", &self.meeting),
            ("lang", &self.lang),
            ("stem", &self.stem),
            ("calendar", &self.calendar),
        ];
        html! {
            @for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            @for partner in &self.partners { input type="hidden" name="partner" value=(partner); }
        }
    }

    /// The same with the way, the limit and the mark of the plan: what somebody says yes to.
    pub fn agreed_to(&self, mark: &str) -> Markup {
        let way = match self.way {
            SendingWay::Partners => "partners",
            SendingWay::Drafts => "drafts",
            SendingWay::Test => "test",
        };
        html! {
            (self.carried())
            input type="hidden" name="way" value=(way);
            @if !self.limit.is_empty() { input type="hidden" name="limit" value=(self.limit); }
            @if self.way == SendingWay::Test { input type="hidden" name="test_to" value=(self.test_to); }
            input type="hidden" name="mark" value=(mark);
        }
    }
}
