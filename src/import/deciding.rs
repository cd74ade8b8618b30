//! Which column is which field: as asked, as kept in `import.yaml`, as the fields are called, as columns are usually called.

use super::field::TargetField;
use super::import_request::MappingRequest;
use super::mapping::{Mapped, Mapping, said};
use super::names;
use super::partner_table::{Column, Table};
use super::path::{ID, Path};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::is_no_answer;

impl Mapping {
    /// The mapping of a table.
    ///
    /// # Errors
    /// Columns and fields that there are none of, two columns for one field.
    pub fn of(table: &Table, request: &MappingRequest) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        let columns = table.columns.iter().map(|column| Mapped {
            column: column.clone(),
            field: None,
            note: None,
            may_be: Vec::new(),
            sample: sample(table, column),
            by_person: false,
        });
        let mut mapping = Self { columns: columns.collect(), as_kept: 0 };
        for (name, field) in &request.asked {
            match mapping.as_asked(table, name, field) {
                Ok(()) => {}
                Err(problem) => found.push(problem),
            }
        }
        for (index, field) in &request.placed {
            // In a sheet that was changed meanwhile it may be gone.
            let Some(column) = table.columns.iter().find(|column| column.index == *index) else { continue };
            match mapping.as_said(column.index, &column.shown(), field) {
                Ok(()) => {}
                Err(problem) => found.push(problem),
            }
        }
        for (name, field) in &request.kept.0 {
            // A kept mapping serves many tables; one of them may lack a column.
            let Ok(column) = table.column(name) else { continue };
            mapping.as_kept += usize::from(mapping.put(column.index, field.clone()));
        }
        mapping.by_path(table);
        mapping.by_heads(table);
        mapping.without_running_numbers(table);
        mapping.with_the_others(table);
        if found.is_empty() { Ok(mapping) } else { Err(found) }
    }

    fn as_asked(&mut self, table: &Table, name: &str, field: &str) -> Result<(), Diagnostic> {
        let column = table.column(name)?.index;
        self.as_said(column, &format!("`{name}`"), field)
    }

    /// Makes a column the field that a person says; `shown` is how messages name the column.
    fn as_said(&mut self, column: usize, shown: &str, field: &str) -> Result<(), Diagnostic> {
        let field = if field.trim().is_empty() { None } else { Some(TargetField::named(field)?) };
        match field
            .as_ref()
            .filter(|field| !field.may_be_several())
            .and_then(|field| self.holder(&field.path))
        {
            Some(other) => {
                let (field, other) =
                    (field.map(|field| field.path.to_string()).unwrap_or_default(), other.column.shown());
                Err(Diagnostic::error(
                    codes::SAME_FIELD,
                    format!("two columns are to be `{field}`: {shown} and {other}"),
                )
                .help("only one column can be a field; a second contact is `contacts.2.email`"))
            }
            None => {
                self.put(column, field);
                Ok(())
            }
        }
    }

    /// Makes a column a field, or leaves it out; not when a person decided otherwise, or another column is it.
    fn put(&mut self, column: usize, field: Option<TargetField>) -> bool {
        let is_held = |field: &TargetField| !field.may_be_several() && self.holder(&field.path).is_some();
        if field.as_ref().is_some_and(is_held) {
            return false;
        }
        let Some(mapped) = self.columns.iter_mut().find(|mapped| mapped.column.index == column) else {
            return false;
        };
        if mapped.by_person {
            return false;
        }
        mapped.by_person = true;
        mapped.field = field;
        true
    }

    /// Columns that are called like the fields, as an exported table has them.
    fn by_path(&mut self, table: &Table) {
        let has_address = self.columns.iter().any(|mapped| mapped.column.name.starts_with("address."));
        for at in 0..self.columns.len() {
            let name = self.columns[at].column.name.clone();
            // In other people's tables the country is that of the address.
            if name.to_lowercase() == "country" && !has_address {
                continue;
            }
            let field = TargetField::named(&name).or_else(|_| TargetField::named(&name.to_lowercase()));
            if let Some(field) = field.ok().filter(|_| self.is_free(at)) {
                self.take(at, field, &[], table);
            }
        }
    }

    /// Running numbers are no names of files: the next list begins at 1 again. In a table that we wrote they may be.
    fn without_running_numbers(&mut self, table: &Table) {
        if self.is_export() {
            return;
        }
        for mapped in &mut self.columns {
            let is_id = mapped.field.as_ref().is_some_and(|field| field.path == Path::key(ID));
            let mut values = said(table, mapped.column.index).peekable();
            if is_id && !mapped.by_person && values.peek().is_some() && values.all(names::is_running_number) {
                mapped.field = None;
                mapped.note =
                    Some("a number of the list: files are called after the organisations".to_owned());
            }
        }
    }
}

/// The first value of a column, short.
fn sample(table: &Table, column: &Column) -> String {
    let mut cells = table.rows.iter().filter_map(|row| row.cell(column.index));
    let first = cells.find(|cell| !is_no_answer(cell.shown()));
    let text =
        first.map(|cell| cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let mut short: String = text.chars().take(36).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
