//! What a rule is.

use super::identity::Identity;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Document;
use crate::partnership::Partnership;
use crate::template::{Phrase, Template};

/// Which documents a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every document of the partner.
    Everything,
    /// Every document that is an email.
    Emails,
    /// The documents of these names.
    Documents(&'static [&'static str]),
}

/// What a rule looks at; it adds what it finds.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// The data of a partner, before a document is written.
    Data(fn(&Partnership<'_>, &mut Diagnostics)),
    /// The data of a partner, before the document of this name is written.
    Document(fn(&Partnership<'_>, &str, &mut Diagnostics)),
    /// The finished text of a document.
    Text(fn(&FinishedText<'_>, &mut Diagnostics)),
    /// All partners side by side; told is what concerns those whose id the question says yes to.
    Partners(fn(&[Identity], Concerned<'_>, &mut Diagnostics)),
}

/// Whether somebody asked for the partner of an id.
pub type Concerned<'a> = &'a dyn Fn(&str) -> bool;

/// A finished text and where it comes from.
#[derive(Clone, Copy)]
pub struct FinishedText<'a> {
    /// Whom it is about.
    pub partnership: &'a Partnership<'a>,
    /// The template it was written from.
    pub template: &'a Template,
    /// The text.
    pub document: &'a Document,
    /// The phrases of the data that stand inside its sentences; none in a text that a person has edited.
    pub phrases: &'a [Phrase],
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also the code of its diagnostics and the name of its file, with hyphens.
    pub code: Code,
    /// Why there is such a rule.
    pub reason: &'static str,
    /// Lines that it finds fault with: of a partner's file, or of the file that a note at their top names.
    pub example: &'static str,
    /// Which documents it is about.
    pub scope: Scope,
    /// What it looks at.
    pub look: Look,
}

impl Rule {
    /// Whether it is about a document.
    pub(super) fn concerns(&self, document: &str, is_email: bool) -> bool {
        match self.scope {
            Scope::Everything => true,
            Scope::Emails => is_email,
            Scope::Documents(names) => names.contains(&document),
        }
    }
}
