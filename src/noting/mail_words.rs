//! A line of a log about a mail, in plain words.

use crate::diagnostic::words::count;
use crate::email_address::shown;
use crate::history::{LedgerEntry, LedgerEvent, SendingResult};

/// What a line says that nobody has noted as a fact; none of what only matters after a crash.
pub fn event_in_words(entry: &LedgerEntry) -> Option<String> {
    let document = entry.occasion.named(entry.document.as_deref().unwrap_or_default());
    Some(match &entry.event {
        LedgerEvent::Rendered { to, subject, attachments, sequence, cancelled, .. } => {
            let what = match (sequence, cancelled) {
                (_, true) => "cancellation ready",
                (Some(1..), false) => "update ready",
                _ => "ready",
            };
            let with = if attachments.is_empty() {
                String::new()
            } else {
                format!(", with {}", attachments.join(", "))
            };
            format!("{document}: {what} for {}: “{subject}”{with}", whom(to))
        }
        LedgerEvent::Intent { attempt: 1, server } => format!("{document}: sending by {server}"),
        LedgerEvent::Intent { attempt, server } => format!("{document}: sending by {server}, time {attempt}"),
        LedgerEvent::Drafting { to, subject, .. } => {
            format!("{document}: putting into Drafts for {}: “{subject}”", whom(to))
        }
        LedgerEvent::Drafted { to, subject, .. } => {
            format!("{document}: put into Drafts for {}: “{subject}”", whom(to))
        }
        LedgerEvent::Outcome(ended) => {
            let how = match ended.result {
                SendingResult::Sent => "sent",
                SendingResult::Refused => "refused by the server",
                SendingResult::Deferred => "not sent, may be tried again",
                SendingResult::InDoubt => "in doubt: the server may have it",
            };
            let refused = if ended.refused.is_empty() {
                String::new()
            } else {
                format!("; not to {}", ended.refused.join("; "))
            };
            format!("{document}: {how} ({}: {}){refused}", ended.stage, ended.reply)
        }
        LedgerEvent::Resolved { sent: true } => format!("{document}: settled: it was sent"),
        LedgerEvent::Resolved { sent: false } => format!("{document}: settled: it was not sent"),
        LedgerEvent::Objected { .. } => "objected to being written to".to_owned(),
        LedgerEvent::Renamed { from, to } => format!("`{from}` is called `{to}` from here on"),
        LedgerEvent::TranslationChecked { texts } => {
            format!("{} looked at in both languages", count(texts.len(), "text"))
        }
        LedgerEvent::Other => "something that this version of Handclasp does not know".to_owned(),
        LedgerEvent::Dot | LedgerEvent::Noted { .. } | LedgerEvent::Undone { .. } => return None,
    })
}

/// Whether a line tells of a step on the way, and another one how it ended.
pub fn is_step(event: &LedgerEvent) -> bool {
    matches!(
        event,
        LedgerEvent::Rendered { .. }
            | LedgerEvent::Intent { .. }
            | LedgerEvent::Dot
            | LedgerEvent::Drafting { .. }
    )
}

/// Addresses as people read them.
fn whom(addresses: &[String]) -> String {
    addresses.iter().map(|address| shown(address)).collect::<Vec<_>>().join(", ")
}
