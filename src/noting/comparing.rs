//! That somebody has looked at texts in both their languages.

use crate::diagnostic::Diagnostic;
use crate::history::{CheckedText, Ledger, LedgerEvent};
use crate::workspace::Workspace;

/// Notes that somebody has looked at these texts of a partner's documents in both languages, and that they say the same.
///
/// # Errors
/// When it cannot be written.
pub fn note_compared(
    workspace: &Workspace,
    partner: &str,
    texts: Vec<CheckedText>,
) -> Result<(), Diagnostic> {
    let mut ledger = Ledger::open(&workspace.ledger(partner))?;
    ledger.note(None, LedgerEvent::TranslationChecked { texts })
}
