//! What was noted last is retracted by a line of its own.

use super::fact_words::fact_in_words;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, codes};
use crate::history::{Fact, Ledger, LedgerEntry, LedgerEvent, standing_entries};
use crate::workspace::{OBJECTIONS, Workspace};

/// What was retracted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetractedFact {
    /// It in a sentence.
    pub sentence: String,
    /// The line.
    pub entry: LedgerEntry,
}

impl RetractedFact {
    /// Whether it is that somebody signed.
    pub fn is_signature(&self) -> bool {
        matches!(&self.entry.event, LedgerEvent::Noted { fact: Fact::Signed { .. }, .. })
    }
}

/// Retracts what was noted last of a partner and stands.
///
/// # Errors
/// That there is nothing, or that it is something that stays; that it cannot be written.
pub fn retract_last(workspace: &Workspace, partner: &str) -> Result<RetractedFact, Diagnostic> {
    let mut ledger = Ledger::open_to_note(&workspace.ledger(partner))?;
    let is_said = |entry: &&&LedgerEntry| {
        matches!(
            entry.event,
            LedgerEvent::Noted { .. }
                | LedgerEvent::Objected { .. }
                | LedgerEvent::Resolved { .. }
                | LedgerEvent::TranslationChecked { .. }
        )
    };
    let last = standing_entries(ledger.entries()).iter().rfind(is_said).map(|last| (*last).clone());
    let nothing = |message: String| Diagnostic::error(codes::NOTHING_TO_DO, message);
    let Some(entry) = last else {
        return Err(nothing(format!("nothing is noted of `{partner}` that could be taken back"))
            .help(format!("`handclasp log {partner}` tells what happened")));
    };
    let (on, fact, noted) = match (&entry.event, entry.mark()) {
        (LedgerEvent::Noted { on, fact }, Some(mark)) => (*on, fact, mark),
        (LedgerEvent::Objected { .. }, _) => {
            return Err(nothing(format!("what was noted last of `{partner}` is an objection, and that stays")).help(
                format!("who objected is written to only when they say so themselves; then take the line of the objection out of the partner's log and of `{OBJECTIONS}` in a plain-text editor"),
            ));
        }
        (LedgerEvent::Resolved { .. }, _) => {
            return Err(nothing(format!(
                "what was noted last of `{partner}` is what became of an email, and that stays"
            ))
            .help(format!(
                "if the email was sent after all, `handclasp log {partner} sent DOCUMENT` notes it"
            )));
        }
        _ => {
            return Err(nothing(format!("what was noted last of `{partner}` is that texts were looked at in both languages, and that stays"))
                .help("a text that is changed is to be looked at again"));
        }
    };
    let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
    let words = fact_in_words(about, fact);
    ledger.note(about, LedgerEvent::Undone { noted })?;
    Ok(RetractedFact {
        sentence: visible(&format!(
            "taken back, as if it had not been noted of `{partner}`, for {on}: {words}"
        )),
        entry,
    })
}
