//! Who has the next move.

use super::last_contacts::LastContacts;
use super::resting::{Rest, rest};
use super::timings::Timings;
use crate::model::Status;
use crate::partnership::Partnership;

/// The status of a partnership: what the file says, else what is derived. An objection comes before all.
pub fn status(partnership: &Partnership<'_>, timings: &Timings) -> Status {
    let rest = rest(partnership, timings);
    if rest == Some(Rest::Objected) {
        return Status::Objected;
    }
    let logbook = partnership.partner.model.logbook.as_ref();
    let said = logbook.and_then(|logbook| logbook.status);
    said.unwrap_or_else(|| derived(partnership, rest))
}

fn derived(partnership: &Partnership<'_>, rest: Option<Rest>) -> Status {
    let is_resting = |until| partnership.today < until;
    match rest {
        Some(Rest::Objected) => return Status::Objected,
        Some(Rest::Declined) => return Status::Declined,
        Some(Rest::Ended) => return Status::Ended,
        Some(Rest::Parked) => return Status::Parked,
        Some(Rest::Snoozed { until, .. } | Rest::Unanswered { until, .. }) if is_resting(until) => {
            return Status::Parked;
        }
        Some(Rest::Snoozed { .. } | Rest::Unanswered { .. }) | None => {}
    }
    let contacts = LastContacts::of(partnership.history);
    match (contacts.any, contacts.unanswered_by_them(), contacts.unanswered_by_us()) {
        (None, ..) | (_, _, Some(_)) => Status::WaitingForUs,
        (_, Some(_), _) => Status::WaitingForThem,
        (Some(_), None, None) => Status::Active,
    }
}
