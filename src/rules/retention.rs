//! Data of people are kept no longer than was promised.

use jiff::ToSpan;
use jiff::civil::Date;

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::{HistoryEvent, HistoryEventKind};
use crate::model::Status;
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("retention"),
    reason: "Every first message promises when the contact's data are deleted (GDPR, Articles 5 and 14); after that day there is no reason to keep or use them.",
    example: "contacts:\n  - {email: \"name@example.org\", source: \"your website\", source_date: 2020-01-01}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(Deadline { until, place, label }) = deadline(partnership) else { return };
    if until >= partnership.today {
        return;
    }
    found.push(
        Diagnostic::warning(RULE.code, format!("the contact data were to be kept until {until}"))
            .at(&partnership.partner.file, &partnership.partner.place(&place), label)
            .help("delete all of it with `handclasp forget`; or note what happened since with `handclasp log`, or a later day in `logbook.retention_until`; of a contact who objected keep the address with `objected: true`"),
    );
}

/// The last day on which the contact data of a partner may be kept; none when no time was promised, or nothing is known.
pub fn kept_until(partnership: &Partnership<'_>) -> Option<Date> {
    deadline(partnership).map(|deadline| deadline.until)
}

/// The last day that the data may be kept.
struct Deadline {
    until: Date,
    /// The path of what decides it.
    place: Vec<String>,
    /// What is to be said there.
    label: String,
}

/// The day in the logbook, else the promised months after the last contact: what the partner's file says of it, or the
/// last email that was sent.
fn deadline(partnership: &Partnership<'_>) -> Option<Deadline> {
    let partner = &partnership.partner.model;
    let path = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    if let Some(day) = partner.logbook.as_ref().and_then(|logbook| logbook.retention_until.as_deref()) {
        let place = path(&["logbook", "retention_until"]);
        return Some(Deadline { until: day.parse().ok()?, place, label: String::new() });
    }
    // Something later may stand in a log that cannot be read.
    if !partnership.history.is_whole() {
        return None;
    }
    // Of who objected the address is kept, so that nobody writes there again; the emails before do not matter any more.
    let is_objection = |event: &HistoryEvent| event.kind == HistoryEventKind::Objected;
    let all_objected =
        !partner.contacts.is_empty() && partner.contacts.iter().all(|contact| contact.has_objected());
    let has_objected = all_objected
        || partner.logbook.as_ref().is_some_and(|logbook| logbook.status == Some(Status::Objected))
        || partnership.history.events().iter().any(is_objection);
    let months = partnership.institution.model.privacy.as_ref()?.retention_months?;
    let given = partner.contacts.iter().enumerate().filter_map(|(at, contact)| {
        let day = contact.source_date.as_deref()?.parse::<Date>().ok()?;
        Some((day, path(&["contacts", &at.to_string(), "source_date"]), String::new()))
    });
    let happened = partnership.history.events().iter().filter_map(|event| {
        let (place, label) = match &event.kind {
            HistoryEventKind::Noted { at, .. } => {
                (path(&["logbook", "log", &at.to_string(), "date"]), String::new())
            }
            HistoryEventKind::Sent(mail) if !has_objected => (
                path(&["contacts", "0"]),
                format!("the last email, `{}`, was sent on {}", mail.document, event.day),
            ),
            HistoryEventKind::Fact { .. }
                if !has_objected && (event.is_from_us() || event.is_from_them()) =>
            {
                (path(&["contacts", "0"]), format!("the last contact was on {}", event.day))
            }
            HistoryEventKind::Sent(_)
            | HistoryEventKind::Fact { .. }
            | HistoryEventKind::InDoubt(_)
            | HistoryEventKind::Drafted(_)
            | HistoryEventKind::NotSent(_)
            | HistoryEventKind::Objected => return None,
        };
        Some((event.day, place, label))
    });
    let (last, place, label) = given.chain(happened).max_by_key(|(day, ..)| *day)?;
    let until = last.checked_add(i64::from(months).months()).ok()?;
    Some(Deadline { until, place, label })
}
