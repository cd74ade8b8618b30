//! What is offered or promised lies ahead.

use jiff::civil::{Date, DateTime, Weekday};

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("past-day"),
    reason: "A call offered for last month, or a letter that is valid until yesterday, shows that the text was copied.",
    example: "proposal: {offered_dates: [\"2024-01-12 10:00\"]}",
    scope: Scope::Kinds(&[Kind::FirstContact, Kind::FirstLetter, Kind::Letter]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let mut warn = |message: String, path: &[&str]| {
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partnership.partner.file, &partnership.partner.place(path), "")
                .help("write a later day"),
        );
    };
    let past = |day: &Option<String>| {
        day.as_deref().and_then(|day| day.parse::<Date>().ok()).filter(|day| *day < partnership.today)
    };
    if let Some(proposal) = &partner.proposal {
        for (at, offered) in proposal.offered_dates.iter().enumerate() {
            let Ok(moment) = DateTime::strptime("%Y-%m-%d %H:%M", offered) else { continue };
            let at = at.to_string();
            let path = ["proposal", "offered_dates", &at];
            if moment.date() < partnership.today {
                warn(format!("the offered day {} lies in the past", moment.date()), &path);
            } else if matches!(moment.date().weekday(), Weekday::Saturday | Weekday::Sunday) {
                warn(format!("the offered day {} is on a weekend", moment.date()), &path);
            }
        }
        if let Some(day) = past(&proposal.reply_by) {
            warn(format!("the day to reply by, {day}, lies in the past"), &["proposal", "reply_by"]);
        }
    }
    if let Some(day) = partner.loi.as_ref().and_then(|loi| past(&loi.valid_until)) {
        warn(format!("the letter is valid until {day}, which lies in the past"), &["loi", "valid_until"]);
    }
}
