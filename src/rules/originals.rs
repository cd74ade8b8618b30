//! Every organisation that signs keeps an original.

use super::{Rule, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::relation::Relation;

pub(super) const RULE: Rule = Rule {
    code: "originals",
    reason: "With fewer originals than organisations somebody goes home without one.",
    scope: Scope::Document("mou"),
    check,
};

fn check(relation: &Relation<'_>, found: &mut Diagnostics) {
    let Some(mou) = &relation.partner.model.mou else { return };
    let organisations = 2 + mou.further_partners.len();
    if let Some(originals) = mou.originals
        && (originals as usize) < organisations
    {
        found.push(
            Diagnostic::error(RULE.code, format!("{originals} originals for {organisations} organisations"))
                .at(&relation.partner.file, &relation.partner.place(&["mou", "originals"]), "")
                .help("leave the line out: one for each organisation is usual"),
        );
    }
}
