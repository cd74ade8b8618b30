//! One run at a time sends a mail.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use super::reason;
use crate::diagnostic::Diagnostic;

/// The turn to send a mail: as long as this lives, no other run in the workspace looks whether a mail may leave, or
/// sends one. Two runs could otherwise both see that an address got nothing yet.
pub struct Turn {
    _file: File,
}

/// The lock's name, beside the logs that it is about.
const NAME: &str = ".sending.lock";

impl Turn {
    /// Waits until no other run has it.
    ///
    /// # Errors
    /// When it cannot be had; then nothing may be sent.
    pub fn take(folder: &Path) -> Result<Self, Diagnostic> {
        let path = folder.join(NAME);
        let file = open(&path).and_then(|file| file.lock().map(|()| file));
        file.map(|file| Self { _file: file }).map_err(|error| untaken(&path, &error))
    }
}

fn open(path: &Path) -> io::Result<File> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    // A link could lead anywhere, and a pipe would be waited for.
    if path.symlink_metadata().is_ok_and(|meta| !meta.is_file()) {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    // A colleague's can perhaps only be read.
    opened.or_else(|error| File::open(path).map_err(|_| error))
}

fn untaken(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be locked: {}", path.display(), reason(error));
    Diagnostic::error("unnoted", message).help(
        "nothing more is sent, because another run could send the same; get leave to write in this folder",
    )
}
