//! Moments and timetables in the zones of those who meet.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;
use tera::{Error, Kwargs, TeraResult, Value};

use super::engine_values::{entry, field, strings};
use super::requirements::is_mark;
use super::unfit_data::about;
use crate::locale::Locale;
use crate::model::Meeting;
use crate::model::timetable::{self, Slot};

/// A moment in a zone.
#[derive(Serialize)]
struct Moment {
    date: String,
    weekday_date: String,
    time: String,
    city: String,
}

/// `moment(at="2027-01-12 10:00", zone="Europe/Berlin", in="Europe/Lisbon")`.
pub fn moment(locale: &Locale, kwargs: &Kwargs) -> TeraResult<Value> {
    let at: &str = kwargs.must_get("at")?;
    let zone_name: &str = kwargs.must_get("zone")?;
    let shown_in = kwargs.get::<&str>("in")?.unwrap_or(zone_name);
    // Of day and time one may be the mark of a gap.
    let is_open = |text: &str| text.contains('[');
    if is_open(at) || is_open(zone_name) || is_open(shown_in) {
        return Ok(Value::from_serializable(&Moment {
            date: at.to_owned(),
            weekday_date: at.to_owned(),
            time: at.to_owned(),
            city: shown_in.to_owned(),
        }));
    }
    let wrong = || Error::message(format!("`{at}` is not a day and time"));
    let at = DateTime::strptime("%Y-%m-%d %H:%M", at).map_err(|_| wrong())?;
    let moment = at.to_zoned(zone(zone_name)?).map_err(|_| wrong())?.with_time_zone(zone(shown_in)?);
    Ok(Value::from_serializable(&Moment {
        date: locale.date(moment.date()),
        weekday_date: locale.weekday_date(moment.date()),
        time: locale.clock(moment.time()),
        city: locale.city(shown_in),
    }))
}

fn zone(name: &str) -> TeraResult<TimeZone> {
    crate::locale::zone(name).ok_or_else(|| Error::message(format!("`{name}` is not a time zone")))
}

#[derive(Serialize)]
struct Clock {
    city: String,
    date: String,
    start: String,
    end: String,
}

#[derive(Serialize)]
struct ScheduledItem {
    minutes: u32,
    clocks: Vec<Clock>,
}

#[derive(Serialize)]
struct Schedule {
    clocks: Vec<Clock>,
    items: Vec<ScheduledItem>,
    planned: u32,
    slot: u32,
    buffer: u32,
}

/// `schedule(meeting=partner.meeting, zones=[…], minutes=[[5, 10], …])`: minutes and clock times of each
/// item in each city; cities whose clocks show the same all along stand there together.
pub fn schedule(locale: &Locale, kwargs: &Kwargs) -> TeraResult<Value> {
    let meeting: Value = kwargs.must_get("meeting")?;
    let ranges: Vec<(u32, u32)> = ranges(&kwargs.must_get("minutes")?)?;
    let mut zones = strings(&kwargs.must_get("zones")?)?;
    let open_zone = zones.first().is_none_or(|zone| is_mark(zone));
    zones.retain(|zone| !is_mark(zone));
    let meeting: Meeting = Meeting {
        date: field(&meeting, "date"),
        start: field(&meeting, "start"),
        end: field(&meeting, "end"),
        zone: field(&meeting, "zone"),
        slot_min: entry(&meeting, "slot_min")
            .and_then(Value::as_u64)
            .and_then(|minutes| u32::try_from(minutes).ok()),
        ..Meeting::default()
    };
    if meeting.zone.is_none() && open_zone {
        return Ok(open_schedule(locale, &meeting, &ranges));
    }
    let first_zone = zones.first().map(String::as_str);
    let Some(slot) = Slot::of(&meeting, first_zone) else {
        if meeting.date.as_deref().is_some_and(is_mark)
            || meeting.start.as_deref().is_some_and(is_mark)
            || meeting.slot_min.is_none()
        {
            return Ok(open_schedule(locale, &meeting, &ranges));
        }
        return Err(about(
            "partner.meeting",
            "the meeting has no length: give `slot_min`, or an `end` later than `start`",
        ));
    };
    let minutes = timetable::plan(&ranges, slot.minutes).map_err(|long| {
        about(
            "partner.meeting.slot_min",
            &format!("the items need at least {} minutes, the meeting has {}", long.needed, long.slot),
        )
    })?;
    let mut kept: Vec<(Vec<String>, TimeZone)> = Vec::new();
    for name in zones {
        let zone = zone(&name)?;
        let same = |other: &TimeZone| {
            let offset = |zone: &TimeZone, at| zone.to_offset(at);
            offset(other, slot.after(0)) == offset(&zone, slot.after(0))
                && offset(other, slot.after(slot.minutes)) == offset(&zone, slot.after(slot.minutes))
        };
        let city = locale.city(&name);
        match kept.iter_mut().find(|(_, other)| same(other)) {
            Some((cities, _)) if cities.contains(&city) => {}
            Some((cities, _)) => cities.push(city),
            None => kept.push((vec![city], zone)),
        }
    }
    let clocks = |from: u32, to: u32| -> Vec<Clock> {
        kept.iter()
            .map(|(cities, zone)| {
                let start = slot.after(from).to_zoned(zone.clone());
                let end = slot.after(to).to_zoned(zone.clone());
                Clock {
                    city: locale.and(cities),
                    date: locale.weekday_date(start.date()),
                    start: locale.clock(start.time()),
                    end: locale.clock(end.time()),
                }
            })
            .collect()
    };
    let planned: u32 = minutes.iter().sum();
    let mut passed = 0;
    let items = minutes
        .iter()
        .map(|minutes| {
            let from = passed;
            passed += minutes;
            ScheduledItem { minutes: *minutes, clocks: clocks(from, passed) }
        })
        .collect();
    Ok(Value::from_serializable(&Schedule {
        clocks: clocks(0, slot.minutes),
        items,
        planned,
        slot: slot.minutes,
        buffer: slot.minutes - planned,
    }))
}

/// The schedule of a draft whose day or time is still a gap.
fn open_schedule(locale: &Locale, meeting: &Meeting, ranges: &[(u32, u32)]) -> Value {
    let time = format!("[{}]", locale.gap_words("meeting.time"));
    let mark = |text: &Option<String>| text.clone().unwrap_or_else(|| time.clone());
    let clock = || Clock {
        city: String::new(),
        date: mark(&meeting.date),
        start: mark(&meeting.start),
        end: time.clone(),
    };
    let items: Vec<ScheduledItem> =
        ranges.iter().map(|(_, max)| ScheduledItem { minutes: *max, clocks: vec![clock()] }).collect();
    let planned = ranges.iter().map(|(_, max)| max).sum();
    Value::from_serializable(&Schedule { clocks: vec![clock()], items, planned, slot: planned, buffer: 0 })
}

fn ranges(value: &Value) -> TeraResult<Vec<(u32, u32)>> {
    let wrong = || Error::message("`minutes` needs a list of pairs: [[5, 10], [5, 7]]");
    let number = |value: &Value| {
        value.as_i128().and_then(|number| u32::try_from(number).ok()).filter(|number| *number <= 1440)
    };
    let pairs = value.as_array().ok_or_else(wrong)?;
    pairs
        .iter()
        .map(|pair| match pair.as_array() {
            Some([min, max]) => number(min).zip(number(max)).ok_or_else(wrong),
            _ => Err(wrong()),
        })
        .collect()
}
