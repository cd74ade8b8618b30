//! Which texts in a partner's output folder a person has edited.

use std::collections::BTreeSet;
use std::path::Path;

use super::manifest::Manifest;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{Edition, Edits, Manner};
use crate::format::Format;
use crate::workspace;

/// Those in a folder, of the documents whose files begin with these names.
///
/// # Errors
/// A file that cannot be read; it may be somebody's work, so nothing is made in its place.
pub fn edits_in<'s>(
    folder: &Path,
    manifest: &Manifest,
    stems: impl Iterator<Item = &'s str>,
) -> Result<Edits, Diagnostics> {
    let mut edits = Edits::default();
    let mut found = Diagnostics::new();
    for stem in stems {
        let name = format!("{stem}.{}", Format::Markdown.name());
        if manifest.is_untouched(folder, &name) {
            continue;
        }
        let text =
            workspace::lies_in(folder, &name).and_then(|()| workspace::read_lines(&folder.join(&name)));
        match text {
            Ok(Some((file, bytes))) if !manifest.knows(&name, &bytes) => {
                let base = manifest.last(&name).map(str::to_owned);
                edits.insert(stem, file, base);
            }
            Ok(_) => {}
            Err(problem) => found.push(problem),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(edits) }
}

/// Texts in a partner's folder that look like second versions of documents' texts: nothing is made from them. `texts`
/// has the beginnings of the names of all documents' files.
pub fn second_texts(folder: &Path, manifest: &Manifest, texts: &BTreeSet<String>) -> Diagnostics {
    let ending = format!(".{}", Format::Markdown.name());
    let firsts = texts.iter().map(String::as_str).collect();
    let seconds = match workspace::second_versions(folder, &ending, &firsts) {
        Ok(seconds) => seconds,
        Err(problem) => return problem.into(),
    };
    // A further version of a document is one of its own.
    let is_version = |name: &str| {
        Edition::of_file(name).is_some_and(|edition| {
            edition.occasion.version() > 1 && texts.contains(&edition.in_version(1).stem(&Manner::USUAL))
        })
    };
    let is_document = |name: &str| {
        manifest.last(name).is_some()
            || name.strip_suffix(&ending).is_some_and(|stem| texts.contains(stem))
            || is_version(name)
    };
    let mut found = Diagnostics::new();
    for (name, first) in seconds.into_iter().filter(|(name, _)| !is_document(name)) {
        let (shown, first) = (folder.join(visible(&name)), folder.join(first));
        let message = format!(
            "`{}` looks like a second version of `{}`, and nothing is made from it",
            shown.display(),
            first.display()
        );
        found.push(Diagnostic::warning(codes::CONFLICT_COPY, message).help(
            "OneDrive, Dropbox and the like leave one when two people write at once; take over what only this one has, then \
             delete it",
        ));
    }
    found
}
