//! Nobody is written to who is no longer there.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

/// The code of this rule, for whoever would tell the same.
pub const NO_LONGER_THERE: Code = Code::of_content("no-longer-there");

pub(super) const RULE: Rule = Rule {
    code: NO_LONGER_THERE,
    reason: "An email to somebody who has left reaches nobody, or a colleague who reads that we do not know who works there.",
    example: "contacts:\n  - {given_name: \"Jan\", family_name: \"Nowak\", email: \"jan@example.org\", source: \"your website\"}\n# and then: handclasp log NAME left jan@example.org",
    scope: Scope::Kinds(&[Kind::FirstContact, Kind::FirstLetter, Kind::Email]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let contacts = &partnership.partner.model.contacts;
    // Of who objected that rule tells.
    let Some(first) = contacts.first().filter(|contact| !contact.has_objected()) else { return };
    let Some(day) = partnership.history.left(first) else { return };
    let id = partnership.id;
    let is_another = contacts.iter().skip(1).any(|contact| partnership.history.left(contact).is_none());
    let help = match is_another {
        true => {
            "documents are addressed to the first contact: take this one out, or put another one first; other documents are still made"
        }
        false => {
            "take this contact out, and write whom you write to now in its place; other documents are still made"
        }
    };
    let key = if first.email.is_some() { "email" } else { "family_name" };
    found.push(
        Diagnostic::error(RULE.code, format!("the first contact is no longer there: it was noted on {day}"))
            .at(
                &partnership.partner.file,
                &partnership.partner.place(&["contacts", "0", key]),
                "no email and no first letter is made",
            )
            .help(format!("{help}; `handclasp log {id}` tells what was noted")),
    );
}
