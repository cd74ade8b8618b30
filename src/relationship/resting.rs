//! Whether a partner is let rest, and why.

use jiff::civil::Date;

use super::last_contacts::LastContacts;
use super::running_term::RunningTerm;
use super::timings::Timings;
use crate::history::{Fact, HistoryEventKind};
use crate::model::Status;
use crate::partnership::Partnership;

/// Why nothing is to be done with a partner now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// It objected to being written to.
    Objected,
    /// It does not want to work with us now.
    Declined,
    /// The cooperation has ended.
    Ended,
    /// It rests as the partner's file says, without an end.
    Parked,
    /// Somebody said that it rests until a day.
    Snoozed {
        /// Since when.
        since: Date,
        /// That day.
        until: Date,
        /// Why.
        why: String,
    },
    /// It has not answered the last reminder.
    Unanswered {
        /// Since when it rests.
        since: Date,
        /// Until when.
        until: Date,
    },
}

impl Rest {
    /// Whether it is for good.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Objected | Self::Declined | Self::Ended)
    }

    /// The day until which it rests.
    pub fn until(&self) -> Option<Date> {
        match self {
            Self::Snoozed { until, .. } | Self::Unanswered { until, .. } => Some(*until),
            Self::Objected | Self::Declined | Self::Ended | Self::Parked => None,
        }
    }
}

/// Why a partner rests, if it does; also when that time is over and nothing happened since. What the file says comes first.
pub fn rest(partnership: &Partnership<'_>, timings: &Timings) -> Option<Rest> {
    let partner = &partnership.partner.model;
    let events = partnership.history.events();
    let has_objected = events.iter().any(|event| event.kind == HistoryEventKind::Objected);
    let all_objected =
        !partner.contacts.is_empty() && partner.contacts.iter().all(|contact| contact.has_objected());
    let said = partner.logbook.as_ref().and_then(|logbook| logbook.status);
    if has_objected || all_objected || said == Some(Status::Objected) {
        return Some(Rest::Objected);
    }
    match said {
        Some(Status::Declined) => return Some(Rest::Declined),
        Some(Status::Ended) => return Some(Rest::Ended),
        Some(Status::Parked) => return Some(snoozed(partnership).unwrap_or(Rest::Parked)),
        Some(Status::Active | Status::WaitingForThem | Status::WaitingForUs | Status::Objected) => {}
        None => {
            if partnership.history.declined().is_some() {
                return Some(Rest::Declined);
            }
            let today = partnership.today;
            if RunningTerm::of(partnership, timings, today).is_some_and(|term| ended(&term, partnership)) {
                return Some(Rest::Ended);
            }
        }
    }
    snoozed(partnership).or_else(|| unanswered(partnership, timings))
}

/// How many days after its end it is still told that an agreement ended.
const TOLD_AFTER_END: i32 = 14;

/// Whether an agreement is over for good: it was told for two weeks, and nobody said anything since.
fn ended(term: &RunningTerm, partnership: &Partnership<'_>) -> bool {
    let today = partnership.today;
    let is_quiet = LastContacts::of(partnership.history).any.is_none_or(|day| day <= term.last);
    term.is_over(today) && is_quiet && (today - term.last).get_days() > TOLD_AFTER_END
}

/// Until when somebody said that it rests, unless they have turned to us since.
fn snoozed(partnership: &Partnership<'_>) -> Option<Rest> {
    let events = partnership.history.events();
    let said = events.iter().filter_map(|event| match event.fact() {
        Some(Fact::Snoozed { until, text }) => Some((event.day, *until, text)),
        _ => None,
    });
    let (since, until, why) = said.max()?;
    let is_broken = events.iter().any(|event| {
        let is_ours = event.is_from_us() && event.day >= until;
        is_ours || event.is_from_them() && event.day > since
    });
    (!is_broken).then(|| Rest::Snoozed { since, until, why: why.clone() })
}

/// The rest after the last reminder that nobody answered.
fn unanswered(partnership: &Partnership<'_>, timings: &Timings) -> Option<Rest> {
    let since = partnership.awaited_answer().ok()?.park_on.filter(|day| *day <= partnership.today)?;
    Some(Rest::Unanswered { since, until: timings.rest_until(since) })
}
