//! Emails of which nobody knows whether they went out: drafts, and what is in doubt.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::ReminderPhrase;
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
            ReminderKind::InDoubt => (ReminderPhrase::FindOutIfSent, ReminderPhrase::NobodyKnows),
            _ => (ReminderPhrase::SendDraft, ReminderPhrase::LiesInDrafts),
        };
        let reminder = outset
            .reminder(kind, due)
            .saying(what.of(&mail.document, &mail.occasion), why.on(day))
            .since(day)
            .of(name);
        Some(reminder.command(format!("resolve {id} {}{} --sent", mail.document, mail.occasion.flag())))
    });
    open.collect()
}
