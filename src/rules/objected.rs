//! Nobody who objected is written to.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Status;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("objected"),
    reason: "After an objection (GDPR, Article 21) there is no further message.",
    example: "contacts:\n  - {email: \"name@example.org\", source: \"your website\", objected: true}",
    scope: Scope::Kinds(&[
        Kind::FirstContact,
        Kind::FirstLetter,
        Kind::FollowUp,
        Kind::ThankYou,
        Kind::Email,
    ]),
    look: Look::Data(check),
};

pub(super) fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let first = partner.contacts.first().filter(|contact| contact.has_objected());
    let (who, path, help) = if let Some(contact) = first {
        let help = "other documents are still made; put another contact first if the organisation is still to be written to";
        let key = if contact.objected { "objected" } else { "objected_on" };
        ("this contact", vec!["contacts", "0", key], help)
    } else if partner.logbook.as_ref().is_some_and(|logbook| logbook.status == Some(Status::Objected)) {
        let help = "other documents are still made; if only one person objected, write `objected: true` at that contact and another status here";
        ("this partner", vec!["logbook", "status"], help)
    } else {
        return;
    };
    found.push(
        Diagnostic::error(RULE.code, format!("{who} objected to being written to"))
            .at(
                &partnership.partner.file,
                &partnership.partner.place(&path),
                "no email and no first letter is made",
            )
            .help(help),
    );
}
