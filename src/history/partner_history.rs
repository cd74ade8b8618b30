//! What happened with one partner: its log of mails and the entries of its logbook, as one list.

use std::collections::HashMap;

use jiff::civil::Date;

use super::facts::Fact;
use super::ledger_entry::{CheckedText, LedgerEntry, LedgerEvent, SendingResult, day, is_later};
use super::ledger_reading::ReadLedger;
use super::renamed::{as_called_now, first_id, renaming};
use super::retraction::standing_entries;
use crate::model::{Direction, Occasion, Partner};

/// What happened with one partner, in the order of the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerHistory {
    events: Vec<HistoryEvent>,
    is_whole: bool,
    /// The texts that somebody has looked at in two languages.
    checked: Vec<CheckedText>,
    /// The lines about names that files got.
    renamings: Vec<LedgerEntry>,
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
    /// Its Message-ID, without the angle brackets.
    pub message_id: Option<String>,
    /// The addresses that it was for.
    pub to: Vec<String>,
}

impl HistoryEvent {
    /// By what events are put in order: what happened on one day by what it is and says, so that it does not matter which was
    /// written down first. The mails of a day stay in the order in which they were tried.
    fn place(&self) -> impl Ord + use<'_> {
        let (kind, at, fact) = match &self.kind {
            HistoryEventKind::Sent(_)
            | HistoryEventKind::InDoubt(_)
            | HistoryEventKind::Drafted(_)
            | HistoryEventKind::NotSent(_) => (0, 0, None),
            HistoryEventKind::Noted { at, .. } => (1, *at, None),
            HistoryEventKind::Fact { about, fact } => (2, 0, Some((fact, about.as_ref()))),
            HistoryEventKind::Objected => (3, 0, None),
        };
        (self.day, kind, at, fact)
    }

    /// Whether we turned to the partner, or talked with it.
    pub fn is_from_us(&self) -> bool {
        match &self.kind {
            HistoryEventKind::Sent(_) => true,
            HistoryEventKind::Noted { direction, .. } => *direction == Some(Direction::Out),
            HistoryEventKind::Fact { fact, .. } => fact.is_from_us(),
            _ => false,
        }
    }

    /// Whether the partner turned to us, or talked with us.
    pub fn is_from_them(&self) -> bool {
        match &self.kind {
            HistoryEventKind::Noted { direction, .. } => *direction == Some(Direction::In),
            HistoryEventKind::Fact { fact, .. } => fact.is_from_them(),
            _ => false,
        }
    }

    /// The document that was sent, of an email or of what was sent by hand.
    pub fn sent(&self) -> Option<&str> {
        match &self.kind {
            HistoryEventKind::Sent(mail) => Some(&mail.document),
            HistoryEventKind::Fact { about: Some((document, _)), fact: Fact::Sent { .. } } => Some(document),
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
        events.sort_by(|one, other| one.place().cmp(&other.place()));
        let checked = log.unwrap_or_default().iter().flat_map(|entry| match &entry.event {
            LedgerEvent::TranslationChecked { texts } => texts.as_slice(),
            _ => &[],
        });
        let mut checked: Vec<CheckedText> = checked.cloned().collect();
        checked.sort();
        checked.dedup();
        let mut renamings: Vec<&LedgerEntry> = log.unwrap_or_default().iter().collect();
        renamings.retain(|entry| renaming(entry).is_some());
        Self { events, is_whole: log.is_some(), checked, renamings: renamings.into_iter().cloned().collect() }
    }

    /// The first id of the partner that is called so now: what was made from it once, such as the identity of a calendar
    /// entry, stays what it was.
    pub fn first_id<'a>(&'a self, id: &'a str) -> &'a str {
        first_id(id, &self.renamings)
    }

    /// From what the lines of the partner's log that can be read and its logbook say; of the log none when it cannot be read
    /// at all.
    pub fn of_ledger(partner: &Partner, log: Option<&ReadLedger>) -> Self {
        let history = Self::of(partner, log.map(|log| log.entries.as_slice()));
        Self { is_whole: log.is_some_and(ReadLedger::is_whole), ..history }
    }

    /// All that happened, the newest last.
    pub fn events(&self) -> &[HistoryEvent] {
        &self.events
    }

    /// The same as it stood at the end of a day: without what happened later. An objection counts whenever it was made.
    pub fn until(&self, day: Date) -> Self {
        let stands = |event: &&HistoryEvent| event.day <= day || event.kind == HistoryEventKind::Objected;
        Self { events: self.events.iter().filter(stands).cloned().collect(), ..self.clone() }
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
    let mut by_hand: Vec<&LedgerEntry> = Vec::new();
    for entry in standing_entries(entries) {
        if let LedgerEvent::Noted { on, fact } = &entry.event {
            by_hand.extend(matches!(fact, Fact::Sent { .. }).then_some(entry));
            let about = entry.document.clone().map(|document| (document, entry.occasion.clone()));
            let fact = as_called_now(fact, &entry.at, entries);
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
            let tries = tries.entry(about).or_default();
            tries.read(about, &entry.event, day, &mut events);
            if tries.open.is_some() {
                tries.last = &entry.at;
            }
        }
    }
    for entry in by_hand {
        let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
        // What a person has sent by hand is not open any more.
        if let Some(tries) = about.and_then(|about| tries.get(&about))
            && let Some(open) = tries.open.filter(|_| is_later(&entry.at, tries.last))
            && let Some(event) = events.get_mut(open)
        {
            *event = None;
        }
    }
    events.into_iter().flatten().collect()
}

/// The tries to send a document, as far as their lines are read.
#[derive(Default)]
struct Tries<'e> {
    /// Its subject.
    subject: &'e str,
    /// Its Message-ID.
    message_id: Option<&'e str>,
    /// The addresses that it is for.
    to: &'e [String],
    /// The number of the event that is not settled.
    open: Option<usize>,
    /// When the last line was written of what is not settled.
    last: &'e str,
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
        if let LedgerEvent::Rendered { subject, message_id, to, .. }
        | LedgerEvent::Drafting { subject, message_id, to, .. }
        | LedgerEvent::Drafted { subject, message_id, to, .. } = event
        {
            self.subject = subject;
            self.message_id = Some(message_id);
            self.to = to;
        }
        let mail = HistoryMail {
            document: document.to_owned(),
            occasion: occasion.clone(),
            subject: self.subject.to_owned(),
            message_id: self.message_id.map(str::to_owned),
            to: self.to.to_vec(),
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
