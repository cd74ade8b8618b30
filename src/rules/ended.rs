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
    let (message, path) = match partner.logbook.as_ref().and_then(|logbook| logbook.status) {
        Some(Status::Ended) => {
            ("the partner is noted as `ended`".to_owned(), ["logbook", "status"].as_slice())
        }
        Some(Status::Declined) => {
            ("the partner is noted as `declined`".to_owned(), ["logbook", "status"].as_slice())
        }
        // What the file says comes first.
        None => match partnership.history.declined() {
            Some(day) => {
                (format!("it is noted that the partner declined on {day}"), ["legal_name"].as_slice())
            }
            None => return,
        },
        Some(_) => return,
    };
    // Who names the documents has thought of it.
    if partner.documents.is_some() {
        return;
    }
    found.push(
        Diagnostic::warning(
            RULE.code,
            format!("{message}, and gets documents all the same"),
        )
        .at(&partnership.partner.file, &partnership.partner.place(path), "")
        .help("write `documents: []` if it gets nothing more, or `documents:` with the names of what it still gets"),
    );
}
