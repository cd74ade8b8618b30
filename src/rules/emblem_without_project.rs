//! The EU emblem stands on funded documents only.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("emblem-without-project"),
    reason: "The emblem must not suggest that the EU supports a document which no EU project pays for (OJ 2012/C 271/04).",
    example: "# institution.yaml\neu_funding: {show: true}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(funding) = &partnership.institution.model.eu_funding else { return };
    if !funding.show {
        return;
    }
    let missing = match (&funding.project_code, &funding.emblem_file) {
        (None, _) => "project_code",
        (_, None) => "emblem_file",
        _ => return,
    };
    found.push(
        Diagnostic::error(RULE.code, format!("the EU emblem is shown without `{missing}`"))
            .at(
                &partnership.institution.file,
                &partnership.institution.place(&["eu_funding", "show"]),
                "",
            )
            .help("give the code of the project that pays for the document and the emblem's file, or write `show: false`"),
    );
}
