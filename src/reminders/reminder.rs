//! One thing that is to be done.

use jiff::ToSpan;
use jiff::civil::Date;

use super::sayings::Saying;

/// Something that is to be done with a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The partner's id.
    pub partner: String,
    /// What kind of thing it is.
    pub kind: ReminderKind,
    /// What tells it from others of its kind with this partner, the same each time it is asked.
    pub occasion: String,
    /// What is to be done.
    pub what: Saying,
    /// Why.
    pub why: Saying,
    /// The day of what it follows from.
    pub since: Option<Date>,
    /// The first day on which it is told as one of the day.
    pub told_from: Date,
    /// The day by which it is to be done.
    pub due: Date,
    /// The last day on which it is of use; none when it stays until it is done.
    pub told_until: Option<Date>,
    /// The command that makes the document for it, or notes that it is done.
    pub command: String,
}

/// Kinds of things that are to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReminderKind {
    /// Nobody knows whether an email went out.
    InDoubt,
    /// An email lies in Drafts.
    Draft,
    /// What the partner's file says is to be done next.
    NextAction,
    /// A meeting is at hand.
    Meeting,
    /// A meeting is over, and nobody has thanked for it.
    ThankYou,
    /// A meeting is over, and nothing is noted of it.
    NotNoted,
    /// They wait for an answer of ours.
    Reply,
    /// The person whom we write to is no longer there.
    ContactLeft,
    /// The first email was never sent.
    FirstEmail,
    /// The first email is not answered, and a reminder is due.
    FollowUp,
    /// An answer is awaited later on.
    Answer,
    /// After a talk nobody said how it goes on.
    NextStep,
    /// They have signed, and we have not.
    OurSignature,
    /// We have signed or sent an agreement, and they have not signed it.
    TheirSignature,
    /// A letter is needed for a call.
    CallDeadline,
    /// A letter runs out.
    LetterEnds,
    /// It is time to hear how it goes.
    CheckIn,
    /// An agreement ends in a year.
    EndsInAYear,
    /// An agreement ends soon: a renewal is to be talked about.
    Renewal,
    /// An agreement ends.
    Ends,
    /// The last day to keep an agreement from going on by itself.
    Notice,
    /// The time is over for which a partner rests.
    RestOver,
    /// The data of people have been kept long enough.
    Retention,
}

impl ReminderKind {
    /// How it is called in JSON and in calendars.
    pub fn name(self) -> &'static str {
        match self {
            Self::InDoubt => "in-doubt",
            Self::Draft => "draft",
            Self::NextAction => "next-action",
            Self::Meeting => "meeting",
            Self::ThankYou => "thanks",
            Self::NotNoted => "not-noted",
            Self::Reply => "reply",
            Self::ContactLeft => "contact-left",
            Self::FirstEmail => "first-email",
            Self::FollowUp => "reminder",
            Self::Answer => "answer",
            Self::NextStep => "next-step",
            Self::OurSignature => "our-signature",
            Self::TheirSignature => "their-signature",
            Self::CallDeadline => "call-deadline",
            Self::LetterEnds => "letter-ends",
            Self::CheckIn => "check-in",
            Self::EndsInAYear => "ends-in-a-year",
            Self::Renewal => "renewal",
            Self::Ends => "ends",
            Self::Notice => "notice",
            Self::RestOver => "rest-over",
            Self::Retention => "retention",
        }
    }
}

/// How urgent something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its day is past.
    Overdue,
    /// It is one of the things of the day.
    Today,
    /// Its day is to come.
    Planned,
}

impl Urgency {
    /// How it is called in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Planned => "planned",
        }
    }
}

impl Reminder {
    /// One that is told on its day, and stays until it is done.
    pub fn new(kind: ReminderKind, partner: &str, due: Date) -> Self {
        Self {
            partner: partner.to_owned(),
            kind,
            occasion: String::new(),
            what: Saying::Theirs(String::new()),
            why: Saying::Theirs(String::new()),
            since: None,
            told_from: due,
            due,
            told_until: None,
            command: String::new(),
        }
    }

    /// The same with what is to be done, and why.
    pub fn saying(self, what: impl Into<Saying>, why: impl Into<Saying>) -> Self {
        Self { what: what.into(), why: why.into(), ..self }
    }

    /// The same with the day of what it follows from, which tells it from others of its kind too.
    pub fn since(self, day: Date) -> Self {
        Self { since: Some(day), occasion: day.to_string(), ..self }
    }

    /// The same with what tells it from others of its kind.
    pub fn of(self, occasion: impl Into<String>) -> Self {
        Self { occasion: occasion.into(), ..self }
    }

    /// The same, told from a day on.
    pub fn from(self, day: Date) -> Self {
        Self { told_from: day, ..self }
    }

    /// The same, of no use after a day.
    pub fn until(self, day: Date) -> Self {
        Self { told_until: Some(day), ..self }
    }

    /// The same with its command, written without the name of the program.
    pub fn command(self, command: impl AsRef<str>) -> Self {
        Self { command: format!("handclasp {}", command.as_ref()), ..self }
    }

    /// How urgent it is on a day.
    pub fn urgency(&self, today: Date) -> Urgency {
        if self.due < today {
            Urgency::Overdue
        } else if self.told_from <= today {
            Urgency::Today
        } else {
            Urgency::Planned
        }
    }

    /// Whether it is still of use on a day.
    pub fn is_of_use(&self, today: Date) -> bool {
        self.told_until.is_none_or(|until| today <= until)
    }
}

/// So many days before a day.
pub fn days_before(day: Date, days: i64) -> Date {
    day.checked_sub(days.days()).unwrap_or(day)
}
