//! Nobody who declined, or with whom it ended, gets a document by mistake.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Status;
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("ended"),
    reason: "A first email to an organisation that declined, or a page about us for a partner of last year, is embarrassing.",
    example: "logbook: {status: ended}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let word = match partner.logbook.as_ref().and_then(|logbook| logbook.status) {
        Some(Status::Ended) => "ended",
        Some(Status::Declined) => "declined",
        _ => return,
    };
    // Who names the documents has thought of it.
    if partner.documents.is_some() {
        return;
    }
    found.push(
        Diagnostic::warning(
            RULE.code,
            format!("the partner is noted as `{word}`, and gets documents all the same"),
        )
        .at(&partnership.partner.file, &partnership.partner.place(&["logbook", "status"]), "")
        .help("write `documents: []` if it gets nothing more, or `documents:` with the names of what it still gets"),
    );
}
