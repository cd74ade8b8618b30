//! The text of a file and the places in it.

use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in a [`SourceFile`].
pub type Span = Range<usize>;

/// A text with the name it is shown under, cheap to clone.
///
/// The name is relative to the workspace (`partners/tahtiselka.yaml`) and always written with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile(Arc<Inner>);

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    name: String,
    text: String,
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl SourceFile {
    /// A file of this name with this text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Inner { name: name.into(), text: text.into() }))
    }

    /// The name to show.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The text of a span; empty when the span lies outside the file.
    pub fn slice(&self, span: &Span) -> &str {
        self.0.text.get(span.clone()).unwrap_or("")
    }

    /// Where a text stands first within a span; none when it does not, or is empty.
    pub fn find(&self, text: &str, within: &Span) -> Option<Span> {
        let at = self.slice(within).find(text).filter(|_| !text.is_empty())?;
        Some(within.start + at..within.start + at + text.len())
    }

    /// Line and column of a byte; a byte past the end gives the end.
    pub fn position(&self, byte: usize) -> Position {
        let before = &self.0.text[..self.floor(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// The byte where a line (counted from 1) begins; the end of the text for a line past it.
    pub fn line_start(&self, line: usize) -> usize {
        match line {
            0 | 1 => 0,
            _ => self.0.text.match_indices('\n').nth(line - 2).map_or(self.0.text.len(), |(at, _)| at + 1),
        }
    }

    /// A span moved so that it lies inside the text and on character borders.
    pub fn clamp(&self, span: &Span) -> Span {
        let start = self.floor(span.start);
        start..self.floor(span.end).max(start)
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.0.text.len());
        while !self.0.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}
