//! One run at a time writes into a folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::staged::TEMPORARY;
use crate::digest::Digest;

/// A folder that no other run of this user writes into, as long as this lives.
///
/// The lock is a file in the system's folder for temporary ones, named after the folder: none stands about
/// among the documents, and a folder that is not there yet can be held too. Where locking is not possible
/// nothing is held.
pub struct Hold {
    file: Option<File>,
    folder: PathBuf,
}

/// How old a file is that no run will put into its place any more.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

impl Hold {
    /// Holds a folder; when another run has it, after `waits` was called and that run has ended.
    pub fn on(folder: &Path, waits: impl FnOnce()) -> Self {
        let whole = canonical(folder);
        let name = Digest::new().and(whole.to_string_lossy().as_bytes()).digits(24);
        let path = std::env::temp_dir().join(format!("handclasp-{name}.lock"));
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        // Another user's can be read.
        let file = opened.or_else(|_| File::open(&path)).ok().and_then(|file| match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::WouldBlock) => {
                waits();
                file.lock().ok().map(|()| file)
            }
            Err(TryLockError::Error(_)) => None,
        });
        Self { file, folder: folder.to_owned() }
    }

    /// Removes what a run left that was cut off while it wrote: files that were not in their places yet. Young
    /// ones may be those of a run on another computer that shares the folder, and stay.
    pub fn tidy(&self) {
        if self.file.is_none() {
            return;
        }
        let folders = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let folders = folders.map(|entry| entry.path()).chain([self.folder.clone()]);
        for entry in folders.flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten()) {
            let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
            let is_old = age.is_some_and(|age| age > LEFT_BEHIND);
            if is_old && entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
                // It is in nobody's way.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// The path of a folder without links, whether it is there yet or not.
pub fn canonical(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for above in whole.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return whole.strip_prefix(above).map_or_else(|_| real.clone(), |rest| real.join(rest));
        }
    }
    whole
}
