//! One run at a time sends a mail, and says which log it writes into meanwhile.
//!
//! **Why it says so.** A log that ends in the middle of a line was either being written when the computer stopped, and then
//! the step that the line announces was not taken; or a program that keeps folders alike has copied only half of it, and
//! then nobody knows what else is lost. The first is told by a note beside the logs, which a run takes away when it is
//! done.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::staged::{folder_of, share};
use super::{lock, read};
use crate::diagnostic::Diagnostic;

/// The turn to send a mail: as long as this lives, no other run in the workspace looks whether a mail may leave, or
/// sends one. Two runs could otherwise both see that an address got nothing yet.
pub struct Turn {
    _file: File,
    folder: PathBuf,
    has_noted: bool,
}

/// The lock's name, beside the logs that it is about.
const NAME: &str = ".sending.lock";
/// The name of the note of the log that is being written.
const NOTE: &str = ".sending.note";

/// The log that a run writes into, and how many bytes it had before.
#[derive(Debug, Serialize, Deserialize)]
struct InHand {
    log: String,
    length: usize,
}

impl Turn {
    /// Takes it; when another run has it, after `waits` was called and that run has let go of it.
    ///
    /// # Errors
    /// When it cannot be had; then nothing may be sent.
    pub fn take(folder: &Path, waits: impl FnOnce()) -> Result<Self, Diagnostic> {
        let path = folder.join(NAME);
        let denied = || lock::unlocked(&path, &Error::from(ErrorKind::PermissionDenied));
        let file = lock::open(&path)?.ok_or_else(denied)?;
        lock::take(&file, waits).map_err(|error| lock::unlocked(&path, &error))?;
        Ok(Self { _file: file, folder: folder.to_owned(), has_noted: false })
    }

    /// The log that a run was writing into which was cut off, when there is one. It is to be ended before
    /// [`Turn::writes`] takes its note away.
    pub fn left_unended(&self) -> Option<PathBuf> {
        in_hand(&self.folder).map(|left| self.folder.join(left.log))
    }

    /// Notes that a log is written into from now on, so that a half line at its end is known as one of ours, should this
    /// run be cut off.
    pub fn writes(&mut self, log: &Path) {
        let length = std::fs::metadata(log).map_or(0, |meta| meta.len());
        let name = log.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let note = InHand { log: name, length: usize::try_from(length).unwrap_or(usize::MAX) };
        let path = self.folder.join(NOTE);
        let is_new = path.symlink_metadata().is_err();
        // Without it, a half line is somebody's to look at.
        let written = serde_json::to_vec(&note).map_err(Error::from).and_then(|note| {
            std::fs::write(&path, note)?;
            File::open(&path)
        });
        if let Some(file) = written.ok().filter(|_| is_new) {
            share(&file, folder_of(&path));
        }
        self.has_noted = true;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.has_noted {
            let _ = std::fs::remove_file(self.folder.join(NOTE));
        }
    }
}

fn in_hand(folder: &Path) -> Option<InHand> {
    serde_json::from_slice(&read(&folder.join(NOTE)).ok()??).ok()
}

/// Whether a run writes into a log, or was cut off while it did, and the log has so many bytes of whole lines.
pub fn is_in_hand(log: &Path, whole: usize) -> bool {
    in_hand(folder_of(log)).is_some_and(|note| log.ends_with(&note.log) && note.length <= whole)
}
