//! A calendar entry (RFC 5545) for the meeting of an agenda.
//!
//! Times are written in UTC, which every calendar shows in its owner's zone.

use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::text;
use crate::document::Document;
use crate::email_address::{is_same, sent};
use crate::model::timetable::Slot;

/// How long before the meeting a calendar reminds of it.
const REMINDER: chrono::Duration = chrono::Duration::minutes(15);

/// Somebody with an email address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAddress {
    /// Name as it is shown.
    pub name: String,
    /// Email address.
    pub email: String,
}

/// What a calendar entry is for (RFC 5546, 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryPurpose {
    /// To be put into a calendar; nobody is asked for an answer, and nobody else is named.
    Publish,
    /// It invites, and asks for an answer.
    Request,
    /// It says that the meeting does not take place.
    Cancel,
}

impl EntryPurpose {
    /// The method, in the word of RFC 5546.
    pub fn method(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// The entry for the meeting of an agenda.
#[derive(Debug, Clone)]
pub struct CalendarEntry {
    /// What tells this meeting from all others, the same each time it is made.
    pub uid: String,
    /// The day the entry is made.
    pub made_on: Date,
    /// When it is.
    pub slot: Slot,
    /// The place, or online the link or the platform.
    pub location: Option<String>,
    /// Video link.
    pub link: Option<String>,
    /// Who invites.
    pub organizer: NamedAddress,
    /// Who is invited.
    pub attendees: Vec<NamedAddress>,
    /// How often it was sent before: an entry with a higher number takes the place of one with a lower one.
    pub sequence: u32,
    /// What it is for.
    pub purpose: EntryPurpose,
}

/// The calendar file of a document.
pub fn write(document: &Document, entry: &CalendarEntry) -> String {
    let stamp =
        entry.made_on.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp());
    let start = entry.slot.after(0);
    let end = entry.slot.after(entry.slot.minutes);
    let summary = document.meta.summary.as_ref().unwrap_or(&document.meta.title);
    let mut event = Event::with_uid(&entry.uid);
    event
        .summary(summary)
        .description(&description(document))
        .add_property("DTSTAMP", utc(stamp))
        .add_property("DTSTART", utc(start))
        .add_property("DTEND", utc(end))
        .add_property("SEQUENCE", entry.sequence.to_string())
        .append_property(person("ORGANIZER", &entry.organizer));
    if let Some(location) = &entry.location {
        event.location(location);
    }
    if let Some(link) = &entry.link {
        event.url(link);
    }
    // A published entry names nobody but who publishes it (RFC 5546, 3.2.1).
    let attendees = entry.attendees.iter().filter(|_| entry.purpose != EntryPurpose::Publish);
    for attendee in attendees {
        let mut property = person("ATTENDEE", attendee);
        if is_same(&attendee.email, &entry.organizer.email) {
            property.add_parameter("ROLE", "CHAIR").add_parameter("PARTSTAT", "ACCEPTED");
        } else {
            property
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "NEEDS-ACTION")
                .add_parameter("RSVP", "TRUE");
        }
        event.append_multi_property(property.done());
    }
    // The crate would stamp the reminder with its own clock and a random UID.
    let mut reminder = Alarm::display(summary, -REMINDER);
    reminder.add_property("DTSTAMP", utc(stamp)).add_property("UID", format!("reminder-{}", entry.uid));
    if entry.purpose == EntryPurpose::Cancel {
        event.add_property("STATUS", "CANCELLED");
    } else {
        event.alarm(reminder.done());
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Handclasp//Handclasp//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", entry.purpose.method()))
        .push(event.done());
    calendar.to_string()
}

/// What the entry says: the words that the document has for it, else its whole text.
fn description(document: &Document) -> String {
    if document.calendar.is_empty() {
        return text::write(document);
    }
    let draft = document.meta.draft.iter().map(|mark| format!("{mark}\n\n"));
    draft.chain([text::sections(&document.calendar).trim_end().to_owned()]).collect()
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A double quote cannot stand in a parameter (RFC 5545, section 3.2).
fn person(key: &str, person: &NamedAddress) -> Property {
    let mut property = Property::new(key, format!("mailto:{}", sent(&person.email)));
    if !person.name.is_empty() {
        property.add_parameter("CN", &person.name.replace('"', "’"));
    }
    property.done()
}
