//! Makes the documents of one partner and writes them, each whole or not at all, and nothing over the work
//! of a person.

use std::path::Path;
use std::time::Duration;

use super::edits::Edits;
use super::fair::Collector;
use super::findings::Findings;
use super::maker::{Made, Maker, Output};
use super::manifest::{Manifest, State};
use super::manner::Manner;
use super::{Editing, Project, Report, Request, Row, Task, names};
use crate::clock::Stopwatch;
use crate::delivery::ledger::{Sent, Standing, history, standing};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::relation::Relation;
use crate::workspace;

/// Makes and writes the documents of a partner; the pages go into the pack, when there is to be one.
pub fn partner(
    project: &Project,
    request: &Request,
    relation: &Relation<'_>,
    tasks: &[Task],
    pack: Option<&Collector>,
) -> Report {
    let folder = request.out.join(relation.id);
    let manner = &request.manner;
    let mut manifest = Manifest::read(&folder);
    let mut report = Report::default();
    let edits = match edits(project, &folder, &manifest, tasks, manner) {
        Ok(edits) => edits,
        Err(found) => return Report { found, ..report },
    };
    let Divided { sent, open: tasks } = match divided(project, relation, tasks) {
        Ok(divided) => divided,
        Err(found) => return Report { found, ..report },
    };
    let named = |task: &Task| request.selection.documents.contains(&task.document);
    for (task, at) in &sent {
        let edited = frozen(&edits, task, at, manner);
        report.found.extend(edited.or_else(|| named(task).then(|| stays(relation.id, task, at))));
    }
    let tasks = tasks.as_slice();
    let mut maker = Maker::new(project, *relation, request.manner);
    if request.edits != Editing::Discard {
        maker = maker.with_edits(edits.clone());
    }
    if request.edits == Editing::Keep {
        maker = maker.keeping_edits();
    }
    if pack.is_some() {
        maker = maker.keeping_sheets();
    }
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
    if request.edits == Editing::Discard {
        let discarded = |(task, one, _): &(&Task, Made, Duration)| {
            let text = one.outputs.iter().find(|output| output.format == Format::Markdown)?;
            edits.get(&task.stem(manner))?.discarded(&String::from_utf8_lossy(&text.bytes))
        };
        report.found.extend(made.iter().filter_map(discarded));
    } else {
        // A document of which a person changed another file stays whole as it is: its files say the same.
        made.retain(|(task, one, _)| {
            let by_hand = by_hand(&manifest, &folder, task, one, manner);
            report.found.extend(by_hand.as_deref().map(kept));
            by_hand.is_none()
        });
    }
    if request.edits == Editing::Keep {
        for (task, one, _) in &mut made {
            if let Some(fresh) = one.instead_of_edit.take() {
                manifest.note(&task.file_name(Format::Markdown, None, manner), fresh.as_bytes());
            }
        }
    }
    // What will be ours is noted before it is written, so that a run that is cut short leaves no file
    // that looks as if a person had written it.
    for (task, one, _) in &made {
        task.files(&one.outputs, manner).for_each(|(name, output)| manifest.note(&name, &output.bytes));
        if one.outputs.iter().any(|output| output.format == Format::Eml) {
            manifest.note_day(&task.stem(manner), relation.today);
        }
    }
    if let Err(problem) = manifest.write(&folder) {
        report.found.push(problem);
        made.clear();
    }
    for (task, one, time) in made {
        let watch = Stopwatch::start();
        let (formats, found) = write(&manifest, &folder, task, &one.outputs, manner);
        findings.join(one.warnings);
        report.found.extend(found);
        report.rows.push(Row {
            partner: relation.id.to_owned(),
            document: task.document.clone(),
            language: task.language.clone(),
            formats,
            time: time + watch.elapsed(),
        });
    }
    if let Some(pack) = pack {
        pack.take(request, relation, &mut maker, &report.rows);
    }
    let mut found = findings.settle(names(tasks), manner.gaps);
    found.extend(report.found);
    Report { found, ..report }
}

/// Tasks: a sent text stays as it was sent.
struct Divided {
    /// Those whose emails were sent, or may have been, with when.
    sent: Vec<(Task, String)>,
    /// The others.
    open: Vec<Task>,
}

