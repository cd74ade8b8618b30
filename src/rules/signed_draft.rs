//! What is marked as a draft is not signed.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::last_version;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("signed-draft"),
    reason: "Every page of a draft says that it is one; nobody knows later whether the signature was meant.",
    example: "mou: {status: draft, term: {start: on_last_signature, end: 2030-12-31}, review: {first_date: 2028-06-30}}\n# and it is noted that somebody signed it",
    scope: Scope::Kinds(&[Kind::Agreement, Kind::Letter]),
    look: Look::Document(check),
};

pub(super) fn check(partnership: &Partnership<'_>, document: &str, found: &mut Diagnostics) {
    let last = last_version(partnership.history.signatures_on(document).collect());
    let Some(signature) = last.iter().find(|one| one.text.is_some_and(|text| text.is_draft)) else { return };
    let (id, day) = (partnership.id, signature.day);
    let message = format!("what was signed as `{document}` for `{id}` on {day} is marked as a draft");
    found.push(Diagnostic::warning(RULE.code, message).help(
        "if the pages that were signed bear the mark, make the final text (`status: final` in the partner’s file) and have \
         that signed; if they do not, all is well",
    ));
}
