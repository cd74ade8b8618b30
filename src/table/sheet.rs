//! The rows of a file before anything is known of what they are about, and what may be said about how to read them.

use serde::{Deserialize, Serialize};

use super::hidden::Hidden;
use super::merged::Merged;
use super::row::TableRow;

/// How a file is to be read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Which sheet of a workbook.
    pub sheet: Option<String>,
    /// How the letters are stored: windows-1250.
    pub encoding: Option<String>,
    /// Whether rows that the workbook hides are read too.
    pub hidden: bool,
}

/// A sheet of a workbook, or a text file: its rows as they stand there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name in a workbook.
    pub name: Option<String>,
    /// How it was read.
    pub remark: String,
    pub rows: Vec<TableRow>,
    /// Which rows nobody sees in the spreadsheet.
    pub hidden: Hidden,
    /// Which cells of a workbook are merged.
    pub merged: Vec<Merged>,
    /// What divides the cells of a text file.
    pub separator: Option<char>,
}

impl Sheet {
    /// Which file and sheet, for messages.
    pub fn place(&self, file: &str) -> String {
        match &self.name {
            Some(sheet) => format!("the sheet “{sheet}” of `{file}`"),
            None => format!("`{file}`"),
        }
    }
}
