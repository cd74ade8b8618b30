//! Scans of what was signed: `signed/<partner>/`, where nothing is ever replaced or taken away.

use std::path::Path;

use super::folders::{SIGNED, Workspace};
use super::links::lies_in;
use super::partner_files::names_in;
use super::reading::{read, read_limited};
use super::writing::FileOutcome;
use crate::diagnostic::Diagnostic;

/// The largest scan that is taken, in bytes.
const LARGEST_SCAN: u64 = 100_000_000;

/// The bytes of a scan that somebody names, wherever it lies.
///
/// # Errors
/// When it cannot be read, is no file, or is larger than any scan.
pub fn scan(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_limited(path, &path.display().to_string(), LARGEST_SCAN)
}

impl Workspace {
    /// Keeps a scan under a name, unless there is a file of that name; whether there was none.
    ///
    /// # Errors
    /// When it cannot be written, or the folder is a link that leads elsewhere.
    pub fn keep_signed(&self, partner: &str, name: &str, bytes: &[u8]) -> Result<FileOutcome, Diagnostic> {
        self.signed_lies_here(partner)?;
        self.write_new(&format!("{SIGNED}/{partner}/{name}"), bytes)
    }

    /// The bytes of a scan that is kept under a name; none when there is no such file.
    ///
    /// # Errors
    /// When there is one that cannot be read, or a link leads elsewhere.
    pub fn signed_copy(&self, partner: &str, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.signed_lies_here(partner)?;
        let folder = self.signed_folder(partner);
        lies_in(&folder, name)?;
        read(&folder.join(name))
    }

    /// The names of the scans that are kept of a partner, in order; none when there is no folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn signed_names(&self, partner: &str) -> Result<Vec<String>, Diagnostic> {
        self.signed_lies_here(partner)?;
        let names = names_in(&self.signed_folder(partner), &format!("{SIGNED}/{partner}"))?;
        let names = names.into_iter().map(|name| name.to_string_lossy().into_owned());
        Ok(names.filter(|name| !name.starts_with('.')).collect())
    }

    fn signed_lies_here(&self, partner: &str) -> Result<(), Diagnostic> {
        lies_in(self.folder(), SIGNED)?;
        lies_in(&self.root().join(SIGNED), partner)
    }
}
