//! Why nobody waits for an answer: no email went out, it was answered, or something else ended the waiting.

use jiff::civil::Date;

use super::reminder_plan::reminder_in;
use crate::email_address::is_same;
use crate::history::{Fact, HistoryEvent, HistoryEventKind, PartnerHistory};
use crate::model::{Direction, Partner, PartnerContact, Phase, Status};

/// Why no answer is awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NothingAwaited {
    /// The log of the partner cannot be read to its end.
    Unknown,
    /// No first email went out.
    NotSent,
    /// Nobody knows what became of the first email, or it waits in Drafts.
    Open {
        /// Since when.
        since: Date,
    },
    /// The partner answered, or we talked, or met.
    Answered {
        /// When.
        on: Date,
    },
    /// We turned to the partner with something else since.
    WroteSince {
        /// When.
        on: Date,
    },
    /// A meeting is arranged.
    Meeting {
        /// When it takes place.
        on: Date,
    },
    /// The person or the organisation does not want to be written to.
    Objected,
    /// The partner's file says that the cooperation rests, goes on or has ended.
    Rests,
    /// The person whom we wrote to is no longer there.
    Left,
    /// The first contact of the partner's file is not who was written to.
    SomebodyElse {
        /// Where the email went.
        to: String,
    },
}

impl NothingAwaited {
    /// Why, as the end of a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Unknown => "its log cannot be read to the end".to_owned(),
            Self::NotSent => "no first email went out yet".to_owned(),
            Self::Open { since } => format!("it is open what became of the first email of {since}"),
            Self::Answered { on } => format!("there was an answer or a talk on {on}"),
            Self::WroteSince { on } => format!("you turned to the partner with something else on {on}"),
            Self::Meeting { on } => format!("a meeting on {on} is arranged"),
            Self::Objected => "nobody is written to who objected".to_owned(),
            Self::Rests => "the partner’s file says that it rests or has gone on".to_owned(),
            Self::Left => "the person whom you wrote to is no longer there".to_owned(),
            Self::SomebodyElse { to } => {
                format!("the first email went to `{to}`, who is not the first contact of the file")
            }
        }
    }
}

/// Why there is no first email that went out.
pub fn not_sent(events: &[HistoryEvent], is_first: impl Fn(&str) -> bool) -> NothingAwaited {
    let open = events.iter().filter(|event| match &event.kind {
        HistoryEventKind::InDoubt(mail) | HistoryEventKind::Drafted(mail) => is_first(&mail.document),
        _ => false,
    });
    open.map(|event| event.day).max().map_or(NothingAwaited::NotSent, |since| NothingAwaited::Open { since })
}

/// What has ended the waiting for an answer to an email, if anything has.
pub fn why_over(
    partner: &Partner,
    history: &PartnerHistory,
    first: &HistoryEvent,
    is_first: impl Fn(&str) -> bool,
) -> Option<NothingAwaited> {
    let events = history.events();
    let contact = partner.contacts.first();
    let logbook = partner.logbook.as_ref();
    let status = logbook.and_then(|logbook| logbook.status);
    let objected = |event: &HistoryEvent| event.kind == HistoryEventKind::Objected;
    if status == Some(Status::Objected)
        || contact.is_some_and(PartnerContact::has_objected)
        || events.iter().any(objected)
    {
        return Some(NothingAwaited::Objected);
    }
    let answered = events.iter().filter(|event| ends_waiting(event, first.day));
    if let Some(on) = answered.map(|event| event.day).min() {
        return Some(NothingAwaited::Answered { on });
    }
    let is_other = |event: &&HistoryEvent| {
        event.day >= first.day
            && reminder_in(event).is_none()
            && event.sent().is_some_and(|document| !is_first(document))
    };
    if let Some(on) = events.iter().filter(is_other).map(|event| event.day).max() {
        return Some(NothingAwaited::WroteSince { on });
    }
    let days =
        partner.all_meetings().filter_map(|(_, meeting)| meeting.date.as_deref()?.parse::<Date>().ok());
    if let Some(on) = days.filter(|day| *day >= first.day).max() {
        return Some(NothingAwaited::Meeting { on });
    }
    // `waiting_for_us` is mostly left over from before the email went out.
    let rests = matches!(status, Some(Status::Parked | Status::Declined | Status::Ended));
    let phase = logbook.and_then(|logbook| logbook.phase);
    if rests || matches!(phase, Some(Phase::CollaborationSetup | Phase::MaintenanceGrowth)) {
        return Some(NothingAwaited::Rests);
    }
    if contact.is_some_and(|contact| history.left(contact).is_some()) {
        return Some(NothingAwaited::Left);
    }
    let to = match &first.kind {
        HistoryEventKind::Sent(mail) => &mail.to,
        HistoryEventKind::Fact { fact: Fact::Sent { to }, .. } => to,
        _ => return None,
    };
    let address = contact.and_then(|contact| contact.email.as_deref())?;
    let is_other = !to.is_empty() && !to.iter().any(|one| is_same(one, address));
    is_other.then(|| NothingAwaited::SomebodyElse { to: to.join(", ") })
}

/// Whether the partner turned to us after an email of a day, or we talked. A talk on that same day was mostly before the
/// email: “send me something in writing”.
fn ends_waiting(event: &HistoryEvent, first: Date) -> bool {
    let is_talk = match &event.kind {
        HistoryEventKind::Fact { fact, .. } => matches!(fact, Fact::Called { .. } | Fact::Met { .. }),
        HistoryEventKind::Noted { channel, direction, .. } => {
            let by_voice = channel.as_deref().is_some_and(|channel| ["phone", "meeting"].contains(&channel));
            by_voice && *direction != Some(Direction::Out)
        }
        _ => false,
    };
    if is_talk { event.day > first } else { event.is_from_them() && event.day >= first }
}
