//! An edition: a document in a language, and how its files are called.

use std::collections::BTreeSet;

use super::request::Manner;
use crate::format::Format;
use crate::project::Project;
use crate::template::Gaps;

/// A document in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// The document.
    pub document: String,
    /// The language.
    pub language: String,
}

impl Edition {
    /// Of a document in a language.
    pub fn new(document: &str, language: &str) -> Self {
        Self { document: document.to_owned(), language: language.to_owned() }
    }

    /// The edition that a file is of, by the beginning of its name: `letter.en.draft.pdf` is one of `letter` in `en`.
    pub fn of_file(name: &str) -> Option<Self> {
        let mut parts = name.split('.');
        Some(Self::new(parts.next()?, parts.next()?))
    }

    /// How the names of its files begin: `letter.en`, of a draft with gaps `letter.en.draft`.
    pub fn stem(&self, manner: &Manner) -> String {
        format!("{}.{}{}", self.document, self.language, manner.infix())
    }

    /// The name of a file of it in the partner's folder: letter.en.pdf; of a page of it, from 1: letter.en.2.png.
    pub fn file_name(&self, format: Format, page: Option<usize>, manner: &Manner) -> String {
        let page = page.map_or_else(String::new, |page| format!(".{page}"));
        format!("{}{page}.{}", self.stem(manner), format.name())
    }

    /// Whether a file of this name is one of it in the format, whichever page it is.
    pub fn owns(&self, name: &str, format: Format, manner: &Manner) -> bool {
        let rest = name.strip_prefix(&self.stem(manner)).and_then(|rest| rest.strip_suffix(format.name()));
        let Some(page) = rest.and_then(|rest| rest.strip_suffix('.')) else { return false };
        page.is_empty() || page.strip_prefix('.').is_some_and(|page| page.parse::<usize>().is_ok())
    }
}

/// An edition to be made, in which formats.
#[derive(Debug, Clone)]
pub struct Task {
    /// The edition.
    pub edition: Edition,
    /// The formats.
    pub formats: Vec<Format>,
}

impl Task {
    /// The document.
    pub fn document(&self) -> &str {
        &self.edition.document
    }

    /// The language.
    pub fn language(&self) -> &str {
        &self.edition.language
    }

    /// How the names of its files begin.
    pub fn stem(&self, manner: &Manner) -> String {
        self.edition.stem(manner)
    }
}

/// How the names of all documents' files can begin, in all languages and manners.
pub fn all_stems(project: &Project) -> BTreeSet<String> {
    let manners = [
        Manner::USUAL,
        Manner { gaps: Gaps::Shown, ..Manner::USUAL },
        Manner { bleed: Some(0.0), ..Manner::USUAL },
        Manner { gaps: Gaps::Shown, bleed: Some(0.0), ..Manner::USUAL },
    ];
    let languages = project.templates.spoken();
    let mut stems = BTreeSet::new();
    for document in project.templates.documents() {
        for language in &languages {
            let edition = Edition::new(document, language);
            stems.extend(manners.iter().map(|manner| edition.stem(manner)));
        }
    }
    stems
}
