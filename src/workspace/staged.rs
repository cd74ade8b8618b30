//! Files that are ready beside their places, and are put there in one step.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::unwritable;
use crate::diagnostic::Diagnostic;

/// What tells whether a file was touched: its length and the time it was written. The time has the fineness
/// of the file system; who writes as many other bytes within it is not noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    length: u64,
    /// Nanoseconds since 1970.
    written: u64,
}

impl Stamp {
    fn of(meta: &std::fs::Metadata) -> Option<Self> {
        let since = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self { length: meta.len(), written: u64::try_from(since.as_nanos()).ok()? })
    }
}

/// How the names of files begin that are not in their places yet.
pub(super) const TEMPORARY: &str = ".handclasp-";

/// The stamp of a file, when there is one.
pub fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::of(&std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?)
}

/// A file that is written, but not in its place yet.
pub struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes a file beside its place.
///
/// # Errors
/// When it cannot be written.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, Diagnostic> {
    let file = neighbour(path, bytes).map_err(|error| unwritable(path, &error))?;
    Ok(Staged { file, path: path.to_owned() })
}

impl Staged {
    /// The stamp that it will have in its place.
    pub fn stamp(&self) -> Option<Stamp> {
        Stamp::of(&self.file.as_file().metadata().ok()?)
    }

    /// Puts it into its place, where another one may be.
    ///
    /// # Errors
    /// When it cannot be put there; what was there before is there still.
    pub fn put(self) -> Result<(), Diagnostic> {
        let put = self.file.persist(&self.path).map_err(|refused| refused.error);
        put.map(drop).map_err(|error| unwritable(&self.path, &error))
    }
}

/// A temporary neighbour of a file with the bytes in it.
pub(super) fn neighbour(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = match builder.tempfile_in(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            builder.tempfile_in(folder)?
        }
        other => other?,
    };
    // Who could not read what was there before cannot read this either.
    if let Ok(before) = std::fs::metadata(path) {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.write_all(bytes)?;
    Ok(file)
}
