//! A calendar entry (RFC 5545) for the meeting of an agenda.
//!
//! Times are written in UTC, which every calendar shows in its owner's zone.

use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::text;
use crate::document::Document;
use crate::email_address::sent;
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

/// The meeting of an agenda.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// What tells this meeting from all others, the same each time it is made.
    pub uid: String,
    /// The day the entry is made.
    pub made_on: Date,
    /// When it is.
    pub slot: Slot,
    /// Video link or place.
    pub location: Option<String>,
    /// Who invites.
    pub organizer: NamedAddress,
    /// Who is invited.
    pub attendees: Vec<NamedAddress>,
    /// How often it was sent before: an entry with a higher number takes the place of one with a lower one.
    pub sequence: u32,
    /// Whether it does not take place.
    pub cancelled: bool,
}

impl Invitation {
    /// What the entry asks for (RFC 5546, 3.2).
    pub fn method(&self) -> &'static str {
        if self.cancelled { "CANCEL" } else { "REQUEST" }
    }
}

/// The calendar file of a document.
pub fn write(document: &Document, invitation: &Invitation) -> String {
    let stamp = invitation
        .made_on
        .to_zoned(TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp());
    let start = invitation.slot.after(0);
    let end = invitation.slot.after(invitation.slot.minutes);
    let summary = document.meta.summary.as_ref().unwrap_or(&document.meta.title);
    let mut event = Event::with_uid(&invitation.uid);
    event
        .summary(summary)
        .description(&text::write(document))
        .add_property("DTSTAMP", utc(stamp))
        .add_property("DTSTART", utc(start))
        .add_property("DTEND", utc(end))
        .add_property("SEQUENCE", invitation.sequence.to_string())
        .append_property(person("ORGANIZER", &invitation.organizer));
    if let Some(location) = &invitation.location {
        event.location(location);
        if location.starts_with("https://") || location.starts_with("http://") {
            event.url(location);
        }
    }
    for attendee in &invitation.attendees {
        let mut property = person("ATTENDEE", attendee);
        property
            .add_parameter("ROLE", "REQ-PARTICIPANT")
            .add_parameter("PARTSTAT", "NEEDS-ACTION")
            .add_parameter("RSVP", "TRUE");
        event.append_multi_property(property.done());
    }
    // The crate would stamp the reminder with its own clock and a random UID.
    let mut reminder = Alarm::display(summary, -REMINDER);
    reminder.add_property("DTSTAMP", utc(stamp)).add_property("UID", format!("reminder-{}", invitation.uid));
    if invitation.cancelled {
        event.add_property("STATUS", "CANCELLED");
    } else {
        event.alarm(reminder.done());
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Handclasp//Handclasp//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", invitation.method()))
        .push(event.done());
    calendar.to_string()
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A double quote cannot stand in a parameter (RFC 5545, section 3.2).
fn person(key: &str, person: &NamedAddress) -> Property {
    let mut property = Property::new(key, format!("mailto:{}", sent(&person.email)));
    property.add_parameter("CN", &person.name.replace('"', "’"));
    property.done()
}
