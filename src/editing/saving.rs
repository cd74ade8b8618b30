//! The saving of an edited file: whole or not at all, and never over what somebody else has written.

use super::edited_name::may_be_edited;
use super::kept_copies::{KeptCopies, mark_of};
use crate::diagnostic::Diagnostic;
use crate::workspace::{FileOutcome, Workspace};

/// What became of a file that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveResult {
    /// It has the new text; the mark tells this save from others.
    Saved(String),
    /// It had this text already; nothing was written.
    Same,
    /// It has another text than the one that was edited; nothing was written.
    ChangedMeanwhile,
}

/// Saves a file that had one text and is to have another one. No text before: it is a new file; no text after: it is taken
/// away. The text before is kept, so that this can be undone.
///
/// # Errors
/// A file that is not edited here; one that cannot be read or written: it is as it was.
pub fn save(
    workspace: &Workspace,
    name: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<SaveResult, Diagnostic> {
    may_be_edited(workspace, name)?;
    if before == after {
        return Ok(SaveResult::Same);
    }
    let copies = KeptCopies::of(workspace, name);
    let _hold = copies.hold()?;
    save_held(workspace, name, &copies, before, after)
}

/// The same by somebody who holds the copies.
///
/// # Errors
/// As [`save`].
pub fn save_held(
    workspace: &Workspace,
    name: &str,
    copies: &KeptCopies<'_>,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<SaveResult, Diagnostic> {
    let now = copies.now()?;
    if now != mark_of(before.map(str::as_bytes)) {
        return Ok(SaveResult::ChangedMeanwhile);
    }
    // A save that was cut off before it wrote never was.
    for unwritten in copies.all()?.iter().rev().take_while(|copy| copy.after != now && copy.before == now) {
        unwritten.delete()?;
    }
    let copy = copies.keep(before, after)?;
    match put(workspace, name, before, after) {
        Ok(true) => {
            // Whatever is in the way now is in the way of the next save too, and harms nobody.
            let _ = copies.drop_unreachable(&copy.after).and_then(|()| copies.shorten());
            Ok(SaveResult::Saved(copy.mark()))
        }
        refused => {
            copy.delete()?;
            copies.tidy();
            refused.map(|_| SaveResult::ChangedMeanwhile)
        }
    }
}

/// Puts a text in the place of another one, when that is there; whether it was.
pub fn put(
    workspace: &Workspace,
    name: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<bool, Diagnostic> {
    match (before, after) {
        (Some(before), Some(after)) => workspace.rewrite(name, before, after.as_bytes()),
        (None, Some(after)) => Ok(workspace.write_new(name, after.as_bytes())? == FileOutcome::New),
        (Some(before), None) => workspace.take_away(name, before),
        (None, None) => Ok(true),
    }
}
