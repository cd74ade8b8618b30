//! A file of the workspace whose text was edited is saved, and every save can be undone.
//!
//! In: the name of a file, its text before and after. Out: what became of it. Nothing is written over a text that is
//! another one than that before; and the text before is kept first.

mod edited_name;
mod fields_that_differ;
mod kept_copies;
mod saving;
mod undoing;

pub use fields_that_differ::fields_that_differ;
pub use kept_copies::{copies_of_partner, copies_that_end_with, rename_copies};
pub use saving::{SaveResult, save};
pub use undoing::{LastSave, SaveStanding, UndoResult, last_save, redo_save, undo_save};
