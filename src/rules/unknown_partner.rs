//! Further organisations of a Memorandum have files of their own.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("unknown-partner"),
    reason: "An organisation that signs needs its name, address and signatories, which stand in its file.",
    example: "mou: {further_partners: [nobody]}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    for (at, id) in partnership.further_ids().enumerate() {
        let known = partnership.further.iter().any(|(other, _)| other == id) && id != partnership.id;
        if !known {
            let others = partnership.ids.iter().map(String::as_str);
            let others: Vec<&str> = others.filter(|other| ![partnership.id, id].contains(other)).collect();
            let is_there = id != partnership.id && partnership.ids.iter().any(|other| other == id);
            let message = match is_there {
                true => format!("`{id}` is to sign, and its file has mistakes"),
                false => format!("there is no partner `{id}` that could sign"),
            };
            let at = at.to_string();
            let mut diagnostic = Diagnostic::error(RULE.code, message).at(
                &partnership.partner.file,
                &partnership.partner.place(&["mou", "further_partners", &at]),
                "signs too",
            );
            diagnostic.help = match is_there {
                true => Some(format!("mend them: `handclasp check {id}` tells what they are")),
                false => did_you_mean(id, &others)
                    .or_else(|| Some(format!("`handclasp new {id}` begins a file for it"))),
            };
            found.push(diagnostic);
        }
    }
}
