//! All problems that were found, in the order found.

use std::collections::HashMap;

use super::code::Code;
use super::codes;
use super::exit::Exit;
use super::problem::{Diagnostic, Severity};
use super::words;
use crate::source::SourceFile;

/// How many problems of one file are told at once; more are nobody's to read, and mostly have one cause.
const MOST_PROBLEMS: usize = 100;

/// All problems found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|one| one.severity == Severity::Error)
    }

    /// How a command ends because of them: as the one that outweighs the others has it.
    pub fn exit(&self) -> Exit {
        self.0.iter().map(Diagnostic::exit).max().unwrap_or(Exit::Fine)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after another, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|one| one.severity == severity).count()
    }

    /// Those of one file in the order of its lines.
    pub fn in_order(mut self) -> Self {
        self.0.sort_by_key(|one| one.label.as_ref().map(|label| label.span.start));
        self
    }

    /// Warnings first, then errors, where somebody sees them who has waited for the end.
    pub fn errors_last(mut self) -> Self {
        self.0.sort_by_key(|one| one.severity);
        self
    }

    /// The first ones of a file, with a last one that counts the others when there are too many.
    pub fn cut_short(mut self, file: &SourceFile) -> Self {
        if self.0.len() > MOST_PROBLEMS {
            let more = words::count(self.0.len() - MOST_PROBLEMS, "more problem");
            self.0.truncate(MOST_PROBLEMS);
            let last = Diagnostic::error(codes::TOO_MANY, format!("{more} in `{}`", file.name()));
            self.0
                .push(last.at(file, &(0..0), "").help("mend these first; often one cause has many of them"));
        }
        self
    }

    /// Each changed.
    pub fn map(self, change: impl FnMut(Diagnostic) -> Diagnostic) -> Self {
        Self(self.0.into_iter().map(change).collect())
    }

    /// The same without repetitions: one problem of a shared file is said once, however many documents
    /// run into it.
    pub fn without_repetitions(self) -> Self {
        let mut kept: Vec<Diagnostic> = Vec::new();
        let mut known: HashMap<(Code, String, usize), Vec<usize>> = HashMap::new();
        for one in self.0 {
            // Those that differ in code, message or place are told apart without comparing whole files.
            let start = one.label.as_ref().map_or(0, |label| label.span.start);
            let alike = known.entry((one.code, one.message.clone(), start)).or_default();
            match alike.iter().find(|at| kept[**at].is_same(&one)) {
                Some(at) => {
                    if let Some(reach) = one.reach {
                        kept[*at].reach.get_or_insert_default().join(*reach);
                    }
                }
                None => {
                    alike.push(kept.len());
                    kept.push(one);
                }
            }
        }
        Self(kept)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, more: I) {
        self.0.extend(more);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self(found.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
