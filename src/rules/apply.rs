//! What the rules find: in data, in a finished text, in all partners side by side.

use super::identity::Identity;
use super::rule::{Concerned, FinishedText, Look, Scope};
use super::table::RULES;
use super::{left_open, objected, sample_words, signed_draft, signing};
use crate::diagnostic::Diagnostics;
use crate::partnership::Partnership;
use crate::template::Template;

/// What keeps the emails of a partner from being sent: words of the sample, values that were left open.
pub fn not_to_be_sent(partnership: &Partnership<'_>) -> Diagnostics {
    let mut found = sample_words::not_to_be_sent(partnership);
    found.extend(left_open::errors(partnership));
    found
}

/// What the rules find in the data of a partner, for the document of a template.
pub fn on_data(partnership: &Partnership<'_>, template: &Template) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES.iter().filter(|rule| rule.scope.has(template)) {
        match rule.look {
            Look::Data(check) => check(partnership, &mut found),
            Look::Document(check) => check(partnership, &template.document, &mut found),
            Look::Text(_) | Look::Partners(_) => {}
        }
    }
    found
}

/// What the rules find that concerns the signatures on a document.
pub fn on_signatures(partnership: &Partnership<'_>, document: &str) -> Diagnostics {
    let mut found = Diagnostics::new();
    signing::check(partnership, document, &mut found);
    signed_draft::check(partnership, document, &mut found);
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
pub fn on_text(text: &FinishedText<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    for rule in RULES.iter().filter(|rule| rule.scope.has(text.template)) {
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
