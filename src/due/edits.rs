//! Texts that a person has edited: `.md` files in a partner's output folder that are no longer as we wrote
//! them. They are the source of their documents' other files from then on.

use std::collections::HashMap;

use super::text_difference::difference;
use crate::diagnostic::{Diagnostic, codes};
use crate::digest::sha256;
use crate::source::SourceFile;

/// An edited text.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The file.
    pub file: SourceFile,
    /// The hash of the text as we had written it, if we had.
    base: Option<String>,
}

/// The edited texts of a partner, by the beginning of their files' names: `letter.en`.
#[derive(Debug, Clone, Default)]
pub struct Edits(HashMap<String, Edit>);

impl Edits {
    /// Adds the edited text of an edition by the beginning of its files' names; `base` is the hash of the text as we had
    /// written it, if we had.
    pub fn insert(&mut self, stem: &str, file: SourceFile, base: Option<String>) {
        self.0.insert(stem.to_owned(), Edit { file, base });
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
