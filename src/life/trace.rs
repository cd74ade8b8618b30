//! Where in a workspace somebody is named.

use std::path::{Path, PathBuf};

use super::marks_of_person::{MarkKind, Marks};
use super::readings::readings;
use crate::diagnostic::Diagnostic;
use crate::table::{self, ReadOptions};
use crate::workspace::{TEMPLATES, Workspace, read};

/// A file that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The file.
    pub path: PathBuf,
    /// As messages name it.
    pub name: String,
    /// The first line that does, when it can be told.
    pub line: Option<usize>,
    /// By what.
    pub kind: MarkKind,
    /// Whether the file's own name says it.
    pub in_name: bool,
}

/// What was found in a workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// The files that name somebody.
    pub found: Vec<Trace>,
    /// Files whose words cannot be looked at, by their names.
    pub sealed: Vec<String>,
    /// Whether earlier versions are kept in the folder by Git.
    pub has_versions: bool,
}

/// Looks through all files of a workspace but for those that are passed over.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn traces(
    workspace: &Workspace,
    marks: &Marks,
    is_passed_over: impl Fn(&Path) -> bool,
) -> Result<Traces, Diagnostic> {
    let mut traces = Traces::default();
    for path in workspace.files_below(workspace.root())? {
        let name = workspace.shown(&path);
        if name.starts_with(".git/") {
            traces.has_versions = true;
            continue;
        }
        if is_passed_over(&path) {
            continue;
        }
        let in_name = marks.found_in(&name);
        // A link leads elsewhere, and what is there is not in this folder.
        let is_link = path.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
        let bytes = if is_link { None } else { read(&path)? };
        let texts = match bytes.as_deref().map(readings) {
            Some(Some(texts)) => texts,
            Some(None) => {
                let rows = rows_of_workbook(&name, bytes.as_deref().unwrap_or_default());
                // Further sheets are not looked at.
                if rows.as_deref().is_none_or(|rows| marks.found_in(rows).is_none())
                    && !name.starts_with(&format!("{TEMPLATES}/"))
                {
                    traces.sealed.push(name.clone());
                }
                rows.into_iter().collect()
            }
            None => Vec::new(),
        };
        let kind = in_name.or_else(|| texts.iter().find_map(|text| marks.found_in(text)));
        if let Some(kind) = kind {
            let lines = texts.last().into_iter().flat_map(|text| text.lines());
            let line = lines.enumerate().find(|(_, line)| marks.found_in(line).is_some());
            let (line, in_name) = (line.map(|(at, _)| at + 1), in_name.is_some());
            traces.found.push(Trace { path, name, line, kind, in_name });
        }
    }
    Ok(traces)
}

/// The rows of the first sheet of a workbook, a line for each; none of what is no workbook.
fn rows_of_workbook(name: &str, bytes: &[u8]) -> Option<String> {
    let is_one =
        [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    let options = ReadOptions { hidden: true, ..ReadOptions::default() };
    let sheet = is_one.then(|| table::read(name, bytes, &options, &|_| false).ok())??;
    let mut text = String::new();
    let mut number = 1;
    for row in &sheet.rows {
        // A line has the number of its row.
        while number < row.number {
            text.push('\n');
            number += 1;
        }
        let cells: Vec<String> = row.cells.iter().map(|(_, cell)| cell.in_one_line()).collect();
        text.push_str(&cells.join(" | "));
        text.push('\n');
        number += 1;
    }
    Some(text)
}
