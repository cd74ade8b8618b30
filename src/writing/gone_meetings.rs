//! What was made for meetings that are in the partner's file no more.

use std::collections::BTreeSet;
use std::path::Path;

use super::manifest::{FileState, Manifest};
use crate::diagnostic::{Diagnostic, codes};
use crate::due::{Edition, Request, Task};
use crate::format::Format;
use crate::history::{LedgerEntry, Standing, standing};
use crate::partnership::Partnership;
use crate::project::Project;

/// Whether nothing was sent of an edition, nor may have been: what was sent stays.
pub fn is_open(log: &[LedgerEntry], edition: &Edition) -> bool {
    let standing = standing(log, &edition.document, &edition.occasion);
    !matches!(standing, Standing::Sent(_) | Standing::InDoubt { .. })
}

/// The editions of meetings that are in the partner's file no more, as far as files of ours lie there, and why they go: an
/// invitation for the former day would open ready to be sent.
pub fn of_gone_meetings(
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
            !edition.occasion.is_none()
                && partnership.partner.model.meeting_of(&edition.occasion).is_none()
                && documents.contains(&edition.document.as_str())
                && (asked.is_empty() || asked.contains(&edition.document))
                && is_open(log, edition)
        })
        .filter(is_ours)
        .collect();
    let told = |edition: Edition| {
        let message = format!(
            "`{}` was made for a meeting that `{}` has no more",
            edition.name(),
            partnership.partner.file.name()
        );
        let why = Diagnostic::warning(codes::STALE_REMOVED, message)
            .help("when a meeting is moved, its documents are made anew for the new day; with an `id` of its own it keeps them");
        (Task { edition, formats: Vec::new() }, why)
    };
    editions.into_iter().map(told).collect()
}
