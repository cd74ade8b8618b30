//! What is wrong with the rows of a table, in their order; what no row can help stands first.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value as Json;

use super::field::TargetField;
use super::partner_table::Table;
use super::path::Path;
use super::row_content::{CellOrigin, RowContent, located_or_rows};
use super::rows_in_words::said_rows_in_short;
use crate::diagnostic::words::{alternatives, count};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Subject, codes};
use crate::source::SourceFile;

/// What is wrong with the rows of a table.
pub struct Problems {
    /// How many rows are not imported.
    pub left: usize,
    /// How many contacts do not say where their address is from.
    pub without_source: usize,
    /// The fields that have a column.
    columns: HashSet<String>,
    /// Fields that every partner needs and no column has, with the number of rows that lack them.
    missing: BTreeMap<String, usize>,
    /// Problems with the rows and columns that they are told at.
    told: Vec<((usize, usize), Diagnostic)>,
}

impl Problems {
    /// None yet, of a table with columns for these fields.
    pub fn new(columns: HashSet<String>) -> Self {
        Self { left: 0, without_source: 0, columns, missing: BTreeMap::new(), told: Vec::new() }
    }

    /// Notes a problem of a row.
    pub fn note(&mut self, row: usize, problem: Diagnostic) {
        self.told.push(((row, 0), problem));
    }

    /// Leaves a row out that cannot be read.
    pub fn unread(&mut self, row: usize, found: Diagnostics) {
        self.left += 1;
        self.told.extend(found.into_iter().map(|problem| ((row, 0), problem)));
    }

    /// Leaves rows out.
    pub fn refuse(&mut self, rows: &[usize], problem: Diagnostic) {
        self.left += rows.len();
        self.note(rows.first().copied().unwrap_or_default(), problem);
    }

    /// Leaves a row out that does not say what the organisation is called.
    pub fn nameless(&mut self, said: &RowContent) {
        self.left += 1;
        if self.columns.contains("legal_name") || self.columns.contains("id") {
            let problem =
                Diagnostic::error(codes::BAD_CELL, format!("row {}: the organisation has no name", said.row))
                    .help("write its name, or take the row out; if the row is about the organisation above it, write that name in this row too");
            self.note(said.row, problem);
        } else {
            *self.missing.entry("legal_name".to_owned()).or_default() += 1;
        }
    }

    /// Whether a problem of a row is one of the whole table, that no column has what every partner needs; then
    /// it is counted and told once.
    pub fn is_of_table(&mut self, problem: &Diagnostic) -> bool {
        let field = self.without_column(problem);
        if let Some(field) = &field {
            *self.missing.entry(field.clone()).or_default() += 1;
        }
        field.is_some()
    }

    /// The field that is missing, when it is because no column has it.
    fn without_column(&self, problem: &Diagnostic) -> Option<String> {
        let Some(Subject::Field(path)) = problem.subject.as_deref() else { return None };
        let [field] = path.as_slice() else { return None };
        (problem.code == codes::MISSING_KEY && !self.columns.contains(field)).then(|| field.clone())
    }

    /// Tells a problem of the text that a row became, as one of the row.
    pub fn tell(&mut self, problem: &Diagnostic, origin: Option<&CellOrigin>, rows: &[usize]) {
        let message = problem.message.clone();
        let mut told = match problem.severity {
            Severity::Error => Diagnostic::error(codes::BAD_CELL, message),
            Severity::Warning => Diagnostic::warning(codes::ODD_CELL, message),
        };
        told.help.clone_from(&problem.help);
        let told = located_or_rows(told, origin, rows);
        let row = origin.map(|origin| origin.row).or(rows.first().copied()).unwrap_or_default();
        let column = origin.map_or(0, |origin| origin.column.index);
        self.told.push(((row, column), told));
    }

    /// All of them, in the order of the table.
    pub fn finished(mut self, table: &Table) -> Diagnostics {
        let mut first = Diagnostics::new();
        for (field, rows) in std::mem::take(&mut self.missing) {
            let description =
                TargetField::named(&field).map(|field| field.description().to_owned()).unwrap_or_default();
            let message =
                format!("no column says what every partner needs: `{field}` ({})", count(rows, "row"));
            let how = match field.as_str() {
                "kind" => {
                    let kinds =
                        Path::key("kind").shape().and_then(crate::schema::Shape::options).unwrap_or_default();
                    format!(
                        "say it for all rows, for example --set kind=company (or {})",
                        alternatives(&kinds[1..])
                    )
                }
                field => format!("say which column it is: --map \"COLUMN={field}\""),
            };
            let what = description.trim_end_matches('.').to_lowercase();
            first
                .push(Diagnostic::error(codes::NO_COLUMN, message).help(format!("`{field}`: {what}; {how}")));
        }
        if self.without_source > 0 {
            let contacts = count(self.without_source, "contact");
            first.push(
                Diagnostic::warning(
                    codes::NO_SOURCE,
                    format!("{contacts} will have no `source`, without which no email is made"),
                )
                .help("say where the addresses are from: --source \"the list of exhibitors of the fair\""),
            );
        }
        if !table.hidden.is_empty() {
            let rows = said_rows_in_short(&table.hidden);
            let (are, they) = if table.hidden.len() == 1 { ("is", "it") } else { ("are", "they") };
            let message = format!("{rows} of `{}` {are} hidden in the spreadsheet, and left out", table.file);
            first.push(
                Diagnostic::warning(codes::HIDDEN_ROWS, message)
                    .help(format!("`--hidden` takes them; {they} may be hidden by a filter")),
            );
        }
        // In the order of the table, whenever they were found.
        self.told.sort_by_key(|(place, _)| *place);
        first.extend(together(self.told));
        let file = SourceFile::new(table.file.as_str(), "");
        first.cut_short(&file)
    }
}

/// The problems, each once, with their cells in front: what is wrong with the same column of several rows in the same words
/// is told with all rows.
fn together(told: Vec<((usize, usize), Diagnostic)>) -> Vec<Diagnostic> {
    let mut problems: Vec<(Vec<usize>, Diagnostic)> = Vec::new();
    let mut known: HashMap<(Code, String, String), usize> = HashMap::new();
    for (_, problem) in told {
        let Some(Subject::Cell { row, column }) = problem.subject.as_deref() else {
            problems.push((Vec::new(), problem));
            continue;
        };
        let row = *row;
        let same = (problem.code, column.clone(), problem.message.clone());
        let at = *known.entry(same).or_insert(problems.len());
        match problems.get_mut(at) {
            Some((rows, _)) => rows.push(row),
            None => problems.push((vec![row], problem)),
        }
    }
    let told = problems.into_iter().map(|(rows, problem)| match problem.subject.as_deref() {
        Some(Subject::Cell { column, .. }) => {
            let message = format!("{}, {column}: {}", said_rows_in_short(&rows), problem.message);
            Diagnostic { message, ..problem }
        }
        _ => problem,
    });
    told.collect()
}

/// A value as plan and problems show it.
pub fn written(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(" | "),
        Json::Object(map) if map.len() == 1 && map.contains_key("summary") => written(&map["summary"]),
        Json::Object(map) => {
            map.iter().map(|(key, value)| format!("{key}: {}", written(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
