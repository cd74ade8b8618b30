//! Partners out of a spreadsheet, and back into one.
//!
//! ```text
//! bytes → Table: a header, rows of cells          delimited, encodings (CSV), workbook, hidden (Excel, LibreOffice)
//!       → Mapping: which column is which field    mapping, heads, fitting, names, field
//!       → Said: what each row says                rows, reading, honorifics, pieces, towns, whole_names
//!       → one partner's rows, together            grouping, doubles, combining, defaults
//!       → Plan: new files, changes, problems      plan, problems, layout, merge
//! partners → Table → bytes                        export, delimited, workbook
//! ```
//!
//! A value from a cell is data: it is written into a partner's file as quoted text, checked with the same
//! schema as a file that somebody typed, and never used as a path.

pub mod apart;
mod combining;
mod defaults;
mod delimited;
mod doubles;
mod encodings;
mod export;
mod field;
mod fitting;
mod grouping;
mod heads;
mod hidden;
mod honorifics;
mod layout;
mod mapping;
mod merge;
mod names;
mod objection;
mod pieces;
mod plan;
mod problems;
mod reading;
mod rows;
mod table;
mod towns;
mod whole_names;
mod workbook;

pub use export::{Chosen, Exported, chosen, export};
pub use field::{Field, Path};
pub use mapping::{KEPT, Kept, Mapped, Mapping, Wishes};
pub use plan::{Change, Deed, Known, Order, Plan, Planned};
pub use reading::DayOrder;
pub use table::{Asked, Cell, Column, Format, Row, Table};
