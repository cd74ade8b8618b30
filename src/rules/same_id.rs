//! An `id` stands for one person of an organisation.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Person;
use crate::partnership::Partnership;
use crate::schema::Record;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("same-id"),
    reason: "Copies, participants and who looks after a partner are named by an `id`. Where two people have the same one, the wrong one may get the email.",
    example: "contacts: [{id: hr, given_name: Aino, family_name: Lehto, email: a@example.org, source: \"your website\"}, {id: hr, given_name: Eero, family_name: Niemi, email: e@example.org, source: \"your website\"}]",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let us = &partnership.institution.model;
    let ours = us.contacts.iter().map(|one| (one.id.as_deref(), one.into()));
    let signs = us.signatories.iter().map(|one| (one.id.as_deref(), one.into()));
    check_people(partnership.institution, ours.collect(), signs.collect(), found);
    let partner = &partnership.partner.model;
    let theirs = partner.contacts.iter().map(|one| (one.id.as_deref(), one.into()));
    let signs = partner.signatories.iter().map(|one| (one.id.as_deref(), one.into()));
    check_people(partnership.partner, theirs.collect(), signs.collect(), found);
}

/// Within a list each id stands once; a contact and a signatory may have the same when they are one person.
fn check_people<T>(
    record: &Record<T>,
    contacts: Vec<(Option<&str>, Person)>,
    signatories: Vec<(Option<&str>, Person)>,
    found: &mut Diagnostics,
) {
    let lists = [("contacts", contacts), ("signatories", signatories)];
    let mut known: Vec<(&str, &str, &Person)> = Vec::new();
    for (list, people) in &lists {
        for (at, (id, person)) in people.iter().enumerate() {
            let Some(id) = id else { continue };
            let is_taken = known.iter().any(|(other_list, other, known)| {
                other == id && (other_list == list || known.is_called_otherwise(person))
            });
            if is_taken {
                let place = record.place(&[*list, &at.to_string(), "id"]);
                let message = format!("the id `{id}` stands for somebody else already");
                let problem = Diagnostic::warning(RULE.code, message).at(&record.file, &place, "");
                found.push(problem.help("give each person an id of their own"));
            }
            known.push((*list, *id, person));
        }
    }
}
