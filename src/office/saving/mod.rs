//! A file that was edited on the page: that it was saved, that a save is undone, and the file as text.

pub mod edited_file;
pub mod text_page;
pub mod text_saving;
pub mod typed_lines;
pub mod undo_notices;
pub mod undo_request;
