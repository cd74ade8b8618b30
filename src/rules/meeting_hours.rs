//! A meeting lies in the working hours of all sides.

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::rule::{Look, Rule, Scope};
use crate::attendance::Delegation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::zone;
use crate::model::MeetingForm;
use crate::model::timetable::Slot;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("meeting-hours"),
    reason: "Across time zones a good hour here is lunch or evening there.",
    example: "meeting: {date: 2027-03-06, start: 10:00, slot_min: 60, zone: Europe/Warsaw}",
    scope: Scope::Kinds(&[Kind::Agenda]),
    look: Look::Data(check),
};

/// Hours in which a meeting may begin and end: 8:30 to 16:30.
const OPEN: (i16, i16) = (8 * 60 + 30, 16 * 60 + 30);

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(meeting) = partnership.meeting() else { return };
    let Some(slot) = Slot::of(meeting, partnership.meeting_zone()) else { return };
    let mut warn = |message: String, key: &str| {
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(
                    &partnership.partner.file,
                    &partnership.partner.place(&partnership.meeting_path(Some(key))),
                    "",
                )
                .help("choose another time, or leave it if both sides know"),
        );
    };
    // In one place only its clock counts.
    let mut zones: Vec<&str> = match meeting.form() {
        MeetingForm::InPerson => partnership.meeting_zone().into_iter().collect(),
        _ => {
            let others = partnership.delegations().into_iter().filter(|one| *one != Delegation::Partner);
            [Delegation::Partner]
                .into_iter()
                .chain(others)
                .filter_map(|one| partnership.zone_of(one))
                .collect()
        }
    };
    // What is said of a clock is said once.
    let mut known = BTreeSet::new();
    zones.retain(|zone| known.insert(*zone));
    for name in zones {
        let Some(zone) = zone(name) else { continue };
        let start = slot.after(0).to_zoned(zone.clone());
        let end = slot.after(slot.minutes).to_zoned(zone);
        if matches!(start.date().weekday(), Weekday::Saturday | Weekday::Sunday) {
            warn(format!("in {name} the meeting is on a weekend"), "date");
        }
        let minutes = |hour: i8, minute: i8| i16::from(hour) * 60 + i16::from(minute);
        let (from, to) = (minutes(start.hour(), start.minute()), minutes(end.hour(), end.minute()));
        if from < OPEN.0 || to > OPEN.1 || start.date() != end.date() {
            warn(
                format!(
                    "in {name} the meeting is from {} to {}",
                    start.strftime("%H:%M"),
                    end.strftime("%H:%M")
                ),
                "start",
            );
        }
    }
}
