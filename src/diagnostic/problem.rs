//! One problem: what is wrong, where, and what to do about it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::exit::Exit;
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
    /// The kind of problem, for machines and for looking it up.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub label: Option<Box<Label>>,
    /// What to do.
    pub help: Option<String>,
    /// What it is about, for a part of the program that needs to know; none otherwise.
    pub subject: Option<Box<Subject>>,
    /// Which documents it concerns; none when it is no document's.
    pub reach: Option<Box<Reach>>,
}

/// What a problem is about, as a value for the program. People read it in the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A field of the file, by the keys and numbers that lead to it.
    Field(Vec<String>),
    /// A cell of a table.
    Cell {
        /// The row, as the spreadsheet shows it.
        row: usize,
        /// The column, as messages call it.
        column: String,
    },
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
    pub(super) fn join(&mut self, other: Self) {
        self.stops.extend(other.stops);
        self.spares.extend(other.spares);
        self.spares.retain(|spared| !self.stops.contains(spared));
    }
}

impl Diagnostic {
    /// An error of this kind.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            label: None,
            help: None,
            subject: None,
            reach: None,
        }
    }

    /// A warning of this kind.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds the place.
    pub fn at(mut self, file: &SourceFile, span: &Span, text: impl Into<String>) -> Self {
        self.label = Some(Box::new(Label { file: file.clone(), span: file.clamp(span), text: text.into() }));
        self
    }

    /// Adds what it is about.
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = Some(Box::new(subject));
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
    pub(super) fn is_same(&self, other: &Self) -> bool {
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

    /// How a command ends because of it. A kind of wrong usage that has a place in a file is a problem in the content. A
    /// warning about the content ends a command well.
    pub fn exit(&self) -> Exit {
        let exit = match (self.code.exit, &self.label) {
            (Exit::Usage, Some(_)) => Exit::Content,
            (exit, _) => exit,
        };
        match (exit, self.severity) {
            (Exit::Content, Severity::Warning) => Exit::Fine,
            (exit, _) => exit,
        }
    }
}
