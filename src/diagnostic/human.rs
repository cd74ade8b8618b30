//! Diagnostics as text for people, in the manner of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Whether escape sequences for colour are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With colour.
    Always,
}

/// The text of one diagnostic, without a newline at its end.
pub fn render(diagnostic: &Diagnostic, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code)
        .elements(Vec::<annotate_snippets::Message>::new());
    if let Some(label) = &diagnostic.label {
        let mut annotation = AnnotationKind::Primary.span(label.span.clone());
        if !label.text.is_empty() {
            annotation = annotation.label(label.text.as_str());
        }
        group =
            group.element(Snippet::source(label.file.text()).path(label.file.name()).annotation(annotation));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group]).to_string()
}
