//! Somebody is forgotten, as the plan says; and what still names whom afterwards.

use std::path::Path;

use super::blotting::blotted;
use super::forget_plan::{ForgetPlan, ForgetRequest};
use super::trace::traces;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::Ledger;
use crate::workspace::{AppendedFile, FolderLock, OUTPUT, Turn, Workspace, delete, is_there, remove_empty};
use crate::writing::Manifest;

/// What was done.
#[derive(Debug, Default)]
pub struct ForgetResult {
    /// What was deleted, by name.
    pub deleted: Vec<String>,
    /// What was changed, by name.
    pub changed: Vec<String>,
    /// What still names whom, or could not be deleted.
    pub found: Diagnostics,
}

/// Forgets, as the plan says. `waits` is called when another run has to be waited for.
///
/// # Errors
/// Why nothing was done: an objection that cannot be noted, another run that keeps its turn.
pub fn forget(
    workspace: &Workspace,
    request: ForgetRequest<'_>,
    plan: &ForgetPlan,
    waits: &dyn Fn(),
) -> Result<ForgetResult, Diagnostics> {
    let _turn = Turn::take(&workspace.ledgers(), waits)?;
    let output = workspace.root().join(OUTPUT);
    let _hold = is_there(&output).then(|| FolderLock::on(&output, waits)).transpose()?;
    // First of all: whoever objected is not written to, however far this comes.
    if let Some(objection) = &plan.objection {
        Ledger::open_to_note(&workspace.objections())?.note(None, objection.clone())?;
    }
    // A log that another run has open is being written into: that run ends first.
    for log in plan.deletions.iter().filter(|path| path.extension().is_some_and(|ending| ending == "log")) {
        if is_there(log) {
            drop(AppendedFile::open(log)?);
        }
    }
    let mut result = ForgetResult::default();
    for log in &plan.logs {
        result.change(workspace.shown(log), blot(log, plan));
    }
    for folder in &plan.manifests {
        result.change(workspace.shown(folder), without_remarks(folder));
    }
    for edit in &plan.edits {
        let path = edit.path.strip_prefix(workspace.root()).unwrap_or(&edit.path).to_string_lossy();
        let written = workspace.rewrite(&path, &edit.before, edit.after.as_bytes());
        let done = written.and_then(|is_written| match is_written {
            true => Ok(()),
            false => Err(Diagnostic::error(
                codes::NOT_FORGOTTEN,
                format!("`{}` was changed meanwhile; it stays as it is", workspace.shown(&edit.path)),
            )
            .help("run the command once more")),
        });
        result.change(workspace.shown(&edit.path), done);
    }
    for path in &plan.deletions {
        if plan.own_data.contains(path) && result.found.has_errors() {
            continue;
        }
        match delete(path) {
            Ok(true) => result.deleted.push(workspace.shown(path)),
            Ok(false) => {}
            Err(problem) => {
                let message =
                    format!("`{}` could not be deleted: {}", workspace.shown(path), problem.message);
                result.found.push(Diagnostic::error(codes::NOT_FORGOTTEN, message).help(
                    "close it in other programs, or get leave to write there, then run the command once more",
                ));
            }
        }
        if let Some(folder) = path.parent() {
            // An empty folder says nothing.
            if folder != workspace.ledgers() && folder != workspace.root() {
                remove_empty(folder);
            }
        }
    }
    result.found.extend(still_there(workspace, request, plan)?);
    Ok(result)
}

impl ForgetResult {
    fn change(&mut self, name: String, done: Result<(), Diagnostic>) {
        match done {
            Ok(()) => self.changed.push(name),
            Err(problem) => self.found.push(problem),
        }
    }
}

/// Takes the words out of a log that name whom.
fn blot(log: &Path, plan: &ForgetPlan) -> Result<(), Diagnostic> {
    let (file, text) = AppendedFile::open(log)?;
    let (blotted, _) = blotted(&text, &plan.marks);
    if blotted == text { Ok(()) } else { file.replaced_by(&blotted) }
}

/// Takes out of the notes of a folder what was remarked when its documents were made; they are made anew.
fn without_remarks(folder: &Path) -> Result<(), Diagnostic> {
    let before = Manifest::read(folder)?;
    let mut manifest = before.clone();
    let names: Vec<String> = before.names().map(str::to_owned).collect();
    for name in names {
        // Every beginning of a name that documents have: letter, letter.2027-03-04, letter.2027-03-04.en.
        for (at, _) in name.match_indices('.') {
            manifest.forget_making(&name[..at]);
        }
    }
    manifest.write(folder, &before)
}

/// What still names whom.
fn still_there(
    workspace: &Workspace,
    request: ForgetRequest<'_>,
    plan: &ForgetPlan,
) -> Result<Diagnostics, Diagnostic> {
    let mut found = Diagnostics::new();
    if plan.marks.is_empty() {
        return Ok(found);
    }
    for trace in traces(workspace, &plan.marks, |path| plan.own_data.iter().any(|own| own == path))?.found {
        let place = match trace.line {
            Some(line) if !trace.in_name => format!("`{}`, line {line},", trace.name),
            _ => format!("`{}`", trace.name),
        };
        let message = match trace.in_name {
            true => format!("{place} has {} in its own name", trace.kind.words()),
            false => format!("{place} still has {} of `{}`", trace.kind.words(), request.partner),
        };
        found.push(
            Diagnostic::error(codes::NOT_FORGOTTEN, message)
                .help("a person wrote this: take it out there, or delete the file"),
        );
    }
    Ok(found)
}
