//! A review has its first day, within the term.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("review-open"),
    reason: "“The partners review the cooperation once a year” happens when a day stands in somebody's calendar. Without one it is forgotten, and the memorandum with it.",
    example: "mou: {term: {start: 2027-01-01, end: 2029-12-31}, review: {frequency: yearly}}",
    scope: Scope::Kinds(&[Kind::Agreement]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let record = partnership.partner;
    let Some(mou) = &record.model.mou else { return };
    if !mou.clauses.resolved(&record.model).review {
        return;
    }
    let first = mou.review.as_ref().and_then(|review| review.first_date.as_deref());
    let end = mou.term.as_ref().and_then(|term| term.end.as_deref());
    let problem = match (first, end) {
        (None, _) => Diagnostic::warning(RULE.code, "the first review has no date")
            .at(&record.file, &record.place(&["mou", "review"]), "")
            .help("write the day of the first one, `review: {first_date: 2028-06-30}`, or `clauses: {review: false}` if there is to be none"),
        // Days written as year-month-day stand in the order of time.
        (Some(first), Some(end)) if first > end => {
            Diagnostic::warning(RULE.code, format!("the first review is on {first}, and the term ends on {end}"))
                .at(&record.file, &record.place(&["mou", "review", "first_date"]), "")
                .help("write an earlier day")
        }
        _ => return,
    };
    found.push(problem);
}
