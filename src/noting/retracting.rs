//! What was noted last is retracted by a line of its own.

use jiff::civil::Date;

use super::fact_words::fact_in_words;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, codes};
use crate::history::{Fact, Ledger, LedgerEntry, LedgerEvent, read_ledger, standing_entries};
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

/// What was noted last of a partner and stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSaid {
    /// By what a line that retracts it names it.
    pub mark: String,
    /// The day on which it happened.
    pub on: Date,
    /// What.
    pub fact: Fact,
    /// The line.
    pub entry: LedgerEntry,
}

/// What was noted last of a partner and can be retracted.
///
/// # Errors
/// That there is nothing, or that it is something that stays; that the log cannot be read.
pub fn last_said(workspace: &Workspace, partner: &str) -> Result<LastSaid, Diagnostic> {
    last_of(&read_ledger(&workspace.ledger(partner))?.entries, partner)
}

/// Retracts what was noted last of a partner and stands.
///
/// # Errors
/// That there is nothing, or that it is something that stays; that it cannot be written.
pub fn retract_last(workspace: &Workspace, partner: &str) -> Result<RetractedFact, Diagnostic> {
    let ledger = Ledger::open_to_note(&workspace.ledger(partner))?;
    let last = last_of(ledger.entries(), partner)?;
    take_back(ledger, partner, last)
}

/// The same, when it is the one that somebody means by its mark; none when it is another one by now, and nothing is
/// retracted.
///
/// # Errors
/// As [`retract_last`].
pub fn retract(
    workspace: &Workspace,
    partner: &str,
    mark: &str,
) -> Result<Option<RetractedFact>, Diagnostic> {
    let ledger = Ledger::open_to_note(&workspace.ledger(partner))?;
    let last = last_of(ledger.entries(), partner)?;
    if last.mark != mark {
        return Ok(None);
    }
    take_back(ledger, partner, last).map(Some)
}

fn take_back(mut ledger: Ledger, partner: &str, last: LastSaid) -> Result<RetractedFact, Diagnostic> {
    let LastSaid { mark, on, fact, entry } = last;
    let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
    let words = fact_in_words(about, &fact);
    ledger.note(about, LedgerEvent::Undone { noted: mark })?;
    Ok(RetractedFact {
        sentence: visible(&format!(
            "taken back, as if it had not been noted of `{partner}`, for {on}: {words}"
        )),
        entry,
    })
}

/// What was noted last, of these lines.
fn last_of(entries: &[LedgerEntry], partner: &str) -> Result<LastSaid, Diagnostic> {
    let is_said = |entry: &&&LedgerEntry| {
        matches!(
            entry.event,
            LedgerEvent::Noted { .. }
                | LedgerEvent::Objected { .. }
                | LedgerEvent::Resolved { .. }
                | LedgerEvent::TranslationChecked { .. }
        )
    };
    let last = standing_entries(entries).iter().rfind(is_said).map(|last| (*last).clone());
    let nothing = |message: String| Diagnostic::error(codes::NOTHING_TO_DO, message);
    let Some(entry) = last else {
        return Err(nothing(format!("nothing is noted of `{partner}` that could be taken back"))
            .help(format!("`handclasp log {partner}` tells what happened")));
    };
    match (&entry.event, entry.mark()) {
        (LedgerEvent::Noted { on, fact }, Some(mark)) => {
            Ok(LastSaid { mark, on: *on, fact: fact.clone(), entry: entry.clone() })
        }
        (LedgerEvent::Objected { .. }, _) => {
            Err(nothing(format!("what was noted last of `{partner}` is an objection, and that stays")).help(
                format!("who objected is written to only when they say so themselves; then take the line of the objection out of the partner's log and of `{OBJECTIONS}` in a plain-text editor"),
            ))
        }
        (LedgerEvent::Resolved { .. }, _) => {
            Err(nothing(format!(
                "what was noted last of `{partner}` is what became of an email, and that stays"
            ))
            .help(format!(
                "if the email was sent after all, `handclasp log {partner} sent DOCUMENT` notes it"
            )))
        }
        _ => {
            Err(nothing(format!("what was noted last of `{partner}` is that texts were looked at in both languages, and that stays"))
                .help("a text that is changed is to be looked at again"))
        }
    }
}
