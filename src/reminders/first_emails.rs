//! The first email that was never sent.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::ReminderPhrase;
use crate::model::Phase;

/// Days from finding somebody to writing to them.
const SCOUTING_DAYS: i64 = 14;

/// That the first email is to be sent; none when it was, and when nobody knows since when the partner is known.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let partnership = outset.partnership;
    let partner = &partnership.partner.model;
    if outset.contacts.any.is_some() || outset.phase > Phase::FirstContact {
        return None;
    }
    let found_on = partner.logbook.as_ref().and_then(|logbook| logbook.found_on.as_deref());
    let of_contact = || partner.contacts.first().and_then(|contact| contact.source_date.as_deref());
    let found_on: Date = found_on.or_else(of_contact)?.parse().ok()?;
    let document = outset.documents.first_contact(partner)?;
    let reminder = outset.reminder(ReminderKind::FirstEmail, outset.timings.in_days(found_on, SCOUTING_DAYS));
    let why = ReminderPhrase::FoundOn.on(found_on);
    let reminder = reminder.saying(ReminderPhrase::SendFirstEmail, why).since(found_on);
    Some(reminder.command(format!("build {document} --partner {}", partnership.id)))
}
