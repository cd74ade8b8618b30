//! A document that binds nobody needs no governing law.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("governing-law"),
    reason: "“Not legally binding” beside “governed by the law of …” says two things at once.",
    example: "mou: {binding: false, governing_law: \"Portuguese law\"}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(mou) = &partnership.partner.model.mou else { return };
    if mou.governing_law.is_some() && !mou.binding && mou.binding_exceptions.is_empty() {
        found.push(
            Diagnostic::error(RULE.code, "a governing law in a document that is not binding")
                .at(&partnership.partner.file, &partnership.partner.place(&["mou", "governing_law"]), "")
                .help("remove it, or say `binding: true`, or name in `binding_exceptions` what binds all the same"),
        );
    }
}
