//! The end of an agreement: a year before, ninety days before, on the day; and the last day to give notice.

use jiff::ToSpan;
use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind, days_before};
use super::sayings::{PhraseValue, ReminderPhrase};
use crate::relationship::RunningTerm;

/// Days before the end at which a renewal is talked about.
const RENEWAL_DAYS: i64 = 90;
/// How many days what is only to be known is told.
const TOLD_DAYS: i64 = 6;
/// How many days after the end it is told that it came.
const AFTER_END_DAYS: i64 = 14;
/// Days before the last day for a notice.
const NOTICE_DAYS: i64 = 30;

/// What is to be known of the end.
pub fn reminders(outset: &Outset<'_>) -> Vec<Reminder> {
    let today = outset.partnership.today;
    let Some(term) = RunningTerm::of(outset.partnership, outset.timings, today) else { return Vec::new() };
    let id = outset.partnership.id;
    let end = term.last;
    if term.is_renewed {
        return term
            .notice_by
            .filter(|day| *day >= today)
            .map(|day| notice(outset, day, end))
            .into_iter()
            .collect();
    }
    let command = match outset.documents.agreement() {
        Some(document) => format!("build {document} --partner {id}"),
        None => format!("log {id}"),
    };
    let with = |kind, due| outset.reminder(kind, due).of(end.to_string()).command(&command);
    let mut told = Vec::new();
    let year_before = end.checked_sub(12.months()).unwrap_or(end);
    if term.first.is_none_or(|first| first < year_before) {
        let due = outset.timings.working_days.on_or_after(year_before);
        let reminder = with(ReminderKind::EndsInAYear, due).until(days_after(due, TOLD_DAYS));
        told.push(reminder.saying(ReminderPhrase::KeepInMind, ReminderPhrase::RunsUntil.on(end)));
    }
    let ninety = days_before(end, RENEWAL_DAYS);
    let is_talked = outset.contacts.any.is_some_and(|day| day >= ninety);
    if !is_talked && term.first.is_none_or(|first| first < ninety) {
        let reminder = with(ReminderKind::Renewal, outset.timings.working_days.on_or_after(ninety));
        let reminder = reminder.until(days_before(end, 1));
        told.push(reminder.saying(ReminderPhrase::TalkAboutGoingOn, ReminderPhrase::AgreementEnds.on(end)));
    }
    let reminder = with(ReminderKind::Ends, end).until(days_after(end, AFTER_END_DAYS));
    told.push(reminder.saying(ReminderPhrase::RenewOrEnd, ReminderPhrase::LastDay.on(end)));
    // The next of them is enough.
    told.retain(|reminder| reminder.is_of_use(today));
    told.truncate(1);
    told
}

fn notice(outset: &Outset<'_>, day: Date, end: Date) -> Reminder {
    let reminder = outset.reminder(ReminderKind::Notice, day).from(days_before(day, NOTICE_DAYS)).until(day);
    let why = ReminderPhrase::GoesOnByItself.on(end).with("notice", PhraseValue::Day(day));
    let reminder = reminder.saying(ReminderPhrase::DecideToGoOn, why).of(end.to_string());
    reminder.command(format!("log {} note \"goes on\"", outset.partnership.id))
}

fn days_after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}
