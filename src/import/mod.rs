//! Partners out of a spreadsheet, and back into one.
//!
//! ```text
//! Sheet (of `table`) → Table: a header, rows of organisations  partner_table, header, between
//!       → Mapping: which column is which field    deciding, by_heads, mapping, kept_mapping; heads, fitting, names, field
//!       → RowContent: what each row says          rows, row_content, cell_reading, unreadable, mailboxes, pieces,
//!                                                 placement, path, honorifics, towns, whole_names
//!       → one partner's rows, together            grouping, doubles, combining, defaults
//!       → ImportPlan: new files, changes          planner, import_plan, differences, new_file, objection, objectors,
//!                                                 row_problems, rows_in_words
//! ImportRequest → PreparedImport → files          import_request, prepare; overview, records, question; file_writing
//! partners → the rows of a table                  gather, export, export_file
//! ```
//!
//! A value from a cell is data: it is written into a partner's file as quoted text, checked with the same
//! schema as a file that somebody typed, and never used as a path.

mod between;
mod by_heads;
mod combining;
mod deciding;
mod defaults;
mod differences;
mod doubles;
mod export;
mod export_file;
mod field;
mod fitting;
mod gather;
mod grouping;
mod header;
mod heads;
mod honorifics;
mod kept_mapping;
mod mailboxes;
mod mapping;
mod names;
mod new_file;
mod objection;
mod objectors;
mod overview;
mod path;
mod pieces;
mod placement;
mod import_plan;
mod planner;
mod prepare;
mod row_problems;
mod question;
mod cell_reading;
mod records;
mod import_request;
mod row_content;
mod rows;
mod rows_in_words;
mod partner_table;
mod towns;
mod unreadable;
mod whole_names;
mod file_writing;

pub use cell_reading::DayOrder;
pub use export::{Chosen, Exported, chosen, export};
pub use export_file::ExportTarget;
pub use field::TargetField;
pub use file_writing::{ImportResult, keep_mapping, write};
pub use gather::gathered;
pub use import_plan::{ImportPlan, PartnerAction, PlannedPartner, ValueChange};
pub use import_request::{ExistingPartner, ImportRequest, MappingRequest, PlanRequest, TableRequest};
pub use kept_mapping::{KEPT, KeptMapping};
pub use mapping::{Mapped, Mapping};
pub use overview::{PlanOverview, PlanSection};
pub use partner_table::{Column, Table};
pub use path::Path;
pub use prepare::PreparedImport;
pub use records::records;
