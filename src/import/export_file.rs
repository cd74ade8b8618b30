//! The table of partners → a file.

use std::path::PathBuf;

use super::export::Exported;
use crate::diagnostic::{Diagnostic, codes};
use crate::table::{self, TableFormat};
use crate::workspace::{self, FileOutcome, Workspace};

/// Where a table of partners is written, and how.
#[derive(Debug, Clone)]
pub struct ExportTarget {
    /// The file.
    pub file: PathBuf,
    /// Its kind.
    pub format: TableFormat,
    /// What stands between the cells of a text file.
    pub separator: u8,
    /// Whether a file that is there already is written over.
    pub force: bool,
}

impl Exported {
    /// Writes the table.
    ///
    /// # Errors
    /// A table that is too large for the format, a file that is there already or cannot be written.
    pub fn write_to(&self, target: &ExportTarget) -> Result<(), Diagnostic> {
        let ExportTarget { file, format, separator, force } = target;
        let bytes = table::write(&self.columns, &self.rows, *format, *separator)?;
        if *force {
            return workspace::write(file, &bytes);
        }
        match Workspace::at(".").write_new(&file.to_string_lossy(), &bytes)? {
            FileOutcome::New => Ok(()),
            FileOutcome::Kept => Err(Diagnostic::error(
                codes::FILE_EXISTS,
                format!("`{}` is there already; it stays as it is", file.display()),
            )
            .help("write `--force` to have it written over, or name another file")),
        }
    }
}
