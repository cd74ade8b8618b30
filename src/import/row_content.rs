//! What a row says of an organisation: values, each with the cell that it is from.

use serde_json::Value as Json;

use super::partner_table::Column;
use super::path::Path;
use super::rows_in_words::said_rows;
use super::unreadable::UnreadableCell;
use crate::diagnostic::{Diagnostic, Subject, codes};
use crate::email_address;
use crate::yaml::path::PathStep;

/// The cell that a value is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellOrigin {
    pub row: usize,
    pub column: Column,
}

impl CellOrigin {
    /// A problem with this cell, whose message says what is wrong. Row and column are put in front when all of them are
    /// told, since the same may be wrong in several rows.
    pub fn located(&self, problem: Diagnostic) -> Diagnostic {
        problem.about(Subject::Cell { row: self.row, column: self.column.shown() })
    }
}

/// A value, where it belongs, and where it is from.
#[derive(Debug, Clone)]
pub struct SourcedValue {
    pub path: Path,
    pub value: Json,
    pub origin: Option<CellOrigin>,
}

/// A contact or signatory that a row names: at its number, or whichever it is.
#[derive(Debug, Clone)]
pub struct RowEntry {
    pub list: String,
    pub number: Option<usize>,
    /// What is known of it; the paths begin at the entry.
    pub values: Vec<SourcedValue>,
}

impl RowEntry {
    /// Whether it is the entry of a list with this number.
    pub fn is_at(&self, list: &str, number: Option<usize>) -> bool {
        self.list == list && self.number == number
    }

    /// The text of one of its fields.
    pub fn text(&self, key: &str) -> Option<&str> {
        let key = Path::key(key);
        self.values.iter().find(|given| given.path == key).and_then(|given| given.value.as_str())
    }
}

/// What a row says.
#[derive(Debug, Clone)]
pub struct RowContent {
    pub row: usize,
    /// The file's name, when a column has it.
    pub id: Option<String>,
    /// What is not in lists of entries.
    pub own: Vec<SourcedValue>,
    pub entries: Vec<RowEntry>,
    /// What is worth a remark, though the row is imported.
    pub remarks: Vec<Diagnostic>,
}

impl RowContent {
    /// A text that it says.
    pub fn text(&self, path: &str) -> Option<&str> {
        let given = self.own.iter().find(|given| given.path.to_string() == path)?;
        given.value.as_str()
    }

    /// The country that it says, of the address or beside it.
    pub fn country(&self) -> Option<&str> {
        self.text("address.country").or_else(|| self.text("country"))
    }
}

/// A problem with a value, whose message says what is wrong: at its cell, or with the rows in front when it is of none.
pub fn located_or_rows(problem: Diagnostic, origin: Option<&CellOrigin>, rows: &[usize]) -> Diagnostic {
    match origin {
        Some(origin) => origin.located(problem),
        None => Diagnostic { message: format!("{}: {}", said_rows(rows), problem.message), ..problem },
    }
}

impl UnreadableCell {
    /// The problem, at its cell.
    pub fn at(self, origin: &CellOrigin) -> Diagnostic {
        origin.located(Diagnostic::error(codes::BAD_CELL, self.message).help(self.help))
    }
}

/// Whether an entry is the one that stands in a file: by its id, its email address, its name.
pub fn is_same(entry: &RowEntry, there: &Json) -> bool {
    let same = |key: &str| {
        let (here, there) = (entry.text(key)?, there.get(key)?.as_str()?);
        Some(if key == "email" { email_address::is_same(here, there) } else { folded(here) == folded(there) })
    };
    if let Some(same) = same("id") {
        return same;
    }
    // Two persons may share a mailbox; a name is never replaced by another.
    if let Some(same_mailbox) = same("email") {
        return same_mailbox && same("family_name") != Some(false) && same("given_name") != Some(false);
    }
    match (same("given_name"), same("family_name"), same("name")) {
        (_, _, Some(same)) => same,
        (given, family, None) => family == Some(true) && given != Some(false),
    }
}

/// Whether an entry without an id has the given and the family name of the one that stands in a file.
pub fn has_name(entry: &RowEntry, there: &Json) -> bool {
    let same = |key: &str| match (entry.text(key), there.get(key).and_then(Json::as_str)) {
        (Some(here), Some(there)) => folded(here) == folded(there),
        _ => false,
    };
    entry.text("id").is_none() && same("given_name") && same("family_name")
}

/// A text for comparing: without case and superfluous blanks.
pub fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of an entry's value in the file.
pub fn path_of(list: &str, at: usize, rest: &Path) -> Path {
    Path([&[PathStep::Key(list.to_owned()), PathStep::Item(at)], rest.0.as_slice()].concat())
}
