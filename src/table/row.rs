//! A row of a sheet.

use serde::{Deserialize, Serialize};

use super::cell::Cell;

/// A row with the number that the spreadsheet shows beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// The number, from 1.
    pub number: usize,
    /// The cells that are not empty, with their columns from 0, in order.
    pub cells: Vec<(usize, Cell)>,
}

impl TableRow {
    /// The cell of a column, when it is not empty.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }
}
