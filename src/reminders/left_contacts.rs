//! The person whom we write to is no longer there.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};

/// That somebody else is to be found who answers there; none as long as the first contact of the file is there.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let partnership = outset.partnership;
    let contact = partnership.partner.model.contacts.first()?;
    let day = partnership.history.left(contact)?;
    let reminder = outset.reminder(ReminderKind::ContactLeft, outset.timings.answer_by(day)).since(day);
    let who = contact.family_name.as_ref().or(contact.email.as_ref());
    let who = who.map_or("the first contact of the file", String::as_str);
    let why = format!("{who} is no longer there, as was noted for {day}");
    let reminder = reminder.saying("find out who answers there now, and put them first in the file", why);
    Some(reminder.command(format!("check {}", partnership.id)))
}
