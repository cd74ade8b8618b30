//! A profile shows three to six facts.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

/// How many facts a reader takes in at a glance.
const USUAL: std::ops::RangeInclusive<usize> = 3..=6;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("number-of-facts"),
    reason: "Three to six numbers are read at a glance. One or two look as if there were nothing to tell; of seven and more none is remembered.",
    example: "# institution.yaml\nfacts:\n  - {label: \"Learners\", value: \"640\", year: \"2025\"}",
    scope: Scope::Kinds(&[Kind::Profile]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let institution = partnership.institution;
    let facts = institution.model.facts.len();
    // None at all is missing data.
    if facts == 0 || USUAL.contains(&facts) {
        return;
    }
    let help = if facts < *USUAL.start() {
        "add what partners ask for first: learners, staff, partner companies, learners abroad in a year"
    } else {
        "keep the six that a partner will remember"
    };
    found.push(
        Diagnostic::warning(
            RULE.code,
            format!("the profile has {}; three to six are read at a glance", count(facts, "fact")),
        )
        .at(&institution.file, &institution.place(&["facts"]), "")
        .help(help),
    );
}
