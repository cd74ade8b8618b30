//! What a workbook says besides what stands in its cells: which of them are merged, so that the first is meant for all, and
//! which have a formula that was never calculated.

use serde::{Deserialize, Serialize};

use super::cell::Cell;
use super::limits::MOST_CELLS;
use super::packed::{Package, XmlPiece, path_of_sheet};
use super::row::TableRow;

/// How many merged regions of a sheet are looked at.
const MOST_REGIONS: usize = 100_000;

/// A region of cells that are one, by the numbers of its rows, from 1, and of its columns, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub first_row: usize,
    pub last_row: usize,
    pub first_column: usize,
    pub last_column: usize,
}

impl Merged {
    /// Whether it is a piece of one row, and several columns wide.
    pub fn lies_in_row(&self, row: usize) -> bool {
        self.first_row <= row && row <= self.last_row && self.last_column > self.first_column
    }

    /// Whether it has a column.
    pub fn has_column(&self, column: usize) -> bool {
        (self.first_column..=self.last_column).contains(&column)
    }
}

/// What a sheet of a workbook has besides its cells.
#[derive(Debug, Default)]
pub struct Beside {
    /// The merged cells.
    pub merged: Vec<Merged>,
    /// Cells whose formula was never calculated, by the number of the row, from 1, and of the column, from 0.
    pub uncalculated: Vec<(usize, usize, Cell)>,
}

/// What a sheet of an Excel workbook (.xlsx) has besides its cells; nothing when the workbook is built otherwise.
pub fn of_xlsx(packed: &mut Package<'_>, sheet: &str) -> Beside {
    let mut beside = Beside::default();
    let (mut row, mut column) = (0_usize, 0_usize);
    let (mut has_formula, mut is_value, mut is_text) = (false, false, false);
    let mut value = String::new();
    let path = path_of_sheet(packed, sheet);
    // What comes to an end too early is told by the reader of workbooks.
    let _ = path.and_then(|path| {
        packed.each(&path, "worksheet", |piece| match piece {
            XmlPiece::Opens(tag) => match tag.name() {
                "row" => {
                    row = tag.number("r").unwrap_or(row.saturating_add(1));
                    column = 0;
                }
                "c" => {
                    if let Some((at, number)) = tag.get("r").as_deref().and_then(place) {
                        (column, row) = (at, number);
                    }
                    is_text = tag.get("t").is_some_and(|kind| kind != "n");
                    has_formula = false;
                    value.clear();
                }
                "f" => has_formula = true,
                "v" => is_value = true,
                "mergeCell" if beside.merged.len() < MOST_REGIONS => {
                    beside.merged.extend(tag.get("ref").as_deref().and_then(region));
                }
                _ => {}
            },
            XmlPiece::Text(text) if is_value && has_formula => value.push_str(text),
            XmlPiece::Closes("v") => is_value = false,
            XmlPiece::Closes("c") => {
                let is_none = value.trim().is_empty() || value.trim() == "0";
                if has_formula && !is_text && is_none && beside.uncalculated.len() < MOST_CELLS {
                    beside.uncalculated.push((row, column, Cell::Formula(value.trim().to_owned())));
                }
                column = column.saturating_add(1);
            }
            XmlPiece::Text(_) | XmlPiece::Closes(_) => {}
        })
    });
    beside
}

/// A region as Excel writes it: A2:B4.
fn region(text: &str) -> Option<Merged> {
    let (first, last) = text.split_once(':')?;
    let ((first_column, first_row), (last_column, last_row)) = (place(first)?, place(last)?);
    Some(Merged { first_row, last_row, first_column, last_column })
}

/// The column, from 0, and the row, from 1, of a cell as Excel writes it: B4.
pub fn place(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|one: char| one.is_ascii_digit())?;
    let letter = |sum: Option<usize>, one: char| {
        let value = one.to_ascii_uppercase() as usize;
        Some(sum?.checked_mul(26)? + (value.checked_sub(64)?).clamp(1, 26))
    };
    let column = text[..digits].chars().fold(Some(0), letter)?.checked_sub(1)?;
    Some((column, text[digits..].parse().ok()?))
}

/// The merged cells of a sheet of a LibreOffice workbook (.ods); none when the workbook is built otherwise.
pub fn of_ods(packed: &mut Package<'_>, sheet: &str) -> Beside {
    let mut found = Vec::new();
    let mut is_it = false;
    let (mut row, mut next_row, mut column) = (1_usize, 1_usize, 0_usize);
    let _ = packed.each("content.xml", "spreadsheet", |piece| {
        let XmlPiece::Opens(tag) = piece else { return };
        match tag.name() {
            "table" => {
                is_it = tag.get("name").as_deref() == Some(sheet);
                (row, next_row) = (1, 1);
            }
            "table-row" if is_it => {
                row = next_row;
                next_row = row.saturating_add(tag.number("number-rows-repeated").unwrap_or(1));
                column = 0;
            }
            "table-cell" | "covered-table-cell" if is_it => {
                let high = tag.number("number-rows-spanned").unwrap_or(1).max(1);
                let wide = tag.number("number-columns-spanned").unwrap_or(1).max(1);
                if (high > 1 || wide > 1) && found.len() < MOST_REGIONS {
                    found.push(Merged {
                        first_row: row,
                        last_row: row.saturating_add(high - 1),
                        first_column: column,
                        last_column: column.saturating_add(wide - 1),
                    });
                }
                column = column.saturating_add(tag.number("number-columns-repeated").unwrap_or(1).max(1));
            }
            _ => {}
        }
    });
    Beside { merged: found, uncalculated: Vec::new() }
}

/// Puts what stands in the first cell of each region into its other rows, as far as there are such rows.
///
/// **Why not beside it.** An organisation that is merged over the rows of its contacts is that of each of them; what is
/// merged over several columns stands in the first of them, and the others are empty.
pub fn fill(rows: &mut [TableRow], regions: &[Merged]) {
    let mut left = MOST_CELLS;
    for region in regions.iter().filter(|region| region.last_row > region.first_row) {
        let start = rows.partition_point(|row| row.number < region.first_row);
        let Some(first) = rows.get(start).filter(|row| row.number == region.first_row) else { continue };
        let Some(cell) = first.cell(region.first_column).cloned() else { continue };
        for row in rows[start + 1..].iter_mut().take_while(|row| row.number <= region.last_row) {
            if left == 0 {
                return;
            }
            left -= 1;
            if let Err(at) = row.cells.binary_search_by_key(&region.first_column, |(column, _)| *column) {
                row.cells.insert(at, (region.first_column, cell.clone()));
            }
        }
    }
}
