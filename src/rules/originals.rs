//! Every organisation that signs keeps an original.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::SignatureMode;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("originals"),
    reason: "With fewer originals than organisations somebody goes home without one.",
    example: "mou: {originals: 1}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(mou) = &partnership.partner.model.mou else { return };
    let place = || partnership.partner.place(&["mou", "originals"]);
    if mou.originals.is_some() && mou.signature_mode == SignatureMode::Electronic {
        found.push(
            Diagnostic::error(RULE.code, "originals on paper of a document that is signed electronically")
                .at(&partnership.partner.file, &place(), "")
                .help("leave the line out, or write `signature_mode: wet`"),
        );
        return;
    }
    let organisations = 2 + mou.further_partners.len();
    if let Some(originals) = mou.originals
        && (originals as usize) < organisations
    {
        found.push(
            Diagnostic::error(
                RULE.code,
                format!("{} for {organisations} organisations", count(originals as usize, "original")),
            )
            .at(&partnership.partner.file, &place(), "")
            .help("leave the line out: one for each organisation is usual"),
        );
    }
}
