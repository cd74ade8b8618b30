//! Where a call prescribes its own form, a letter of ours does not take its place.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::LoiVariant;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("prescribed-form"),
    reason: "Some programmes take only their own text: an Interreg application with a changed letter is ineligible. National Agencies of Erasmus+ mostly take a free letter.",
    example: "loi:\n  variant: project_partner\n  programme: \"Interreg Atlantic Area\"\n  action: \"Priority 2\"\n  call: \"2027\"\n  role: \"partner for dissemination\"\n  project: {title: \"Blue Skills\", coordinator: us}",
    scope: Scope::Kinds(&[Kind::Letter]),
    look: Look::Data(check),
};

/// Programmes whose National Agencies mostly take a letter in one's own words (`domain.md` 1.4).
const FREE: &[&str] = &["erasmus"];

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let record = partnership.partner;
    let Some(loi) = &record.model.loi else { return };
    let is_annex = matches!(loi.variant, LoiVariant::ProjectPartner | LoiVariant::AssociatedPartner);
    let programme = loi.programme.as_deref().unwrap_or_default();
    let is_free = FREE.iter().any(|free| programme.to_lowercase().starts_with(free));
    let (message, place) = match loi.prescribed_form {
        Some(true) => (
            "the call prescribes a form of its own, which this letter does not replace".to_owned(),
            record.place(&["loi", "prescribed_form"]),
        ),
        None if is_annex && !programme.is_empty() && !is_free => (
            format!("a call of {programme} may prescribe its own form of letter"),
            record.place(&["loi", "programme"]),
        ),
        _ => return,
    };
    found.push(
        Diagnostic::warning(RULE.code, message)
            .at(&record.file, &place, "")
            .help("look at the documents of the call: if there is a form, fill in that one; if there is none, write `prescribed_form: false`"),
    );
}
