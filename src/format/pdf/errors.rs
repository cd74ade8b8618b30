//! What Typst complains about, in our words.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::world::Job;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// No font has this character; whoever knows the data says which field it is in.
    NoGlyph(char),
    /// A mistake in a layout, or a picture that cannot be shown.
    Layout(Diagnostics),
}

/// Typst's diagnostics at their places.
pub fn translate(job: &Job<'_>, errors: &[SourceDiagnostic]) -> PdfError {
    let mut found = Diagnostics::new();
    for error in errors {
        found.push(one(job, error));
    }
    PdfError::Layout(found.without_repetitions())
}

fn one(job: &Job<'_>, error: &SourceDiagnostic) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("layout", format!("the page cannot be set: {}", error.message));
    // The error itself may lie in what Typst brings along; then the call that led there is shown.
    let spans = std::iter::once(error.span).chain(error.trace.iter().map(|point| point.span.into()));
    for span in spans {
        let Some(file) = span.id().and_then(|id| job.typesetter().layout_file(id)) else {
            continue;
        };
        if let Some(range) = job.range(span) {
            diagnostic = diagnostic.at(file, &range, "");
            break;
        }
    }
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() { diagnostic } else { diagnostic.help(hints.join("; ")) }
}
