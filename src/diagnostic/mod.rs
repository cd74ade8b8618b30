//! What is wrong, where, and what to do about it.
//!
//! In: problems found anywhere, as values. Out: [`human`] text like rustc's, or [`json`], one object a
//! line. Nothing here prints.

pub mod alike;
pub mod codes;
pub mod human;
pub mod json;
pub mod words;

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::source::{SourceFile, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something that the user may want to know; the work is done.
    Warning,
    /// The document or file in question is not made.
    Error,
}

/// A place in a file with the reason why it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: SourceFile,
    /// The bytes meant.
    pub span: Span,
    /// Why this place, a short phrase; may be empty.
    pub text: String,
}

/// One problem.
///
/// The message says what is wrong, the label why here, the help what to do: phrases without a final
/// stop, literals in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of problem, kebab-case, for machines and for looking it up.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub label: Option<Box<Label>>,
    /// What to do.
    pub help: Option<String>,
    /// Which documents it concerns; none when it is no document's.
    pub reach: Option<Box<Reach>>,
}

/// Which documents of a partner a problem concerns, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Those that it stops.
    pub stops: BTreeSet<String>,
    /// The others that it does not.
    pub spares: BTreeSet<String>,
}

impl Reach {
    fn join(&mut self, other: Self) {
        self.stops.extend(other.stops);
        self.spares.extend(other.spares);
        self.spares.retain(|spared| !self.stops.contains(spared));
    }
}

impl Diagnostic {
    /// An error of this kind.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            label: None,
            help: None,
            reach: None,
        }
    }

    /// A warning of this kind.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds the place.
    pub fn at(mut self, file: &SourceFile, span: &Span, text: impl Into<String>) -> Self {
        self.label = Some(Box::new(Label { file: file.clone(), span: file.clamp(span), text: text.into() }));
        self
    }

    /// Adds a document that it stops.
    pub fn stops(mut self, document: &str) -> Self {
        if self.severity == Severity::Error {
            let stops = BTreeSet::from([document.to_owned()]);
            self.reach.get_or_insert_default().join(Reach { stops, spares: BTreeSet::new() });
        }
        self
    }

    /// Adds the other documents of the partner, when it stops some.
    pub fn spares<'d>(mut self, documents: impl IntoIterator<Item = &'d str>) -> Self {
        if let Some(reach) = &mut self.reach {
            let spares = documents.into_iter().map(str::to_owned).collect();
            reach.join(Reach { stops: BTreeSet::new(), spares });
        }
        self
    }

    /// The same as a warning, which stops nothing.
    pub fn as_remark(self) -> Self {
        Self { severity: Severity::Warning, reach: None, ..self }
    }

    /// Whether the other is the same problem, whatever documents the two stop. A remark may say of each
    /// document how it reads there: one of them is enough.
    fn is_same(&self, other: &Self) -> bool {
        let is_placed_remark = self.severity == Severity::Warning && self.label.is_some();
        (self.severity, self.code, &self.message, &self.label)
            == (other.severity, other.code, &other.message, &other.label)
            && (is_placed_remark || self.help == other.help)
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

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

    /// The first ones of a file, with a last one that counts the others.
    pub fn at_most(mut self, most: usize, file: &SourceFile) -> Self {
        if self.0.len() > most {
            let more = words::count(self.0.len() - most, "more problem");
            self.0.truncate(most);
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
        let mut known: HashMap<(&'static str, String, usize), Vec<usize>> = HashMap::new();
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
