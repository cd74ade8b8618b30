//! From a workspace to its outputs: which documents, made by whom, written where.
//!
//! In: a [`Project`] (everything read) and a [`Request`]. Out: files and a [`Report`]. Every partner is
//! one piece of work; its documents share what they have in common.

mod maker;
mod manifest;
mod people;
mod plan;
mod project;
mod workers;

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

pub use maker::{Made, Maker};
pub use plan::{Plan, Selection, Task, Work, plan};
pub use project::Project;

use crate::clock::Stopwatch;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::template::Gaps;
use crate::workspace;
use manifest::{Manifest, State};

/// How the documents are to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which documents of which partners in which formats.
    pub selection: Selection,
    /// The folder for the outputs.
    pub out: PathBuf,
    /// The day the documents are made.
    pub date: Date,
    /// Whether gaps are refused or shown.
    pub gaps: Gaps,
    /// Whether files that were changed by hand are replaced.
    pub replace: bool,
    /// How many workers.
    pub jobs: usize,
}

/// What became of one document of one partner.
#[derive(Debug, Clone)]
pub struct Row {
    /// The partner.
    pub partner: String,
    /// The document.
    pub document: String,
    /// The language.
    pub language: String,
    /// The formats that were written or are up to date.
    pub formats: Vec<Format>,
    /// How long it took.
    pub time: Duration,
}

/// What a build did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents that were made.
    pub rows: Vec<Row>,
    /// Problems of all kinds.
    pub found: Diagnostics,
}

/// Makes the documents of a plan and writes them.
pub fn run(project: &Project, request: &Request) -> Report {
    let (plan, mut found) = plan::plan(project, &request.selection, request.date);
    let results = workers::run(request.jobs, &plan.partners, |work| {
        let mut report = Report::default();
        build_partner(project, request, work, &mut report);
        report
    });
    let mut rows = Vec::new();
    for result in results {
        match result {
            Ok(report) => {
                rows.extend(report.rows);
                found.extend(report.found);
            }
            Err(id) => found.push(
                Diagnostic::error(
                    "internal",
                    format!("the documents of `{id}` could not be made: the program has a mistake here"),
                )
                .help("please report it with the partner's file; the other partners' documents are made"),
            ),
        }
    }
    Report { rows, found: found.without_repetitions() }
}

/// Renders the text of every document of a plan and writes nothing: what `check` does.
pub fn check(project: &Project, selection: &Selection, date: Date) -> Diagnostics {
    let (plan, mut found) = plan::plan(project, selection, date);
    found.extend(project.templates.problems());
    for work in &plan.partners {
        let relation = project.relation(work, date);
        let mut maker = Maker::new(project, relation, Gaps::Refused);
        for task in &work.tasks {
            match maker.check(&task.document, &task.language) {
                Ok(warnings) | Err(warnings) => found.extend(warnings),
            }
        }
    }
    found.without_repetitions()
}

fn build_partner(project: &Project, request: &Request, work: &plan::Work, report: &mut Report) {
    let relation = project.relation(work, request.date);
    let mut maker = Maker::new(project, relation, request.gaps);
    let folder = request.out.join(&work.partner);
    let mut manifest = Manifest::read(&folder);
    let mut finished = Vec::new();
    for task in &work.tasks {
        let watch = Stopwatch::start();
        match maker.make(&task.document, &task.language, &task.formats) {
            Ok(made) => {
                report.found.extend(made.warnings.clone());
                finished.push((task, made, watch.elapsed()));
            }
            Err(found) => report.found.extend(found),
        }
    }
    // What will be ours is noted before it is written, so that a run that is cut short leaves no file
    // that looks as if a person had written it.
    let files: Vec<(String, &[u8])> = finished
        .iter()
        .flat_map(|(task, made, _)| {
            made.outputs.iter().map(|(format, bytes)| (task.file_name(*format), bytes.as_slice()))
        })
        .collect();
    let mut kept = Vec::new();
    for (name, bytes) in &files {
        match manifest.state(&folder, name, bytes) {
            Ok(State::Person) if !request.replace => kept.push(name.clone()),
            Ok(_) => manifest.note(name, bytes),
            Err(problem) => report.found.push(problem),
        }
    }
    if let Err(problem) = manifest.write(&folder) {
        report.found.push(problem);
        return;
    }
    for (task, made, mut time) in finished {
        let watch = Stopwatch::start();
        let mut formats = Vec::new();
        for (format, bytes) in &made.outputs {
            let name = task.file_name(*format);
            if kept.contains(&name) {
                report.found.push(changed_by_hand(&folder.join(&name)));
                continue;
            }
            let path = folder.join(&name);
            let written = match manifest.state(&folder, &name, bytes) {
                Ok(State::Same) => Ok(()),
                Ok(_) => workspace::write(&path, bytes),
                Err(problem) => Err(problem),
            };
            match written {
                Ok(()) => formats.push(*format),
                Err(problem) => report.found.push(problem),
            }
        }
        time += watch.elapsed();
        report.rows.push(Row {
            partner: work.partner.clone(),
            document: task.document.clone(),
            language: task.language.clone(),
            formats,
            time,
        });
    }
}

fn changed_by_hand(path: &std::path::Path) -> Diagnostic {
    Diagnostic::warning(
        "changed-by-hand",
        format!("`{}` was changed by hand and stays as it is", path.display()),
    )
    .help("the document's other files do not have your change; `--force` makes this one anew")
}
