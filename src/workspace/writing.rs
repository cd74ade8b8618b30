//! The writing of files, whole or not at all, and what is left of a writing that was cut off.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::folder_lock::{self, FolderLock};
use super::folders::{PARTNERS, SCHEMAS, SIGNED, Workspace};
use super::reading::read;
use super::staged::{self, stage};
use super::system_errors::unwritable;
use crate::diagnostic::Diagnostic;

/// What became of a file that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOutcome {
    /// It was not there before.
    New,
    /// There was one already; it was left as it is.
    Kept,
}

impl Workspace {
    /// Writes a file of the user's in place of what was there, when that is what it was; whether it was.
    ///
    /// # Errors
    /// When it cannot be read or written; what was there before is there still.
    pub fn rewrite(&self, name: &str, before: &str, bytes: &[u8]) -> Result<bool, Diagnostic> {
        let _lock = self.lock_of(name)?;
        let path = self.root().join(name);
        if read(&path)?.is_none_or(|there| there != before.as_bytes()) {
            return Ok(false);
        }
        let attempt = || -> io::Result<()> {
            // A link stays one.
            let path = std::fs::canonicalize(&path)?;
            let staged = staged::neighbour(&path, bytes)?;
            // Who could read the file before can read it now, and nobody else.
            staged.as_file().set_permissions(std::fs::metadata(&path)?.permissions())?;
            staged.as_file().sync_all()?;
            staged.persist(&path).map_err(|refused| refused.error)?;
            Ok(())
        };
        attempt().map(|()| true).map_err(|error| unwritable(&path, &error))
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> Result<FileOutcome, Diagnostic> {
        let _lock = self.lock_of(name)?;
        let path = self.root().join(name);
        let attempt = || -> io::Result<FileOutcome> {
            if path.symlink_metadata().is_ok() {
                return Ok(FileOutcome::Kept);
            }
            let staged = staged::neighbour(&path, bytes)?;
            staged.as_file().sync_all()?;
            match staged.persist_noclobber(&path) {
                Ok(_) => Ok(FileOutcome::New),
                Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(FileOutcome::Kept),
                Err(refused) => Err(refused.error),
            }
        };
        attempt().map_err(|error| unwritable(&path, &error))
    }

    /// Takes a file of the user's away, when it is what it was; whether it was.
    ///
    /// # Errors
    /// When it cannot be read or taken away.
    pub fn take_away(&self, name: &str, before: &str) -> Result<bool, Diagnostic> {
        let _lock = self.lock_of(name)?;
        let path = self.root().join(name);
        if read(&path)?.is_none_or(|there| there != before.as_bytes()) {
            return Ok(false);
        }
        remove(&path).map(|()| true)
    }

    pub(super) fn write_all_new(
        &self,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<Vec<(String, FileOutcome)>, Diagnostic> {
        files
            .into_iter()
            .map(|(name, bytes)| {
                let written = self.write_new(&name, &bytes)?;
                Ok((name, written))
            })
            .collect()
    }

    /// Holds the folder of the partners while a file in it is written, so that what another run is writing is never
    /// taken for what one has left.
    fn lock_of(&self, name: &str) -> Result<Option<FolderLock>, Diagnostic> {
        let of_partner = name.strip_prefix(PARTNERS).is_some_and(|rest| rest.starts_with('/'));
        of_partner.then(|| FolderLock::on(&self.ledgers(), || ())).transpose()
    }

    /// Removes what runs left that were cut off while they wrote: beside the partners' files, and, when it is old,
    /// beside the copies of sent mails and the scans of what was signed, and in the folder itself.
    ///
    /// # Errors
    /// Something in the place of the lock of the partners' folder, or a lock that cannot be opened.
    pub fn tidy(&self) -> Result<(), Diagnostic> {
        let of_partners = [self.copies(), self.root().join(SIGNED)];
        let entries = of_partners.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
        let copies = entries.flatten().map(|entry| entry.path());
        let folders = [self.folder().to_owned(), self.root().join(SCHEMAS), self.copies()];
        for folder in folders.into_iter().chain(copies) {
            folder_lock::remove_old(&folder);
        }
        if !folder_lock::left_behind(&self.ledgers()).is_empty() {
            FolderLock::on(&self.ledgers(), || ())?.tidy();
        }
        Ok(())
    }
}

/// Writes a file whole or not at all, in place of what was there.
///
/// It is not waited for until the disk has it: an output can be made again, and waiting would take longer
/// than making it.
///
/// # Errors
/// When it cannot be written; what was there before is there still.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    stage(path, bytes)?.put()
}

/// Makes a folder, and those above it; one that is there already stays.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Diagnostic> {
    staged::make_folders(path).map_err(|error| unwritable(path, &error))
}

/// Removes a file.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<(), Diagnostic> {
    std::fs::remove_file(path).map_err(|error| unwritable(path, &error))
}
