//! Rules that need more than one field: one a file, one table.
//!
//! A rule says what it finds as a diagnostic; its scope says which documents it is about (and an error of it
//! stops), its look says what it looks at.

mod binding_words;
mod contrast;
mod country_of_consent;
mod duplicate_partner;
mod emblem_without_project;
mod ended;
mod first_contact_again;
mod governing_law;
mod id_differs;
mod left_open;
mod length;
mod long_subject;
mod meeting_hours;
mod meeting_length;
mod mou_in_scouting;
mod objected;
mod one_language;
mod originals;
mod our_logo;
mod partner_is_us;
mod past_day;
mod retention;
mod sample_words;
mod term;
mod unfit_phrase;
mod unknown_owner;
mod unknown_partner;

pub use duplicate_partner::Identity;
pub use sample_words::{in_institution, in_partner};

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
    /// The finished text of a document.
    Text(fn(&Text<'_>, &mut Diagnostics)),
    /// All partners side by side; told is what concerns those whose id the question says yes to.
    Partners(fn(&[Identity], Concerned<'_>, &mut Diagnostics)),
}

/// Whether somebody asked for the partner of an id.
pub type Concerned<'a> = &'a dyn Fn(&str) -> bool;

/// A finished text and where it comes from.
#[derive(Clone, Copy)]
pub struct Text<'a> {
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

/// All rules.
pub const RULES: &[Rule] = &[
    id_differs::RULE,
    partner_is_us::RULE,
    duplicate_partner::RULE,
    unknown_owner::RULE,
    emblem_without_project::RULE,
    contrast::RULE,
    retention::RULE,
    sample_words::RULE,
    left_open::RULE,
    objected::RULE,
    ended::RULE,
    country_of_consent::RULE,
    first_contact_again::RULE,
    long_subject::RULE,
    length::RULE,
    past_day::RULE,
    term::RULE,
    governing_law::RULE,
    unfit_phrase::RULE,
    binding_words::RULE,
    originals::RULE,
    one_language::RULE,
    unknown_partner::RULE,
    mou_in_scouting::RULE,
    our_logo::RULE,
    meeting_hours::RULE,
    meeting_length::RULE,
];

/// The rule of a name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.name == name)
}

impl Rule {
    fn concerns(&self, document: &str, is_email: bool) -> bool {
        match self.scope {
            Scope::Everything => true,
            Scope::Emails => is_email,
            Scope::Documents(names) => names.contains(&document),
        }
    }
}

/// What keeps the emails of a partner from being sent: words of the sample, values that were left open.
pub fn not_to_be_sent(partnership: &Partnership<'_>) -> Diagnostics {
    let mut found = sample_words::not_to_be_sent(partnership);
    found.extend(left_open::errors(partnership));
    found
}

/// What the rules find in the data of a partner, for a document.
pub fn on_data(partnership: &Partnership<'_>, document: &str, is_email: bool) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES.iter().filter(|rule| rule.concerns(document, is_email)) {
        if let Look::Data(check) = rule.look {
            check(partnership, &mut found);
        }
    }
    found
}

/// What the rules find that concerns every document, whichever are made.
pub fn on_any(partnership: &Partnership<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES.iter().filter(|rule| rule.scope == Scope::Everything) {
        if let Look::Data(check) = rule.look {
            check(partnership, &mut found);
        }
    }
    found
}

/// That somebody objected, as far as the partner's file says so; it protects a person, so it is told whatever else is
/// known.
pub fn objections(partnership: &Partnership<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    objected::check(partnership, &mut found);
    found
}

/// What the rules find in a finished text.
pub fn on_text(text: &Text<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    let concerned = |rule: &&Rule| rule.concerns(&text.document.meta.document, text.template.is_email());
    for rule in RULES.iter().filter(concerned) {
        if let Look::Text(check) = rule.look {
            check(text, &mut found);
        }
    }
    found
}

/// What the rules find in all partners side by side, in the order of their ids; of that, what concerns some.
pub fn on_partners(partners: &[Identity], concerned: Concerned<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES {
        if let Look::Partners(check) = rule.look {
            check(partners, concerned, &mut found);
        }
    }
    found
}
