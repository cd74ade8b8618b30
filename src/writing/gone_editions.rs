//! What was made for meetings, or in languages, that are in the partner's file no more.

use std::collections::BTreeSet;
use std::path::Path;

use super::manifest::{FileState, Manifest};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::due::{Edition, Request, Task, languages_in_data};
use crate::format::Format;
use crate::history::{LedgerEntry, Standing, standing};
use crate::model::Occasion;
use crate::partnership::Partnership;
use crate::project::Project;

/// Whether nothing was sent of an edition, nor may have been: what was sent stays.
pub fn is_open(log: &[LedgerEntry], edition: &Edition) -> bool {
    let standing = standing(log, &edition.document, &edition.occasion);
    !matches!(standing, Standing::Sent(_) | Standing::InDoubt { .. })
}

/// The editions of meetings and in languages that are in the partner's file no more, as far as files of ours lie there, and
/// why they go: an invitation for the former day would open ready to be sent, and of two memoranda in two languages nobody
/// knows which one is meant.
pub fn gone_editions(
    project: &Project,
    partnership: &Partnership<'_>,
    request: &Request,
    (manifest, folder): (&Manifest, &Path),
    log: &[LedgerEntry],
) -> Vec<(Task, Diagnostic)> {
    let asked = &request.selection.documents;
    let is_ours = |edition: &Edition| {
        let own = |name: &&str| Format::ALL.iter().any(|format| edition.owns(name, *format, &request.manner));
        manifest.names().filter(own).any(|name| manifest.state(folder, name, &[]) == Ok(FileState::Ours))
    };
    let documents = project.templates.documents();
    let editions: BTreeSet<Edition> = manifest
        .names()
        .filter_map(Edition::of_file)
        .filter(|edition| {
            documents.contains(&edition.document.as_str())
                && (asked.is_empty() || asked.contains(&edition.document))
                && is_open(log, edition)
        })
        .collect();
    let told = |edition: Edition| {
        let why = why_gone(project, partnership, &edition).filter(|_| is_ours(&edition))?;
        Some((Task { edition, formats: Vec::new() }, why))
    };
    editions.into_iter().filter_map(told).collect()
}

fn why_gone(project: &Project, partnership: &Partnership<'_>, edition: &Edition) -> Option<Diagnostic> {
    let file = partnership.partner.file.name();
    let (message, help) = if matches!(edition.occasion, Occasion::Reminder(_)) {
        if partnership.on(&edition.occasion).is_some() {
            return None;
        }
        let message =
            format!("`{}` was made for an email that is no longer waiting for an answer", edition.name());
        (message, "nobody is reminded who has answered, or is not to be written to")
    } else if !edition.occasion.is_none() && partnership.partner.model.meeting_of(&edition.occasion).is_none()
    {
        (
            format!("`{}` was made for a meeting that `{file}` has no more", edition.name()),
            "when a meeting is moved, its documents are made anew for the new day; with an `id` of its own it keeps them",
        )
    } else {
        // What cannot be made says nothing of what is there.
        let named = languages_in_data(project, partnership, &edition.document).ok().flatten()?;
        if named == edition.languages {
            return None;
        }
        let languages: Vec<&str> = edition.languages.all().collect();
        (
            format!(
                "`{}` was made in {}, and `{file}` names other languages now",
                edition.name(),
                all(&languages)
            ),
            "it is made anew in the languages that the file names",
        )
    };
    Some(Diagnostic::warning(codes::STALE_REMOVED, message).help(help))
}
