//! A letter in the partner's name carries the partner's letterhead, not ours.

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::LoiDirection;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("our-logo"),
    reason: "A letter of intent from the partner goes onto the partner's letterhead; with our logo on it a National Agency takes it for our own letter.",
    example: "# a letter whose `document.yaml` has no line `letterhead: …`\nloi: {direction: from_partner, valid_until: 2027-12-31, contribution: [\"host two teachers\"]}",
    scope: Scope::Kinds(&[Kind::Letter]),
    look: Look::Text(check),
};

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let loi = text.partnership.partner.model.loi.as_ref();
    let from_partner = loi.is_some_and(|loi| loi.direction == LoiDirection::FromPartner);
    if !from_partner || !text.document.meta.letterhead {
        return;
    }
    let (file, place) = text.template.place_of("letterhead", None);
    found.push(
        Diagnostic::error(RULE.code, "a letter from the partner with our letterhead")
            .at(&file, &place, "decides about letterhead and logo")
            .help(if text.template.definition.is_one_file() {
                "letterhead: \"{% if partner.loi?.direction == 'from_partner' %}none{% endif %}\""
            } else {
                "letterhead: partner.loi.direction != 'from_partner'"
            }),
    );
}
