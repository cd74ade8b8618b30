//! Who is to get a copy of the first email is a contact of the partner with an address.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("unknown-copy"),
    reason: "`cc` names contacts of the same file by their `id`. Without an entry of that `id`, or without an address in it, somebody whom you count on would get nothing.",
    example: "proposal: {reply_by: \"2027-01-15\", cc: [director]}",
    scope: Scope::Kinds(&[Kind::FirstContact]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = partnership.partner;
    let wanted = partner.model.proposal.iter().flat_map(|proposal| &proposal.cc);
    for (at, id) in wanted.enumerate() {
        let contact = partner.model.contacts.iter().find(|contact| contact.id.as_ref() == Some(id));
        let (message, help) = match contact {
            Some(contact) if contact.email.is_some() => continue,
            Some(_) => (
                format!("the contact `{id}` has no `email` to send a copy to"),
                Some("add it at the contact, or take this out".to_owned()),
            ),
            None => {
                let ids: Vec<&str> =
                    partner.model.contacts.iter().filter_map(|contact| contact.id.as_deref()).collect();
                let help = did_you_mean(id, &ids)
                    .unwrap_or_else(|| format!("write `id: {id}` at the contact that is meant"));
                (format!("no contact of this partner has the id `{id}`"), Some(help))
            }
        };
        let mut problem = Diagnostic::error(RULE.code, message);
        problem = problem.at(&partner.file, &partner.place(&["proposal", "cc", &at.to_string()]), "");
        problem.help = help;
        found.push(problem);
    }
}
