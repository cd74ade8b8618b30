//! One run at a time sends a mail.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::lock;
use crate::diagnostic::Diagnostic;

/// The turn to send a mail: as long as this lives, no other run in the workspace looks whether a mail may leave, or
/// sends one. Two runs could otherwise both see that an address got nothing yet.
pub struct Turn {
    _file: File,
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
        Ok(Self { _file: file })
    }
}
