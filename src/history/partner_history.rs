//! What happened with one partner: its log of mails and the entries of its logbook, as one list.

use std::collections::HashMap;

use jiff::civil::Date;

use super::ledger::{LedgerEntry, LedgerEvent, SendingResult, day};
use crate::model::{Direction, Partner};

/// What happened with one partner, in the order of the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerHistory {
    events: Vec<HistoryEvent>,
    is_whole: bool,
}

/// Something that happened with a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEvent {
    /// On which day, at our place.
    pub day: Date,
    /// What.
    pub kind: HistoryEventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryEventKind {
    /// An email was sent to the partner.
    Sent(HistoryMail),
    /// An email was perhaps sent to the partner: nobody knows.
    InDoubt(HistoryMail),
    /// An email was put into Drafts, where a person may have sent it since.
    Drafted(HistoryMail),
    /// An email was tried and not sent.
    NotSent(HistoryMail),
    /// Somebody objected to being written to.
    Objected,
    /// A person wrote it into the logbook.
    Noted {
        /// At which place in `logbook.log`, from 0.
        at: usize,
        /// How: email, phone, meeting.
        channel: Option<String>,
        /// From us or from them.
        direction: Option<Direction>,
        /// What.
        summary: Option<String>,
    },
}

/// An email of a partner's log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryMail {
    /// The document that it is.
    pub document: String,
    /// Its subject.
    pub subject: String,
}

impl PartnerHistory {
    /// From what the partner's log and its logbook say; of the log none when it cannot be read to its end. An entry of
    /// the logbook without a day is left out.
    pub fn of(partner: &Partner, log: Option<&[LedgerEntry]>) -> Self {
        let mut events = of_log(log.unwrap_or_default());
        let noted = partner.logbook.iter().flat_map(|logbook| &logbook.log).enumerate();
        events.extend(noted.filter_map(|(at, entry)| {
            Some(HistoryEvent {
                day: entry.date.as_deref()?.parse().ok()?,
                kind: HistoryEventKind::Noted {
                    at,
                    channel: entry.channel.clone(),
                    direction: entry.direction,
                    summary: entry.summary.clone(),
                },
            })
        }));
        events.sort_by_key(|event| event.day);
        Self { events, is_whole: log.is_some() }
    }

    /// All that happened, the newest last.
    pub fn events(&self) -> &[HistoryEvent] {
        &self.events
    }

    /// Whether the partner's log could be read to its end; else more may have happened.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The days on which documents were sent, the first one first.
    pub fn sent(&self) -> impl Iterator<Item = (&str, Date)> {
        self.events.iter().filter_map(|event| match &event.kind {
            HistoryEventKind::Sent(mail) => Some((mail.document.as_str(), event.day)),
            _ => None,
        })
    }
}

/// What the lines of a log come to: of all lines of one try to send a mail, how it ended.
fn of_log(entries: &[LedgerEntry]) -> Vec<HistoryEvent> {
    let mut events: Vec<HistoryEvent> = Vec::new();
    let mut subjects: HashMap<&str, &str> = HashMap::new();
    // Of each document, the place of what is not settled.
    let mut open: HashMap<&str, usize> = HashMap::new();
    for entry in entries {
        let Ok(day) = day(&entry.at).parse::<Date>() else { continue };
        if matches!(entry.event, LedgerEvent::Objected { .. }) {
            events.push(HistoryEvent { day, kind: HistoryEventKind::Objected });
        }
        let Some(document) = entry.document.as_deref() else { continue };
        if let LedgerEvent::Rendered { subject, .. }
        | LedgerEvent::Drafting { subject, .. }
        | LedgerEvent::Drafted { subject, .. } = &entry.event
        {
            subjects.insert(document, subject);
        }
        let subject = subjects.get(document).copied().unwrap_or_default().to_owned();
        let mail = HistoryMail { document: document.to_owned(), subject };
        let (kind, is_settled) = match &entry.event {
            LedgerEvent::Dot => (HistoryEventKind::InDoubt(mail), false),
            LedgerEvent::Drafting { .. } | LedgerEvent::Drafted { .. } => {
                (HistoryEventKind::Drafted(mail), false)
            }
            LedgerEvent::Outcome(ended) => match ended.result {
                SendingResult::Sent => (HistoryEventKind::Sent(mail), true),
                SendingResult::InDoubt => (HistoryEventKind::InDoubt(mail), false),
                SendingResult::Refused | SendingResult::Deferred => (HistoryEventKind::NotSent(mail), true),
            },
            LedgerEvent::Resolved { sent: true } => (HistoryEventKind::Sent(mail), true),
            LedgerEvent::Resolved { sent: false } => (HistoryEventKind::NotSent(mail), true),
            _ => continue,
        };
        let event = HistoryEvent { day, kind };
        let at = open.remove(document).unwrap_or(events.len());
        match events.get_mut(at) {
            Some(before) => *before = event,
            None => events.push(event),
        }
        if !is_settled {
            open.insert(document, at);
        }
    }
    events
}
