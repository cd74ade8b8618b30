//! The undoing of a save, step by step backwards; and the taking back of that.
//!
//! **Why only the last one.** A save changes what the one before it left. And only as long as the file has the very text that
//! the save wrote: else somebody's work since would be lost.

use jiff::Timestamp;

use super::edited_name::may_be_edited;
use super::kept_copies::{KeptCopies, KeptCopy, KeptText, mark_of};
use super::saving::{SaveResult, put, save_held};
use crate::diagnostic::Diagnostic;
use crate::workspace::{Workspace, read};

/// The last save of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSave {
    /// What tells it from others.
    pub mark: String,
    /// When it was.
    pub at: Timestamp,
    /// The text before; none when there was no file.
    pub before: Option<String>,
    /// The text that was written; none when the file was taken away.
    pub after: Option<String>,
    /// Whether it can be undone.
    pub standing: SaveStanding,
}

/// Whether a save can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStanding {
    /// The file is as it left it.
    Undoable,
    /// Somebody has changed the file since.
    ChangedSince,
    /// The copy of the text before is not whole any more.
    Damaged,
}

/// What became of a save that was to be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UndoResult {
    /// The file is as it was before it.
    Undone {
        /// The save.
        save: LastSave,
        /// What tells the undoing from others, so that it can be taken back ([`redo_save`]).
        redo: String,
    },
    /// It is not the last one: it was undone already, or another one came after it.
    NotTheLast,
    /// Somebody has changed the file since; it stays as it is.
    ChangedSince,
    /// The text before is not whole any more; the file stays as it is.
    Damaged,
}

/// The last save of a file; none when none is known.
///
/// # Errors
/// A file that is not edited here; one that cannot be read.
pub fn last_save(workspace: &Workspace, name: &str) -> Result<Option<LastSave>, Diagnostic> {
    may_be_edited(workspace, name)?;
    Ok(last(workspace, &KeptCopies::of(workspace, name), name)?.map(|(save, _)| save))
}

/// Undoes the save with this mark, when it is the last one.
///
/// # Errors
/// A file that is not edited here; one that cannot be read or written: it is as it was.
pub fn undo_save(workspace: &Workspace, name: &str, mark: &str) -> Result<UndoResult, Diagnostic> {
    may_be_edited(workspace, name)?;
    let copies = KeptCopies::of(workspace, name);
    let _hold = copies.hold()?;
    let Some((save, copy)) = last(workspace, &copies, name)?.filter(|(save, _)| save.mark == mark) else {
        return Ok(UndoResult::NotTheLast);
    };
    match save.standing {
        SaveStanding::ChangedSince => return Ok(UndoResult::ChangedSince),
        SaveStanding::Damaged => return Ok(UndoResult::Damaged),
        SaveStanding::Undoable => {}
    }
    let undone = copies.keep_undone(&copy, save.after.as_deref())?;
    match put(workspace, name, save.after.as_deref(), save.before.as_deref()) {
        Ok(true) => {}
        refused => {
            undone.delete()?;
            return refused.map(|_| UndoResult::ChangedSince);
        }
    }
    // Should this not be possible, it is known by the file's text that this save is undone.
    let _ = copy.delete();
    Ok(UndoResult::Undone { save, redo: undone.mark() })
}

/// Saves once more what was undone, when nothing came after that.
///
/// # Errors
/// As [`undo_save`].
pub fn redo_save(workspace: &Workspace, name: &str, mark: &str) -> Result<SaveResult, Diagnostic> {
    may_be_edited(workspace, name)?;
    let copies = KeptCopies::of(workspace, name);
    let _hold = copies.hold()?;
    let before = read(&workspace.root().join(name))?.and_then(|bytes| String::from_utf8(bytes).ok());
    let now = mark_of(before.as_deref().map(str::as_bytes));
    let is_it = |copy: &KeptCopy| copy.mark() == mark && copy.before == now;
    let Some(copy) = copies.undone()?.into_iter().find(is_it) else {
        return Ok(SaveResult::ChangedMeanwhile);
    };
    let after = match copy.text()? {
        KeptText::Text(text) => Some(text),
        KeptText::NoFile => None,
        KeptText::Damaged => return Ok(SaveResult::ChangedMeanwhile),
    };
    save_held(workspace, name, &copies, before.as_deref(), after.as_deref())
}

/// The last save that came about, with the copy of the text before.
fn last(
    workspace: &Workspace,
    copies: &KeptCopies<'_>,
    name: &str,
) -> Result<Option<(LastSave, KeptCopy)>, Diagnostic> {
    let now = copies.now()?;
    // One that left the text of before was cut off before it wrote, or is undone already.
    let is_void = |copy: &KeptCopy| copy.before == now && copy.after != now;
    let Some(copy) = copies.all()?.into_iter().rev().find(|copy| !is_void(copy)) else { return Ok(None) };
    let text = copy.text()?;
    let standing = match &text {
        _ if copy.after != now => SaveStanding::ChangedSince,
        KeptText::Damaged => SaveStanding::Damaged,
        KeptText::Text(_) | KeptText::NoFile => SaveStanding::Undoable,
    };
    let before = match text {
        KeptText::Text(text) => Some(text),
        KeptText::NoFile | KeptText::Damaged => None,
    };
    let after = read(&workspace.root().join(name))?.and_then(|bytes| String::from_utf8(bytes).ok());
    let save = LastSave { mark: copy.mark(), at: copy.at, before, after, standing };
    Ok(Some((save, copy)))
}
