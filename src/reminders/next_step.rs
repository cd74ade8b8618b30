//! The one next step of a relationship: what the partner's file says, else what follows from where it stands.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::{ReminderPhrase, Saying};
use super::{first_emails, signing, waiting};
use crate::relationship::Rest;

/// The next step; none when there is none, or when what is told already is it.
pub fn reminder(outset: &Outset<'_>, rest: Option<&Rest>, told: &[Reminder]) -> Option<Reminder> {
    let step = derived(outset, rest, told);
    let logbook = outset.partnership.partner.model.logbook.as_ref();
    let action = logbook.and_then(|logbook| logbook.next_action.as_deref());
    let due = logbook.and_then(|logbook| logbook.next_action_due.as_deref());
    let due = due.and_then(|day| day.parse().ok());
    let what =
        action.map_or(Saying::from(ReminderPhrase::DoWhatIsPlanned), |own| Saying::Theirs(own.to_owned()));
    match (due, step) {
        (Some(due), step) => {
            let id = outset.partnership.id;
            let later = outset.contacts.any.filter(|day| *day > due);
            let why = match later {
                Some(day) => ReminderPhrase::FileSaysSoBeforeContact.on(day),
                None => ReminderPhrase::FileSaysSo.into(),
            };
            let reminder = outset.reminder(ReminderKind::NextAction, due).saying(what, why);
            let reminder = reminder.command(format!("log {id}"));
            // What follows is mostly what is meant, and has the better command.
            Some(Reminder { command: step.map_or(reminder.command, |step| step.command), ..reminder })
        }
        (None, Some(step)) if action.is_some() => Some(Reminder { what, ..step }),
        (None, step) => step,
    }
}

/// Whether what is told already brings it on: an email of which nobody knows what became of it, a meeting, a talk about
/// going on.
pub fn is_in_hand(told: &[Reminder], today: Date) -> bool {
    told.iter().any(|one| match one.kind {
        ReminderKind::InDoubt | ReminderKind::Draft => true,
        ReminderKind::Meeting | ReminderKind::ThankYou | ReminderKind::NotNoted => true,
        ReminderKind::Renewal | ReminderKind::Ends => one.told_from <= today,
        _ => false,
    })
}

fn derived(outset: &Outset<'_>, rest: Option<&Rest>, told: &[Reminder]) -> Option<Reminder> {
    if is_in_hand(told, outset.partnership.today) {
        return None;
    }
    match rest {
        Some(Rest::Parked) => return None,
        Some(rest) => {
            if let Some(reminder) = waiting::rest_over(outset, rest) {
                return Some(reminder);
            }
        }
        None => {}
    }
    signing::reminder(outset)
        .or_else(|| waiting::reply(outset))
        .or_else(|| waiting::agreed_step(outset))
        .or_else(|| first_emails::reminder(outset))
        .or_else(|| waiting::answer(outset))
        .or_else(|| waiting::next_step(outset))
}
