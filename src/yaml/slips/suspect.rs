//! What may be a slip, and how it is mended.

use crate::diagnostic::{Code, codes};
use crate::source::Span;

/// A slip: what it is, where, what to do.
pub struct Slip {
    /// The kind of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// The bytes meant.
    pub span: Span,
    /// What to do.
    pub help: String,
}

/// Bytes and what stands in their place when a slip is mended.
#[derive(Debug, Clone)]
pub struct Replacement {
    pub span: Span,
    pub text: String,
}

impl Replacement {
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// What may be a slip, and how it is mended.
pub struct Suspect {
    pub slip: Slip,
    /// In the order of their places, without overlaps.
    pub replacements: Vec<Replacement>,
    /// Whether it may be noticed lines later: a quotation mark or a bracket that is never closed.
    pub reaches_far: bool,
    /// Whether another one that can be read further is the likelier.
    pub is_doubtful: bool,
}

impl Suspect {
    pub fn new(
        message: impl Into<String>,
        span: Span,
        help: impl Into<String>,
        replacements: Vec<Replacement>,
    ) -> Self {
        let slip = Slip { code: codes::YAML_SYNTAX, message: message.into(), span, help: help.into() };
        Self { slip, replacements, reaches_far: false, is_doubtful: false }
    }

    pub fn reaching_far(self) -> Self {
        Self { reaches_far: true, ..self }
    }
}

/// Whether a word is the name of a field.
pub type IsField<'a> = &'a dyn Fn(&str) -> bool;
