//! Partners out of a spreadsheet, and back into one.
//!
//! ```text
//! Sheet (of `table`) → Table: a header, rows of organisations  partner_table, heading, header, between
//!       → Mapping: which column is which field    deciding, by_heads, mapping, kept_mapping; heads, fitting, names, field, path
//!       → RowContent: what each row says          rows, row_content, cell_reading, honorifics, mailboxes, pieces, placement,
//!                                                 towns, whole_names, unreadable
//!       → one partner's rows, together            grouping, doubles, combining, defaults
//!       → ImportPlan: new files, changes          planner, import_plan, differences, new_file, objection, objectors, row_problems,
//!                                                 rows_in_words
//! ImportRequest → PreparedImport → what is shown → files   import_request, prepare, planned_values, overview, records, question,
//!                                                          file_writing
//! partners → the rows of a table                  gather, export, export_file
//! ```
//!
//! A value from a cell is data: it is written into a partner's file as quoted text, checked with the same
//! schema as a file that somebody typed, and never used as a path.

mod between;
mod by_heads;
mod cell_reading;
mod combining;
mod deciding;
mod defaults;
mod differences;
mod doubles;
mod export;
mod export_file;
mod field;
mod file_writing;
mod fitting;
mod gather;
mod grouping;
mod header;
mod heading;
mod heads;
mod honorifics;
mod import_plan;
mod import_request;
mod kept_mapping;
mod mailboxes;
mod mapping;
mod names;
mod new_file;
mod objection;
mod objectors;
mod overview;
mod partner_table;
mod path;
mod pieces;
mod placement;
mod planned_values;
mod planner;
mod prepare;
mod question;
mod records;
mod row_content;
mod row_problems;
mod rows;
mod rows_in_words;
mod towns;
mod unreadable;
mod whole_names;

pub use cell_reading::DayOrder;
pub use export::{Chosen, Exported, export};
pub use export_file::ExportTarget;
pub use field::TargetField;
pub use file_writing::{ImportResult, keep_mapping, write};
pub use gather::gathered;
pub use heading::with_heading;
pub use import_plan::{ImportPlan, PartnerAction, PlannedPartner, ValueChange};
pub use import_request::{ExistingPartner, ImportRequest, MappingRequest, PlanRequest, TableRequest};
pub use kept_mapping::{KEPT, KeptMapping};
pub use mapping::{Mapped, Mapping, said};
pub use names::file_name as partner_file_name;
pub use overview::{PlanOverview, PlanSection};
pub use partner_table::{Column, Table};
pub use path::Path;
pub use planned_values::planned_values;
pub use prepare::{MappedTable, PreparedImport};
pub use records::records;
