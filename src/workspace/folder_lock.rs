//! One run at a time writes into a folder.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::lock;
use super::staged::TEMPORARY;
use crate::diagnostic::Diagnostic;

/// The name of the lock in the folder that is held.
const LOCK: &str = ".handclasp.lock";

/// A folder that no other run writes into, as long as this lives.
///
/// The lock is a file in the folder itself: whoever may not write there cannot hold it, and whoever shares the
/// folder from another computer meets the same lock. It is taken away at the end, and so is a folder that was
/// made for it and has nothing else in it. Where the system does not support locking, or nothing can be written,
/// nothing is held.
pub struct FolderLock {
    file: Option<File>,
    folder: PathBuf,
    is_new: bool,
}

impl FolderLock {
    /// Holds a folder, which is made when it is not there; when another run has it, after `waits` was called and
    /// that run has ended.
    ///
    /// # Errors
    /// A folder that cannot be made; something else in the place of the lock, which is not touched; a lock that cannot
    /// be opened.
    pub fn on(folder: &Path, waits: impl FnOnce()) -> Result<Self, Diagnostic> {
        let is_new = !folder.exists();
        let path = folder.join(LOCK);
        let mut waits = Some(waits);
        let file = loop {
            let Some(file) = lock::open(&path)? else { break None };
            let told = || {
                if let Some(waits) = waits.take() {
                    waits();
                }
            };
            if lock::take(&file, told).is_err() {
                break None;
            }
            // The run that had it has taken it away: another one may hold a new one by now.
            if is_at(&file, &path) {
                break Some(file);
            }
        };
        Ok(Self { file, folder: folder.to_owned(), is_new })
    }

    /// Removes what a run left that was cut off while it wrote: files that were not in their places yet. As long
    /// as the folder is held they are nobody's.
    pub fn tidy(&self) {
        if self.file.is_none() {
            return;
        }
        let is_folder = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let folders = std::fs::read_dir(&self.folder).into_iter().flatten().flatten().filter(is_folder);
        let folders = folders.map(|entry| entry.path()).chain([self.folder.clone()]);
        for path in folders.flat_map(|folder| left_behind(&folder)) {
            // It is in nobody's way.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = std::fs::remove_file(self.folder.join(LOCK));
        }
        if self.is_new {
            // Only an empty one goes.
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

/// The files in a folder that a run was writing, of which none knows whether it still does.
pub(super) fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |entry: &std::fs::DirEntry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        is_file && entry.file_name().to_string_lossy().starts_with(TEMPORARY)
    };
    entries.filter(is_one).map(|entry| entry.path()).collect()
}

/// Removes what was left behind long ago in a folder that nobody holds; what is young may be still written.
pub(super) fn remove_old(folder: &Path) {
    const LONG: Duration = Duration::from_secs(60 * 60);
    let age = |path: &PathBuf| path.symlink_metadata().ok()?.modified().ok()?.elapsed().ok();
    for path in left_behind(folder).iter().filter(|path| age(path).is_some_and(|age| age > LONG)) {
        // It is in nobody's way.
        let _ = std::fs::remove_file(path);
    }
}

/// Whether an open file is the one that stands at a path.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let numbers = |meta: std::fs::Metadata| (meta.dev(), meta.ino());
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(open), Ok(there)) => numbers(open) == numbers(there),
        _ => false,
    }
}

/// Whether an open file is the one that stands at a path, as far as it can be told.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.is_file()
}
