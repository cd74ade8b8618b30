//! Where in a workspace somebody is named.

use std::path::{Path, PathBuf};

use super::marks_of_person::{MarkKind, Marks};
use super::readings::readings;
use crate::diagnostic::Diagnostic;
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
                if !name.starts_with(&format!("{TEMPLATES}/")) {
                    traces.sealed.push(name.clone());
                }
                Vec::new()
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
