//! Nobody who objected is written to.

use super::{Look, Rule, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Status;
use crate::relation::Relation;

pub(super) const RULE: Rule = Rule {
    code: "objected",
    reason: "After an objection (GDPR, Article 21) there is no further message.",
    example: "contacts:\n  - {email: \"name@example.org\", source: \"your website\", objected: true}",
    scope: Scope::Emails,
    look: Look::Data(check),
};

fn check(relation: &Relation<'_>, found: &mut Diagnostics) {
    let partner = &relation.partner.model;
    let place = if partner.contacts.first().is_some_and(|contact| contact.objected) {
        relation.partner.place(&["contacts", "0", "objected"])
    } else if partner.logbook.as_ref().is_some_and(|logbook| logbook.status == Some(Status::Objected)) {
        relation.partner.place(&["logbook", "status"])
    } else {
        return;
    };
    found.push(
        Diagnostic::error(RULE.code, "this contact objected to being written to")
            .at(&relation.partner.file, &place, "no email is made")
            .help("other documents are still made; put another contact first if the organisation is still to be written to"),
    );
}
