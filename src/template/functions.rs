//! The words a template may use: filters and functions for what a language decides.
//!
//! Whatever they return is a value like any other and is escaped.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::Serialize;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::raised::raise;
use super::requirements::is_mark;
use super::{agenda_item, kept, phrases};
use crate::locale::{Addressee, Locale, Tone};
use crate::model::timetable::{self, Slot};
use crate::model::{Honorific, Meeting, Register};

/// Data that a function cannot use: the dotted path of the field, and why, a phrase.
#[derive(Debug)]
pub struct UnfitData {
    pub path: String,
    pub message: String,
}

/// Teaches the engine the words of a language.
pub fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    kept::register(tera);
    agenda_item::register(tera, locale);
    let dates = |long: fn(&Locale, Date) -> String, locale: Arc<Locale>| {
        move |text: &str, _: Kwargs, _: &State| -> TeraResult<String> {
            if is_mark(text) {
                return Ok(text.to_owned());
            }
            let day: Date = text.parse().map_err(|_| Error::message(format!("`{text}` is not a day")))?;
            Ok(long(&locale, day))
        }
    };
    tera.register_filter("date", dates(Locale::date, locale.clone()));
    tera.register_filter("weekday_date", dates(Locale::weekday_date, locale.clone()));

    let words = locale.clone();
    tera.register_filter("and", move |items: Value, _: Kwargs, _: &State| {
        strings(&items).map(|items| words.and(&items))
    });
    let words = locale.clone();
    tera.register_filter("or", move |items: Value, _: Kwargs, _: &State| {
        strings(&items).map(|items| words.or(&items))
    });
    let words = locale.clone();
    tera.register_filter("in_words", move |number: u64, _: Kwargs, _: &State| {
        words.number(usize::try_from(number).unwrap_or(usize::MAX))
    });
    let words = locale.clone();
    tera.register_filter("country", move |code: &str, _: Kwargs, _: &State| words.country(code).to_owned());
    let words = locale.clone();
    tera.register_filter("language", move |tag: &str, _: Kwargs, _: &State| words.language(tag).to_owned());
    let words = locale.clone();
    tera.register_filter(
        "city",
        move |zone: &str, _: Kwargs, _: &State| {
            if is_mark(zone) { zone.to_owned() } else { words.city(zone) }
        },
    );
    let words = locale.clone();
    tera.register_filter("label", move |key: &str, kwargs: Kwargs, _: &State| {
        label(&words, key, kwargs.must_get("of")?)
    });
    tera.register_filter("phrase", |text: &str, _: Kwargs, state: &State| -> TeraResult<String> {
        let mut phrase = phrases::phrase(text).to_owned();
        if !phrase.is_empty() && state.get::<bool>(phrases::WANTED)? == Some(true) {
            phrase.push(phrases::END);
        }
        Ok(phrase)
    });
    tera.register_filter("sentence", |text: &str, _: Kwargs, _: &State| {
        let text = text.trim();
        let closing = ['"', '”', '“', '’', '»', '«', ')', ']'];
        let ends = text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':']);
        if text.is_empty() || ends || is_mark(text) { text.to_owned() } else { format!("{text}.") }
    });
    tera.register_filter("upper_first", |text: &str, _: Kwargs, _: &State| first(text, char::to_uppercase));
    tera.register_filter("short_name", |organisation: Value, _: Kwargs, _: &State| {
        field(&organisation, "short_name")
            .or_else(|| field(&organisation, "legal_name"))
            .ok_or_else(|| Error::message("this organisation has no name"))
    });
    tera.register_filter("full_name", |person: Value, _: Kwargs, _: &State| {
        let parts = ["given_name", "family_name"];
        let names: Vec<String> = parts.iter().filter_map(|part| field(&person, part)).collect();
        names.join(" ")
    });
    let words = locale.clone();
    tera.register_filter("address_lines", move |organisation: Value, _: Kwargs, _: &State| {
        Value::from(values(address_lines(&organisation, &words)))
    });
    tera.register_filter("ids", |organisation: Value, _: Kwargs, _: &State| {
        Value::from(values(ids(&organisation)))
    });

    let words = locale.clone();
    tera.register_function("salutation", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let contact: Value = kwargs.must_get("contact")?;
        let own = entry(&contact, "salutation").and_then(|texts| field(texts, &words.tag));
        Ok(match own {
            Some(own) => own,
            None => words.salutation(&addressee(&contact), tone(&kwargs)?),
        })
    });
    let words = locale.clone();
    tera.register_function("closing", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let contact: Value = kwargs.must_get("contact")?;
        Ok(words.closing(&addressee(&contact), tone(&kwargs)?).to_owned())
    });
    let words = locale.clone();
    tera.register_function("moment", move |kwargs: Kwargs, _: &State| moment(&words, &kwargs));
    let words = locale.clone();
    tera.register_function("schedule", move |kwargs: Kwargs, _: &State| schedule(&words, &kwargs));
}

