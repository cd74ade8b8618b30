//! A Memorandum is not the first thing that happens.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Phase;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("mou-in-scouting"),
    reason: "Before both sides have met there is nothing to put down in writing; mostly the phase was not updated.",
    example: "mou: {term: {start: on_last_signature, end: 2030-12-31}}\nlogbook: {phase: scouting}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let logbook = partnership.partner.model.logbook.as_ref();
    if logbook.and_then(|logbook| logbook.phase).is_some_and(|phase| phase < Phase::Proposal) {
        let from_them = partnership.history.events().iter().rfind(|event| event.is_from_them());
        let message = from_them.map_or_else(
            || "a Memorandum for a partner with whom nothing was talked over yet".to_owned(),
            |event| {
                format!(
                    "a Memorandum in a phase before talks, although the partner turned to you on {}",
                    event.day
                )
            },
        );
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partnership.partner.file, &partnership.partner.place(&["logbook", "phase"]), "")
                .help("if you have met, write `phase: proposal`"),
        );
    }
}
