//! The day after which the data of people are to be deleted.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind, days_before};
use super::sayings::ReminderPhrase;
use crate::rules;

/// Days before at which one thinks of it.
const TOLD_DAYS: i64 = 14;

/// That the data are to be deleted, or kept with a reason; none when no time was promised.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let until = rules::kept_until(outset.partnership)?;
    let reminder = outset.reminder(ReminderKind::Retention, until).from(days_before(until, TOLD_DAYS));
    let reminder = reminder.saying(ReminderPhrase::DeleteData, ReminderPhrase::KeptUntil.on(until));
    Some(reminder.command(format!("forget {}", outset.partnership.id)))
}
