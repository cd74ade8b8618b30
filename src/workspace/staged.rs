//! Files that are ready beside their places, and are put there in one step.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::system_errors::unwritable;
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

/// The stamp of a file, when there is one; a link has none, since what it leads to may become another.
pub fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::of(&std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?)
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

/// A temporary neighbour of a file with the bytes in it: for those who could read what was there before, else for
/// those who may use the folder.
pub(super) fn neighbour(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = match builder.tempfile_in(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folders(folder)?;
            builder.tempfile_in(folder)?
        }
        other => other?,
    };
    match std::fs::metadata(path) {
        // Who could not read what was there before cannot read this either.
        Ok(before) => file.as_file().set_permissions(before.permissions())?,
        Err(_) => share(file.as_file(), folder),
    }
    file.write_all(bytes)?;
    Ok(file)
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives a new file the rights of its folder: whoever may read or change what the folder has may do so with the
/// file. Offices share folders, and a file that only its writer can change stops everybody else. Where rights
/// cannot be given, the file keeps those that it has.
#[cfg(unix)]
pub(super) fn share(file: &std::fs::File, folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if let Some(mode) = shared_mode(folder) {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(mode & 0o666));
    }
}

/// Elsewhere a file takes over the rights of its folder by itself.
#[cfg(not(unix))]
pub(super) fn share(_: &std::fs::File, _: &Path) {}

/// The rights of a folder, unless it is one in which everybody keeps what is their own, as that for temporary files.
#[cfg(unix)]
fn shared_mode(folder: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    const STICKY: u32 = 0o1000;
    let mode = std::fs::metadata(folder).ok()?.permissions().mode();
    (mode & STICKY == 0).then_some(mode)
}

/// Makes a folder and those above it, each with the rights of the one that it lies in; one that is there stays.
pub(super) fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    make_folders(above)?;
    match std::fs::create_dir(folder) {
        // Another worker was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => {
            #[cfg(unix)]
            if let Some(mode) = shared_mode(above) {
                use std::os::unix::fs::PermissionsExt;
                // The bit in front passes the group on.
                let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode & 0o2777));
            }
            Ok(())
        }
    }
}