/// An error about the data, not about the template.
fn about(path: &str, message: &str) -> Error {
    raise(UnfitData { path: path.to_owned(), message: message.to_owned() }, message)
}

fn entry<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let found = value.as_map()?.iter().find(|(name, _)| name.as_str() == Some(key));
    found.map(|(_, value)| value)
}

fn field(value: &Value, key: &str) -> Option<String> {
    let text = entry(value, key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn strings(items: &Value) -> TeraResult<Vec<String>> {
    let items = items.as_array().ok_or_else(|| Error::message("a list is needed here"))?;
    if items.iter().any(|item| item.as_array().is_some() || item.as_map().is_some()) {
        return Err(Error::message("the items of this list are no texts: name a field of each"));
    }
    Ok(items.iter().map(ToString::to_string).collect())
}

fn values(lines: Vec<String>) -> Vec<Value> {
    lines.into_iter().map(Value::from).collect()
}

fn first<I: Iterator<Item = char>>(text: &str, change: fn(char) -> I) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|one| change(one).collect()).unwrap_or_default();
    first + letters.as_str()
}

fn label(locale: &Locale, key: &str, of: &str) -> TeraResult<String> {
    let words = &locale.words;
    let list = match of {
        "kinds" => &words.kinds,
        "partnership_types" => &words.partnership_types,
        "activities" => &words.activities,
        "flows" => &words.flows,
        "priorities" => &words.priorities,
        _ => {
            return Err(Error::message(format!(
                "there is no list `{of}`; possible are kinds, partnership_types, activities, flows, priorities"
            )));
        }
    };
    if is_mark(key) {
        return Ok(key.to_owned());
    }
    list.get(key).cloned().ok_or_else(|| {
        Error::message(format!("templates/languages/{}.yaml has no word for `{key}` in `{of}`", locale.tag))
    })
}

