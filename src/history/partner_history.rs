//! What happened with one partner: its log of mails and the entries of its logbook, as one list.

use std::collections::HashMap;

use jiff::civil::Date;

use super::facts::{Fact, Signer, standing_entries};
use super::ledger::{CheckedText, LedgerEntry, LedgerEvent, SendingResult, day};
use super::renamed::{as_called_now, renaming};
use crate::model::{Direction, Occasion, Partner};

/// What happened with one partner, in the order of the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerHistory {
    events: Vec<HistoryEvent>,
    is_whole: bool,
    /// The texts that somebody has looked at in two languages.
    checked: Vec<CheckedText>,
    /// Former ids of organisations, each with what it became.
    renamings: Vec<(String, String)>,
}

/// Whether somebody has looked at a text in both its languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedAt {
    /// As it is now.
    AsItIs,
    /// As it was before it was changed.
    Otherwise,
    /// Nobody has.
    Never,
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
    /// Somebody noted it with `handclasp log`.
    Fact {
        /// The document that it is about, and what that is made for.
        about: Option<(String, Occasion)>,
        /// What.
        fact: Fact,
    },
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
    /// What that is made for.
    pub occasion: Occasion,
    /// Its subject.
    pub subject: String,
}

impl HistoryEvent {
    /// Whether we turned to the partner, or talked with it.
    pub fn is_from_us(&self) -> bool {
        match &self.kind {
            HistoryEventKind::Sent(_) => true,
            HistoryEventKind::Noted { direction, .. } => *direction == Some(Direction::Out),
            HistoryEventKind::Fact { fact, .. } => {
                matches!(fact, Fact::Called { .. } | Fact::Met { .. } | Fact::Wrote { .. } | Fact::Sent)
            }
            _ => false,
        }
    }

    /// Whether the partner turned to us, or talked with us.
    pub fn is_from_them(&self) -> bool {
        match &self.kind {
            HistoryEventKind::Noted { direction, .. } => *direction == Some(Direction::In),
            HistoryEventKind::Fact { fact, .. } => matches!(
                fact,
                Fact::Called { .. }
                    | Fact::Met { .. }
                    | Fact::Answered { .. }
                    | Fact::Declined { .. }
                    | Fact::Signed { by: Signer::Them, .. }
            ),
            _ => false,
        }
    }

    /// The document that was sent, of an email or of what was sent by hand.
    pub fn sent(&self) -> Option<&str> {
        match &self.kind {
            HistoryEventKind::Sent(mail) => Some(&mail.document),
            HistoryEventKind::Fact { about: Some((document, _)), fact: Fact::Sent } => Some(document),
            _ => None,
        }
    }
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
        let checked = log.unwrap_or_default().iter().flat_map(|entry| match &entry.event {
            LedgerEvent::TranslationChecked { texts } => texts.as_slice(),
            _ => &[],
        });
        let renamings = log.unwrap_or_default().iter().filter_map(renaming);
        Self {
            events,
            is_whole: log.is_some(),
            checked: checked.cloned().collect(),
            renamings: renamings.map(|(from, to)| (from.to_owned(), to.to_owned())).collect(),
        }
    }

    /// The first id of the partner that is called so now: what was made from it once, such as the identity of a calendar
    /// entry, stays what it was.
    pub fn first_id<'a>(&'a self, id: &'a str) -> &'a str {
        let mut first = id;
        for (from, to) in self.renamings.iter().rev() {
            if to == first {
                first = from;
            }
        }
        first
    }

    /// All that happened, the newest last.
    pub fn events(&self) -> &[HistoryEvent] {
        &self.events
    }

    /// Whether the partner's log could be read to its end; else more may have happened.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether somebody has looked at the two texts of a field, which have this hash now. A text that only stands elsewhere
    /// in the file says what it said.
    pub fn looked_at(&self, field: &str, hash: &str) -> LookedAt {
        if self.checked.iter().any(|text| text.hash == hash) {
            LookedAt::AsItIs
        } else if self.checked.iter().any(|text| text.field == field) {
            LookedAt::Otherwise
        } else {
            LookedAt::Never
        }
    }

    /// The days on which documents were sent, the first one first.
    pub fn sent(&self) -> impl Iterator<Item = (&str, Date)> {
        self.events.iter().filter_map(|event| Some((event.sent()?, event.day)))
    }
}

