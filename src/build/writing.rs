//! Makes the documents of one partner and writes them, each whole or not at all, and nothing over the work
//! of a person.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use jiff::civil::Date;

use super::current::{current, remarks_again};
use super::edits::{Edits, second_texts};
use super::fair::Collector;
use super::findings::Findings;
use super::manifest::{Making, Manifest, State};
use super::manner::Manner;
use super::objecting::Objecting;
use super::recipe::Recipes;
use super::renderer::{Made, Output, Renderer};
use super::{Editing, Project, Report, Request, Row, Task, failed_at, names};
use crate::clock::Stopwatch;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::history::{Sent, Standing, read_ledger, standing};
use crate::mistake;
use crate::partnership::Partnership;
use crate::workspace::{self, Staged};

/// Makes and writes the documents of a partner, those that are not up to date; the pages of all of them go
/// into the pack, when there is to be one.
pub fn partner(
    project: &Project,
    request: &Request,
    recipes: &Recipes<'_>,
    partnership: &Partnership<'_>,
    tasks: &[Task],
    (objecting, pack): (&Objecting<'_>, Option<&Collector>),
) -> Report {
    let folder = request.out.join(partnership.id);
    let manner = &request.manner;
    let mut report = Report::default();
    let known =
        workspace::lies_in(&request.out, partnership.id).and_then(|()| match Manifest::read(&folder) {
            // What was changed by hand is thrown away, whatever it was.
            Err(problem) if problem.code == codes::NOT_UNDERSTOOD && request.edits == Editing::Discard => {
                Ok(Manifest::default())
            }
            known => known,
        });
    let before = match known {
        Ok(known) => known,
        Err(problem) => return Report { found: problem.into(), ..report },
    };
    let mut manifest = before.clone();
    let edits = match edits(project, &folder, &manifest, tasks, manner) {
        Ok(edits) => edits,
        Err(found) => return Report { found, ..report },
    };
    report.found.extend(second_texts(&folder, &manifest, &project.texts()));
    let Divided { sent, open, torn } = match divided(project, partnership, tasks) {
        Ok(divided) => divided,
        Err(found) => return Report { found, ..report },
    };
    report.found.extend(torn);
    let named = |task: &Task| request.selection.documents.contains(&task.document);
    for (task, at) in &sent {
        let edited = frozen(&edits, task, at, manner);
        report.found.extend(edited.or_else(|| named(task).then(|| stays(partnership.id, task, at))));
    }
    // Those that are thrown away are no source.
    let used = if request.edits == Editing::Discard { Edits::default() } else { edits.clone() };
    let mut findings = Findings::default();
    let mut asker = Renderer::new(project, *partnership, request.manner).with_edits(used.clone());
    let mut wanted = Vec::new();
    for task in open {
        let against = mistake::caught(|| objecting.against(&mut asker, partnership, &task));
        let Some(remark) =
            against.unwrap_or_else(|place| Some(failed_at(partnership.id, &task.document, &place)))
        else {
            wanted.push(task);
            continue;
        };
        report.found.push(remark);
        report.found.extend(remove_stale(&mut manifest, &folder, &task, manner));
    }
    let mut due = Vec::new();
    // Documents and languages of the PDFs that are up to date or made.
    let mut there = Vec::new();
    for task in wanted {
        let recipes = recipes.of(partnership, &task, &used, manner);
        let current = (!request.force && request.edits == Editing::Use)
            .then(|| current(&mut manifest, &folder, &task, &recipes, &edits, manner))
            .flatten();
        match current.and_then(|making| remarks_again(project, partnership, &task, &edits, &making)) {
            Some(remarks) => {
                findings.add(remarks);
                report.current += 1;
                let has_pages = task.formats.contains(&Format::Pdf);
                there.extend(has_pages.then(|| (task.document.clone(), task.language.clone())));
            }
            None => due.push((task, recipes)),
        }
    }
    let mut renderer = Renderer::new(project, *partnership, request.manner).with_edits(used.clone());
    if request.edits == Editing::Keep {
        renderer = renderer.keeping_edits();
    }
    if pack.is_some() {
        renderer = renderer.keeping_sheets();
    }
    let mut made = Vec::new();
    for (task, recipes) in due {
        let watch = Stopwatch::start();
        match mistake::caught(|| renderer.make(&task.document, &task.language, &task.formats)) {
            Ok(Ok(one)) => made.push(Ready { task, recipes, made: one, time: watch.elapsed() }),
            Ok(Err(found)) => {
                findings.join(found);
                report.found.extend(remove_stale(&mut manifest, &folder, &task, manner));
            }
            Err(place) => {
                report.found.push(failed_at(partnership.id, &task.document, &place));
                report.found.extend(remove_stale(&mut manifest, &folder, &task, manner));
            }
        }
    }
    if request.edits == Editing::Discard {
        let discarded = |ready: &Ready| {
            let mut outputs = ready.made.outputs.iter();
            let text = outputs.find(|output| output.format == Format::Markdown)?;
            edits.get(&ready.task.stem(manner))?.discarded(&String::from_utf8_lossy(&text.bytes))
        };
        report.found.extend(made.iter().filter_map(discarded));
        let others = |ready: &Ready| by_hand(&manifest, &folder, &ready.task, &ready.made, manner);
        let others = made.iter().filter_map(others).filter(|name| !name.ends_with(".md"));
        report.found.extend(others.map(|name| replaced(&name)));
    } else {
        // A document of which a person changed another file stays whole as it is: its files say the same.
        made.retain(|ready| {
            let by_hand = by_hand(&manifest, &folder, &ready.task, &ready.made, manner);
            let document = &ready.task.document;
            report.found.extend(by_hand.as_deref().map(|name| kept(partnership.id, document, name)));
            by_hand.is_none()
        });
    }
    if request.edits == Editing::Keep {
        for ready in &mut made {
            if let Some(fresh) = ready.made.instead_of_edit.take() {
                let name = ready.task.file_name(Format::Markdown, None, manner);
                manifest.note(&folder, &name, fresh.as_bytes());
            }
        }
    }
    // All files of a document lie ready beside their places before the first one is put there; and what
    // will be ours is noted before, so that a run that is cut short leaves no file that looks as if a person
    // had written it.
    let mut staged = Vec::new();
    for ready in made {
        match stage(&mut manifest, &folder, &ready, manner) {
            Ok(files) => {
                // Nobody is told this time that a kept edit is out of date, but the next time again.
                let remembers = request.edits != Editing::Keep || used.is_empty();
                note(&mut manifest, &ready, manner, remembers, partnership.today);
                staged.push((ready, files));
            }
            Err(problem) => report.found.push(problem),
        }
    }
    if let Err(problem) = manifest.write(&folder, &before) {
        report.found.push(problem);
        staged.clear();
    }
    for (ready, files) in staged {
        let watch = Stopwatch::start();
        let (formats, found) = put(files);
        report.found.extend(found);
        let stayed = remove_further_pages(&mut manifest, &folder, &ready, manner);
        if !stayed.is_empty() {
            // It is tried again the next time.
            manifest.forget_making(&ready.task.stem(manner));
            report.found.extend(manifest.write(&folder, &before).err());
        }
        report.found.extend(stayed);
        findings.join(ready.made.warnings);
        report.rows.push(Row {
            partner: partnership.id.to_owned(),
            document: ready.task.document,
            language: ready.task.language,
            formats,
            time: ready.time + watch.elapsed(),
        });
    }
    if let Some(pack) = pack {
        let made = report.rows.iter().filter(|row| row.formats.contains(&Format::Pdf));
        there.extend(made.map(|row| (row.document.clone(), row.language.clone())));
        pack.take(request, partnership, &mut renderer, &there);
    }
    let mut found = findings.settle(names(tasks), manner.gaps);
    found.extend(report.found);
    Report { found, ..report }
}

/// A document that was made, to be written.
struct Ready {
    task: Task,
    recipes: BTreeMap<String, String>,
    made: Made,
    /// How long it took to make it.
    time: Duration,
}

/// Writes the files of a document beside their places, those that are not there already; gives the formats
/// with what is to be put.
fn stage(
    manifest: &mut Manifest,
    folder: &Path,
    ready: &Ready,
    manner: &Manner,
) -> Result<Vec<(Format, Option<Staged>)>, Diagnostic> {
    let mut files = Vec::new();
    for (name, output) in ready.task.files(&ready.made.outputs, manner) {
        let path = folder.join(&name);
        let (staged, stamp) = match manifest.state(folder, &name, &output.bytes)? {
            State::Same => (None, workspace::stamp(&path)),
            State::Absent | State::Ours | State::Person => {
                let staged = workspace::stage(&path, &output.bytes)?;
                let stamp = staged.stamp();
                (Some(staged), stamp)
            }
        };
        files.push((name, output, staged, stamp));
    }
    // Only now that all of them lie ready.
    let note = |(name, output, staged, stamp): (String, &Output, _, _)| {
        manifest.note(folder, &name, &output.bytes);
        manifest.note_stamp(&name, stamp);
        (output.format, staged)
    };
    Ok(files.into_iter().map(note).collect())
}

/// Notes what a document is made from.
fn note(manifest: &mut Manifest, ready: &Ready, manner: &Manner, remembers: bool, today: Date) {
    let stem = ready.task.stem(manner);
    match ready.made.warnings.remarks().filter(|_| remembers) {
        Some(remarks) => {
            let recipes = ready.recipes.clone();
            let formats = recipes.keys().filter(|_| !remarks.is_empty());
            let remarks = formats.map(|format| (format.clone(), remarks.clone())).collect();
            manifest.note_making(&stem, Making { recipes, remarks });
        }
        None => manifest.forget_making(&stem),
    }
    if ready.made.outputs.iter().any(|output| output.format == Format::Eml) {
        manifest.note_day(&stem, today);
    }
    let written = written(ready, manner);
    for name in further_pages(manifest, &ready.task, &written, manner) {
        manifest.note_stamp(&name, None);
    }
}

/// Puts the files of a document into their places; gives the formats that are there now.
fn put(files: Vec<(Format, Option<Staged>)>) -> (Vec<Format>, Diagnostics) {
    let mut formats = Vec::new();
    let mut found = Diagnostics::new();
    for (format, staged) in files {
        match staged.map_or(Ok(()), Staged::put) {
            Ok(()) => formats.push(format),
            Err(problem) => found.push(problem),
        }
    }
    (formats, found)
}

/// Tasks: a sent text stays as it was sent.
struct Divided {
    /// Those whose emails were sent, or may have been, with when.
    sent: Vec<(Task, String)>,
    /// The others.
    open: Vec<Task>,
    /// That not all is known of what was sent.
    torn: Option<Diagnostic>,
}

/// Tells the tasks whose emails were sent from the others.
fn divided(project: &Project, partnership: &Partnership<'_>, tasks: &[Task]) -> Result<Divided, Diagnostics> {
    let (log, torn) = read_ledger(&project.workspace.ledger(partnership.id))?;
    let mut sent = Vec::new();
    let mut open = Vec::new();
    for task in tasks {
        let may_change = project.templates.get(&task.document, &task.language).is_ok_and(|template| {
            template.front.list("attach").iter().any(|name| name.text.ends_with(".ics"))
        });
        match standing(&log, &task.document) {
            // A meeting may be moved; its invitation goes out again then.
            Standing::Sent(_) if may_change => open.push(task.clone()),
            Standing::Sent(Sent { at, .. }) | Standing::InDoubt { at } => sent.push((task.clone(), at)),
            Standing::Open { .. } | Standing::Drafting { .. } | Standing::Drafted { .. } => {
                open.push(task.clone());
            }
        }
    }
    Ok(Divided { sent, open, torn })
}

/// That a document stays as it was sent.
fn stays(partner: &str, task: &Task, at: &str) -> Diagnostic {
    let day = at.split('T').next().unwrap_or(at);
    let message =
        format!("`{}` for `{partner}` was sent on {day}; its files stay as they are", task.document);
    Diagnostic::warning(codes::SENT_BEFORE, message).help("what was sent is kept in the folder `sent`")
}

/// That an edit of a sent text changes nothing any more.
fn frozen(edits: &Edits, task: &Task, at: &str, manner: &Manner) -> Option<Diagnostic> {
    let edit = edits.get(&task.stem(manner))?;
    let day = at.split('T').next().unwrap_or(at);
    let message = format!("`{}` was sent on {day}; what is edited now changes nothing", edit.file.name());
    Some(Diagnostic::warning(codes::SENT_BEFORE, message).help("what was sent is kept in the folder `sent`"))
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

fn replaced(name: &str) -> Diagnostic {
    Diagnostic::warning(codes::EDIT_DISCARDED, format!("`{name}` was changed by hand, and is made anew"))
        .help("what was in it is gone; a signed page is best kept under another name")
}

fn kept(partner: &str, document: &str, name: &str) -> Diagnostic {
    Diagnostic::warning(codes::CHANGED_BY_HAND, format!("`{name}` was changed by hand")).help(format!(
        "the document stays as it is, with all its files; edit the text in its `.md` file instead, from which the others are made; \
         `handclasp build {document} --partner {partner} --discard-edits` makes it anew, without the change"
    ))
}

/// Takes away the files of a document that can no longer be made, as far as they are ours: they would look
/// current.
fn remove_stale(manifest: &mut Manifest, folder: &Path, task: &Task, manner: &Manner) -> Diagnostics {
    manifest.forget_making(&task.stem(manner));
    let of_task = |name: &str| Format::ALL.iter().any(|format| task.owns(name, *format, manner));
    let (removed, mut found) = remove_ours(manifest, folder, of_task);
    if !removed.is_empty() {
        let names = all(&removed);
        found.push(
            Diagnostic::warning(codes::STALE_REMOVED, format!("{names} in `{}`: removed", folder.display()))
                .help("they were made before the problem came up, and would look current"),
        );
    }
    found
}

/// Takes away what was made of a partner whose file can no longer be read, of the documents that are asked
/// for; what was sent stays.
pub fn unread(project: &Project, request: &Request, id: &str) -> Diagnostics {
    let log = match read_ledger(&project.workspace.ledger(id)) {
        Ok((log, None)) => log,
        // What was sent stays, and of that not all is known.
        Ok((_, Some(problem))) | Err(problem) => return problem.into(),
    };

    let folder = request.out.join(id);
    let before = match workspace::lies_in(&request.out, id).and_then(|()| Manifest::read(&folder)) {
        Ok(before) => before,
        Err(problem) => return problem.into(),
    };
    let mut manifest = before.clone();
    let tasks: BTreeSet<(String, String)> = before
        .names()
        .filter_map(|name| {
            let mut parts = name.split('.');
            Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
        })
        .filter(|(document, _)| {
            let asked = &request.selection.documents;
            let is_open = !matches!(standing(&log, document), Standing::Sent(_) | Standing::InDoubt { .. });
            is_open && (asked.is_empty() || asked.contains(document))
        })
        .filter(|(_, language)| request.selection.language.as_ref().is_none_or(|asked| asked == language))
        .collect();
    let mut found = Diagnostics::new();
    for (document, language) in tasks {
        let task = Task { document, language, formats: Vec::new() };
        found.extend(remove_stale(&mut manifest, &folder, &task, &request.manner));
    }
    found.extend(manifest.write(&folder, &before).err());
    found
}

/// The names of the files of a document.
fn written(ready: &Ready, manner: &Manner) -> Vec<String> {
    ready.task.files(&ready.made.outputs, manner).map(|(name, _)| name).collect()
}

/// The pictures of pages that a document no longer has, when those of the others were made.
fn further_pages(manifest: &Manifest, task: &Task, written: &[String], manner: &Manner) -> Vec<String> {
    let pictures = |name: &str| task.owns(name, Format::Png, manner);
    if !written.iter().any(|name| pictures(name)) {
        return Vec::new();
    }
    let gone = |name: &&str| pictures(name) && !written.iter().any(|one| one == name);
    manifest.names().filter(gone).map(str::to_owned).collect()
}

/// Takes away the pictures of pages that a document no longer has.
fn remove_further_pages(
    manifest: &mut Manifest,
    folder: &Path,
    ready: &Ready,
    manner: &Manner,
) -> Diagnostics {
    let gone = further_pages(manifest, &ready.task, &written(ready, manner), manner);
    remove_ours(manifest, folder, |name| gone.iter().any(|one| one == name)).1
}

/// Removes the files that are ours and meant; gives their names.
fn remove_ours(
    manifest: &mut Manifest,
    folder: &Path,
    meant: impl Fn(&str) -> bool,
) -> (Vec<String>, Diagnostics) {
    let mut removed = Vec::new();
    let mut found = Diagnostics::new();
    let names: Vec<String> = manifest.names().filter(|name| meant(name)).map(str::to_owned).collect();
    for name in names {
        if manifest.state(folder, &name, &[]) == Ok(State::Ours) {
            match workspace::remove(&folder.join(&name)) {
                Ok(()) => {
                    manifest.note_stamp(&name, None);
                    removed.push(name);
                }
                Err(problem) => found.push(problem),
            }
        }
    }
    (removed, found)
}
