//! A partner's `id` is its file's name.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("id-differs"),
    reason: "Outputs and logs are filed under the file's name; another id inside is mostly a copy that was not changed everywhere.",
    example: "id: another-name",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(id) = &partnership.partner.model.id else { return };
    if id != partnership.id {
        found.push(
            Diagnostic::error(
                RULE.code,
                format!("the file is named `{}`, but its `id` is `{id}`", partnership.id),
            )
            .at(&partnership.partner.file, &partnership.partner.place(&["id"]), "")
            .help(format!("write `id: {}`, or leave the line out", partnership.id)),
        );
    }
}
