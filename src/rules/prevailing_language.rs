//! The language that prevails is one that the Memorandum is made in.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::alternatives;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("prevailing-language"),
    reason: "A version that nobody has signed cannot decide what was agreed.",
    example: "mou: {languages: [en], prevailing: de}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

/// What stands for neither of them.
const NEITHER: &str = "none";

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(mou) = &partnership.partner.model.mou else { return };
    let Some(prevailing) = mou.prevailing.as_deref().filter(|one| *one != NEITHER) else { return };
    if mou.languages.iter().any(|one| one == prevailing) {
        return;
    }
    let problem = Diagnostic::error(
        RULE.code,
        format!("the Memorandum is not made in `{prevailing}`, so that language cannot prevail"),
    )
    .at(&partnership.partner.file, &partnership.partner.place(&["mou", "prevailing"]), "");
    let known: Vec<&str> = mou.languages.iter().map(String::as_str).chain([NEITHER]).collect();
    found.push(problem.help(format!("write {}", alternatives(&known))));
}
