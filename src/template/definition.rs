//! What a document is, whatever its language: its definition.

use super::expression::Expression;
use super::front_matter::Snippet;
use super::kind::{DocumentScope, Kind, OccasionKind};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{SourceFile, Span};

/// What a layout can draw a section as, besides one that is numbered.
const CLASSES: &[&str] =
    &["parties", "signatures", "facts", "contact-card", "schedule", "annex-data", "minutes"];
/// The class of a section that is numbered.
const CLAUSE: &str = "clause";

/// That no layout draws a section as a class says; without its place.
pub fn unknown_class(class: &str) -> Option<Diagnostic> {
    let known: Vec<&str> = CLASSES.iter().copied().chain([CLAUSE]).collect();
    if known.contains(&class) {
        return None;
    }
    let message = format!("a section cannot carry the class `.{class}`");
    let mut problem = Diagnostic::error(codes::UNKNOWN_CLASS, message);
    problem.help = did_you_mean(class, &known);
    Some(problem)
}

/// A document's definition, from its `document.yaml`, or from the top of a template that is a document in one file.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The file.
    pub file: SourceFile,
    /// What kind of document it is.
    pub kind: Kind,
    /// Whom it is about.
    pub scope: DocumentScope,
    /// What it is made for more than once.
    pub occasion: Option<OccasionKind>,
    /// What else is the same in all languages: layout, formats, when, to, attach …
    pub settings: Vec<Setting>,
    /// Values that sections and words use, in order: each may use those above.
    pub define: Vec<DefinedValue>,
    /// The files that it takes values from.
    pub used: Vec<SourceFile>,
    /// What must be there, whichever sections are due.
    pub needs: Vec<Need>,
    /// The sections in order; none of a template that is a document in one file.
    pub sections: Vec<SectionPiece>,
    /// What its calendar entry says, in order; nothing when that is the text of the document.
    pub calendar: Vec<SectionPiece>,
}

/// What a key of a definition says.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// What it says: one value, or those of a list.
    pub values: Vec<SettingValue>,
}

/// How a value of a definition is meant.
#[derive(Debug, Clone)]
pub enum SettingValue {
    /// As it is written.
    Literal(Snippet),
    /// Worked out from the data.
    Expression(Expression),
    /// A small template, of a document in one file.
    Text(Snippet),
}

/// Fields that must be there.
#[derive(Debug, Clone)]
pub enum Need {
    /// These, when the expression is true.
    Fields {
        /// When; always when there is none.
        when: Option<Expression>,
        /// The fields with their places: partner.cooperation.purpose.
        fields: Vec<(String, Span)>,
    },
    /// Those that a small template prints, of a document in one file.
    Text(Snippet),
}

/// A section, or several of which one is taken.
#[derive(Debug, Clone)]
pub enum SectionPiece {
    /// A section.
    Section(Box<SectionRule>),
    /// The first of these that is due.
    Choose(Vec<SectionPiece>),
}

/// When a section stands in the document, and what it is made of.
#[derive(Debug, Clone)]
pub struct SectionRule {
    /// Its id: purpose.
    pub id: String,
    /// Where the id stands.
    pub place: Span,
    /// What the layout draws it as, with the place.
    pub class: Option<(String, Span)>,
    /// When it is due; always when there is none.
    pub when: Option<Expression>,
    /// What must be there when it is due.
    pub needs: Vec<Need>,
    /// The list that it is made for each item of.
    pub each: Option<Each>,
    /// The columns of its table, from 1, that stand there only when the expression is true.
    pub columns: Vec<(usize, Expression)>,
    /// What it is made of besides its own words.
    pub children: Children,
}

/// A list, and what an item of it is called in the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each {
    /// The list.
    pub list: Expression,
    /// The name.
    pub name: String,
}

/// What a section is made of besides its own words.
#[derive(Debug, Clone)]
pub struct Children {
    /// How the pieces hang together.
    pub joint: Joint,
    /// The pieces; none of a section that is its words.
    pub pieces: Vec<SectionPiece>,
}

impl Children {
    /// No pieces.
    pub const NONE: Self = Self { joint: Joint::Parts, pieces: Vec::new() };
}

/// How the pieces of a section hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Each is a block of its own.
    Parts,
    /// They run on in one paragraph.
    Sentences,
    /// Each begins on a new line of one paragraph: an address.
    Lines,
    /// Each is an item of one list, or a row of one table.
    Rows,
}

impl Joint {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Parts, Self::Sentences, Self::Lines, Self::Rows];

    /// The key of a definition under which such pieces stand.
    pub fn key(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Sentences => "sentences",
            Self::Lines => "lines",
            Self::Rows => "rows",
        }
    }

    /// The Markdown that stands between two of them.
    pub fn between(self) -> &'static str {
        match self {
            Self::Parts => "\n\n",
            Self::Sentences => " ",
            Self::Lines => "\\\n",
            Self::Rows => "\n",
        }
    }
}

/// A value that sections and words use.
#[derive(Debug, Clone)]
pub struct DefinedValue {
    /// What it is called.
    pub name: String,
    /// How it is worked out.
    pub expression: Expression,
    /// The file that says so: the definition, or one that several definitions use.
    pub file: SourceFile,
}

impl SettingValue {
    /// As it is written.
    pub fn written(&self) -> &str {
        match self {
            Self::Literal(snippet) | Self::Text(snippet) => snippet.text.trim(),
            Self::Expression(expression) => &expression.text,
        }
    }

    /// Where it stands.
    pub fn span(&self) -> &Span {
        match self {
            Self::Literal(snippet) | Self::Text(snippet) => &snippet.span,
            Self::Expression(expression) => &expression.span,
        }
    }
}

/// A section with the lists that it stands in, the outermost first.
pub struct SectionWithin<'d> {
    /// The section.
    pub rule: &'d SectionRule,
    /// The lists around it, its own last.
    pub around: Vec<&'d Each>,
}

impl Definition {
    /// The values of a key; none when it is not there.
    pub fn setting(&self, key: &str) -> &[SettingValue] {
        self.settings.iter().find(|setting| setting.key == key).map_or(&[], |setting| &setting.values)
    }

    /// Whether the document is one file, words and all.
    pub fn is_one_file(&self) -> bool {
        self.sections.is_empty()
    }

    /// All sections, parts and sentences in order, those of the calendar entry last.
    pub fn all_sections(&self) -> Vec<SectionWithin<'_>> {
        let mut all = Vec::new();
        gather(&self.sections, &[], &mut all);
        gather(&self.calendar, &[], &mut all);
        all
    }
}

fn gather<'d>(pieces: &'d [SectionPiece], around: &[&'d Each], all: &mut Vec<SectionWithin<'d>>) {
    for piece in pieces {
        match piece {
            SectionPiece::Choose(pieces) => gather(pieces, around, all),
            SectionPiece::Section(rule) => {
                let around: Vec<&Each> = around.iter().copied().chain(&rule.each).collect();
                all.push(SectionWithin { rule, around: around.clone() });
                gather(&rule.children.pieces, &around, all);
            }
        }
    }
}
