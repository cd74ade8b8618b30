//! Who signs as a third or fourth organisation has an address and somebody who signs, as the first two have.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::all;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AgreementStatus, Partner, Signatory};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("party-incomplete"),
    reason: "An organisation of which nobody is named would stand in the text of an agreement, count among its originals, and have no place to sign. In a draft it is a warning, in a final text an error.",
    example: "mou: {term: {start: on_last_signature, end: 2030-12-31}, review: {first_date: 2028-06-30}, further_partners: [zolty-wiatrak]}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(mou) = &partnership.partner.model.mou else { return };
    for id in partnership.further_ids() {
        let Some((_, record)) = partnership.further.iter().find(|(other, _)| other == id) else { continue };
        let missing = missing(&record.model);
        if missing.is_empty() {
            continue;
        }
        let message = format!(
            "{} signs the agreement with `{}`, and its file lacks {}",
            record.model.legal_name,
            partnership.id,
            all(&missing)
        );
        let problem = match mou.status {
            AgreementStatus::Final => Diagnostic::error(RULE.code, message),
            AgreementStatus::Draft => Diagnostic::warning(RULE.code, message),
        };
        found.push(problem.at(&record.file, &record.place(&["signatories"]), "").help(
            "write `address: {street: …, city: …, country: …}` and `signatories: [{name: …, position: …}]` into that file",
        ));
    }
}

/// What an agreement prints of an organisation and its file lacks.
fn missing(partner: &Partner) -> Vec<&'static str> {
    let address = partner.address.as_ref();
    let has_name =
        |one: &Signatory| [&one.name, &one.given_name, &one.family_name].into_iter().any(Option::is_some);
    let wanted = [
        ("address.street", address.is_some_and(|address| address.street.is_some())),
        ("address.city", address.is_some_and(|address| address.city.is_some())),
        ("address.country", partner.country().is_some()),
        ("signatories", partner.signatories.iter().any(has_name)),
        ("signatories.position", partner.signatories.iter().all(|one| one.position.is_some())),
    ];
    wanted.into_iter().filter(|(_, is_there)| !is_there).map(|(field, _)| field).collect()
}
