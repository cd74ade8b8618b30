//! A first email to a German company, and a reminder to anybody in Germany, wants an invitation, consent or earlier contact.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::OrganisationKind;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("country-of-consent"),
    reason: "German courts count cooperation and sponsoring enquiries to companies as advertising, which needs consent (BGH I ZR 197/05; OLG Dresden 4 U 168/24). A hint, not legal advice.",
    example: "kind: company\naddress: {country: DE}\ncontacts:\n  - {email: \"name@example.org\", source: \"your website\"}",
    scope: Scope::Kinds(&[Kind::FirstContact, Kind::FollowUp, Kind::Email]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let is_reminder = partnership.reminder.is_some();
    if partner.country() != Some("DE") || partner.kind != OrganisationKind::Company && !is_reminder {
        return;
    }
    let Some(contact) = partner.contacts.first() else { return };
    if contact.prior_contact || contact.given_by_person || contact.invitation_url.is_some() {
        return;
    }
    let message = match is_reminder {
        true => "a reminder to a partner in Germany that has never been in touch with you",
        false => "a first email to a company in Germany without invitation or earlier contact",
    };
    found.push(
        Diagnostic::warning(RULE.code, message)
            .at(&partnership.partner.file, &partnership.partner.place(&["contacts", "0"]), "this contact")
            .help("call first, or note `invitation_url`, `prior_contact: true` or `given_by_person: true` if there was one"),
    );
}
