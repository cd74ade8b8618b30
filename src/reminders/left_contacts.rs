//! The person whom we write to is no longer there.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::ReminderPhrase;

/// That somebody else is to be found who answers there; none as long as the first contact of the file is there.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let partnership = outset.partnership;
    let contact = partnership.partner.model.contacts.first()?;
    let day = partnership.history.left(contact)?;
    let reminder = outset.reminder(ReminderKind::ContactLeft, outset.timings.answer_by(day)).since(day);
    let who = contact.family_name.as_ref().or(contact.email.as_ref());
    let why = match who {
        Some(who) => ReminderPhrase::Left.on(day).with_text("who", who),
        None => ReminderPhrase::FirstContactLeft.on(day),
    };
    let reminder = reminder.saying(ReminderPhrase::FindSuccessor, why);
    Some(reminder.command(format!("check {}", partnership.id)))
}
