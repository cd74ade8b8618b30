//! A meeting is online, in one place, or both; what it has fits to that.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::MeetingForm;
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("meeting-form"),
    reason: "Who reads a link and an address does not know whether to travel.",
    example: "meeting: {date: 2027-03-04, start: 10:00, slot_min: 60, form: in_person, link: https://meet.example.org/abc}",
    scope: Scope::Meetings,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(meeting) = partnership.meeting() else { return };
    let mut wrong = |message: &str, key: &str, help: &str| {
        let place = partnership.partner.place(&partnership.meeting_path(Some(key)));
        let problem = Diagnostic::error(RULE.code, message).at(&partnership.partner.file, &place, "");
        found.push(problem.help(help));
    };
    match meeting.form() {
        MeetingForm::Online if meeting.place.is_some() => wrong(
            "the meeting has a place, and is online",
            "place",
            "write `form: in_person`, or `form: hybrid` when some join online; or take the place out",
        ),
        MeetingForm::InPerson => {
            for (key, is_there) in
                [("link", meeting.link.is_some()), ("link_follows_by", meeting.link_follows_by.is_some())]
            {
                if is_there {
                    wrong(
                        "the meeting has a video link, and everybody comes to one place",
                        key,
                        "write `form: hybrid` when some join online; or take the line out",
                    );
                }
            }
        }
        MeetingForm::Online | MeetingForm::Hybrid => {}
    }
}
