//! Signatures come in the order of the days.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::NotedSignature;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("signing"),
    reason: "Who signs before the text was written, or a later version before an earlier one, has signed something else; mostly it is a slip in the day.",
    example: "mou: {term: {start: on_last_signature, end: 2030-12-31}, review: {first_date: 2028-06-30}}\n# made on 2026-11-20, and noted as signed on 2026-11-02",
    scope: Scope::Kinds(&[Kind::Agreement, Kind::Letter]),
    look: Look::Document(check),
};

pub(super) fn check(partnership: &Partnership<'_>, document: &str, found: &mut Diagnostics) {
    let signatures: Vec<_> = partnership.history.signatures_on(document).collect();
    for signature in &signatures {
        let why = in_the_future(partnership, signature)
            .or_else(|| before_the_text(signature))
            .or_else(|| before_the_last_version(signature, &signatures));
        found.extend(why.map(|why| told(partnership, signature, &why)));
    }
}

fn in_the_future(partnership: &Partnership<'_>, signature: &NotedSignature<'_>) -> Option<String> {
    (signature.day > partnership.today).then(|| "which lies ahead".to_owned())
}

fn before_the_text(signature: &NotedSignature<'_>) -> Option<String> {
    let made = signature.text?.day;
    (signature.day < made).then(|| format!("and the text that was signed was made on {made}"))
}

fn before_the_last_version(
    signature: &NotedSignature<'_>,
    signatures: &[NotedSignature<'_>],
) -> Option<String> {
    let earlier = signatures.iter().filter(|other| other.version < signature.version);
    let after = earlier.filter(|other| other.day > signature.day).max_by_key(|other| other.day)?;
    Some(format!("and version {}, which comes before it, was signed on {}", after.version, after.day))
}

/// That a day and another one do not go together.
fn told(partnership: &Partnership<'_>, signature: &NotedSignature<'_>, why: &str) -> Diagnostic {
    let NotedSignature { document, version, day, .. } = signature;
    let id = partnership.id;
    Diagnostic::warning(
        RULE.code,
        format!("it is noted that version {version} of `{document}` for `{id}` was signed on {day}, {why}"),
    )
    .help(format!(
        "`handclasp log {id}` shows what is noted; `handclasp log {id} undo` takes the last line back, and the signature can \
         be noted with the right day"
    ))
}
