//! Where it is noted that something of today's list is done.

use crate::noting::NotableFact;
use crate::reminders::{Reminder, ReminderKind};

/// The address of the form in which it is noted that a thing is done, filled in as far as it is known; none of what is not
/// done by noting something.
pub fn way_to_note(reminder: &Reminder) -> Option<String> {
    let fact = match reminder.kind {
        // What became of an email is asked on the page of the partner.
        ReminderKind::InDoubt | ReminderKind::Draft => {
            return Some(format!("/partners/{}#note", reminder.partner));
        }
        ReminderKind::NextAction => return Some(format!("/partners/{}/note", reminder.partner)),
        ReminderKind::NotNoted => NotableFact::Met,
        ReminderKind::Reply
        | ReminderKind::ThankYou
        | ReminderKind::FollowUp
        | ReminderKind::Answer
        | ReminderKind::NextStep => NotableFact::Wrote,
        ReminderKind::FirstEmail => NotableFact::Sent,
        ReminderKind::OurSignature | ReminderKind::TheirSignature => NotableFact::Signed,
        ReminderKind::CheckIn => NotableFact::Called,
        ReminderKind::EndsInAYear | ReminderKind::Renewal | ReminderKind::Ends | ReminderKind::Notice => {
            NotableFact::Note
        }
        ReminderKind::RestOver => NotableFact::Called,
        ReminderKind::Meeting
        | ReminderKind::ContactLeft
        | ReminderKind::CallDeadline
        | ReminderKind::LetterEnds
        | ReminderKind::Retention => return None,
    };
    let known = match reminder.kind {
        ReminderKind::NotNoted => reminder.since.map(|day| format!("?day={day}")),
        // It is told from others by its document, whose name is that of a folder.
        ReminderKind::OurSignature => Some(format!("?document={}&by=us", reminder.occasion)),
        ReminderKind::TheirSignature => Some(format!("?document={}", reminder.occasion)),
        _ => None,
    };
    Some(way_to(reminder, fact, &known.unwrap_or_default()))
}

/// The address of the form that puts it off.
pub fn way_to_put_off(reminder: &Reminder) -> String {
    way_to(reminder, NotableFact::Snoozed, "")
}

fn way_to(reminder: &Reminder, fact: NotableFact, known: &str) -> String {
    format!("/partners/{}/note/{}{known}", reminder.partner, fact.name())
}
