//! A calendar (RFC 5545) of things to be done, each as an entry for a whole day that blocks no time.

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

/// What the first lines of such a calendar say of who wrote it.
pub const PRODUCT: &str = "-//Handclasp//Reminders//EN";

/// An entry for a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayEntry {
    /// What tells it from all others, the same each time it is made.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What is to be done.
    pub summary: String,
    /// Why, and how.
    pub description: String,
}

/// The calendar file of entries, as it stood on a day.
pub fn write(entries: &[DayEntry], name: &str, stood_on: Date) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", PRODUCT))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(Property::new("X-WR-CALNAME", name));
    for entry in entries {
        let mut event = Event::with_uid(&entry.uid);
        event
            .summary(&entry.summary)
            .description(&entry.description)
            .add_property("DTSTAMP", stood_on.strftime("%Y%m%dT000000Z").to_string())
            .add_property("TRANSP", "TRANSPARENT");
        // Of a whole day the end is the day after, which is not part of it.
        for (key, day) in [("DTSTART", entry.day), ("DTEND", entry.day.tomorrow().unwrap_or(entry.day))] {
            let mut property = Property::new(key, day.strftime("%Y%m%d").to_string());
            event.append_property(property.add_parameter("VALUE", "DATE").done());
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}
