//! Pieces of a text and what stands there in their place.

use super::lines::newline;
use crate::source::Span;

/// A piece of a text and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The piece; an empty one where something is put in.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

impl Splice {
    /// Puts a text in front of a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { span: at..at, text: text.into() }
    }

    /// Takes a piece out.
    pub fn delete(start: usize, end: usize) -> Self {
        Self { span: start..end, text: String::new() }
    }

    /// Puts another text in the place of a piece.
    pub fn replace(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: start..end, text: text.into() }
    }
}

/// A text with pieces exchanged; those at one place come in their order. New lines end as those of the text. None when
/// pieces overlap.
pub fn spliced(source: &str, splices: &[Splice]) -> Option<String> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| (splice.span.start, splice.span.end));
    let mut text = String::with_capacity(source.len() + 200);
    let newline = newline(source);
    let mut at = 0;
    for splice in sorted {
        text.push_str(source.get(at..splice.span.start)?);
        match splice.text.contains('\r') {
            // Moved as it stood.
            true => text.push_str(&splice.text),
            false => text.push_str(&splice.text.replace('\n', newline)),
        }
        at = splice.span.end;
    }
    text.push_str(source.get(at..)?);
    Some(text)
}
