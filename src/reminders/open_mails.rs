//! Emails of which nobody knows whether they went out: drafts, and what is in doubt.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use crate::history::HistoryEventKind;

/// What is to be done with them.
pub fn reminders(outset: &Outset<'_>) -> Vec<Reminder> {
    let id = outset.partnership.id;
    let working_days = &outset.timings.working_days;
    let open = outset.partnership.history.events().iter().filter_map(|event| {
        let day = event.day;
        let (kind, mail, due) = match &event.kind {
            HistoryEventKind::InDoubt(mail) => (ReminderKind::InDoubt, mail, day),
            HistoryEventKind::Drafted(mail) => (ReminderKind::Draft, mail, working_days.after(day, 1)),
            _ => return None,
        };
        let name = mail.occasion.named(&mail.document);
        let (what, why) = match kind {
            ReminderKind::InDoubt => (
                format!("find out whether `{name}` was sent"),
                format!("nobody knows since {day}; look into your Sent folder"),
            ),
            _ => {
                (format!("send the draft of `{name}`"), format!("it lies in your Drafts folder since {day}"))
            }
        };
        let reminder = outset.reminder(kind, due).saying(what, why).since(day).of(name);
        Some(reminder.command(format!("resolve {id} {}{} --sent", mail.document, mail.occasion.flag())))
    });
    open.collect()
}
