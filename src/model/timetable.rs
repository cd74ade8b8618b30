//! When a meeting's items begin and end, in each side's city.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::meeting::Meeting;

/// When a meeting begins and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The beginning.
    pub start: Zoned,
    /// The length in minutes.
    pub minutes: u32,
}

/// The items do not fit into the slot even at their shortest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Minutes that the items need at least.
    pub needed: u32,
    /// Minutes that there are.
    pub slot: u32,
}

impl Slot {
    /// The slot of a meeting; none while its day, its beginning or its length are open.
    ///
    /// `fallback` is the zone when the meeting names none.
    pub fn of(meeting: &Meeting, fallback: Option<&str>) -> Option<Self> {
        let zone = TimeZone::get(meeting.zone.as_deref().or(fallback)?).ok()?;
        let date = meeting.date.as_deref()?.parse::<jiff::civil::Date>().ok()?;
        let start = Time::strptime("%H:%M", meeting.start.as_deref()?).ok()?;
        let start_at = date.to_datetime(start);
        let minutes = match (meeting.slot_min, meeting.end.as_deref()) {
            (Some(minutes), _) => minutes,
            (None, Some(end)) => {
                let end = date.to_datetime(Time::strptime("%H:%M", end).ok()?);
                minutes_between(start_at, end)?
            }
            (None, None) => return None,
        };
        Some(Self { start: start_at.to_zoned(zone).ok()?, minutes })
    }

    /// The moment so many minutes after the beginning.
    pub fn after(&self, minutes: u32) -> Timestamp {
        let start = self.start.timestamp();
        start.checked_add(i64::from(minutes).minutes()).unwrap_or(start)
    }
}

fn minutes_between(start: DateTime, end: DateTime) -> Option<u32> {
    let seconds = end.duration_since(start).as_secs();
    u32::try_from(seconds / 60).ok().filter(|minutes| *minutes > 0)
}

/// How many minutes each item gets.
///
/// Each gets its longest time if the slot allows; otherwise what is left above the shortest times is
/// shared in proportion to the ranges (`domain.md` 5.1), whole minutes, the earlier items first.
///
/// # Errors
/// When the shortest times are already more than the slot.
pub fn plan(ranges: &[(u32, u32)], slot: u32) -> Result<Vec<u32>, TooLong> {
    let shortest: u32 = ranges.iter().map(|(min, _)| min).sum();
    let longest: u32 = ranges.iter().map(|(min, max)| max.max(min)).sum();
    if shortest > slot {
        return Err(TooLong { needed: shortest, slot });
    }
    if longest <= slot {
        return Ok(ranges.iter().map(|(min, max)| *max.max(min)).collect());
    }
    let spare = slot - shortest;
    let room = longest - shortest;
    let mut minutes: Vec<u32> =
        ranges.iter().map(|(min, max)| min + (max.max(min) - min) * spare / room).collect();
    let mut left = slot - minutes.iter().sum::<u32>();
    for (given, (min, max)) in minutes.iter_mut().zip(ranges) {
        if left > 0 && *given < *max.max(min) {
            *given += 1;
            left -= 1;
        }
    }
    Ok(minutes)
}
