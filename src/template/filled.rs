//! What a template gives: a document's text with all values in it, or why there is none.

use super::meta::Meta;
use super::phrases::Phrase;
use super::requirements::Gap;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// A document's text with all values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its front matter.
    pub meta: Meta,
    /// Its Markdown.
    pub markdown: String,
    /// The Markdown of what its calendar entry says; none when that is the text itself.
    pub calendar: Option<String>,
    /// The template it came from.
    pub template: SourceFile,
}

/// A document's text, and what is known of how it came about.
#[derive(Debug, Clone)]
pub struct RenderedTemplate {
    /// The text.
    pub filled: Filled,
    /// The phrases of the data that stand inside its sentences.
    pub phrases: Vec<Phrase>,
    /// The gaps that it shows.
    pub gaps: Vec<Gap>,
}

/// Whether gaps are refused or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// A gap is an error.
    Refused,
    /// A gap is shown as a mark, and the document is marked as a draft.
    Shown,
}

/// Why there is no text.
#[derive(Debug, Clone)]
pub enum TemplateError {
    /// Data that are missing.
    Gaps(Vec<Gap>),
    /// Texts of the data that are in another language.
    Foreign(Diagnostics),
    /// A mistake in the template, or data that do not fit into it.
    Wrong(Box<Diagnostic>),
}

impl From<Diagnostic> for TemplateError {
    fn from(problem: Diagnostic) -> Self {
        Self::Wrong(Box::new(problem))
    }
}
