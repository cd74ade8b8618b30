//! Who has met us gets no first contact.

use super::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Phase;
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("first-contact-again"),
    reason: "A first email to somebody with whom an agreement is being drawn up looks as if nobody here knew of it.",
    example: "logbook: {phase: collaboration_setup}",
    scope: Scope::Documents(&["contact-formal", "contact-informal"]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let phase = partner.logbook.as_ref().and_then(|logbook| logbook.phase);
    if phase.is_some_and(|phase| phase >= Phase::CollaborationSetup) {
        found.push(
            Diagnostic::warning(RULE.code, "a first email to a partner that is past the first contact")
                .at(&partnership.partner.file, &partnership.partner.place(&["logbook", "phase"]), "")
                .help("name the documents that this partner still gets: `documents: [one-pager, mou]`"),
        );
    }
}
