//! Whether a document is up to date: made from the same, and its files as they were left.

use std::collections::BTreeMap;
use std::path::Path;

use super::edits::Edits;
use super::manifest::{Making, Manifest};
use super::manner::Manner;
use super::remark::Remark;
use super::{Project, Task};
use crate::diagnostic::Diagnostic;
use crate::format::Format;
use crate::partnership::Partnership;

/// How a document was made, when all files that are asked for are there as they would be made now.
pub fn current(
    manifest: &mut Manifest,
    folder: &Path,
    task: &Task,
    recipes: &BTreeMap<String, String>,
    edits: &Edits,
    manner: &Manner,
) -> Option<Making> {
    let stem = task.stem(manner);
    let making = manifest.making(&stem)?.clone();
    for format in &task.formats {
        let recipe = recipes.get(format.name())?;
        if making.recipes.get(format.name()) != Some(recipe) {
            return None;
        }
        // An edited text is a person's file.
        if *format == Format::Markdown && edits.get(&stem).is_some() {
            continue;
        }
        let names: Vec<String> =
            manifest.left().filter(|name| task.owns(name, *format, manner)).map(str::to_owned).collect();
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
    making: &Making,
) -> Option<Vec<Diagnostic>> {
    let template = project.templates.get(&task.document, &task.language).ok()?;
    let mut files = vec![&partnership.partner.file, &partnership.institution.file];
    files.extend(partnership.further.iter().map(|(_, other)| &other.file));
    files.extend(template.files());
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
