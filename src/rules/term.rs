//! A term has one end, and it lies behind its start.

use jiff::Unit;
use jiff::civil::Date;

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Renewal;
use crate::partnership::Partnership;
use crate::template::Kind;

const ON_LAST_SIGNATURE: &str = "on_last_signature";

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("term"),
    reason: "A term that contradicts itself is found by the other side's lawyer, not before.",
    example: "mou: {term: {start: 2027-01-01, end: 2026-12-31}}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let mou = partnership.partner.model.mou.as_ref();
    let Some(term) = mou.and_then(|mou| mou.term.as_ref()) else { return };
    let mut say = |diagnostic: Diagnostic, key: &str, help: &str| {
        let place = partnership.partner.place(&["mou", "term", key]);
        found.push(diagnostic.at(&partnership.partner.file, &place, "").help(help));
    };
    if term.open_ended && term.renewal == Some(Renewal::Automatic) {
        let message = "the term is open-ended and renews itself";
        say(
            Diagnostic::error(RULE.code, message),
            "renewal",
            "what has no end needs no renewal: remove one of the two",
        );
    }
    match (&term.start, &term.end) {
        (_, Some(end)) if term.open_ended => say(
            Diagnostic::error(RULE.code, format!("the term is open-ended and ends on {end}")),
            "open_ended",
            "keep `open_ended: true` or `end:`, not both",
        ),
        // Days written as year-month-day stand in the order of time.
        (Some(start), Some(end)) if start != ON_LAST_SIGNATURE && end <= start => say(
            Diagnostic::error(
                RULE.code,
                match end == start {
                    true => format!("the term ends on {end}, the day it starts"),
                    false => format!("the term ends on {end}, before it starts on {start}"),
                },
            ),
            "end",
            "write a later `end`, or an earlier `start`",
        ),
        (_, Some(end)) if *end < partnership.today.to_string() => say(
            Diagnostic::warning(RULE.code, format!("the term ended on {end}")),
            "end",
            "renew it with a later end",
        ),
        (start, Some(end)) => {
            let months = months_between(start.as_deref(), end, partnership.today);
            if let Some((notice, months)) =
                term.notice_months.zip(months).filter(|(notice, months)| notice > months)
            {
                let message = format!("{notice} months’ notice in a term of {months} months");
                say(
                    Diagnostic::error(RULE.code, message),
                    "notice_months",
                    "a notice is shorter than the term; 3 months are usual",
                );
            }
        }
        _ => {}
    }
}

/// Whole months from a start, or from today when the last signature decides, to an end.
fn months_between(start: Option<&str>, end: &str, today: Date) -> Option<u32> {
    let start = match start {
        Some(start) if start != ON_LAST_SIGNATURE => start.parse().ok()?,
        _ => today,
    };
    // The last day belongs to the term.
    let end = end.parse::<Date>().ok()?.tomorrow().ok()?;
    let months = start.until((Unit::Month, end)).ok()?.get_months();
    u32::try_from(months).ok()
}
