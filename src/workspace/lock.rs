//! The files by which runs take turns.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::staged::{folder_of, make_folders, share};
use super::system_errors::{reason, unwritable};
use crate::diagnostic::{Diagnostic, codes};

/// How often a lock is opened that another run takes away in the same moment.
const TRIES: usize = 10;

/// Opens the file of a lock. One that is not there is made, with the folders above it, and whoever may use its folder
/// may take it. None where nothing can be written, and so nobody has to wait for anybody.
///
/// # Errors
/// A folder that cannot be made; something else in the place of the lock, which is not touched; a lock that cannot be
/// opened, so that nobody knows whether another run has it.
pub(super) fn open(path: &Path) -> Result<Option<File>, Diagnostic> {
    let folder = folder_of(path);
    let mut tries = 0;
    loop {
        make_folders(folder).map_err(|error| unwritable(folder, &error))?;
        let before = path.symlink_metadata();
        // Opening another kind of file may wait for ever, or reach out of the folder.
        if before.as_ref().is_ok_and(|meta| !meta.is_file()) {
            return Err(occupied(path));
        }
        let error = match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
            Ok(file) => {
                if before.is_err() {
                    share(&file, folder);
                }
                return Ok(Some(file));
            }
            Err(error) => error,
        };
        // A colleague's can perhaps only be read.
        let is_gone = match File::open(path) {
            Ok(file) => return Ok(Some(file)),
            Err(unread) => unread.kind() == ErrorKind::NotFound,
        };
        tries += 1;
        let is_new = before.is_err();
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if is_gone && is_new => {
                return Ok(None);
            }
            ErrorKind::PermissionDenied | ErrorKind::NotFound if is_gone && tries < TRIES => {}
            _ => return Err(unlocked(path, &error)),
        }
    }
}

/// Takes the lock of an open file; when another run has it, after `waits` was called and that run has let go of it.
///
/// # Errors
/// Where the system does not support locking.
pub(super) fn take(file: &File, waits: impl FnOnce()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waits();
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// That a lock cannot be had.
pub(super) fn unlocked(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be locked: {}", path.display(), reason(error));
    Diagnostic::error(codes::UNWRITABLE_FILE, message).help(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk; runs take turns by this file",
        _ => {
            "runs take turns by this file, and this one cannot know whether another one is at work; get leave to read \
             and write in the folder, or take the file away when no other run is at work"
        }
    })
}

/// That something stands in the place of a lock.
fn occupied(lock: &Path) -> Diagnostic {
    let message = format!("`{}` is not a file of Handclasp's", lock.display());
    Diagnostic::error(codes::UNWRITABLE_FILE, message)
        .help("take it away: nobody can tell otherwise whether another run writes into the folder")
}
