//! Files and folders that change their places inside a workspace or go for good, and the note of what was begun.
//!
//! **Why there is a note.** Several files move one after the other. Who finds the note knows that a run was cut off between
//! two of them, and which way they were to go; what moved already is not moved again.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::file_names::with_slashes;
use super::folders::Workspace;
use super::partner_files::names_in;
use super::reading::read;
use super::staged;
use super::system_errors::{unreadable, unwritable};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::visible;

/// The note of what was begun, beside `institution.yaml`.
const BEGUN: &str = ".begun.note";

/// How many folders lie inside one another at most where all files are listed.
const DEEPEST: usize = 12;

impl Workspace {
    /// A file or folder of the workspace as messages name it: with `/` between its parts.
    pub fn shown(&self, path: &Path) -> String {
        visible(&with_slashes(path.strip_prefix(self.root()).unwrap_or(path)))
    }

    /// All files below a folder of the workspace, hidden ones too, in the order of their names; none when it is not there.
    /// Links are named and not followed.
    ///
    /// # Errors
    /// When a folder cannot be read, or too many lie inside one another.
    pub fn files_below(&self, folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut files = Vec::new();
        self.collect(folder, 0, &mut files)?;
        Ok(files)
    }

    fn collect(&self, folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
        let shown = self.shown(folder);
        if depth > DEEPEST {
            return Err(unreadable(&shown, &io::Error::other("too many folders lie inside one another")));
        }
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for name in names_in(listed, &shown)? {
            let path = folder.join(&name);
            let meta = path.symlink_metadata().map_err(|error| unreadable(&self.shown(&path), &error))?;
            if meta.is_dir() {
                self.collect(&path, depth + 1, files)?;
            } else {
                files.push(path);
            }
        }
        Ok(())
    }

    /// What was begun and not ended, as it was noted.
    ///
    /// # Errors
    /// When there is a note that cannot be read.
    pub fn begun(&self) -> Result<Option<String>, Diagnostic> {
        let bytes = read(&self.root().join(BEGUN))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Notes what is begun; the disk has it when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_begun(&self, what: &str) -> Result<(), Diagnostic> {
        let path = self.root().join(BEGUN);
        let attempt = || -> io::Result<()> {
            let staged = staged::neighbour(&path, what.as_bytes())?;
            staged.as_file().sync_all()?;
            staged.persist(&path).map(drop).map_err(|refused| refused.error)
        };
        attempt().map_err(|error| unwritable(&path, &error))
    }

    /// Takes the note away: all of it is done.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn note_ended(&self) -> Result<(), Diagnostic> {
        delete(&self.root().join(BEGUN)).map(drop)
    }
}

/// Whether something of this name is there, also a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Moves a file or folder to a place where nothing is, making the folders above it; whether there was one.
///
/// # Errors
/// When something stands there already, or it cannot be moved; then it is where it was.
pub fn move_to(from: &Path, to: &Path) -> Result<bool, Diagnostic> {
    if !is_there(from) {
        return Ok(false);
    }
    let attempt = || -> io::Result<()> {
        if is_there(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        staged::make_folders(staged::folder_of(to))?;
        fs::rename(from, to)
    };
    attempt().map(|()| true).map_err(|error| unwritable(to, &error))
}

/// Deletes a file, or a folder with all that is in it; whether there was one. Of a link only the link goes.
///
/// # Errors
/// When it cannot be deleted, or not all of it.
pub fn delete(path: &Path) -> Result<bool, Diagnostic> {
    let Ok(meta) = path.symlink_metadata() else { return Ok(false) };
    let deleted = if meta.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match deleted {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(path, &error)),
        _ => Ok(true),
    }
}

/// Removes a folder when nothing is in it.
pub fn remove_empty(folder: &Path) {
    // One with something in it stays.
    let _ = fs::remove_dir(folder);
}
