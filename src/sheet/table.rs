//! A table: what stands in its header and its rows, whatever kind of file it came from.

use crate::diagnostic::codes;
use serde::{Deserialize, Serialize};

use super::between::{self, Around, Between};
use super::header;
use super::hidden::Hidden;
use super::merged::Merged;
use super::{apart, delimited, mapping, names, workbook};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::{all, count, did_you_mean};
use crate::email_address::is_email;
use crate::letters;

/// The most rows, columns, filled cells and letters (in bytes) that are read: more than anybody has partners.
pub(super) const MOST_ROWS: usize = 30_000;
pub(super) const MOST_COLUMNS: usize = 1_000;
pub(super) const MOST_CELLS: usize = 1_000_000;
pub(super) const MOST_LETTERS: usize = 20_000_000;
/// The most bytes of one cell, and of a text file.
const LONGEST_CELL: usize = 2_000_000;
pub(super) const LARGEST_TEXT: usize = 10_000_000;

/// The kinds of tables that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv,
    /// A workbook of Excel.
    Xlsx,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The name, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The kind of a file with this name.
    pub fn of_file(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
        Self::ALL.into_iter().find(|format| format.name() == ending)
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Text, days and numbers as they are written in a partner's file.
    Text(String),
    /// A whole number, which has lost the zeros in front of it.
    Number(String),
    /// What a formula gives that cannot be calculated: #REF!
    Error(String),
    /// A formula that was never calculated: with the zero that some programs write in its place, or nothing.
    Formula(String),
}

impl Cell {
    /// A cell with this text, each letter in one piece (NFC) and without what nobody sees.
    pub(super) fn of(text: String) -> Self {
        let text = letters::seen(&letters::composed(&text)).into_owned();
        match text.trim() {
            error if is_error(error) => Self::Error(error.to_owned()),
            formula if is_formula(formula) => Self::Formula(String::new()),
            _ => Self::Text(text),
        }
    }

    /// What is shown of it.
    pub fn shown(&self) -> &str {
        let (Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Formula(text)) = self;
        text
    }
}

/// Whether a text is a formula that nobody calculated: `=B2&C2`, `=VLOOKUP(A2,…)`. What only begins with `=` is none.
pub(super) fn is_formula(text: &str) -> bool {
    let text = text.strip_prefix('{').unwrap_or(text);
    let Some(rest) = text.strip_prefix("of:=").or_else(|| text.strip_prefix('=')) else { return false };
    let rest = rest.trim_start_matches([' ', '+', '-', '(', '@', '$']);
    if rest.starts_with("[.") || (rest.contains('!') && rest.starts_with('\'')) {
        return true;
    }
    let letters = rest.find(|one: char| !one.is_alphabetic()).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(letters);
    let is_function = {
        let end =
            behind.find(|one: char| !(one.is_alphanumeric() || "._".contains(one))).unwrap_or(behind.len());
        name.starts_with(char::is_uppercase) && behind[end..].starts_with('(')
    };
    let is_cell = {
        let digits = behind.strip_prefix('$').unwrap_or(behind);
        let end = digits.find(|one: char| !one.is_ascii_digit()).unwrap_or(digits.len());
        let is_column = (1..=3).contains(&name.len()) && name.bytes().all(|one| one.is_ascii_uppercase());
        is_column && (1..=7).contains(&end) && !digits[end..].starts_with(char::is_alphanumeric)
    };
    let is_on_sheet = {
        let end = rest.find('!');
        end.is_some_and(|end| {
            end > 0 && rest[end + 1..].starts_with(|one: char| one == '$' || one.is_ascii_uppercase())
        })
    };
    is_function || is_cell || is_on_sheet
}

/// What stands for “not available” and the like without a mark behind it, in the languages of Excel.
const WITHOUT_MARK: &[&str] = &[
    "N/A",
    "NV",
    "N/D",
    "N/B",
    "N/V",
    "I/T",
    "N/DISP",
    "NA",
    "YOK",
    "Н/Д",
    "НД",
    "Δ/Υ",
    "HIÁNYZIK",
    "NEDOSTUPNÝ",
    "NENÍ_K_DISPOZICI",
    "GETTING_DATA",
    "SAKNAS",
];

