//! What is asked of an import.

use std::collections::BTreeSet;

use super::cell_reading::DayOrder;
use super::kept_mapping::KeptMapping;
use super::names;
use crate::diagnostic::Diagnostics;
use crate::model::Partner;
use crate::schema::Record;
use crate::table::ReadOptions;

/// What a person asks of `import`, besides the file.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// How the file is to be read.
    pub options: ReadOptions,
    /// Columns and their fields; an empty field leaves the column out.
    pub mapped: Vec<(String, String)>,
    /// The same by the place of a column in the sheet, from 0: two columns may have one name.
    pub placed: Vec<(usize, String)>,
    /// Fields for what is new and has no value in the table: path and text.
    pub defaults: Vec<(String, String)>,
    /// Whether files that are there already are changed.
    pub update: bool,
    /// How days are written, when the columns do not tell.
    pub days: Option<DayOrder>,
}

/// How the table is to be read.
#[derive(Debug, Clone, Default)]
pub struct TableRequest {
    /// How its file is to be read.
    pub options: ReadOptions,
    /// Names of columns that a person has mapped, by which the header is known.
    pub columns: Vec<String>,
}

impl TableRequest {
    /// Whether a person has mapped a column of this name.
    pub fn has_column(&self, name: &str) -> bool {
        let folded = names::folded(name);
        self.columns.iter().any(|column| names::folded(column) == folded)
    }
}

/// What a person wants of the mapping.
#[derive(Debug, Clone, Default)]
pub struct MappingRequest {
    /// Columns and fields as asked for now; an empty field leaves the column out.
    pub asked: Vec<(String, String)>,
    /// The same by the place of a column in the sheet, from 0.
    pub placed: Vec<(usize, String)>,
    /// The mapping that was kept.
    pub kept: KeptMapping,
}

/// What is to become of the rows.
#[derive(Debug, Clone, Default)]
pub struct PlanRequest {
    /// Whether files that are there already are changed.
    pub update: bool,
    /// Addresses, as they are compared, of persons who objected to being written to, wherever that is noted.
    pub objected: BTreeSet<String>,
    /// Fields for what is new and has no value in the table: path and text.
    pub defaults: Vec<(String, String)>,
    /// How days are written, when the columns do not tell.
    pub days: Option<DayOrder>,
}

/// A partner that is there already, as far as its file can be read.
pub struct ExistingPartner {
    /// The file's name without its ending.
    pub id: String,
    /// The file, read.
    pub record: Result<Record<Partner>, Diagnostics>,
}
