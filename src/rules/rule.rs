//! What a rule is.

use super::identity::Identity;
use crate::diagnostic::words::all;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Document;
use crate::partnership::Partnership;
use crate::template::{Kind, OccasionKind, Phrase, Template};

/// Which documents a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every document of the partner.
    Everything,
    /// Every document that is an email.
    Emails,
    /// Every document that is made for a meeting, also the email that invites to it.
    Meetings,
    /// The documents of these kinds.
    Kinds(&'static [Kind]),
}

impl Scope {
    /// Whether the document of a template is in it.
    pub fn has(self, template: &Template) -> bool {
        let kind = template.kind();
        match self {
            Self::Everything => true,
            Self::Emails => kind.is_email(),
            Self::Meetings => {
                template.occasion() == Some(OccasionKind::Meeting)
                    || matches!(kind, Kind::Agenda | Kind::Minutes)
            }
            Self::Kinds(kinds) => kinds.contains(&kind),
        }
    }

    /// Which documents are in it, in words: agreements and letters.
    pub fn in_words(self) -> String {
        match self {
            Self::Everything => "every document".to_owned(),
            Self::Emails => "emails".to_owned(),
            Self::Meetings => "documents of a meeting".to_owned(),
            Self::Kinds(kinds) => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.in_words()).collect();
                // Without marks: these are words, and no names.
                all(&names).replace('`', "")
            }
        }
    }
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
