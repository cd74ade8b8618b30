//! From a workspace to its outputs: which documents, made by whom, written where.
//!
//! In: a [`Project`] (everything read) and a [`Request`]. Out: files and a [`Report`]. Every partner is
//! one piece of work; its documents share what they have in common.

mod brand;
mod findings;
mod maker;
mod manifest;
mod manner;
mod page;
mod pages;
mod people;
mod plan;
mod printed;
mod prose;
mod project;
mod templates;
mod workers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::Date;

pub use findings::Findings;
pub use maker::{Made, Maker, Output};
pub use manner::{Manner, Signature};
pub use plan::{Selection, Task};
pub use project::{Dossier, Project};

use crate::clock::Stopwatch;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::model::Partner;
use crate::relation::Relation;
use crate::rules::{self, Identity};
use crate::schema::Record;
use crate::workspace;
use manifest::{Manifest, State};
use pages::Extent;

/// How the documents are to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which documents of which partners in which formats.
    pub selection: Selection,
    /// The folder for the outputs.
    pub out: PathBuf,
    /// The day the documents are made.
    pub date: Date,
    /// In which manner.
    pub manner: Manner,
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

/// Makes the documents that are asked for and writes them.
pub fn run(project: &Project, request: &Request) -> Report {
    each(project, &request.selection, request.date, request.jobs, |relation, tasks| {
        build_partner(project, request, relation, tasks)
    })
}

/// Renders the text of every document that is asked for, sets the longest pages, compares the partners and
/// looks at all templates; writes nothing.
pub fn check(project: &Project, selection: &Selection, date: Date, jobs: usize) -> Diagnostics {
    let identities = Mutex::new(BTreeMap::new());
    let extents = Mutex::new(Vec::new());
    let report = each(project, selection, date, jobs, |relation, tasks| {
        note(&identities, relation.id, relation.partner);
        let mut maker = Maker::new(project, *relation, Manner::USUAL);
        let mut findings = Findings::default();
        for task in tasks {
            findings.join(maker.check(&task.document, &task.language, &task.formats));
            let extent = maker.read(&task.document, &task.language, |document| {
                let all = names(tasks).map(str::to_owned).collect();
                Extent::of(relation.id, document, &task.formats, all)
            });
            if let Ok(mut extents) = extents.lock() {
                extents.extend(extent);
            }
        }
        Report { rows: Vec::new(), found: findings.settle(names(tasks), Manner::USUAL.gaps) }
    });
    let mut found = report.found;
    found.extend(side_by_side(project, selection, jobs, identities));
    found.extend(pages::problems(project, extents.into_inner().unwrap_or_default(), date, jobs));
    found.extend(templates::problems(project));
    found.without_repetitions()
}

fn names(tasks: &[Task]) -> impl Iterator<Item = &str> + Clone {
    tasks.iter().map(|task| task.document.as_str())
}

/// Adds what tells a partner from the others.
fn note(identities: &Mutex<BTreeMap<String, Identity>>, id: &str, partner: &Record<Partner>) {
    if let Ok(mut identities) = identities.lock() {
        identities.insert(id.to_owned(), Identity::of(id, partner));
    }
}

