//! A Memorandum is made in one language, for now.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("one-language"),
    reason: "A page that says “both language versions are equally valid” must not be the only version there is.",
    example: "mou: {languages: [en, pl]}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(mou) = &partnership.partner.model.mou else { return };
    if mou.languages.len() > 1 {
        let languages = mou.languages.len();
        found.push(
            Diagnostic::error(
                RULE.code,
                format!("the Memorandum names {languages} languages, but is made in one"),
            )
            .at(&partnership.partner.file, &partnership.partner.place(&["mou", "languages"]), "")
            .help("name one language; documents in two languages are not made yet"),
        );
    }
}
