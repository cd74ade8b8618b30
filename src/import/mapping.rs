//! Which column of a table is which field.

use std::fmt::Write;

use super::field::TargetField;
use super::kept_mapping::KeptMapping;
use super::names;
use super::partner_table::{Column, Table};
use super::path::{ID, Path};
use crate::schema::is_no_answer;
use crate::source::SourceFile;
use crate::yaml::layout;

/// A column and what becomes of it.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// The column.
    pub column: Column,
    /// The field that it is; none when it is not used.
    pub field: Option<TargetField>,
    /// Why it is not used, or what it might be meant for.
    pub note: Option<String>,
    /// The paths of the fields that it might be, as the note says.
    pub may_be: Vec<String>,
    /// The first value in it.
    pub sample: String,
    /// Whether a person said what it is, now or in the kept mapping.
    pub by_person: bool,
}

/// Which column is which field.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// All columns, in the order of the table.
    pub columns: Vec<Mapped>,
    /// How many of them are as the kept mapping says.
    pub as_kept: usize,
}

impl Mapping {
    /// The column that is a field.
    pub fn holder(&self, path: &Path) -> Option<&Mapped> {
        self.columns.iter().find(|mapped| mapped.field.as_ref().is_some_and(|field| field.path == *path))
    }

    /// Whether a column is the field of this path.
    pub fn has(&self, path: &str) -> bool {
        self.columns
            .iter()
            .any(|mapped| mapped.field.as_ref().is_some_and(|field| field.path.to_string() == path))
    }

    /// Whether the table is one that we wrote: its columns are called like the fields.
    pub fn is_export(&self) -> bool {
        let is_called = |name: &str| self.columns.iter().any(|mapped| mapped.column.name == name);
        is_called(ID) && is_called("legal_name")
    }

    /// Whether it is still open what a column is, by its place among the columns.
    pub fn is_free(&self, at: usize) -> bool {
        let mapped = &self.columns[at];
        mapped.field.is_none() && !mapped.by_person
    }

    /// The columns that are fields.
    pub fn used(&self) -> impl Iterator<Item = (&Column, &TargetField)> {
        self.columns.iter().filter_map(|mapped| Some((&mapped.column, mapped.field.as_ref()?)))
    }

    /// The fields of columns that have a value.
    pub fn said(&self) -> impl Iterator<Item = &TargetField> {
        self.columns
            .iter()
            .filter(|mapped| !mapped.sample.is_empty())
            .filter_map(|mapped| mapped.field.as_ref())
    }

    /// The text of a kept mapping with the columns that it does not have yet; none when it has all.
    pub fn added_to(&self, file: &SourceFile) -> Option<String> {
        let kept = KeptMapping::read(file).ok()?;
        let is_new = |mapped: &&Mapped| {
            !kept.columns().any(|name| names::folded(name) == names::folded(&mapped.column.name))
        };
        let lines = self.lines(self.columns.iter().filter(is_new));
        let newline = if file.text().is_empty() || file.text().ends_with('\n') { "" } else { "\n" };
        (!lines.is_empty()).then(|| format!("{}{newline}{lines}", file.text()))
    }

    fn lines<'m>(&self, columns: impl Iterator<Item = &'m Mapped>) -> String {
        let mut text = String::new();
        let mut seen: Vec<&str> = Vec::new();
        for mapped in columns {
            let name = mapped.column.name.as_str();
            // A file that maps names cannot tell two columns of one name apart.
            if name.is_empty() || seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let field = mapped.field.as_ref().map(|field| format!(" {}", field.path)).unwrap_or_default();
            // Writing to a string does not fail.
            let _ = writeln!(text, "{}:{field}", layout::quoted(&mapped.column.name));
        }
        text
    }

    /// The mapping as the text of `import.yaml`.
    pub fn to_yaml(&self) -> String {
        let head = "# Which column of a spreadsheet is which field: `handclasp import` reads this file.\n\
                    # A column with nothing behind it is left out. The fields: docs/reference/partner.md\n";
        format!("{head}{}", self.lines(self.columns.iter()))
    }
}

/// What the cells of a column say, those that say nothing left out.
pub fn said(table: &Table, index: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().filter_map(move |row| row.cell(index)).map(|cell| cell.shown().trim());
    cells.filter(|text| !text.is_empty() && !is_no_answer(text))
}
