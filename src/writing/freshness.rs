//! Whether a document is up to date: made from the same, and its files as they were left.

use std::collections::BTreeMap;
use std::path::Path;

use super::manifest::{MakingNote, Manifest};
use super::remark::Remark;
use crate::diagnostic::Diagnostic;
use crate::due::{Edits, Manner, Task};
use crate::format::Format;
use crate::partnership::Partnership;
use crate::project::Project;

/// How a document was made, when all files that are asked for are there as they would be made now.
pub fn how_it_was_made(
    manifest: &mut Manifest,
    folder: &Path,
    task: &Task,
    made_from: &BTreeMap<String, String>,
    edits: &Edits,
    manner: &Manner,
) -> Option<MakingNote> {
    let stem = task.stem(manner);
    let making = manifest.making(&stem)?.clone();
    for format in &task.formats {
        let fingerprint = made_from.get(format.name())?;
        if making.fingerprints.get(format.name()) != Some(fingerprint) {
            return None;
        }
        // An edited text is a person's file.
        if *format == Format::Markdown && edits.get(&stem).is_some() {
            continue;
        }
        let names: Vec<String> = manifest
            .left()
            .filter(|name| task.edition.owns(name, *format, manner))
            .map(str::to_owned)
            .collect();
        if names.is_empty() || !names.iter().all(|name| manifest.is_as_left(folder, name)) {
            return None;
        }
    }
    Some(making)
}

/// What was remarked when a document was made; none when it cannot be said again.
pub fn remarks_again(
    project: &Project,
    partnership: &Partnership<'_>,
    task: &Task,
    edits: &Edits,
    making: &MakingNote,
) -> Option<Vec<Diagnostic>> {
    let languages = task.edition.languages.all();
    let templates = languages.map(|language| project.templates.get(task.document(), language).ok());
    let templates: Vec<_> = templates.collect::<Option<_>>()?;
    let mut files = vec![&partnership.partner.file, &partnership.institution.file];
    files.extend(partnership.further.iter().map(|(_, other)| &other.file));
    files.extend(partnership.partners.into_iter().flatten().map(|one| &one.partner.file));
    files.extend(templates.iter().flat_map(|template| template.files()));
    files.extend(edits.files());
    let mut remarks: Vec<&Remark> = Vec::new();
    for format in &task.formats {
        for remark in making.remarks.get(format.name()).into_iter().flatten() {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
    }
    remarks.iter().map(|remark| remark.again(files.iter().copied())).collect()
}
