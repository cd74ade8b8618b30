//! Data of people are kept no longer than was promised.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("retention"),
    reason: "Every first message promises when the contact's data are deleted (GDPR, Articles 5 and 14); after that day there is no reason to keep or use them.",
    example: "contacts:\n  - {email: \"name@example.org\", source: \"your website\", source_date: 2020-01-01}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some((until, place)) = until(partnership) else { return };
    if until >= partnership.today {
        return;
    }
    found.push(
        Diagnostic::warning(RULE.code, format!("the contact data were to be kept until {until}"))
            .at(&partnership.partner.file, &partnership.partner.place(&place), "")
            .help("delete the file; or note what happened since in `logbook.log`, or a later day in `logbook.retention_until`; of a contact who objected keep the address with `objected: true`"),
    );
}

/// The last day that the data may be kept, and the path of what decides it: the day in the logbook, else
/// the promised months after the last contact.
fn until(partnership: &Partnership<'_>) -> Option<(Date, Vec<String>)> {
    let partner = &partnership.partner.model;
    let path = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    if let Some(day) = partner.logbook.as_ref().and_then(|logbook| logbook.retention_until.as_deref()) {
        return Some((day.parse().ok()?, path(&["logbook", "retention_until"])));
    }
    let months = partnership.institution.model.privacy.as_ref()?.retention_months?;
    let mut contacts = Vec::new();
    for (at, contact) in partner.contacts.iter().enumerate() {
        if let Some(day) = &contact.source_date {
            contacts.push((day, path(&["contacts", &at.to_string(), "source_date"])));
        }
    }
    for (at, entry) in partner.logbook.iter().flat_map(|logbook| &logbook.log).enumerate() {
        if let Some(day) = &entry.date {
            contacts.push((day, path(&["logbook", "log", &at.to_string(), "date"])));
        }
    }
    // Days written as year-month-day stand in the order of time.
    let (last, place) = contacts.into_iter().max()?;
    let until = last.parse::<Date>().ok()?.checked_add(i64::from(months).months()).ok()?;
    Some((until, place))
}
