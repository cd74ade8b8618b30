//! Partners out of a spreadsheet, and back into one.
//!
//! ```text
//! bytes → Sheet: rows of cells                   delimited, quotes, encodings, likelihood (CSV); workbook, packed,
//!                                                 compound, hidden, merged (Excel, LibreOffice); other_kinds
//!       → Table: a header, rows of organisations  header, between
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
mod between;
mod combining;
mod compound;
mod defaults;
mod delimited;
mod doubles;
mod encodings;
mod export;
mod field;
mod fitting;
mod grouping;
mod header;
mod heads;
mod hidden;
mod honorifics;
mod layout;
mod likelihood;
mod mailboxes;
mod mapping;
mod merge;
mod merged;
mod names;
mod objection;
mod other_kinds;
mod packed;
mod pieces;
mod plan;
mod problems;
mod quotes;
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
