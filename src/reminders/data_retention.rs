//! The day after which the data of people are to be deleted.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind, days_before};
use crate::rules;

/// Days before at which one thinks of it.
const TOLD_DAYS: i64 = 14;

/// That the data are to be deleted, or kept with a reason; none when no time was promised.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let until = rules::kept_until(outset.partnership)?;
    let reminder = outset.reminder(ReminderKind::Retention, until).from(days_before(until, TOLD_DAYS));
    let why = format!("they may be kept until {until}");
    let reminder = reminder.saying("delete the contact data, or note what happened since", why);
    Some(reminder.command(format!("forget {}", outset.partnership.id)))
}
