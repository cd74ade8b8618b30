//! A partner is somebody else.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::email_address::is_same;
use crate::model::Ids;
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("partner-is-us"),
    reason: "A partner's file with our own name or number was mostly begun as a copy and not changed everywhere; the documents would name us twice.",
    example: "legal_name: \"Centro de Formação Profissional Âncora Azul\"",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let (us, them) = (&partnership.institution.model, &partnership.partner.model);
    let mut same = Vec::new();
    if us.legal_name.trim().to_lowercase() == them.legal_name.trim().to_lowercase() {
        same.push(vec!["legal_name".to_owned()]);
    }
    for ((key, ours), (_, theirs)) in numbers(us.ids.as_ref()).into_iter().zip(numbers(them.ids.as_ref())) {
        if ours.is_some() && ours == theirs {
            same.push(vec!["ids".to_owned(), key.to_owned()]);
        }
    }
    for (at, contact) in them.contacts.iter().enumerate() {
        let Some(theirs) = contact.email.as_deref() else { continue };
        let mut own = us.contacts.iter().filter_map(|other| other.email.as_deref());
        if own.any(|ours| is_same(ours, theirs)) {
            same.push(vec!["contacts".to_owned(), at.to_string(), "email".to_owned()]);
        }
    }
    for path in same {
        let name = path.last().cloned().unwrap_or_default();
        found.push(
            Diagnostic::error(RULE.code, format!("the partner has our own `{name}`"))
                .at(
                    &partnership.partner.file,
                    &partnership.partner.place(&path),
                    "stands in institution.yaml too",
                )
                .help("write the partner's, or leave the line out"),
        );
    }
}

/// The numbers that only one organisation has, by the name of their field.
fn numbers(ids: Option<&Ids>) -> [(&'static str, Option<&String>); 3] {
    [
        ("oid", ids.and_then(|ids| ids.oid.as_ref())),
        ("pic", ids.and_then(|ids| ids.pic.as_ref())),
        ("vat", ids.and_then(|ids| ids.vat.as_ref())),
    ]
}
