//! What Typst complains about, in our words.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::fields::FieldError;
use super::prepared::Prepared;
use super::world::{Job, Typesetter};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};

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

/// That a layout and the signatures of a document do not go together.
pub fn unsigned(typesetter: &Typesetter, prepared: &Prepared<'_>, error: &FieldError) -> PdfError {
    let layout = &prepared.layout;
    let whose = |id: &str| {
        let field = prepared.fields.iter().find(|field| field.id == id);
        field.map_or_else(|| format!("`{id}`"), |field| format!("`{id}` ({})", field.tooltip))
    };
    let message = match error {
        FieldError::Missing(id) => format!("the layout `{layout}` has no place to sign for {}", whose(id)),
        FieldError::Twice(id) => format!("the layout `{layout}` has two places to sign for {}", whose(id)),
        FieldError::Unknown(id) => format!("a link leads to the place to sign `{id}`, which nobody signs"),
        FieldError::NotEmpty(id) => {
            format!("the layout `{layout}` has something in the place to sign for {}", whose(id))
        }
        FieldError::Structure(what) => format!("the signature fields cannot be made: {what}"),
    };
    let mut diagnostic = Diagnostic::error(codes::SIGNATURE_FIELD, message);
    let by_layout = !matches!(error, FieldError::Unknown(_));
    if let Some(file) = typesetter.layout(layout).filter(|_| by_layout) {
        diagnostic = diagnostic.at(file, &(0..0), "");
    }
    let help = "draw the signatures as the built-in layout does (`signature-field` in `base.typ`); \
                `--signature wet` makes the document without fields, for paper";
    PdfError::Layout(diagnostic.help(help).into())
}

fn one(job: &Job<'_>, error: &SourceDiagnostic) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error(codes::LAYOUT, format!("the page cannot be set: {}", error.message));
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
