//! A meeting has one length.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::timetable::Slot;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("meeting-length"),
    reason: "With an `end` and another `slot_min` the invitation says one thing and the agenda another.",
    example: "meeting: {date: 2027-03-04, start: 10:00, end: 11:00, slot_min: 45, zone: Europe/Warsaw}",
    scope: Scope::Kinds(&[Kind::Agenda]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(meeting) = partnership.meeting() else { return };
    let Some(length) = meeting.slot_min else { return };
    let by_end =
        Slot::of(&crate::model::Meeting { slot_min: None, ..meeting.clone() }, partnership.meeting_zone());
    if let Some(slot) = by_end.filter(|slot| slot.minutes != length) {
        let minutes = slot.minutes;
        found.push(
            Diagnostic::error(
                RULE.code,
                format!("from `start` to `end` are {minutes} minutes, not {length}"),
            )
            .at(
                &partnership.partner.file,
                &partnership.partner.place(&partnership.meeting_path(Some("slot_min"))),
                "",
            )
            .help("keep one of the two: `end` or `slot_min`"),
        );
    }
}
