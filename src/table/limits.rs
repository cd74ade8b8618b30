//! How much of a file is read: more than anybody has partners.

use crate::diagnostic::{Diagnostic, codes};

/// The most rows, columns, filled cells and letters (in bytes).
pub const MOST_ROWS: usize = 30_000;
pub const MOST_COLUMNS: usize = 1_000;
pub const MOST_CELLS: usize = 1_000_000;
pub const MOST_LETTERS: usize = 20_000_000;
/// The most bytes of one cell, and of a text file.
pub const LONGEST_CELL: usize = 2_000_000;
pub const LARGEST_TEXT: usize = 10_000_000;

/// That a file has more in it than any list of partners.
pub fn too_large(file: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_TABLE, format!("`{file}` is too large to be a list of partners")).help(format!(
        "at most {MOST_ROWS} rows and {MOST_COLUMNS} columns are read; copy what you need into a new sheet"
    ))
}
