//! Meetings: that one is at hand, that thanks are due, that nothing is noted of one.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::ReminderPhrase;
use crate::history::{Fact, HistoryEvent, HistoryEventKind};
use crate::model::{Direction, Meeting, Occasion};

/// Within how many working days thanks are due: as long as the minutes are.
const THANKS_DAYS: u32 = 2;
/// After how many working days thanks would be odd.
const THANKS_END: u32 = 10;

/// What is to be done because of a partner's meetings.
pub fn reminders(outset: &Outset<'_>) -> Vec<Reminder> {
    let partner = &outset.partnership.partner.model;
    let meetings = partner.all_meetings().filter_map(|(place, meeting)| {
        let day: Date = meeting.date.as_deref()?.parse().ok()?;
        let occasion = partner.occasion_at(place)?;
        if day >= outset.partnership.today {
            Some(at_hand(outset, meeting, &occasion, day))
        } else {
            held(outset, &occasion, day)
        }
    });
    meetings.collect()
}

/// That a meeting is to come.
fn at_hand(outset: &Outset<'_>, meeting: &Meeting, occasion: &Occasion, day: Date) -> Reminder {
    let place =
        meeting.place.as_ref().and_then(|place| place.name.as_ref()).filter(|_| meeting.form().has_place());
    let why = match (meeting.start.as_ref(), place.or(meeting.platform.as_ref())) {
        (None, None) => ReminderPhrase::MeetingOn.on(day),
        (Some(time), None) => ReminderPhrase::MeetingOnAt.on(day).with_text("time", time),
        (None, Some(place)) => ReminderPhrase::MeetingOnIn.on(day).with_text("place", place),
        (Some(time), Some(place)) => {
            ReminderPhrase::MeetingOnAtIn.on(day).with_text("time", time).with_text("place", place)
        }
    };
    let documents = outset.documents.for_meeting().join(" ");
    let reminder = outset.reminder(ReminderKind::Meeting, day).from(outset.timings.working_days.before(day));
    reminder.saying(ReminderPhrase::GetReady, why).of(named(occasion, day)).until(day).command(format!(
        "build {documents} --partner {}{}",
        outset.partnership.id,
        occasion.flag()
    ))
}

/// What is to be done after a meeting; none when it is done.
fn held(outset: &Outset<'_>, occasion: &Occasion, day: Date) -> Option<Reminder> {
    let working_days = &outset.timings.working_days;
    let id = outset.partnership.id;
    let since = outset.partnership.history.events().iter().filter(|event| event.day >= day);
    if since.clone().any(|event| is_written(event) && event.day > day || is_thanks(outset, event, occasion)) {
        return None;
    }
    let due = working_days.after(day, THANKS_DAYS);
    let from = working_days.after(day, 1);
    if since.clone().any(is_met) {
        let reminder = outset.reminder(ReminderKind::ThankYou, due).from(from).since(day);
        let reminder = reminder.until(working_days.after(day, THANKS_END)).of(named(occasion, day));
        let reminder = reminder.saying(ReminderPhrase::SayThanks, ReminderPhrase::MetOn.on(day));
        let with = match outset.documents.thank_you() {
            Some(document) => format!("build {document} --partner {id}{}", occasion.flag()),
            None => format!("log {id} wrote \"thank you\""),
        };
        return Some(reminder.command(with));
    }
    // A later word shows that it went on.
    if since.clone().any(|event| event.day > day && (event.is_from_us() || event.is_from_them())) {
        return None;
    }
    let reminder =
        outset.reminder(ReminderKind::NotNoted, due).from(from).since(day).of(named(occasion, day));
    let reminder = reminder.saying(ReminderPhrase::NoteMeeting, ReminderPhrase::NothingNoted.on(day));
    Some(reminder.command(format!("log {id} met \"what was agreed\" --on {day}")))
}

fn named(occasion: &Occasion, day: Date) -> String {
    occasion.id().map_or_else(|| day.to_string(), |id| id.to_string())
}

/// Whether we wrote something.
fn is_written(event: &HistoryEvent) -> bool {
    match &event.kind {
        HistoryEventKind::Sent(_) => true,
        HistoryEventKind::Fact { fact, .. } => matches!(fact, Fact::Wrote { .. } | Fact::Sent { .. }),
        HistoryEventKind::Noted { direction, .. } => *direction == Some(Direction::Out),
        _ => false,
    }
}

/// Whether thanks or minutes of the meeting were sent.
fn is_thanks(outset: &Outset<'_>, event: &HistoryEvent, occasion: &Occasion) -> bool {
    let about = match &event.kind {
        HistoryEventKind::Sent(mail) => Some(&mail.occasion),
        HistoryEventKind::Fact { about: Some((_, about)), fact: Fact::Sent { .. } } => Some(about),
        _ => None,
    };
    about == Some(occasion)
        && event.sent().is_some_and(|document| outset.documents.is_after_meeting(document))
}

/// Whether it says that people met.
fn is_met(event: &HistoryEvent) -> bool {
    match &event.kind {
        HistoryEventKind::Fact { fact, .. } => matches!(fact, Fact::Met { .. }),
        HistoryEventKind::Noted { channel, .. } => {
            channel.as_deref().is_some_and(|channel| channel.to_lowercase().contains("meeting"))
        }
        _ => false,
    }
}
