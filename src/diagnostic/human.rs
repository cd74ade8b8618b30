//! Diagnostics as text for people, in the manner of rustc.

use std::collections::BTreeSet;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::alike::Alike;
use super::problem::{Diagnostic, Severity};
use super::words::{all, alternatives};

/// Whether escape sequences for colour are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With colour.
    Always,
}

/// The text of a diagnostic and those that are like it, without a newline at its end.
pub fn render(alike: &Alike<'_>, colour: Colour) -> String {
    let diagnostic = alike.first;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name)
        .elements(Vec::<annotate_snippets::Message>::new());
    if let Some(label) = &diagnostic.label {
        let mut annotation = AnnotationKind::Primary.span(label.span.clone());
        if !label.text.is_empty() {
            annotation = annotation.label(label.text.as_str());
        }
        group =
            group.element(Snippet::source(label.file.text()).path(label.file.name()).annotation(annotation));
    }
    if let Some(note) = reach(diagnostic) {
        group = group.element(Level::NOTE.message(note));
    }
    if let Some(note) = alike.note() {
        group = group.element(Level::NOTE.message(note));
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

/// Which documents it stops and which not.
fn reach(diagnostic: &Diagnostic) -> Option<String> {
    let names = |documents: &BTreeSet<String>| documents.iter().cloned().collect::<Vec<_>>();
    let reach = diagnostic.reach.as_deref()?;
    let (stopped, spared) = (names(&reach.stops), names(&reach.spares));
    match (stopped.is_empty(), spared.is_empty()) {
        (true, _) => None,
        (false, true) => Some(format!("stops {}", all(&stopped))),
        (false, false) => Some(format!("stops {}, not {}", all(&stopped), alternatives(&spared))),
    }
}
