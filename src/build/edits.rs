//! Texts that a person has edited: `.md` files in a partner's output folder that are no longer as we wrote
//! them. They are the source of their documents' other files from then on.

use crate::diagnostic::codes;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use similar::TextDiff;

use super::manifest::Manifest;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::format::Format;
use crate::source::SourceFile;
use crate::workspace;

/// An edited text.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The file.
    pub file: SourceFile,
    /// The hash of the text as we had written it, if we had.
    base: Option<String>,
}

/// The edited texts of a partner, by the beginning of their files' names: `contact-formal.en`.
#[derive(Debug, Clone, Default)]
pub struct Edits(HashMap<String, Edit>);

/// How many lines of a difference are shown.
const SHOWN: usize = 12;

impl Edits {
    /// Those in a folder, of the documents whose files begin with these names.
    ///
    /// # Errors
    /// A file that cannot be read; it may be somebody's work, so nothing is made in its place.
    pub fn read<'s>(
        folder: &Path,
        manifest: &Manifest,
        stems: impl Iterator<Item = &'s str>,
    ) -> Result<Self, Diagnostics> {
        let mut edits = HashMap::new();
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
                    edits.insert(stem.to_owned(), Edit { file, base });
                }
                Ok(_) => {}
                Err(problem) => found.push(problem),
            }
        }
        if found.has_errors() { Err(found) } else { Ok(Self(edits)) }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The files of all edited texts.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.values().map(|edit| &edit.file)
    }

    /// The edited text of a document.
    pub fn get(&self, stem: &str) -> Option<&Edit> {
        self.0.get(stem)
    }
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
    let is_document = |name: &str| {
        manifest.last(name).is_some() || name.strip_suffix(&ending).is_some_and(|stem| texts.contains(stem))
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

impl Edit {
    /// Whether data or template have changed since; `fresh` is the text as it would be made now. Without a
    /// base nobody knows what it was made from.
    pub fn is_stale(&self, fresh: &str) -> bool {
        self.base.as_deref().is_some_and(|base| base != sha256(fresh))
    }

    /// What is worth a remark: that it is the source now, and whether data or template have changed since.
    /// `fresh` is the text as it would be made now.
    pub fn remark(&self, fresh: &str) -> Diagnostic {
        let name = self.file.name();
        if !self.is_stale(fresh) {
            return Diagnostic::warning(
                codes::CHANGED_BY_HAND,
                format!("`{name}` was edited and is used as it is"),
            )
            .help("the other files of the document are made from it; `--discard-edits` makes it anew");
        }
        let lines = difference(self.file.text(), fresh);
        Diagnostic::warning(
            codes::EDIT_IS_STALE,
            format!("`{name}` was edited, and the data or the template have changed since"),
        )
        .help(format!(
            "take over what is new and say so with `--keep-edits`, or make it anew with `--discard-edits`; where it differs from a new one (- edited, + new):\n{lines}"
        ))
    }

    /// That it is thrown away, with what is lost.
    pub fn discarded(&self, fresh: &str) -> Option<Diagnostic> {
        let lines = difference(self.file.text(), fresh);
        let message = format!("the edits of `{}` were thrown away", self.file.name());
        (self.file.text() != fresh).then(|| {
            Diagnostic::warning(codes::EDIT_DISCARDED, message)
                .help(format!("what is gone (-) and new (+):\n{lines}"))
        })
    }
}

/// The lines in which two texts differ.
fn difference(before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let changes = difference.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    let lines: Vec<String> =
        changes.map(|change| format!("{} {}", change.tag(), change.value().trim_end())).collect();
    let more = lines.len().saturating_sub(SHOWN);
    let mut shown = lines[..lines.len() - more].join("\n");
    if more > 0 {
        shown.push_str(&format!("\n… and {more} more lines"));
    }
    shown
}
