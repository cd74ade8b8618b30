//! For which meetings of a partner documents are made.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{Meeting, MeetingPosition, Occasion};
use crate::partnership::Partnership;

/// The meetings that documents can be made for, by what each is made for; and what is wrong with the others: two of one
/// name would write into each other's files.
pub(super) fn occasions(partnership: &Partnership<'_>, found: &mut Diagnostics) -> Vec<(Occasion, String)> {
    let partner = partnership.partner;
    let mut known = BTreeSet::new();
    let mut occasions = Vec::new();
    for (place, meeting) in partner.model.all_meetings() {
        let Some(occasion) = partner.model.occasion_at(place) else {
            let problem = Diagnostic::error(
                codes::MEETING_NAME,
                "a further meeting has neither `date` nor `id`, so nothing can be called after it",
            );
            found.push(
                problem
                    .at(&partner.file, &partner.place(&place.path()), "one of them is missing here")
                    .help("write its `date`, or a name as long as the day is open: `id: workshop`"),
            );
            continue;
        };
        if !known.insert(occasion.clone()) {
            let name = occasion.meeting().unwrap_or_default();
            found.push(
                Diagnostic::error(codes::MEETING_NAME, format!("two meetings are called `{name}`"))
                    .at(&partner.file, &partner.place(&naming(place, meeting)), "so is one above")
                    .help("their documents would have the same names; give this one an `id` of its own: `id: workshop`"),
            );
            continue;
        }
        occasions.push((occasion, meeting.name().cloned().unwrap_or_default()));
    }
    occasions
}

/// Where the name of a meeting stands.
fn naming(place: MeetingPosition, meeting: &Meeting) -> Vec<String> {
    let field = if meeting.id.is_some() { "id" } else { "date" };
    let mut path = place.path();
    path.push(field.to_owned());
    path
}
