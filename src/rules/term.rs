//! A term has one end, and it lies behind its start.

use super::{Rule, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::relation::Relation;

pub(super) const RULE: Rule = Rule {
    code: "term",
    reason: "A term that contradicts itself is found by the other side's lawyer, not before.",
    scope: Scope::Document("mou"),
    check,
};

fn check(relation: &Relation<'_>, found: &mut Diagnostics) {
    let mou = relation.partner.model.mou.as_ref();
    let Some(term) = mou.and_then(|mou| mou.term.as_ref()) else { return };
    let place = |key: &str| relation.partner.place(&["mou", "term", key]);
    let file = &relation.partner.file;
    match (&term.start, &term.end) {
        (_, Some(end)) if term.open_ended => found.push(
            Diagnostic::error(RULE.code, format!("the term is open-ended and ends on {end}"))
                .at(file, &place("open_ended"), "")
                .help("keep `open_ended: true` or `end:`, not both"),
        ),
        // Days written as year-month-day stand in the order of time.
        (Some(start), Some(end)) if start != "on_last_signature" && end <= start => found.push(
            Diagnostic::error(RULE.code, format!("the term ends on {end}, before it starts on {start}"))
                .at(file, &place("end"), "")
                .help("the last day lies behind the first one"),
        ),
        (_, Some(end)) if *end < relation.today.to_string() => found.push(
            Diagnostic::warning(RULE.code, format!("the term ended on {end}"))
                .at(file, &place("end"), "")
                .help("renew it with a later end"),
        ),
        _ => {}
    }
}
