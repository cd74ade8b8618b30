//! Nobody is invited to a meeting that is over.

use jiff::civil::Date;

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("past-meeting"),
    reason: "An invitation for last month shows that a day was copied or forgotten; it is not sent.",
    example: "meeting: {date: 2024-03-04, start: 10:00, slot_min: 60, zone: Europe/Warsaw}",
    scope: Scope::Kinds(&[Kind::Agenda, Kind::Email]),
    look: Look::Text(check),
};

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let invites = text.document.meta.attach.iter().any(|name| is_entry(name));
    if text.template.occasion().is_some() && (invites || text.template.kind() == Kind::Agenda) {
        found.extend(past_meeting(text.partnership, text.partnership.today).map(Diagnostic::as_remark));
    }
}

/// Whether an attachment is a calendar entry.
pub fn is_entry(name: &str) -> bool {
    name.ends_with(".ics")
}

/// That a meeting is over on a day.
pub fn past_meeting(partnership: &Partnership<'_>, today: Date) -> Option<Diagnostic> {
    let date = partnership.meeting()?.date.as_ref()?;
    let day: Date = date.parse().ok().filter(|day| *day < today)?;
    let place = partnership.partner.place(&partnership.meeting_path(Some("date")));
    let problem = Diagnostic::error(RULE.code, format!("the meeting on {day} lies in the past"));
    Some(
        problem
            .at(&partnership.partner.file, &place, "")
            .help("write the new day; of a meeting that is over only minutes are of use"),
    )
}
