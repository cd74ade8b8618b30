//! What is found while the documents of one partner are made.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity, codes};
use crate::template::{Gap, Gaps, TemplateError, missing_data};

/// Problems and missing data, not yet put together: a field that three documents need is one problem.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    found: Diagnostics,
    gaps: Vec<Gap>,
}

impl Findings {
    /// Adds problems.
    pub fn add(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(more);
    }

    /// Adds missing data.
    pub fn add_gaps(&mut self, more: Vec<Gap>) {
        self.gaps.extend(more);
    }

    /// Adds all of another document's.
    pub fn join(&mut self, other: Self) {
        self.found.extend(other.found);
        self.gaps.extend(other.gaps);
    }

    /// The problems alone; none when data were missing, which are put together with those of other documents.
    pub fn without_gaps(&self) -> Option<&Diagnostics> {
        self.gaps.is_empty().then_some(&self.found)
    }

    /// The missing data.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Whether a problem of this kind is among them.
    pub fn tells(&self, code: Code) -> bool {
        self.found.iter().any(|one| one.code == code)
    }

    /// Whether a document cannot be made because of them.
    pub fn has_errors(&self) -> bool {
        self.found.has_errors()
    }

    /// Whether a document cannot be made because of them where gaps are refused: something is wrong, or missing.
    pub fn stop(&self) -> bool {
        self.found.has_errors() || !self.gaps.is_empty()
    }

    /// The same, where every error and every gap stops this document.
    pub fn stops(self, document: &str) -> Self {
        Self {
            found: self.found.map(|one| one.stops(document)),
            gaps: self.gaps.into_iter().map(|gap| gap.needed_by(document)).collect(),
        }
    }

    /// Errors as warnings, for a draft.
    pub fn as_remarks(self) -> Self {
        Self { found: self.found.map(Diagnostic::as_remark), ..self }
    }

    /// All of a partner's in order, the missing data first; each error names those of the partner's
    /// documents that it does not stop.
    pub fn settle<'d>(self, documents: impl Iterator<Item = &'d str> + Clone, gaps: Gaps) -> Diagnostics {
        let mut all = Diagnostics::new();
        for one in missing_data(&self.gaps) {
            all.push(match gaps {
                Gaps::Refused => one,
                Gaps::Shown => one.as_remark(),
            });
        }
        // What is missing in a language is told once, as an error.
        let missing: Vec<_> =
            all.iter().filter_map(|one| one.label.clone()).map(|label| (label.file, label.span)).collect();
        let told = |one: &Diagnostic| {
            let at = |label: &Label| missing.contains(&(label.file.clone(), label.span.clone()));
            one.code == codes::UNTRANSLATED && one.label.as_deref().is_some_and(at)
        };
        all.extend(self.found.into_iter().filter(|one| !told(one)));
        all.without_repetitions().map(|one| match one.severity {
            Severity::Error => one.spares(documents.clone()),
            Severity::Warning => one,
        })
    }
}

impl From<Diagnostics> for Findings {
    fn from(found: Diagnostics) -> Self {
        Self { found, gaps: Vec::new() }
    }
}

impl From<Diagnostic> for Findings {
    fn from(one: Diagnostic) -> Self {
        Diagnostics::from(one).into()
    }
}

impl From<TemplateError> for Findings {
    fn from(why: TemplateError) -> Self {
        match why {
            TemplateError::Gaps(gaps) => Self { found: Diagnostics::new(), gaps },
            TemplateError::Foreign(found) => found.into(),
            TemplateError::Wrong(problem) => (*problem).into(),
        }
    }
}
