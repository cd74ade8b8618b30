//! On which days an email is reminded of, and which reminders went out.

use jiff::civil::Date;

use crate::history::{Fact, HistoryEvent, HistoryEventKind};
use crate::model::{Defaults, Occasion};
use crate::working_days::WorkingDays;

/// After how many working days a reminder is due when institution.yaml says nothing.
const USUAL_REMINDER_DAYS: [u32; 2] = [7, 15];

/// After how many working days each reminder is due.
pub fn reminder_days(defaults: &Defaults) -> &[u32] {
    match defaults.reminder_days.as_slice() {
        [] => &USUAL_REMINDER_DAYS,
        days => days,
    }
}

/// The number of the reminder that went out.
pub fn reminder_in(event: &HistoryEvent) -> Option<u32> {
    let occasion = match &event.kind {
        HistoryEventKind::Sent(mail) => &mail.occasion,
        HistoryEventKind::Fact { about: Some((_, occasion)), fact: Fact::Sent { .. } } => occasion,
        _ => return None,
    };
    match occasion {
        Occasion::Reminder(number) => Some(*number),
        _ => None,
    }
}

/// When reminders of an email are due.
pub struct ReminderPlan<'d> {
    /// After how many working days each.
    pub days: &'d [u32],
    pub working_days: WorkingDays,
    /// The day on which the email went out.
    pub first: Date,
}

impl ReminderPlan<'_> {
    /// The day of a reminder, from 0: so many working days after the email, and as long after what we last wrote as
    /// it was meant to be.
    pub fn day_of(&self, at: usize, latest: Date, snoozed: Option<Date>) -> Date {
        let days = self.days.get(at).copied().unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| self.days.get(before)).copied().unwrap_or_default();
        let by_first = self.working_days.after(self.first, days);
        let by_latest = self.working_days.after(latest, days.saturating_sub(before).max(1));
        self.no_earlier(by_first.max(by_latest), snoozed)
    }

    /// The day on which nobody waits any more: as long after the last reminder as the first one was after the email.
    pub fn park_on(&self, latest: Date, snoozed: Option<Date>) -> Date {
        let days = self.days.first().copied().unwrap_or_default();
        self.no_earlier(self.working_days.after(latest, days.max(1)), snoozed)
    }

    fn no_earlier(&self, day: Date, snoozed: Option<Date>) -> Date {
        snoozed.map_or(day, |until| day.max(self.working_days.on_or_after(until)))
    }
}
