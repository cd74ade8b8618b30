//! Files of ours that would look current and are not: they are taken away.

use std::collections::BTreeSet;
use std::path::Path;

use super::gone_editions::is_open;
use super::make::MadeDocument;
use super::manifest::{FileState, Manifest};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{AskedLanguages, Edition, Manner, Request, Selection};
use crate::format::Format;
use crate::history::{ReadLedger, read_ledger};
use crate::project::Project;
use crate::workspace;

/// Takes away the files of a document that can no longer be made, as far as they are ours: they would look
/// current.
pub fn remove_stale(
    manifest: &mut Manifest,
    folder: &Path,
    edition: &Edition,
    manner: &Manner,
) -> Diagnostics {
    manifest.forget_making(&edition.stem(manner));
    let is_of_it = |name: &str| Format::ALL.iter().any(|format| edition.owns(name, *format, manner));
    let (removed, mut found) = remove_ours(manifest, folder, is_of_it);
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
pub fn withdraw_unread(project: &Project, request: &Request, id: &str) -> Diagnostics {
    let log = match read_ledger(&project.workspace.ledger(id)).and_then(ReadLedger::undamaged) {
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
    let editions: BTreeSet<Edition> = before
        .names()
        .filter_map(Edition::of_file)
        .filter(|edition| {
            let asked = &request.selection.documents;
            is_open(&log, edition) && (asked.is_empty() || asked.contains(&edition.document))
        })
        .filter(|edition| {
            let Selection { languages, meeting, .. } = &request.selection;
            let is_asked = match languages {
                AskedLanguages::These(asked) => asked.iter().any(|one| edition.languages.has(one)),
                AskedLanguages::OfPartner | AskedLanguages::All => true,
            };
            is_asked && meeting.as_ref().is_none_or(|asked| edition.occasion.meeting() == Some(asked))
        })
        .collect();
    let mut found = Diagnostics::new();
    for edition in editions {
        found.extend(remove_stale(&mut manifest, &folder, &edition, &request.manner));
    }
    found.extend(manifest.write(&folder, &before).err());
    found
}

/// The pictures of pages that a document no longer has, when those of the others were made.
pub fn further_pages(manifest: &Manifest, one: &MadeDocument, manner: &Manner) -> Vec<String> {
    let written: Vec<String> = one.files(manner).map(|(name, _)| name).collect();
    let is_picture = |name: &str| one.task.edition.owns(name, Format::Png, manner);
    if !written.iter().any(|name| is_picture(name)) {
        return Vec::new();
    }
    let is_gone = |name: &&str| is_picture(name) && !written.iter().any(|other| other == name);
    manifest.names().filter(is_gone).map(str::to_owned).collect()
}

/// Takes away the pictures of pages that a document no longer has.
pub fn remove_further_pages(
    manifest: &mut Manifest,
    folder: &Path,
    one: &MadeDocument,
    manner: &Manner,
) -> Diagnostics {
    let gone = further_pages(manifest, one, manner);
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
        if manifest.state(folder, &name, &[]) == Ok(FileState::Ours) {
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
