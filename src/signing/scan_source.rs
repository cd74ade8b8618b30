//! Where a scan comes from: a file that somebody names, or one that was handed over.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::visible;
use crate::workspace::scan;

/// Where a scan comes from.
#[derive(Debug, Clone)]
pub enum ScanSource {
    /// A file on this computer.
    File(PathBuf),
    /// What was handed over, with the name that it had. Its name is only told, and is never a path.
    Given {
        /// The name.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

impl ScanSource {
    /// What it is called, for people.
    pub fn shown(&self) -> String {
        match self {
            Self::File(path) => visible(&path.display().to_string()),
            Self::Given { name, .. } => visible(name),
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When a file cannot be read, is none, or is larger than any scan.
    pub fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        match self {
            Self::File(path) => scan(path),
            Self::Given { bytes, .. } => Ok(bytes.clone()),
        }
    }
}
