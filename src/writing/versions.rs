//! Which version of a document is in hand: what was signed stays as it is, and what changed since is the next version.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use super::manifest::{FileState, Manifest};
use super::signed_text::is_as_signed;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{Edition, Manner, Task};
use crate::format::Format;
use crate::history::{LedgerEntry, NotedSignature, last_version, signatures_in};
use crate::model::Occasion;
use crate::partnership::Partnership;
use crate::render::Press;

/// The documents of a partner, each in the version that is in hand.
#[derive(Default)]
pub struct VersionsInHand {
    /// Those that may be made.
    pub open: Vec<Task>,
    /// Those that somebody signed, with the day of the first signature: their files stay.
    pub signed: Vec<(Task, Date)>,
    /// Those of which it is not known whether somebody signed them.
    pub unknown: Vec<Task>,
    /// The version in hand of each document.
    pub numbers: BTreeMap<String, u32>,
    /// That there is a next version.
    pub found: Diagnostics,
}

impl VersionsInHand {
    /// All documents, whether they may be made or not.
    pub fn all(&self) -> impl Iterator<Item = &Task> {
        let signed = self.signed.iter().map(|(task, _)| task);
        self.open.iter().chain(signed).chain(&self.unknown)
    }
}

/// Whether somebody signed the very edition.
pub fn is_signed(signatures: &[NotedSignature<'_>], edition: &Edition) -> bool {
    signatures.iter().any(|signature| is_on(signature, edition))
}

fn is_on(signature: &NotedSignature<'_>, edition: &Edition) -> bool {
    let is_same_document = signature.document == edition.document
        && match &edition.occasion {
            Occasion::None | Occasion::Version(_) => signature.version == edition.occasion.version(),
            other => signature.occasion == other,
        };
    // Of a signature that does not say in which language it was given, it may have been any.
    is_same_document && signed_edition(signature).is_none_or(|signed| signed.languages == edition.languages)
}

/// The edition that somebody signed, by the name of the scan.
fn signed_edition(signature: &NotedSignature<'_>) -> Option<Edition> {
    Edition::of_file(signature.file_name()?).filter(|edition| edition.document == signature.document)
}

/// Sorts out the documents of a partner by what was signed of them. `is_whole` says whether all is known of what
/// happened; `(manifest, folder)` what was made.
pub fn versions_in_hand(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    tasks: &[Task],
    (log, is_whole): (&[LedgerEntry], bool),
    (manifest, folder): (&Manifest, &Path),
    manner: &Manner,
) -> VersionsInHand {
    let signatures = signatures_in(log);
    let mut versions = VersionsInHand::default();
    for task in tasks {
        let on_document: Vec<_> =
            signatures.iter().filter(|one| one.document == task.document()).copied().collect();
        let last = last_version(on_document);
        let number = last.first().map_or(1, |one| one.version);
        let mut edition = task.edition.clone();
        if edition.occasion.is_none() {
            edition = edition.in_version(number);
            if is_changed(press, partnership, &last, &edition) {
                edition = edition.in_version(number.saturating_add(1));
                versions.found.extend(next_version(partnership.id, &edition, &last));
            }
            versions.numbers.insert(edition.document.clone(), edition.occasion.version());
        }
        let on_edition: Vec<_> = last.into_iter().filter(|one| is_on(one, &edition)).collect();
        let task = Task { edition, ..task.clone() };
        match first_day(&on_edition) {
            Some(day) => versions.signed.push((task, day)),
            None if !is_whole && may_be_signed(press, &task) && is_there(manifest, folder, &task, manner) => {
                versions.unknown.push(task);
            }
            None => versions.open.push(task),
        }
    }
    versions
}

/// Whether the text of a document is another one than that of its last version, of which these are the signatures. Where
/// it is not known what was signed, nothing says that it is.
fn is_changed(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    last: &[NotedSignature<'_>],
    edition: &Edition,
) -> bool {
    let texts: Vec<_> = last.iter().filter_map(|one| Some((signed_edition(one)?, one.text?))).collect();
    // In the same languages, if somebody signed in those.
    let same = texts.iter().find(|(signed, _)| signed.languages == edition.languages);
    same.or(texts.first()).is_some_and(|(signed, text)| !is_as_signed(press, partnership, signed, text))
}

fn first_day(signatures: &[NotedSignature<'_>]) -> Option<Date> {
    signatures.iter().map(|signature| signature.day).min()
}

/// Whether a document is one that somebody signs.
fn may_be_signed(press: &Press<'_>, task: &Task) -> bool {
    let template = press.project.templates.get(task.document(), task.language());
    template.is_ok_and(|template| template.kind().is_signed())
}

/// Whether files of an edition lie there.
fn is_there(manifest: &Manifest, folder: &Path, task: &Task, manner: &Manner) -> bool {
    let own = |name: &&str| Format::ALL.iter().any(|format| task.edition.owns(name, *format, manner));
    manifest.names().filter(own).any(|name| manifest.state(folder, name, &[]) != Ok(FileState::Absent))
}

/// That what is made now is a version of its own.
fn next_version(partner: &str, edition: &Edition, last: &[NotedSignature<'_>]) -> Option<Diagnostic> {
    let (document, number) = (&edition.document, edition.occasion.version());
    let (day, signed) = (first_day(last)?, last.first()?.version);
    let message = format!(
        "version {signed} of `{document}` for `{partner}` was signed on {day}, and its text has changed since: what is made \
         now is version {number}"
    );
    Some(Diagnostic::warning(codes::NEXT_VERSION, message).help(
        "what was signed stays as it is, in `output` and in `signed`. If the change is a slip, take it back in the \
         partner’s file; if it is meant, have the new version signed as well",
    ))
}
