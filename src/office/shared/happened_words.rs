//! A line of a partner's history in the language of the page: what happened, and what somebody wrote about it.

use std::collections::HashMap;

use super::pieces::document_name;
use super::spoken::Spoken;
use crate::email_address::shown;
use crate::history::{Fact, LedgerEntry, LedgerEvent, SendingResult, Signer};
use crate::locale::fill;
use crate::model::{Direction, LogEntry, Occasion};
use crate::noting::{HappenedLine, HappenedSource};

/// What happened, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldEvent {
    /// What happened.
    pub what: String,
    /// What somebody wrote about it, as it was typed, or the subject of an email.
    pub detail: Option<String>,
    /// Something more: where a scan lies, who noted it, whom it went to.
    pub more: Vec<String>,
}

impl ToldEvent {
    fn of(what: &str, detail: &str) -> Self {
        let detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
        Self { what: what.to_owned(), detail, more: Vec::new() }
    }

    fn with(self, more: impl IntoIterator<Item = String>) -> Self {
        Self { more: more.into_iter().filter(|more| !more.is_empty()).collect(), ..self }
    }
}

/// All that happened with a partner of this name, each line with its words; without the steps on the way of an email and
/// what does not matter to people.
pub fn told_events<'l>(
    spoken: &Spoken,
    partner: &str,
    lines: &'l [HappenedLine],
) -> Vec<(&'l HappenedLine, ToldEvent)> {
    let mut subjects: HashMap<(Option<&str>, &Occasion), &str> = HashMap::new();
    let mut told = Vec::new();
    for line in lines {
        let entry = match &line.source {
            HappenedSource::Logbook(entry) => {
                told.push((line, logbook_event(spoken, entry)));
                continue;
            }
            HappenedSource::Ledger(entry) => entry,
        };
        let about = (entry.document.as_deref(), &entry.occasion);
        if let LedgerEvent::Rendered { subject, .. } = &entry.event {
            subjects.insert(about, subject);
        }
        if !line.is_step {
            let subject = subjects.get(&about).copied().unwrap_or_default();
            told.push((line, ledger_event(spoken, partner, entry, subject)));
        }
    }
    told
}

/// What a fact says of a partner of this name; `about` is the document that it is about.
pub fn fact_event(
    spoken: &Spoken,
    partner: &str,
    about: Option<(&str, &Occasion)>,
    fact: &Fact,
) -> ToldEvent {
    let words = &spoken.words.happened;
    let named = |(document, occasion)| document_name(spoken, document, occasion);
    let document = about.map(named).unwrap_or_default();
    match fact {
        Fact::Called { text } => ToldEvent::of(&words.called, text),
        Fact::Met { text } => ToldEvent::of(&words.met, text),
        Fact::Wrote { text } => ToldEvent::of(&words.wrote, text),
        Fact::Answered { text } => ToldEvent::of(&words.answered, text),
        Fact::Declined { text } => ToldEvent::of(&words.declined, text),
        Fact::Note { text } => ToldEvent::of(&words.note, text),
        Fact::Snoozed { until, text } => {
            ToldEvent::of(&fill(&words.snoozed, &[("day", &spoken.day(*until))]), text)
        }
        Fact::Left { contact } => ToldEvent::of(&fill(&words.left, &[("contact", &shown(contact))]), ""),
        Fact::Sent { to } => {
            ToldEvent::of(&fill(&words.sent_by_hand, &[("document", &document)]), "").with([whom(to)])
        }
        Fact::Signed { by, file, version, .. } => {
            // Which version it is stands below.
            let document = about.map(|(document, _)| spoken.words.document(document)).unwrap_or_default();
            let signed_by = |who: &str| fill(&words.signed_by, &[("document", &document), ("who", who)]);
            let what = match by {
                Signer::Us => fill(&words.signed_by_us, &[("document", &document)]),
                Signer::Them => signed_by(partner),
                Signer::Further(id) => signed_by(id),
            };
            let version = fill(&words.version, &[("n", &version.to_string())]);
            ToldEvent::of(&what, "").with([version, file.clone()])
        }
        Fact::Other => ToldEvent::of(&words.other, ""),
    }
}

/// What a line of a log says, of a partner of this name.
pub fn entry_event(spoken: &Spoken, partner: &str, entry: &LedgerEntry) -> ToldEvent {
    ledger_event(spoken, partner, entry, "")
}

fn ledger_event(spoken: &Spoken, partner: &str, entry: &LedgerEntry, subject: &str) -> ToldEvent {
    let words = &spoken.words.happened;
    let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
    let document = about.map(|(document, occasion)| document_name(spoken, document, occasion));
    let on = |pattern: &str| fill(pattern, &[("document", document.as_deref().unwrap_or_default())]);
    match &entry.event {
        LedgerEvent::Noted { fact, .. } => fact_event(spoken, partner, about, fact),
        LedgerEvent::Outcome(ended) => {
            let what = match ended.result {
                SendingResult::Sent => &words.sent,
                SendingResult::Refused => &words.refused,
                SendingResult::Deferred => &words.deferred,
                SendingResult::InDoubt => &words.in_doubt,
            };
            // Why is what the server said, word for word.
            let why = if ended.result == SendingResult::Sent { String::new() } else { ended.reply.clone() };
            ToldEvent::of(&on(what), subject).with([why])
        }
        LedgerEvent::Drafted { subject, to, .. } => {
            ToldEvent::of(&on(&words.drafted), subject).with([whom(to)])
        }
        LedgerEvent::Resolved { sent: true } => ToldEvent::of(&on(&words.found_sent), ""),
        LedgerEvent::Resolved { sent: false } => ToldEvent::of(&on(&words.found_not_sent), ""),
        LedgerEvent::Objected { .. } => ToldEvent::of(&words.objected, ""),
        LedgerEvent::Renamed { to, .. } => ToldEvent::of(&fill(&words.renamed, &[("name", to)]), ""),
        LedgerEvent::TranslationChecked { texts } => {
            ToldEvent::of(&spoken.counted(&words.checked, texts.len()), "")
        }
        LedgerEvent::Rendered { .. }
        | LedgerEvent::Intent { .. }
        | LedgerEvent::Dot
        | LedgerEvent::Drafting { .. }
        | LedgerEvent::Undone { .. }
        | LedgerEvent::Other => ToldEvent::of(&words.other, ""),
    }
}

/// What an entry of the logbook says.
fn logbook_event(spoken: &Spoken, entry: &LogEntry) -> ToldEvent {
    let words = &spoken.words.happened;
    let how = entry.channel.as_deref().unwrap_or(&words.logbook);
    let direction = entry.direction.map(|direction| match direction {
        Direction::In => words.from_them.clone(),
        Direction::Out => words.from_us.clone(),
    });
    let by = entry.by.as_deref().map(|by| fill(&words.by, &[("who", by)]));
    ToldEvent::of(how, entry.summary.as_deref().unwrap_or_default()).with(direction.into_iter().chain(by))
}

/// Addresses as people read them.
fn whom(addresses: &[String]) -> String {
    addresses.iter().map(|address| shown(address)).collect::<Vec<_>>().join(", ")
}