/// What is wrong with the partners side by side; the others are read too when some are asked for by name,
/// and only what concerns those is told.
fn side_by_side(
    project: &Project,
    selection: &Selection,
    jobs: usize,
    identities: Mutex<BTreeMap<String, Identity>>,
) -> Diagnostics {
    let asked = identities.lock().map(|known| known.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let others: Vec<&String> = project.ids.iter().filter(|id| asked.binary_search(id).is_err()).collect();
    workers::run(jobs, &others, |id| {
        if let Ok(dossier) = project.dossier(id) {
            note(&identities, id, &dossier.partner);
        }
    });
    let all: Vec<Identity> = identities.into_inner().unwrap_or_default().into_values().collect();
    let concerned =
        |id: &str| selection.partners.is_empty() || selection.partners.iter().any(|one| one == id);
    rules::on_partners(&all, &concerned)
}

/// Does something with the documents of each partner that is asked for: the partner is read, worked on and
/// forgotten on one thread.
fn each(
    project: &Project,
    selection: &Selection,
    date: Date,
    jobs: usize,
    work: impl Fn(&Relation<'_>, &[Task]) -> Report + Sync,
) -> Report {
    let (ids, found) = plan::partners(project, selection);
    let parts = workers::run(jobs, &ids, |id| {
        let dossier = match project.dossier(id) {
            Ok(dossier) => dossier,
            Err(found) => return (Report { rows: Vec::new(), found }, true),
        };
        let relation = project.relation(&dossier, date);
        let mut found = dossier.partner.remarks.clone();
        let tasks = plan::tasks(project, selection, &relation, &mut found);
        let busy = !tasks.is_empty() || !found.is_empty();
        let mut report = work(&relation, &tasks);
        found.extend(report.found);
        report.found = found;
        (report, busy)
    });
    let mut all = Report { rows: Vec::new(), found };
    let mut busy = all.found.has_errors();
    for (part, id) in parts.into_iter().zip(&ids) {
        let (part, worked) =
            part.unwrap_or_else(|| (Report { rows: Vec::new(), found: failed(id).into() }, true));
        all.rows.extend(part.rows);
        all.found.extend(part.found);
        busy |= worked;
    }
    if !busy {
        all.found.push(plan::nothing(project, selection));
    }
    all.found = all.found.without_repetitions();
    all
}

fn failed(partner: &str) -> Diagnostic {
    Diagnostic::error(
        "internal",
        format!("the documents of `{partner}` cannot be made: the program has a mistake here"),
    )
    .help("please report it with the partner’s file; the other partners are not touched by it")
}

fn build_partner(project: &Project, request: &Request, relation: &Relation<'_>, tasks: &[Task]) -> Report {
    let mut maker = Maker::new(project, *relation, request.manner);
    let folder = request.out.join(relation.id);
    let manner = &request.manner;
    let mut manifest = Manifest::read(&folder);
    let mut report = Report::default();
    let mut findings = Findings::default();
    let mut made = Vec::new();
    for task in tasks {
        let watch = Stopwatch::start();
        match maker.make(&task.document, &task.language, &task.formats) {
            Ok(one) => made.push((task, one, watch.elapsed())),
            Err(found) => {
                findings.join(found);
                report.found.extend(remove_stale(&manifest, &folder, task, manner));
            }
        }
    }
    // A document of which a person changed one file stays whole as it is: its files say the same.
    made.retain(|(task, one, _)| {
        let by_hand = task.files(&one.outputs, manner).find(|(name, output)| {
            !request.replace && manifest.state(&folder, name, &output.bytes) == Ok(State::Person)
        });
        if let Some((name, _)) = &by_hand {
            report.found.push(changed_by_hand(&folder.join(name)));
        }
        by_hand.is_none()
    });
    // What will be ours is noted before it is written, so that a run that is cut short leaves no file
    // that looks as if a person had written it.
    for (task, one, _) in &made {
        task.files(&one.outputs, manner).for_each(|(name, output)| manifest.note(&name, &output.bytes));
    }
    if let Err(problem) = manifest.write(&folder) {
        report.found.push(problem);
        made.clear();
    }
    for (task, one, time) in made {
        let watch = Stopwatch::start();
        findings.join(one.warnings);
        let mut formats = Vec::new();
        let mut names = Vec::new();
        for (name, output) in task.files(&one.outputs, manner) {
            let written = match manifest.state(&folder, &name, &output.bytes) {
                Ok(State::Same) => Ok(()),
                Ok(_) => workspace::write(&folder.join(&name), &output.bytes),
                Err(problem) => Err(problem),
            };
            match written {
                Ok(()) => formats.push(output.format),
                Err(problem) => report.found.push(problem),
            }
            names.push(name);
        }
        report.found.extend(remove_further_pages(&manifest, &folder, task, &names, manner));
        report.rows.push(Row {
            partner: relation.id.to_owned(),
            document: task.document.clone(),
            language: task.language.clone(),
            formats,
            time: time + watch.elapsed(),
        });
    }
    let mut found = findings.settle(names(tasks), manner.gaps);
    found.extend(report.found);
    Report { found, ..report }
}

/// Takes away the files of a document that can no longer be made, as far as they are ours: they would look
/// current.
fn remove_stale(manifest: &Manifest, folder: &Path, task: &Task, manner: &Manner) -> Diagnostics {
    let of_task = |name: &str| Format::ALL.iter().any(|format| task.owns(name, *format, manner));
    let (removed, mut found) = remove_ours(manifest, folder, of_task);
    if !removed.is_empty() {
        let names = all(&removed);
        found.push(
            Diagnostic::warning("stale-removed", format!("{names} in `{}`: removed", folder.display()))
                .help("they were made before the problem came up, and would look current"),
        );
    }
    found
}

/// Takes away the pictures of pages that a document no longer has.
fn remove_further_pages(
    manifest: &Manifest,
    folder: &Path,
    task: &Task,
    written: &[String],
    manner: &Manner,
) -> Diagnostics {
    let pictures = |name: &str| task.owns(name, Format::Png, manner);
    if !written.iter().any(|name| pictures(name)) {
        return Diagnostics::new();
    }
    remove_ours(manifest, folder, |name| pictures(name) && !written.iter().any(|one| one == name)).1
}

/// Removes the files that are ours and meant; gives their names.
fn remove_ours(
    manifest: &Manifest,
    folder: &Path,
    meant: impl Fn(&str) -> bool,
) -> (Vec<String>, Diagnostics) {
    let mut removed = Vec::new();
    let mut found = Diagnostics::new();
    for name in manifest.names().filter(|name| meant(name)) {
        if manifest.state(folder, name, &[]) == Ok(State::Ours) {
            match workspace::remove(&folder.join(name)) {
                Ok(()) => removed.push(name.to_owned()),
                Err(problem) => found.push(problem),
            }
        }
    }
    (removed, found)
}

fn changed_by_hand(path: &Path) -> Diagnostic {
    Diagnostic::warning("changed-by-hand", format!("`{}` was changed by hand", path.display()))
        .help("the document stays as it is, with all its files; `--force` makes it anew, without the change")
}
