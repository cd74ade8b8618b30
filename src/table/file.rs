//! A file → its rows, by what is in it and not by what it is called; and rows → a file.

use super::cell::Cell;
use super::limits::{LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, too_large};
use super::row::TableRow;
use super::sheet::{ReadOptions, Sheet};
use super::{apart, delimited, workbook};
use crate::diagnostic::{Diagnostic, codes};

/// The kinds of tables that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Text with separators.
    Csv,
    /// A workbook of Excel.
    Xlsx,
}

impl TableFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The name, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The kind of a file with this name.
    pub fn of_file(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
        Self::ALL.into_iter().find(|format| format.name() == ending)
    }
}

/// Reads a file. Of a text whose letters can be stored in several ways the likelier way is the one in which more cells
/// are known words.
///
/// # Errors
/// A file that is no table, or has more in it than anybody reads; a sheet that there is none of.
pub fn read(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    is_known_word: &dyn Fn(&str) -> bool,
) -> Result<Sheet, Diagnostic> {
    let sheet = if workbook::is_one(bytes) {
        apart::read(file, bytes, options)?
    } else {
        delimited::read(file, bytes, options.encoding.as_deref(), is_known_word)?
    };
    within_limits(file, &sheet)?;
    Ok(sheet)
}

/// That a sheet is not too large.
fn within_limits(file: &str, sheet: &Sheet) -> Result<(), Diagnostic> {
    let letters: usize =
        sheet.rows.iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.shown().len()).sum();
    let columns = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max();
    let cells: usize = sheet.rows.iter().map(|row| row.cells.len()).sum();
    if sheet.rows.len() > MOST_ROWS
        || columns > Some(MOST_COLUMNS)
        || cells > MOST_CELLS
        || letters > MOST_LETTERS
    {
        return Err(too_large(file));
    }
    let is_long = |(_, cell): &(usize, Cell)| cell.shown().len() > LONGEST_CELL;
    let long = sheet.rows.iter().find(|row| row.cells.iter().any(is_long));
    if let Some(TableRow { number, .. }) = long {
        let message = format!("row {number} of {} has a cell of more than 2 MB", sheet.place(file));
        return Err(Diagnostic::error(codes::NO_TABLE, message)
            .help("a quotation mark that is opened and never closed takes all that follows into one cell"));
    }
    Ok(())
}

/// The bytes of a file: the names of the columns, then the rows.
///
/// # Errors
/// A table that is too large for the format.
pub fn write(
    columns: &[String],
    rows: &[Vec<String>],
    format: TableFormat,
    separator: u8,
) -> Result<Vec<u8>, Diagnostic> {
    match format {
        TableFormat::Csv => Ok(delimited::write(columns, rows, separator)),
        TableFormat::Xlsx => workbook::write(columns, rows),
    }
}