/// Whether this is what Excel shows in place of a value that it cannot show, in any language: #N/A, #BEZUG!, ####; and
/// what LibreOffice and Google show: Err:502, #ERROR!
fn is_error(text: &str) -> bool {
    let of_libreoffice = |start: &str| {
        let number = text.strip_prefix(start).map(str::trim_start).unwrap_or_default();
        number.len() == 3 && number.bytes().all(|one| one.is_ascii_digit())
    };
    if ["Err:", "Fehler:", "Erreur:", "Error:", "Errore:", "Erro:", "Błąd:", "Chyba:"]
        .iter()
        .any(|one| of_libreoffice(one))
    {
        return true;
    }
    let Some(rest) = text.strip_prefix('#') else { return false };
    let capitals = |one: char| one.is_uppercase() || one.is_ascii_digit() || "/!?¡¿_".contains(one);
    let known = WITHOUT_MARK.contains(&rest);
    (rest.len() >= 3 && rest.chars().all(|one| one == '#'))
        || known
        || (rest.len() >= 3 && rest.chars().all(capitals) && rest.ends_with(['!', '?']))
}

/// A row of a sheet with the number that the spreadsheet shows beside it, and its cells that are not empty
/// with their columns, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The number, from 1.
    pub number: usize,
    pub(super) cells: Vec<(usize, Cell)>,
}

impl Row {
    /// The cell of a column, when it is not empty.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }
}

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

/// What was asked about how the file is to be read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Asked {
    /// Which sheet of a workbook.
    pub sheet: Option<String>,
    /// How the letters are stored: windows-1250.
    pub encoding: Option<String>,
    /// Names of columns that a person has mapped, by which the header is known.
    pub columns: Vec<String>,
    /// Whether rows that the workbook hides are read too.
    pub hidden: bool,
}

