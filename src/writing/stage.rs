//! The third stage: what was made lies ready beside its places, and it is noted what will be ours.
//!
//! All files of a document lie ready before the first one is put into its place; and what will be ours is noted before,
//! so that a run that is cut short leaves no file that looks as if a person had written it.

use std::path::Path;

use jiff::civil::Date;

use super::decide::Decision;
use super::make::{MadeDocument, Making};
use super::manifest::{FileState, MakingNote, Manifest};
use super::remark::Remark;
use super::stale::{further_pages, remove_stale};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{EditPolicy, Manner, Request, Task};
use crate::format::Format;
use crate::partnership::Partnership;
use crate::render::{Findings, Output};
use crate::workspace::{self, Staged};

/// Documents whose files lie ready.
pub struct StagedDocuments {
    /// What was decided; its notes say what will be ours.
    pub decision: Decision,
    /// The documents, each with its files.
    pub ready: Vec<(MadeDocument, Vec<StagedFile>)>,
    /// Remarks on what is up to date, and why others could not be made.
    pub findings: Findings,
    /// What is told.
    pub found: Diagnostics,
}

/// A file of a document that lies ready.
pub struct StagedFile {
    /// Its format.
    pub format: Format,
    /// The file beside its place; none when it is there already as it is to be.
    pub staged: Option<Staged>,
}

/// Puts the files beside their places.
pub fn stage(request: &Request, partnership: &Partnership<'_>, making: Making) -> StagedDocuments {
    let manner = &request.manner;
    let Making { mut decision, mut made, unmade, why } = making;
    let mut found = std::mem::take(&mut decision.found);
    let mut findings = std::mem::take(&mut decision.remarks);
    findings.join(why);
    let withdrawn = std::mem::take(&mut decision.withdrawn);
    let gone = withdrawn.into_iter().map(|(task, why)| (task, Some(why))).chain(unmade);
    for (task, why) in gone {
        found.extend(why);
        found.extend(remove_stale(&mut decision.manifest, &decision.folder, &task.edition, manner));
    }
    let Decision { folder, manifest, edits, .. } = &mut decision;
    if request.edits == EditPolicy::Discard {
        let discarded = |one: &MadeDocument| {
            let mut outputs = one.made.outputs.iter();
            let text = outputs.find(|output| output.format == Format::Markdown)?;
            edits.get(&one.task.stem(manner))?.discarded(&String::from_utf8_lossy(&text.bytes))
        };
        found.extend(made.iter().filter_map(discarded));
        let others = made.iter().filter_map(|one| changed_by_hand(manifest, folder, one, manner));
        found.extend(others.filter(|name| !name.ends_with(".md")).map(|name| replaced(&name)));
    } else {
        // A document of which a person changed another file stays whole as it is: its files say the same.
        made.retain(|one| {
            let changed = changed_by_hand(manifest, folder, one, manner);
            found.extend(changed.as_deref().map(|name| kept(partnership.id, &one.task, name)));
            changed.is_none()
        });
    }
    if request.edits == EditPolicy::Keep {
        for one in &mut made {
            if let Some(fresh) = one.made.instead_of_edit.take() {
                let name = one.task.edition.file_name(Format::Markdown, None, manner);
                manifest.note(folder, &name, fresh.as_bytes());
            }
        }
    }
    // Nobody is told this time that a kept edit is out of date, but the next time again.
    let remembers = request.edits != EditPolicy::Keep || edits.is_empty();
    let mut ready = Vec::new();
    for one in made {
        match files_beside(manifest, folder, &one, manner) {
            Ok(files) => {
                note(manifest, &one, manner, remembers, partnership.today);
                ready.push((one, files));
            }
            Err(problem) => found.push(problem),
        }
    }
    StagedDocuments { decision, ready, findings, found }
}

/// Writes the files of a document beside their places, those that are not there already.
fn files_beside(
    manifest: &mut Manifest,
    folder: &Path,
    one: &MadeDocument,
    manner: &Manner,
) -> Result<Vec<StagedFile>, Diagnostic> {
    let mut files = Vec::new();
    for (name, output) in one.files(manner) {
        let path = folder.join(&name);
        let (staged, stamp) = match manifest.state(folder, &name, &output.bytes)? {
            FileState::Same => (None, workspace::stamp(&path)),
            FileState::Absent | FileState::Ours | FileState::Person => {
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
        StagedFile { format: output.format, staged }
    };
    Ok(files.into_iter().map(note).collect())
}

/// Notes what a document is made from.
fn note(manifest: &mut Manifest, one: &MadeDocument, manner: &Manner, remembers: bool, today: Date) {
    let stem = one.task.stem(manner);
    let found = one.made.warnings.without_gaps().filter(|_| remembers);
    let remarks: Option<Vec<Remark>> = found.and_then(|found| found.iter().map(Remark::of).collect());
    match remarks {
        Some(remarks) => {
            let formats = one.made_from.keys().filter(|_| !remarks.is_empty());
            let remarks = formats.map(|format| (format.clone(), remarks.clone())).collect();
            manifest.note_making(&stem, MakingNote { fingerprints: one.made_from.clone(), remarks });
        }
        None => manifest.forget_making(&stem),
    }
    manifest.note_day(&stem, today);
    for name in further_pages(manifest, one, manner) {
        manifest.note_stamp(&name, None);
    }
}

/// The name of a file that a person changed, among those that would be written.
fn changed_by_hand(
    manifest: &Manifest,
    folder: &Path,
    one: &MadeDocument,
    manner: &Manner,
) -> Option<String> {
    let mut files = one.files(manner);
    let found =
        files.find(|(name, output)| manifest.state(folder, name, &output.bytes) == Ok(FileState::Person));
    // A page that the document no longer has may have been changed too.
    let has_pictures = one.made.outputs.iter().any(|output| output.format == Format::Png);
    let page = || {
        let is_page = |name: &&str| has_pictures && one.task.edition.owns(name, Format::Png, manner);
        let is_new = |name: &str| one.files(manner).any(|(other, _)| other == name);
        let mut pages = manifest.names().filter(is_page);
        pages.find(|name| !is_new(name) && manifest.state(folder, name, &[]) == Ok(FileState::Person))
    };
    let name = found.map(|(name, _)| name).or_else(|| page().map(str::to_owned))?;
    Some(folder.join(name).display().to_string())
}

fn replaced(name: &str) -> Diagnostic {
    Diagnostic::warning(codes::EDIT_DISCARDED, format!("`{name}` was changed by hand, and is made anew"))
        .help("what was in it is gone; a signed page is best kept under another name")
}

fn kept(partner: &str, task: &Task, name: &str) -> Diagnostic {
    let (document, meeting) = (task.document(), task.edition.occasion.asking_flag());
    Diagnostic::warning(codes::CHANGED_BY_HAND, format!("`{name}` was changed by hand")).help(format!(
        "the document stays as it is, with all its files; edit the text in its `.md` file instead, from which the others are made; \
         `handclasp build {document} --partner {partner}{meeting} --discard-edits` makes it anew, without the change"
    ))
}
