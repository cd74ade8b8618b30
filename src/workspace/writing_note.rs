//! The note beside the logs that says which of them is being written.
//!
//! **Why there is one.** A log that ends in the middle of a line was either being written when the computer stopped, and
//! then the step that the line announces was not taken; or a program that keeps folders alike has copied only half of it,
//! and then nobody knows what else is lost. The first is told by this note, which a run takes away when it is done.

use std::fs::File;
use std::io::Error;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::reading::read;
use super::staged::{folder_of, share};

/// The name of the note of the log that is being written.
const NOTE: &str = ".sending.note";

/// The log that a run writes into, and how many bytes it had before.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WritingNote {
    /// The log's name.
    pub log: String,
    /// Bytes.
    length: usize,
}

/// The note in a folder, when there is one that can be read.
pub(super) fn note_in(folder: &Path) -> Option<WritingNote> {
    serde_json::from_slice(&read(&folder.join(NOTE)).ok()??).ok()
}

/// Notes in a folder that a log of it is written into from now on. Where it cannot be noted, a half line is somebody's to
/// look at.
pub(super) fn note(folder: &Path, log: &Path) {
    let length = std::fs::metadata(log).map_or(0, |meta| meta.len());
    let name = log.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let note = WritingNote { log: name, length: usize::try_from(length).unwrap_or(usize::MAX) };
    let path = folder.join(NOTE);
    let is_new = path.symlink_metadata().is_err();
    let written = serde_json::to_vec(&note).map_err(Error::from).and_then(|note| {
        std::fs::write(&path, note)?;
        File::open(&path)
    });
    if let Some(file) = written.ok().filter(|_| is_new) {
        share(&file, folder_of(&path));
    }
}

/// Takes the note of a folder away.
pub(super) fn remove_note(folder: &Path) {
    let _ = std::fs::remove_file(folder.join(NOTE));
}

/// Whether a run writes into a log, or was cut off while it did, and the log has so many bytes of whole lines.
pub fn is_being_written(log: &Path, whole: usize) -> bool {
    note_in(folder_of(log)).is_some_and(|note| log.ends_with(&note.log) && note.length <= whole)
}