/// The rows of a sheet before it is known which one is the header.
#[derive(Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name in a workbook.
    pub name: Option<String>,
    /// How it was read.
    pub remark: String,
    pub rows: Vec<Row>,
    /// Which rows nobody sees in the spreadsheet.
    pub hidden: Hidden,
    /// Which cells of a workbook are merged.
    pub merged: Vec<Merged>,
    /// What divides the cells of a text file.
    pub separator: Option<char>,
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
    pub rows: Vec<Row>,
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
    pub fn read(file: &str, bytes: &[u8], asked: &Asked) -> Result<Self, Diagnostic> {
        let sheet = if workbook::is_one(bytes) {
            apart::read(file, bytes, asked)?
        } else {
            delimited::read(file, bytes, asked.encoding.as_deref())?
        };
        Self::of(file, sheet, asked)
    }

    fn of(file: &str, sheet: Sheet, asked: &Asked) -> Result<Self, Diagnostic> {
        let letters: usize =
            sheet.rows.iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.shown().len()).sum();
        let columns =
            sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max();
        let cells: usize = sheet.rows.iter().map(|row| row.cells.len()).sum();
        if sheet.rows.len() > MOST_ROWS
            || columns > Some(MOST_COLUMNS)
            || cells > MOST_CELLS
            || letters > MOST_LETTERS
        {
            return Err(too_large(file));
        }
        let is_long = |(_, cell): &(usize, Cell)| cell.shown().len() > LONGEST_CELL;
        let long = sheet.rows.iter().find(|row| row.cells.iter().any(is_long));
        if let Some(Row { number, .. }) = long {
            let message =
                format!("row {number} of {} has a cell of more than 2 MB", place(file, &sheet.name));
            return Err(Diagnostic::error(codes::NO_TABLE, message).help(
                "a quotation mark that is opened and never closed takes all that follows into one cell",
            ));
        }
        let mut rows: Vec<Row> = sheet.rows.into_iter().filter(|row| !row.cells.is_empty()).collect();
        if rows.is_empty() {
            return Err(Diagnostic::error(
                codes::NO_ROWS,
                format!("there is nothing in {}", place(file, &sheet.name)),
            )
            .help("save the spreadsheet once more; the first row has the names of the columns"));
        }
        let is_known = |name: &str| is_known(name, asked);
        let head = header::of(&rows, &sheet.merged, is_known);
        let header = head.at;
        if !head.names.values().any(|name| is_known(&name.meaning)) && looks_like_data(&rows[header]) {
            let problem = format!("the first row of {} has no names of columns", place(file, &sheet.name));
            return Err(Diagnostic::error(codes::NO_HEADER, problem).help(
                "put a row above it that says what the columns are, for example: Company, City, Country, E-mail",
            ));
        }
        let below = rows.split_off(header + 1);
        let is_left = |row: &Row| !asked.hidden && sheet.hidden.has(row.number);
        let (hidden, below): (Vec<Row>, Vec<Row>) = below.into_iter().partition(is_left);
        let hidden: Vec<usize> = hidden.iter().map(|row| row.number).collect();
        let names = head.names;
        let Some(head) = rows.pop() else {
            return Err(Diagnostic::error(
                codes::NO_ROWS,
                format!("there is nothing in {}", place(file, &sheet.name)),
            ));
        };
        if below.is_empty() && !hidden.is_empty() {
            let rows = count(hidden.len(), "row");
            let problem = format!("all rows of {} are hidden ({rows})", place(file, &sheet.name));
            return Err(Diagnostic::error(codes::NO_ROWS, problem)
                .help("take the filter away in the spreadsheet, or import them with `--hidden`"));
        }
        let around = Around {
            head: &head,
            width: names.keys().next_back().map_or(0, |column| column + 1),
            named: names.len(),
            merged: &sheet.merged,
            separator: sheet.separator,
        };
        let (below, between) = between::apart(below, &around);
        if below.is_empty() && between.iter().any(Between::is_error) {
            let problem =
                format!("no row of {} can be read as one of an organisation", place(file, &sheet.name));
            let first = between.iter().find(|one| one.is_error()).map(Between::problem);
            let mut told = Diagnostic::error(codes::NO_ROWS, problem);
            told.help = first.map(|first| format!("{}; {}", first.message, first.help.unwrap_or_default()));
            return Err(told);
        }
        if below.is_empty() {
            let problem = format!("{} has names of columns and no rows below them", place(file, &sheet.name));
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

    /// The bytes of a file with this table: the names of the columns, then the rows.
    ///
    /// # Errors
    /// A table that is too large for the format.
    pub fn write(
        columns: &[String],
        rows: &[Vec<String>],
        format: Format,
        separator: u8,
    ) -> Result<Vec<u8>, Diagnostic> {
        match format {
            Format::Csv => Ok(delimited::write(columns, rows, separator)),
            Format::Xlsx => workbook::write(columns, rows),
        }
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

/// That a file has more in it than any list of partners.
pub(super) fn too_large(file: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_TABLE, format!("`{file}` is too large to be a list of partners")).help(format!(
        "at most {MOST_ROWS} rows and {MOST_COLUMNS} columns are read; copy what you need into a new sheet"
    ))
}

/// A text on one line, with single blanks: names of columns are often broken over several lines.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which file and sheet, for messages.
fn place(file: &str, sheet: &Option<String>) -> String {
    match sheet {
        Some(sheet) => format!("the sheet “{sheet}” of `{file}`"),
        None => format!("`{file}`"),
    }
}

/// Whether a column of this name is known, or was named by a person.
fn is_known(name: &str, asked: &Asked) -> bool {
    let folded = names::folded(name);
    mapping::is_known(name) || asked.columns.iter().any(|asked| names::folded(asked) == folded)
}

/// Whether a row has what no column is called: an email address, a number, a web address.
pub(super) fn looks_like_data(row: &Row) -> bool {
    row.cells.iter().any(|(_, cell)| {
        let text = cell.shown().trim();
        let number = text.chars().any(|one| one.is_ascii_digit())
            && text.chars().all(|one| one.is_ascii_digit() || " .,:/+-()".contains(one));
        number || is_email(text) || text.starts_with("www.") || text.contains("://")
    })
}
