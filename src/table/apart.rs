//! Workbooks are read where that can be stopped: a file of some kilobytes can promise millions of cells.

use serde::{Deserialize, Serialize};

use super::limits::MOST_ROWS;
use super::sheet::{ReadOptions, Sheet};
use super::workbook;
use crate::confined::{self, LIMITS, Unanswered};
use crate::diagnostic::{Diagnostic, codes};

/// The name of the work for [`confined`].
pub const WORK: &str = "workbook";

/// A question: the file's name, for messages, and how it is to be read.
#[derive(Serialize, Deserialize)]
struct WorkbookQuestion {
    file: String,
    options: ReadOptions,
    /// Whether only the names of its sheets are asked for.
    names_only: bool,
}

/// Why a workbook is not read, on its way from the other process.
#[derive(Serialize, Deserialize)]
struct WorkbookRefusal {
    code: String,
    message: String,
    help: Option<String>,
}

/// The rows of a workbook.
///
/// # Errors
/// As those of reading a workbook here; one that takes too much time or memory.
pub fn read(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Sheet, Diagnostic> {
    let question = WorkbookQuestion { file: file.to_owned(), options: options.clone(), names_only: false };
    match confined::ask(WORK, &question.detail(), bytes) {
        None => here(file, bytes, options),
        Some(answer) => {
            answer.and_then(|answer| understood(&answer)).unwrap_or_else(|why| Err(unread(file, why)))
        }
    }
}

/// The names of the sheets of a workbook that somebody sees and that have cells; none of a file that is no workbook, or
/// that cannot be read.
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    if !workbook::is_one(bytes) {
        return Vec::new();
    }
    let question =
        WorkbookQuestion { file: String::new(), options: ReadOptions::default(), names_only: true };
    match confined::ask(WORK, &question.detail(), bytes) {
        None => workbook::sheet_names(bytes),
        Some(answer) => {
            answer.ok().and_then(|answer| serde_json::from_slice(&answer).ok()).unwrap_or_default()
        }
    }
}

impl WorkbookQuestion {
    fn detail(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn here(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Sheet, Diagnostic> {
    workbook::read(file, bytes, options)
}

/// The answer to the question what the rows of a workbook are, or what its sheets are called.
pub fn answer(detail: &str, bytes: &[u8]) -> Vec<u8> {
    let Ok(WorkbookQuestion { file, options, names_only }) = serde_json::from_str(detail) else {
        return Vec::new();
    };
    if names_only {
        return serde_json::to_vec(&workbook::sheet_names(bytes)).unwrap_or_default();
    }
    let read: Result<Sheet, WorkbookRefusal> = here(&file, bytes, &options).map_err(|problem| {
        WorkbookRefusal { code: problem.code.name.to_owned(), message: problem.message, help: problem.help }
    });
    serde_json::to_vec(&read).unwrap_or_default()
}

fn understood(answer: &[u8]) -> Result<Result<Sheet, Diagnostic>, Unanswered> {
    let read: Result<Sheet, WorkbookRefusal> =
        serde_json::from_slice(answer).map_err(|_| Unanswered::Unable)?;
    Ok(match read {
        Ok(sheet) => Ok(sheet),
        Err(WorkbookRefusal { code, message, help }) => {
            let code = codes::named(&code).ok_or(Unanswered::Unable)?;
            Err(Diagnostic { help, ..Diagnostic::error(code, message) })
        }
    })
}

/// That a workbook did not come to its end.
fn unread(file: &str, why: Unanswered) -> Diagnostic {
    match why {
        Unanswered::TooMuch => Diagnostic::error(codes::NO_TABLE, format!("`{file}` takes more than {LIMITS} to be read"))
            .help(format!(
                "a list has at most {MOST_ROWS} rows; perhaps the sheet is filled far below or beside the list: copy \
                 the rows that you need into a new workbook"
            )),
        Unanswered::Unable => Diagnostic::error(codes::NO_TABLE, format!("`{file}` cannot be read at the moment"))
            .help("close other programs and try once more; or save the sheet as “CSV UTF-8” and import that"),
    }
}