/// Street, postal code and town, country: what is there of them.
fn address_lines(organisation: &Value, locale: &Locale) -> Vec<String> {
    let empty = Value::from(tera::Map::new());
    let address = entry(organisation, "address").unwrap_or(&empty);
    let town: Vec<String> = ["postal_code", "city"].iter().filter_map(|part| field(address, part)).collect();
    let country = field(address, "country").or_else(|| field(organisation, "country"));
    [
        field(address, "street"),
        Some(town.join(" ")).filter(|town| !town.is_empty()),
        country.map(|code| locale.country(&code).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The identifiers that are known, each with its label.
fn ids(organisation: &Value) -> Vec<String> {
    let Some(ids) = entry(organisation, "ids") else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (key, label) in [("oid", "OID"), ("pic", "PIC"), ("vat", "VAT")] {
        if let Some(number) = field(ids, key) {
            lines.push(format!("{label} {number}"));
        }
    }
    if let Some(register) = entry(ids, "registration")
        && let (Some(label), Some(number)) = (field(register, "label"), field(register, "number"))
    {
        let authority = field(register, "authority").map_or_else(String::new, |name| format!(" ({name})"));
        lines.push(format!("{label} {number}{authority}"));
    }
    lines
}

fn addressee(contact: &Value) -> Addressee {
    Addressee {
        given_name: field(contact, "given_name"),
        family_name: field(contact, "family_name"),
        honorific: match field(contact, "honorific").as_deref() {
            Some("ms") => Honorific::Ms,
            Some("mr") => Honorific::Mr,
            Some("mx") => Honorific::Mx,
            _ => Honorific::Unknown,
        },
        titles_before: field(contact, "titles_before"),
        organisation: field(contact, "organisation"),
        register: match field(contact, "register").as_deref() {
            Some("informal") => Register::Informal,
            _ => Register::Formal,
        },
    }
}

fn tone(kwargs: &Kwargs) -> TeraResult<Tone> {
    match kwargs.get::<&str>("tone")? {
        None | Some("formal") => Ok(Tone::Formal),
        Some("informal") => Ok(Tone::Informal),
        Some(other) => Err(Error::message(format!("`{other}` is not a tone: formal, informal"))),
    }
}

/// A moment in a zone.
#[derive(Serialize)]
struct Moment {
    date: String,
    weekday_date: String,
    time: String,
    city: String,
}

/// `moment(at="2027-01-12 10:00", zone="Europe/Berlin", in="Europe/Lisbon")`.
fn moment(locale: &Locale, kwargs: &Kwargs) -> TeraResult<Value> {
    let at: &str = kwargs.must_get("at")?;
    let zone_name: &str = kwargs.must_get("zone")?;
    let shown_in = kwargs.get::<&str>("in")?.unwrap_or(zone_name);
    if is_mark(at) || is_mark(zone_name) || is_mark(shown_in) {
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
        time: moment.strftime("%H:%M").to_string(),
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
/// item in each city; zones that show the same clock all along stand there once.
fn schedule(locale: &Locale, kwargs: &Kwargs) -> TeraResult<Value> {
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
        return Ok(open_schedule(&meeting, &ranges));
    }
    let first_zone = zones.first().map(String::as_str);
    let Some(slot) = Slot::of(&meeting, first_zone) else {
        if meeting.date.as_deref().is_some_and(is_mark)
            || meeting.start.as_deref().is_some_and(is_mark)
            || meeting.slot_min.is_none()
        {
            return Ok(open_schedule(&meeting, &ranges));
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
    let mut kept: Vec<(String, TimeZone)> = Vec::new();
    for name in zones {
        let zone = zone(&name)?;
        let same = |other: &TimeZone| {
            let offset = |zone: &TimeZone, at| zone.to_offset(at);
            offset(other, slot.after(0)) == offset(&zone, slot.after(0))
                && offset(other, slot.after(slot.minutes)) == offset(&zone, slot.after(slot.minutes))
        };
        if !kept.iter().any(|(_, other)| same(other)) {
            kept.push((name, zone));
        }
    }
    let clocks = |from: u32, to: u32| -> Vec<Clock> {
        kept.iter()
            .map(|(name, zone)| {
                let start = slot.after(from).to_zoned(zone.clone());
                let end = slot.after(to).to_zoned(zone.clone());
                Clock {
                    city: locale.city(name),
                    date: locale.weekday_date(start.date()),
                    start: start.strftime("%H:%M").to_string(),
                    end: end.strftime("%H:%M").to_string(),
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
fn open_schedule(meeting: &Meeting, ranges: &[(u32, u32)]) -> Value {
    let mark = |text: &Option<String>| text.clone().unwrap_or_else(|| "[time]".to_owned());
    let clock = || Clock {
        city: String::new(),
        date: mark(&meeting.date),
        start: mark(&meeting.start),
        end: "[time]".to_owned(),
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
