//! One run at a time sends a mail, and says which log it writes into meanwhile.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::{lock, writing_note};
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

    /// Notes that a log is written into from now on, so that a half line at its end is known as one of ours, should this
    /// run be cut off. `end` ends the log that another run was writing into when it was cut off, if there is one: the note
    /// of that one goes.
    pub fn writes(&mut self, log: &Path, end: impl FnOnce(&Path)) {
        if let Some(left) = writing_note::note_in(&self.folder) {
            end(&self.folder.join(left.log));
        }
        writing_note::note(&self.folder, log);
        self.has_noted = true;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.has_noted {
            writing_note::remove_note(&self.folder);
        }
    }
}
