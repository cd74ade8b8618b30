//! The table of a list: its columns, by their names, and its rows of organisations.

use super::between::{self, Between, ListContext};
use super::field::is_known;
use super::header::{self, looks_like_data};
use super::heads::only_field;
use super::import_request::TableRequest;
use super::names;
use crate::diagnostic::words::{all, count, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};
use crate::table::{self, Sheet, TableRow};

/// A column with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which one, from 0.
    pub index: usize,
    /// What stands in the header; may be empty. Of a header of two rows both: `Betrieb: Name`.
    pub name: String,
    /// By what it is known which field it is: mostly its name.
    pub meaning: String,
}

impl Column {
    /// The letter that the spreadsheet shows above it: A, Z, AA.
    pub fn letter(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.index + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        letters.into_iter().rev().collect()
    }

    /// How messages name it.
    pub fn shown(&self) -> String {
        match self.name.as_str() {
            "" => format!("column {}", self.letter()),
            name => format!("column {} “{name}”", self.letter()),
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The file's name, for messages.
    pub file: String,
    /// The sheet's name in a workbook.
    pub sheet: Option<String>,
    /// How it was read: the letters, the separator.
    pub remark: String,
    /// The number of the header's row.
    pub header: usize,
    /// The columns that have a name or a value.
    pub columns: Vec<Column>,
    /// The rows below the header that are not empty.
    pub rows: Vec<TableRow>,
    /// The numbers of rows that a filter or a person has hidden, and that are left out.
    pub hidden: Vec<usize>,
    /// Rows below the header that are none of an organisation.
    pub between: Vec<Between>,
}

impl Table {
    /// Reads a file by what is in it, not by what it is called.
    ///
    /// # Errors
    /// A file that is no table, one without rows, one without names of columns.
    pub fn read(file: &str, bytes: &[u8], request: &TableRequest) -> Result<Self, Diagnostic> {
        let sheet = table::read(file, bytes, &request.options, &|cell| only_field(cell).is_some())?;
        Self::of(file, sheet, request)
    }

    fn of(file: &str, sheet: Sheet, request: &TableRequest) -> Result<Self, Diagnostic> {
        let columns =
            sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max();
        let place = sheet.place(file);
        let mut rows: Vec<TableRow> = sheet.rows.into_iter().filter(|row| !row.cells.is_empty()).collect();
        if rows.is_empty() {
            return Err(Diagnostic::error(codes::NO_ROWS, format!("there is nothing in {place}"))
                .help("save the spreadsheet once more; the first row has the names of the columns"));
        }
        let is_known = |name: &str| is_known(name) || request.has_column(name);
        let head = header::of(&rows, &sheet.merged, is_known);
        let header = head.at;
        if !head.names.values().any(|name| is_known(&name.meaning)) && looks_like_data(&rows[header]) {
            let problem = format!("the first row of {place} has no names of columns");
            return Err(Diagnostic::error(codes::NO_HEADER, problem).help(
                "put a row above it that says what the columns are, for example: Company, City, Country, E-mail",
            ));
        }
        let below = rows.split_off(header + 1);
        let is_left = |row: &TableRow| !request.options.hidden && sheet.hidden.has(row.number);
        let (hidden, below): (Vec<TableRow>, Vec<TableRow>) = below.into_iter().partition(is_left);
        let hidden: Vec<usize> = hidden.iter().map(|row| row.number).collect();
        let names = head.names;
        let Some(head) = rows.pop() else {
            return Err(Diagnostic::error(codes::NO_ROWS, format!("there is nothing in {place}")));
        };
        if below.is_empty() && !hidden.is_empty() {
            let rows = count(hidden.len(), "row");
            let problem = format!("all rows of {place} are hidden ({rows})");
            return Err(Diagnostic::error(codes::NO_ROWS, problem)
                .help("take the filter away in the spreadsheet, or import them with `--hidden`"));
        }
        let around = ListContext {
            head: &head,
            width: names.keys().next_back().map_or(0, |column| column + 1),
            named: names.len(),
            merged: &sheet.merged,
            separator: sheet.separator,
        };
        let (below, between) = between::apart(below, &around);
        if below.is_empty() && between.iter().any(Between::is_error) {
            let problem = format!("no row of {place} can be read as one of an organisation");
            let first = between.iter().find(|one| one.is_error()).map(Between::problem);
            let mut told = Diagnostic::error(codes::NO_ROWS, problem);
            told.help = first.map(|first| format!("{}; {}", first.message, first.help.unwrap_or_default()));
            return Err(told);
        }
        if below.is_empty() {
            let problem = format!("{place} has names of columns and no rows below them");
            return Err(Diagnostic::error(codes::NO_ROWS, problem)
                .help("one organisation stands in each row below the names of the columns"));
        }
        let mut used = vec![false; columns.unwrap_or_default()];
        for (column, _) in below.iter().flat_map(|row| &row.cells) {
            used[*column] = true;
        }
        let columns = (0..used.len()).filter_map(|index| {
            let name = names.get(&index);
            let is_there = used[index] || name.is_some();
            let (name, meaning) =
                name.map(|name| (name.shown.clone(), name.meaning.clone())).unwrap_or_default();
            is_there.then_some(Column { index, name, meaning })
        });
        Ok(Self {
            file: file.to_owned(),
            sheet: sheet.name,
            remark: sheet.remark,
            header: head.number,
            columns: columns.collect(),
            rows: below,
            hidden,
            between,
        })
    }

    /// A column by its name, or by its letter when none has that name.
    ///
    /// # Errors
    /// A name that there is none of, or more than one.
    pub fn column(&self, name: &str) -> Result<&Column, Diagnostic> {
        let same =
            |column: &&Column| names::folded(&column.name) == names::folded(name) && !column.name.is_empty();
        let exact: Vec<&Column> = self.columns.iter().filter(|column| column.name == name).collect();
        let mut named = if exact.is_empty() { self.columns.iter().filter(same).collect() } else { exact };
        if named.is_empty() {
            // Of a header of two rows the lower one alone.
            let lower = |column: &&Column| {
                let lower = column.name.rsplit_once(": ").map(|(_, lower)| names::folded(lower));
                column.meaning != column.name && lower.is_some_and(|lower| lower == names::folded(name))
            };
            named = self.columns.iter().filter(lower).collect();
        }
        match named.as_slice() {
            [one] => Ok(one),
            [] => {
                self.columns.iter().find(|column| column.letter() == name.to_uppercase()).ok_or_else(|| {
                    let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
                    let mut problem = Diagnostic::error(
                        codes::NO_SUCH_COLUMN,
                        format!("there is no column `{name}` in `{}`", self.file),
                    );
                    problem.help = did_you_mean(name, &names);
                    problem
                })
            }
            several => {
                let letters: Vec<String> = several.iter().map(|column| column.letter()).collect();
                let problem = format!("{} columns are called `{name}`", several.len());
                Err(Diagnostic::error(codes::NO_SUCH_COLUMN, problem)
                    .help(format!("name the one that you mean by its letter: {}", all(&letters))))
            }
        }
    }
}
