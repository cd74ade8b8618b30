//! When we and a partner were last in contact.

use jiff::civil::Date;

use crate::history::{Fact, HistoryEvent, HistoryEventKind, PartnerHistory};

/// The last days on which something was said, as far as a history goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LastContacts {
    /// Of any kind.
    pub any: Option<Date>,
    /// We turned to them, or talked with them; a signature alone says nothing to them.
    pub from_us: Option<Date>,
    /// They turned to us, or talked with us; a signature alone asks for no answer.
    pub from_them: Option<Date>,
    /// We talked: on the telephone, or in a meeting.
    pub talk: Option<Date>,
}

impl LastContacts {
    /// What a history says.
    pub fn of(history: &PartnerHistory) -> Self {
        let last = |is_one: fn(&HistoryEvent) -> bool| {
            history.events().iter().filter(|event| is_one(event)).map(|event| event.day).max()
        };
        Self {
            any: last(is_contact),
            from_us: last(|event| (event.is_from_us() || is_talk(event)) && !is_signature(event)),
            from_them: last(|event| (event.is_from_them() || is_talk(event)) && !is_signature(event)),
            talk: last(is_talk),
        }
    }

    /// The day of what they said last, when nothing of ours followed.
    pub fn unanswered_by_us(&self) -> Option<Date> {
        self.from_them.filter(|theirs| self.from_us.is_none_or(|ours| ours < *theirs))
    }

    /// The day of what we said last, when nothing of theirs followed.
    pub fn unanswered_by_them(&self) -> Option<Date> {
        self.from_us.filter(|ours| self.from_them.is_none_or(|theirs| theirs < *ours))
    }
}

/// Whether we or they turned to the other.
fn is_contact(event: &HistoryEvent) -> bool {
    event.is_from_us() || event.is_from_them() || is_talk(event) || is_signature(event)
}

fn is_signature(event: &HistoryEvent) -> bool {
    matches!(event.fact(), Some(Fact::Signed { .. }))
}

/// How an entry of the logbook calls a talk.
const TALKS: [&str; 5] = ["meeting", "phone", "telephone", "call", "video call"];

/// Whether we and they talked with each other.
fn is_talk(event: &HistoryEvent) -> bool {
    match &event.kind {
        HistoryEventKind::Fact { fact, .. } => matches!(fact, Fact::Called { .. } | Fact::Met { .. }),
        HistoryEventKind::Noted { channel, .. } => {
            channel.as_deref().is_some_and(|channel| TALKS.contains(&channel.trim().to_lowercase().as_str()))
        }
        _ => false,
    }
}
