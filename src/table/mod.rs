//! CSV files and workbooks → cells, and back. What the cells are about is not known here.
//!
//! ```text
//! bytes → Sheet: rows of cells   file
//!           text with separators: delimited, quotes, encodings, likelihood
//!           workbooks:            apart (in a process that can be stopped), workbook, packed, compound, hidden, merged
//!           what is no table:     other_kinds
//! names of columns and rows → bytes   file, delimited, workbook, guard
//! ```

pub mod apart;
mod cell;
mod compound;
mod delimited;
mod encodings;
mod file;
mod guard;
mod hidden;
mod likelihood;
mod limits;
mod merged;
mod other_kinds;
mod packed;
mod quotes;
mod row;
mod sheet;
mod workbook;

pub use apart::sheet_names;
pub use cell::Cell;
pub use file::{TableFormat, read, write};
pub use guard::unguarded;
pub use merged::Merged;
pub use row::TableRow;
pub use sheet::{ReadOptions, Sheet};
