//! What was made for meetings, or in languages, that are in the partner's file no more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::manifest::{FileState, Manifest};
use super::versions::is_signed;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::due::{Edition, Request, Task, languages_in_data};
use crate::format::Format;
use crate::history::{LedgerEntry, Standing, signatures_in, standing};
use crate::model::Occasion;
use crate::partnership::Partnership;
use crate::project::Project;

/// Whether nothing was sent of an edition, nor may have been, and nobody signed it: what was sent or signed stays.
pub fn is_open(log: &[LedgerEntry], edition: &Edition) -> bool {
    let standing = standing(log, &edition.document, &edition.occasion);
    !matches!(standing, Standing::Sent(_) | Standing::InDoubt { .. })
        && !is_signed(&signatures_in(log), edition)
}

/// The editions of meetings and in languages that are in the partner's file no more, and the versions that differ in nothing
/// from what was signed, as far as files of ours lie there, and why they go: an invitation for the former day would open
/// ready to be sent, and of two memoranda in two languages nobody knows which one is meant. Of each document the version in
/// hand is given.
pub fn gone_editions(
    project: &Project,
    partnership: &Partnership<'_>,
    request: &Request,
    (manifest, folder): (&Manifest, &Path),
    (log, versions): (&[LedgerEntry], &BTreeMap<String, u32>),
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
        let is_beyond =
            versions.get(&edition.document).is_some_and(|last| edition.occasion.version() > *last);
        let why = match is_beyond {
            true => Some(not_in_hand(&edition)),
            false => why_gone(project, partnership, &edition),
        };
        let why = why.filter(|_| is_ours(&edition))?;
        Some((Task { edition, formats: Vec::new() }, why))
    };
    editions.into_iter().filter_map(told).collect()
}

/// That nothing is left of what changed since a version was signed.
fn not_in_hand(edition: &Edition) -> Diagnostic {
    let message = format!("`{}` differs in nothing from the version before it", edition.name());
    Diagnostic::warning(codes::STALE_REMOVED, message)
        .help("a version of its own is made when the text changes after a signature was noted")
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
    } else if matches!(edition.occasion, Occasion::Meeting(_))
        && partnership.partner.model.meeting_of(&edition.occasion).is_none()
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
