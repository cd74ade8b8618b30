//! What is signed or sent has no value that was left open.

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::schema::{self, Described, Record, Shape};

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("left-open"),
    reason: "A director to be named, a town `---`, an activity `-`: while you work on a text such values may stand there, and are told as warnings. A final agreement and an email that is sent say them to the other side. There it is as if the value were missing.",
    example: "activities: [\"-\"]\nmou: {status: final, term: {start: on_last_signature, end: \"2030-12-31\"}}",
    scope: Scope::Everything,
    look: Look::Text(check),
};

/// A final agreement is signed.
fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let is_final = text.document.meta.is_final && text.document.meta.draft.is_none();
    if is_final {
        found.extend(errors(text.partnership));
    }
}

/// The values that were left open in the files which a partner's documents are made from: an error for each.
pub(super) fn errors(partnership: &Partnership<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    look(partnership.institution, &mut found);
    look(partnership.partner, &mut found);
    for (_, further) in partnership.further {
        look(further, &mut found);
    }
    found
}

fn look<T: Described>(record: &Record<T>, found: &mut Diagnostics) {
    for path in schema::left_open(&record.values, Shape::of(T::schema())) {
        let words = path.iter().filter(|part| part.parse::<usize>().is_err()).map(String::as_str);
        let name = words.collect::<Vec<_>>().join(".");
        found.push(
            Diagnostic::error(RULE.code, format!("`{name}` was left open"))
                .at(&record.file, &record.place(&path), "neither signed nor sent so")
                .help("write what belongs there, or take the line out"),
        );
    }
}