/// Tells the tasks whose emails were sent from the others.
fn divided(project: &Project, relation: &Relation<'_>, tasks: &[Task]) -> Result<Divided, Diagnostics> {
    let history = history(&project.books.ledger(relation.id))?;
    let mut sent = Vec::new();
    let mut open = Vec::new();
    for task in tasks {
        let may_change = project.templates.get(&task.document, &task.language).is_ok_and(|template| {
            template.front.list("attach").iter().any(|name| name.text.ends_with(".ics"))
        });
        match standing(&history, &task.document) {
            // A meeting may be moved; its invitation goes out again then.
            Standing::Sent(_) if may_change => open.push(task.clone()),
            Standing::Sent(Sent { at, .. }) | Standing::InDoubt { at } => sent.push((task.clone(), at)),
            Standing::Open { .. } | Standing::Drafted { .. } => open.push(task.clone()),
        }
    }
    Ok(Divided { sent, open })
}

/// That a document stays as it was sent.
fn stays(partner: &str, task: &Task, at: &str) -> Diagnostic {
    let day = at.split('T').next().unwrap_or(at);
    let message =
        format!("`{}` for `{partner}` was sent on {day}; its files stay as they are", task.document);
    Diagnostic::warning("sent-before", message).help("what was sent is kept in the folder `sent`")
}

/// That an edit of a sent text changes nothing any more.
fn frozen(edits: &Edits, task: &Task, at: &str, manner: &Manner) -> Option<Diagnostic> {
    let edit = edits.get(&task.stem(manner))?;
    let day = at.split('T').next().unwrap_or(at);
    let message = format!("`{}` was sent on {day}; what is edited now changes nothing", edit.file.name());
    Some(Diagnostic::warning("sent-before", message).help("what was sent is kept in the folder `sent`"))
}

/// The edited texts of a partner: of all documents, since one may be attached to another.
fn edits(
    project: &Project,
    folder: &Path,
    manifest: &Manifest,
    tasks: &[Task],
    manner: &Manner,
) -> Result<Edits, Diagnostics> {
    let mut stems: Vec<String> = tasks.iter().map(|task| task.stem(manner)).collect();
    if let Some(task) = tasks.first() {
        let documents = project.templates.documents();
        stems.extend(documents.iter().map(|document| manner.stem(document, &task.language)));
    }
    stems.sort();
    stems.dedup();
    Edits::read(folder, manifest, stems.iter().map(String::as_str))
}

/// The name of a file that a person changed, among those that would be written.
fn by_hand(manifest: &Manifest, folder: &Path, task: &Task, made: &Made, manner: &Manner) -> Option<String> {
    let mut files = task.files(&made.outputs, manner);
    let found = files.find(|(name, output)| manifest.state(folder, name, &output.bytes) == Ok(State::Person));
    // A page that the document no longer has may have been changed too.
    let pictures = made.outputs.iter().any(|output| output.format == Format::Png);
    let page = || {
        let mut pages = manifest.names().filter(|name| pictures && task.owns(name, Format::Png, manner));
        let new = |name: &str| task.files(&made.outputs, manner).any(|(other, _)| other == name);
        pages.find(|name| !new(name) && manifest.state(folder, name, &[]) == Ok(State::Person))
    };
    let name = found.map(|(name, _)| name).or_else(|| page().map(str::to_owned))?;
    Some(folder.join(name).display().to_string())
}

fn kept(name: &str) -> Diagnostic {
    Diagnostic::warning("changed-by-hand", format!("`{name}` was changed by hand"))
        .help("the document stays as it is, with all its files; edit the text in its `.md` file instead, from which the others are made; `--discard-edits` makes it anew, without the change")
}

/// Writes the files of a document; gives the formats that are there now.
fn write(
    manifest: &Manifest,
    folder: &Path,
    task: &Task,
    outputs: &[Output],
    manner: &Manner,
) -> (Vec<Format>, Diagnostics) {
    let mut formats = Vec::new();
    let mut written = Vec::new();
    let mut found = Diagnostics::new();
    for (name, output) in task.files(outputs, manner) {
        let result = match manifest.state(folder, &name, &output.bytes) {
            Ok(State::Same) => Ok(()),
            Ok(_) => workspace::write(&folder.join(&name), &output.bytes),
            Err(problem) => Err(problem),
        };
        match result {
            Ok(()) => formats.push(output.format),
            Err(problem) => found.push(problem),
        }
        written.push(name);
    }
    found.extend(remove_further_pages(manifest, folder, task, &written, manner));
    (formats, found)
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
