//! `logbook.owner` names one of our contacts.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("unknown-owner"),
    reason: "The owner signs the emails; a misspelt id would make somebody else the sender.",
    example: "logbook: {owner: nobody}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let logbook = partnership.partner.model.logbook.as_ref();
    let Some(owner) = logbook.and_then(|logbook| logbook.owner.as_ref()) else { return };
    if !partnership.institution.knows("contacts.id") {
        return;
    }
    let contacts = &partnership.institution.model.contacts;
    let ids: Vec<&str> = contacts.iter().filter_map(|contact| contact.id.as_deref()).collect();
    if !ids.contains(&owner.as_str()) {
        let mut diagnostic =
            Diagnostic::error(RULE.code, format!("institution.yaml has no contact with the id `{owner}`"))
                .at(&partnership.partner.file, &partnership.partner.place(&["logbook", "owner"]), "");
        diagnostic.help = did_you_mean(owner, &ids)
            .or_else(|| Some(format!("give one of our contacts `id: {owner}`, or leave the line out")));
        found.push(diagnostic);
    }
}
