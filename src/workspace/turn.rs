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

    /// The log that a run was writing into which was cut off, when there is one. It is to be ended before
    /// [`Turn::writes`] takes its note away.
    pub fn left_unended(&self) -> Option<PathBuf> {
        writing_note::note_in(&self.folder).map(|left| self.folder.join(left.log))
    }

    /// Notes that a log is written into from now on, so that a half line at its end is known as one of ours, should this
    /// run be cut off.
    pub fn writes(&mut self, log: &Path) {
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
