//! Which column is which field: as asked, as kept in `import.yaml`, as columns are usually called.

use crate::diagnostic::codes;
use std::fmt::Write;

use super::field::{Field, ID, Path};
use super::heads::Head;
use super::table::{Column, Table};
use super::{layout, names};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::is_no_answer;
use crate::source::SourceFile;
use crate::yaml::{self, Value};

mod by_heads;

/// The file in a workspace in which a mapping is kept.
pub const KEPT: &str = "import.yaml";

/// A mapping that a person keeps: names of columns and their fields; none for a column that is left out.
#[derive(Debug, Clone, Default)]
pub struct Kept(Vec<(String, Option<Field>)>);

impl Kept {
    /// Reads `import.yaml`.
    ///
    /// # Errors
    /// What is wrong with it: each field that there is none of.
    pub fn read(file: &SourceFile) -> Result<Self, Diagnostics> {
        let tree = yaml::parse(file)?;
        let mut found = Diagnostics::new();
        let mut kept = Vec::new();
        let no_pair = |span| {
            Diagnostic::error(codes::NO_SUCH_FIELD, "here stands one column and its field in each line")
                .at(file, span, "")
                .help("write it like this: `\"E-Mail\": contacts.email`")
        };
        let Value::Mapping(entries) = &tree.value else { return Err(no_pair(&tree.span).into()) };
        for entry in entries {
            match &entry.node.value {
                Value::Null => kept.push((entry.key.clone(), None)),
                Value::Scalar { text, .. } if text.trim().is_empty() => kept.push((entry.key.clone(), None)),
                Value::Scalar { text, .. } => match Field::named(text) {
                    Ok(field) => kept.push((entry.key.clone(), Some(field))),
                    Err(problem) => found.push(problem.at(file, &entry.node.span, "")),
                },
                _ => found.push(no_pair(&entry.key_span)),
            }
        }
        if found.is_empty() { Ok(Self(kept)) } else { Err(found) }
    }

    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

/// What a person wants of the mapping.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Columns and fields as asked for now; an empty field leaves the column out.
    pub asked: Vec<(String, String)>,
    /// The mapping that was kept.
    pub kept: Kept,
}

/// A column and what becomes of it.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// The column.
    pub column: Column,
    /// The field that it is; none when it is not used.
    pub field: Option<Field>,
    /// Why it is not used, or what it might be meant for.
    pub note: Option<String>,
    /// The first value in it.
    pub sample: String,
    by_person: bool,
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
    /// The mapping of a table.
    ///
    /// # Errors
    /// Columns and fields that there are none of, two columns for one field.
    pub fn of(table: &Table, wishes: &Wishes) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        let columns = table.columns.iter().map(|column| Mapped {
            column: column.clone(),
            field: None,
            note: None,
            sample: sample(table, column),
            by_person: false,
        });
        let mut mapping = Self { columns: columns.collect(), as_kept: 0 };
        for (name, field) in &wishes.asked {
            match mapping.as_asked(table, name, field) {
                Ok(()) => {}
                Err(problem) => found.push(problem),
            }
        }
        for (name, field) in &wishes.kept.0 {
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
        let field = if field.trim().is_empty() { None } else { Some(Field::named(field)?) };
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
                    format!("two columns are to be `{field}`: `{name}` and {other}"),
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
    fn put(&mut self, column: usize, field: Option<Field>) -> bool {
        let is_held = |field: &Field| !field.may_be_several() && self.holder(&field.path).is_some();
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

    fn holder(&self, path: &Path) -> Option<&Mapped> {
        self.columns.iter().find(|mapped| mapped.field.as_ref().is_some_and(|field| field.path == *path))
    }

    fn has(&self, path: &str) -> bool {
        self.columns
            .iter()
            .any(|mapped| mapped.field.as_ref().is_some_and(|field| field.path.to_string() == path))
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
            let field = Field::named(&name).or_else(|_| Field::named(&name.to_lowercase()));
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

    /// Whether the table is one that we wrote: its columns are called like the fields.
    pub fn is_export(&self) -> bool {
        let is_called = |name: &str| self.columns.iter().any(|mapped| mapped.column.name == name);
        is_called(ID) && is_called("legal_name")
    }

    fn is_free(&self, at: usize) -> bool {
        let mapped = &self.columns[at];
        mapped.field.is_none() && !mapped.by_person
    }

    /// The columns that are fields.
    pub fn used(&self) -> impl Iterator<Item = (&Column, &Field)> {
        self.columns.iter().filter_map(|mapped| Some((&mapped.column, mapped.field.as_ref()?)))
    }

    /// The fields of columns that have a value.
    pub fn said(&self) -> impl Iterator<Item = &Field> {
        self.columns
            .iter()
            .filter(|mapped| !mapped.sample.is_empty())
            .filter_map(|mapped| mapped.field.as_ref())
    }

    /// The text of a kept mapping with the columns that it does not have yet; none when it has all.
    pub fn added_to(&self, file: &SourceFile) -> Option<String> {
        let kept = Kept::read(file).ok()?;
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
fn said(table: &Table, index: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().filter_map(move |row| row.cell(index)).map(|cell| cell.shown().trim());
    cells.filter(|text| !text.is_empty() && !is_no_answer(text))
}

/// Whether a column of this name means something to us.
pub fn is_known(name: &str) -> bool {
    Field::named(name).is_ok() || !Head::read(name).senses.is_empty()
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
