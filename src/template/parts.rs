//! The parts of a template that the engine sees, and where each stands in a file.

use std::sync::Arc;

use crate::source::{SourceFile, Span};

/// A text that the engine is given under a name.
#[derive(Debug, Clone)]
pub struct TemplatePart {
    /// The name; values are escaped for Markdown where it ends in `.md`.
    pub name: String,
    /// What the engine is given.
    pub text: String,
    /// The file it comes from.
    pub file: SourceFile,
    /// Where it stands there.
    pub place: PartPlace,
    /// What is known in it besides what every template knows, as tags in front of it.
    pub prelude: Arc<str>,
}

/// Where a part stands in its file.
#[derive(Debug, Clone)]
pub enum PartPlace {
    /// Byte by byte from here.
    From(usize),
    /// Somewhere in this: in quotes a text may stand otherwise than it is read.
    Within(Span),
}

impl TemplatePart {
    /// Where bytes of the part stand in its file.
    pub fn locate(&self, range: &Span) -> Span {
        match &self.place {
            PartPlace::From(start) => range.start + start..range.end + start,
            PartPlace::Within(span) => span.clone(),
        }
    }

    /// The bytes of its file that it stands in.
    pub fn span(&self) -> Span {
        self.locate(&(0..self.text.len()))
    }
}