/// What the lines of a log come to: of all lines of one try to send a mail, how it ended. What is still open here is what
/// [`super::standing`] says of the document.
fn of_log(entries: &[LedgerEntry]) -> Vec<HistoryEvent> {
    // None where a later draft took the place of an earlier one.
    let mut events: Vec<Option<HistoryEvent>> = Vec::new();
    let mut tries: HashMap<(&str, &Occasion), Tries<'_>> = HashMap::new();
    let standing = standing_entries(entries);
    for (at, entry) in standing.iter().enumerate() {
        if let LedgerEvent::Noted { on, fact } = &entry.event {
            let about = entry.document.clone().map(|document| (document, entry.occasion.clone()));
            let fact = as_called_now(fact, standing.iter().skip(at + 1).copied());
            let kind = HistoryEventKind::Fact { about, fact };
            events.push(Some(HistoryEvent { day: *on, kind }));
            continue;
        }
        let Ok(day) = day(&entry.at).parse::<Date>() else { continue };
        if matches!(entry.event, LedgerEvent::Objected { .. }) {
            events.push(Some(HistoryEvent { day, kind: HistoryEventKind::Objected }));
        }
        if let Some(document) = entry.document.as_deref() {
            let about = (document, &entry.occasion);
            tries.entry(about).or_default().read(about, &entry.event, day, &mut events);
        }
    }
    events.into_iter().flatten().collect()
}

/// The tries to send a document, as far as their lines are read.
#[derive(Default)]
struct Tries<'e> {
    /// Its subject.
    subject: &'e str,
    /// The number of the event that is not settled.
    open: Option<usize>,
    /// Whether a draft is about to be put there: whatever the mailbox says, it may lie there.
    is_drafting: bool,
    /// The number of a draft that lies there, while another one is about to be put beside it.
    draft_before: Option<usize>,
}

impl<'e> Tries<'e> {
    fn read(
        &mut self,
        (document, occasion): (&str, &Occasion),
        event: &'e LedgerEvent,
        day: Date,
        events: &mut Vec<Option<HistoryEvent>>,
    ) {
        if let LedgerEvent::Rendered { subject, .. }
        | LedgerEvent::Drafting { subject, .. }
        | LedgerEvent::Drafted { subject, .. } = event
        {
            self.subject = subject;
        }
        let mail = HistoryMail {
            document: document.to_owned(),
            occasion: occasion.clone(),
            subject: self.subject.to_owned(),
        };
        let was_drafting = std::mem::take(&mut self.is_drafting);
        // Nobody asks for an earlier draft any more.
        if matches!(event, LedgerEvent::Drafted { .. } | LedgerEvent::Resolved { .. })
            && let Some(before) = self.draft_before.take()
        {
            events[before] = None;
        }
        let mut stands = |open: Option<usize>, kind: HistoryEventKind| {
            let at = open.unwrap_or(events.len());
            let event = Some(HistoryEvent { day, kind });
            match events.get_mut(at) {
                Some(before) => *before = event,
                None => events.push(event),
            }
            at
        };
        match event {
            LedgerEvent::Dot => self.open = Some(stands(self.open, HistoryEventKind::InDoubt(mail))),
            LedgerEvent::Drafting { .. } => {
                if !was_drafting {
                    self.draft_before = self.open.take();
                }
                self.open = Some(stands(self.open, HistoryEventKind::Drafted(mail)));
                self.is_drafting = true;
            }
            LedgerEvent::Drafted { .. } => {
                self.open = Some(stands(self.open, HistoryEventKind::Drafted(mail)));
            }
            LedgerEvent::Outcome(ended) => match ended.result {
                SendingResult::Sent => {
                    stands(self.open.take(), HistoryEventKind::Sent(mail));
                }
                SendingResult::InDoubt if was_drafting => self.is_drafting = true,
                SendingResult::InDoubt => {
                    self.open = Some(stands(self.open, HistoryEventKind::InDoubt(mail)));
                }
                SendingResult::Refused | SendingResult::Deferred => {
                    stands(self.open.take(), HistoryEventKind::NotSent(mail));
                    self.open = self.draft_before.take();
                }
            },
            LedgerEvent::Resolved { sent } => {
                let kind = if *sent { HistoryEventKind::Sent } else { HistoryEventKind::NotSent };
                stands(self.open.take(), kind(mail));
            }
            LedgerEvent::Rendered { .. }
            | LedgerEvent::Intent { .. }
            | LedgerEvent::Objected { .. }
            | LedgerEvent::Noted { .. }
            | LedgerEvent::Undone { .. }
            | LedgerEvent::Renamed { .. }
            | LedgerEvent::TranslationChecked { .. }
            | LedgerEvent::Other => self.is_drafting = was_drafting,
        }
    }
}
