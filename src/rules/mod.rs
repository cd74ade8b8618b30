//! Rules that need more than one field: one a file, one table.
//!
//! A rule says what it finds as a diagnostic; its scope says which documents an error of it stops.

mod country_of_consent;
mod emblem_without_project;
mod governing_law;
mod id_differs;
mod meeting_hours;
mod mou_in_scouting;
mod objected;
mod one_language;
mod originals;
mod term;
mod unknown_owner;
mod unknown_partner;

use crate::diagnostic::Diagnostics;
use crate::relation::Relation;

/// Which documents a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every document of the partner.
    Everything,
    /// Every document that is an email.
    Emails,
    /// The document of this name.
    Document(&'static str),
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also the code of its diagnostics and the name of its file, with hyphens.
    pub code: &'static str,
    /// Why there is such a rule.
    pub reason: &'static str,
    /// Which documents it is about.
    pub scope: Scope,
    /// Adds what it finds.
    pub check: fn(&Relation<'_>, &mut Diagnostics),
}

/// All rules.
pub const RULES: &[Rule] = &[
    id_differs::RULE,
    unknown_owner::RULE,
    emblem_without_project::RULE,
    objected::RULE,
    country_of_consent::RULE,
    term::RULE,
    governing_law::RULE,
    originals::RULE,
    one_language::RULE,
    unknown_partner::RULE,
    mou_in_scouting::RULE,
    meeting_hours::RULE,
];

/// What the rules find on a document of a partner.
pub fn check(relation: &Relation<'_>, document: &str, is_email: bool) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES {
        let concerned = match rule.scope {
            Scope::Everything => true,
            Scope::Emails => is_email,
            Scope::Document(name) => name == document,
        };
        if concerned {
            (rule.check)(relation, &mut found);
        }
    }
    found
}
