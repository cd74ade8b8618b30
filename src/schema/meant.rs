//! What a value that does not fit was most likely meant to be, as it is to be written: `Österreich` → `AT`,
//! `5 March 2027` → `2027-03-05`, `mobility` → `[mobility]`.

use jiff::civil::Date;

use super::formats::FORMATS;
use super::shape::Shape;
use super::{days, names};
use crate::diagnostic::words::nearest;
use crate::email_address;
use crate::telephone;

/// A value that was meant, and in which case, where there are several: ("2027-03-05", "5 March").
struct MeantValue {
    value: String,
    case: String,
}

impl MeantValue {
    fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), case: String::new() }
    }
}

/// What to write in place of a text that does not fit; none when nobody can tell.
pub fn help(shape: Shape<'_>, path: &[String], text: &str, country: Option<&str>) -> Option<String> {
    let name = name_of(path);
    if let Some(items) = shape.items() {
        return list(items, name, text, country);
    }
    if shape.options().is_none() && shape.format().is_none() && shape.fields().is_some() {
        return group(shape, name, text);
    }
    if shape.allows("integer") || shape.allows("number") {
        return centimetres(path, text).or_else(|| number(name, text));
    }
    if shape.format() == Some("time-of-day")
        && let Some((begin, end)) = days::span(text)
    {
        return Some(if name == "start" {
            format!("a beginning and an end are two fields: `start: {begin}` and `end: {end}`")
        } else {
            format!("write one time: `{name}: {end}`")
        });
    }
    if shape.format() == Some("email")
        && let Some(help) = several_addresses(path, text)
    {
        return Some(help);
    }
    let readings = cleaned(text)
        .into_iter()
        .map(|text| readings(shape, name, &text, country))
        .find(|all| !all.is_empty())?;
    let written: Vec<String> = readings
        .iter()
        .map(|reading| {
            let entry = entry(path, &reading.value);
            if reading.case.is_empty() {
                format!("`{entry}`")
            } else {
                format!("`{entry}` for {}", reading.case)
            }
        })
        .collect();
    Some(format!("write {}", written.join(" or ")))
}

/// The last name of a path that is no number of an entry.
fn name_of(path: &[String]) -> &str {
    path.iter().rev().find(|segment| segment.parse::<usize>().is_err()).map_or("", String::as_str)
}

/// A value with its name in front, unless it is an entry of a list.
fn entry(path: &[String], value: &str) -> String {
    match path.last() {
        Some(last) if last.parse::<usize>().is_err() => format!("{last}: {value}"),
        _ => value.to_owned(),
    }
}

/// The text, and the text without what people put around it: marks, brackets, a note behind it.
fn cleaned(text: &str) -> Vec<String> {
    let mut all = vec![text.trim().to_owned()];
    let around = |one: char| one.is_whitespace() || "\"'“”„«»‘’`,;.".contains(one);
    let mut add = |text: &str| {
        let text = text.trim_matches(around).to_owned();
        if !text.is_empty() && !all.contains(&text) {
            all.push(text);
        }
    };
    add(text);
    for sign in [" //", " #", " --", " – ", " - ", ";", " (", ", ", "/"] {
        if let Some((before, _)) = text.split_once(sign) {
            add(before);
        }
    }
    // `Wien, Österreich`, `(AT)`: the last part may say it.
    if let Some((_, last)) = text.rsplit_once([',', '(', '/']) {
        add(last.trim_end_matches(')'));
    }
    all
}

/// What a text may be in this place.
fn readings(shape: Shape<'_>, name: &str, text: &str, country: Option<&str>) -> Vec<MeantValue> {
    if let Some(options) = shape.options() {
        return option(name, &options, text);
    }
    if shape.allows("boolean") {
        return names::truth(text).map(|truth| MeantValue::new(truth.to_string())).into_iter().collect();
    }
    let Some(format) = shape.format() else { return Vec::new() };
    let holds = |text: &str| FORMATS.iter().any(|known| known.name == format && (known.holds)(text));
    let mut readings = match format {
        "date" | "date-or-on-last-signature" => dates(&days::days(text)),
        "local-date-time" => moments(text),
        "time-of-day" => days::time(text).map(MeantValue::new).into_iter().collect(),
        "colour" => colour(text).map(MeantValue::new).into_iter().collect(),
        "phone" => {
            let read = telephone::read(text, country, false);
            read.ok().flatten().map(MeantValue::new).into_iter().collect()
        }
        _ => formatted(format, text, &holds).map(MeantValue::new).into_iter().collect(),
    };
    readings.retain(|reading| holds(reading.value.trim_matches('"')));
    if format == "date-or-on-last-signature" && readings.is_empty() && text.to_lowercase().contains("sign") {
        readings.push(MeantValue::new("on_last_signature"));
    }
    readings
}

/// The words of a closed list that a text stands for.
fn option(name: &str, options: &[&str], text: &str) -> Vec<MeantValue> {
    let mut found = names::options(name, options, text);
    if found.is_empty() {
        // `Frau Dr.`, `vet school (public)`: the first word may say it.
        let first = text.split_whitespace().next().filter(|first| first.len() < text.len());
        found = first.map(|first| names::options(name, options, first)).unwrap_or_default();
    }
    if found.is_empty() {
        found.extend(nearest(text, options.iter().copied()));
        if !found.is_empty() {
            // Told as a question, where the word is misspelt.
            return Vec::new();
        }
    }
    match found.as_slice() {
        [only] => vec![MeantValue::new(*only)],
        several => several
            .iter()
            .map(|option| MeantValue { value: (*option).to_owned(), case: format!("“{option}”") })
            .collect(),
    }
}

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in words: 5 March.
fn in_words(day: Date) -> String {
    let month = usize::try_from(day.month()).unwrap_or(1);
    format!("{} {}", day.day(), MONTHS.get(month - 1).copied().unwrap_or_default())
}

fn dates(days: &[Date]) -> Vec<MeantValue> {
    match days {
        [only] => vec![MeantValue::new(only.to_string())],
        several => {
            several.iter().map(|day| MeantValue { value: day.to_string(), case: in_words(*day) }).collect()
        }
    }
}

/// A day and a time.
fn moments(text: &str) -> Vec<MeantValue> {
    let moments = days::moments(text);
    if let [only] = moments.as_slice() {
        return vec![MeantValue::new(only.clone())];
    }
    let readings = moments.into_iter().map(|moment| {
        let day = moment.split(' ').next().and_then(|day| day.parse::<Date>().ok());
        MeantValue { value: moment, case: day.map(in_words).unwrap_or_default() }
    });
    readings.collect()
}

/// The text in the form that a format needs.
fn formatted(format: &str, text: &str, holds: &dyn Fn(&str) -> bool) -> Option<String> {
    match format {
        "country" => match text.to_uppercase().as_str() {
            "UK" => Some("GB".to_owned()),
            "EL" => Some("GR".to_owned()),
            code if holds(code) => Some(code.to_owned()),
            _ => names::country(text).map(str::to_owned),
        },
        "language" => language(text, holds),
        "uri" => web_address(text),
        "host" => {
            let host = text.split("://").last()?.split(['/', ' ']).next()?;
            Some(host.to_owned())
        }
        "time-zone" => time_zone(text),
        "year" => {
            let mut years = text.split(|one: char| !one.is_ascii_digit()).filter(|digits| digits.len() == 4);
            let two = text.trim_matches(['\'', '’', ' ']);
            let is_short = two.len() == 2 && two.bytes().all(|one| one.is_ascii_digit());
            years.next().map(str::to_owned).or_else(|| is_short.then(|| format!("20{two}")))
        }
        "oid" | "pic" | "erasmus-code" => {
            let code: String =
                text.chars().filter(|one| one.is_ascii_alphanumeric() || *one == '-').collect();
            let code = code.to_uppercase();
            let label = ["OID", "PIC"].iter().find_map(|label| code.strip_prefix(label));
            let code = label.map(str::to_owned).unwrap_or(code);
            Some(if format == "erasmus-code" { code } else { code.replace('-', "") })
        }
        _ => None,
    }
}

/// A tag out of the name of a language, or out of a tag in other letters: `Deutsch`, `EN`, `pt_PT`, `German (Austria)`.
fn language(text: &str, holds: &dyn Fn(&str) -> bool) -> Option<String> {
    if let Some(tag) = names::language(text) {
        return Some(tag.to_owned());
    }
    let (tag, region) = text.split_once(['-', '_', ' ', '(']).unwrap_or((text, ""));
    let region = region.trim_matches(['(', ')', ' ']);
    let tag = names::language(tag).map_or_else(|| tag.to_lowercase(), str::to_owned);
    let region = names::country(region).map_or_else(|| region.to_uppercase(), str::to_owned);
    if region.is_empty() {
        // Three letters may be a word; two are a tag.
        return Some(tag).filter(|tag| tag.len() == 2);
    }
    let whole = format!("{tag}-{region}");
    Some(whole).filter(|tag| region.len() == 2 && holds(tag))
}

/// Several addresses in one field: a person has one.
fn several_addresses(path: &[String], text: &str) -> Option<String> {
    let parts =
        text.split([',', ';', '/', '|', '\n']).flat_map(|part| part.split(" and ")).map(email_address::meant);
    let found: Vec<String> = parts.filter(|part| email_address::is_email(part)).collect();
    let [first, .., last] = found.as_slice() else {
        // Two addresses with a blank between.
        let words: Vec<String> = text
            .split_whitespace()
            .map(email_address::meant)
            .filter(|word| email_address::is_email(word))
            .collect();
        let [first, _, ..] = words.as_slice() else { return None };
        return Some(one_of_several(path, first, words.last().map_or("", String::as_str)));
    };
    Some(one_of_several(path, first, last))
}

fn one_of_several(path: &[String], first: &str, last: &str) -> String {
    let one = format!("one address stands in a field: `{}`", entry(path, first));
    if path.first().is_some_and(|first| first == "contacts") {
        return format!(
            "{one}; `{last}` belongs into an entry of its own under `contacts`, which begins with `- `"
        );
    }
    one
}

/// A web address with what is missing in front.
fn web_address(text: &str) -> Option<String> {
    let text = text.trim_matches(['<', '>', '(', ')', ' ']);
    // A link as Markdown or a mail program writes it.
    let text = text.rsplit_once("](").map_or(text, |(_, target)| target);
    let text = text.split_whitespace().next()?;
    let starts = [
        "https://", "http://", "https//", "http//", "https:/", "http:/", "htpps://", "htps://", "htpp://",
        "http:", "https:",
    ];
    let lower = text.to_lowercase();
    let start = starts.iter().find(|start| lower.starts_with(**start));
    let rest = start.map_or(text, |start| &text[start.len()..]).trim_start_matches(['/', ':']);
    let scheme = if start.is_some_and(|start| *start == "http://") { "http" } else { "https" };
    let rest = rest.replacen("www,", "www.", 1);
    Some(format!("{scheme}://{}", rest.trim_end_matches([',', ';'])))
}

/// A time zone by the city in it.
fn time_zone(text: &str) -> Option<String> {
    let wanted = names::folded(text.rsplit('/').next()?);
    let zones = jiff::tz::db().available().map(|zone| zone.to_string());
    let mut zones: Vec<String> = zones
        .filter(|zone| zone.rsplit('/').next().is_some_and(|city| names::folded(city) == wanted))
        .collect();
    zones.retain(|zone| zone.contains('/'));
    zones.sort_by_key(|zone| !zone.starts_with("Europe/"));
    zones.into_iter().next()
}

/// A colour in the form that the format needs, in quotes, because a `#` begins a note.
fn colour(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_start_matches('#').trim_start_matches("0x");
    let is_hexadecimal = digits.bytes().all(|one| one.is_ascii_hexdigit());
    let digits = match digits.len() {
        3 if is_hexadecimal => digits.chars().flat_map(|one| [one, one]).collect(),
        6 if is_hexadecimal => digits.to_owned(),
        8 if is_hexadecimal => digits[..6].to_owned(),
        _ => {
            let numbers = text.strip_prefix("rgb").unwrap_or(&text);
            let numbers = numbers.split(|one: char| !one.is_ascii_digit()).filter(|part| !part.is_empty());
            let parts: Vec<u8> = numbers.map_while(|part| part.parse().ok()).collect();
            let [red, green, blue, ..] = parts.as_slice() else { return None };
            format!("{red:02x}{green:02x}{blue:02x}")
        }
    };
    Some(format!("\"#{digits}\""))
}

/// A whole number out of one with blanks or points between its digits, a unit, a sign.
fn number(name: &str, text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['~', '≈', '<', '>', '=', '±', '+']).trim_start();
    let text = ["ca.", "ca", "circa", "approx.", "about", "c.", "etwa", "env.", "около"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_start();
    let is_between =
        |one: char| matches!(one, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let end = text.find(|one: char| !one.is_ascii_digit() && !is_between(one)).unwrap_or(text.len());
    let figures = text[..end].trim_end_matches(is_between);
    let unit = text[figures.len()..].trim();
    if figures.is_empty() || unit.contains(|one: char| one.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = figures.split(is_between).collect();
    let written = |number: &str| format!("write digits only, without quotes or unit: `{name}: {number}`");
    match parts.as_slice() {
        [only] => Some(written(only)),
        // A point or a comma in front of three digits parts thousands, in front of others it parts tenths.
        [first, thousands @ ..]
            if !first.is_empty() && first.len() <= 3 && thousands.iter().all(|part| part.len() == 3) =>
        {
            Some(written(&parts.concat()))
        }
        [whole, tenths] if tenths.bytes().all(|one| one == b'0') => Some(written(whole)),
        [whole, _] => {
            let next = whole.parse::<u32>().ok()?.checked_add(1)?;
            Some(format!("this is a whole number: write `{name}: {whole}` or `{name}: {next}`"))
        }
        _ => None,
    }
}

/// Margins are told in millimetres; what was most likely meant when a number of them is told in centimetres or inches.
pub fn centimetres(path: &[String], text: &str) -> Option<String> {
    if !path.iter().any(|name| name == "margins") {
        return None;
    }
    let text = text.trim().replace(',', ".");
    let end = text.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let (factor, unit) = match text[end..].trim() {
        "mm" => (1.0, "mm"),
        "in" | "inch" | "inches" | "\"" | "″" | "Zoll" => (25.4, "inches"),
        "cm" => (10.0, "cm"),
        "" if number < 5.0 => (10.0, "cm"),
        "" => (1.0, "mm"),
        _ => return None,
    };
    let millimetres = (number * factor).round();
    if !(5.0..=60.0).contains(&millimetres) {
        return None;
    }
    let name = name_of(path);
    let shown = if unit == "mm" { String::new() } else { format!(" for {} {unit}", text[..end].trim()) };
    Some(format!("margins are whole millimetres: write `{name}: {millimetres}`{shown}"))
}

/// A list that is written as one text.
fn list(items: Shape<'_>, name: &str, text: &str, country: Option<&str>) -> Option<String> {
    let is_word = items.options().is_some() || items.format().is_some();
    let has_parts = items.text_kind().is_none() && items.fields().is_some();
    if text.starts_with(['-', '–', '—', '•', '·', '*', '+', '▪', '●', '◦']) {
        return None;
    }
    if has_parts {
        return list_of_groups(items, name, text);
    }
    let is_plain = !is_word && items.text_kind().is_none() && !text.trim().contains(". ");
    let parts = parts_of(text, is_word || is_plain);
    let written: Vec<String> = parts
        .iter()
        .map(|part| {
            let readings = readings(items, name, part, country);
            match readings.as_slice() {
                [only] => in_list(&only.value),
                _ if is_word => nearest(part, items.options().unwrap_or_default()).unwrap_or(part).to_owned(),
                _ => in_list(part),
            }
        })
        .collect();
    let line = format!("{name}: [{}]", written.join(", "));
    if line.chars().count() > 100 {
        return Some(format!(
            "write each entry on a line of its own below `{name}:`, with a hyphen and a space in front: `- …`"
        ));
    }
    Some(format!("a list stands in brackets: `{line}`"))
}

/// The entries of a list that are written as one text.
fn parts_of(text: &str, at_commas: bool) -> Vec<String> {
    let text = text.trim().trim_matches(['(', ')']);
    let mut parts: Vec<String> = vec![text.to_owned()];
    let mut split = |sign: &str| {
        parts = parts.iter().flat_map(|part| part.split(sign)).map(|part| part.trim().to_owned()).collect();
    };
    for sign in ["\n", ";", "|", "•"] {
        split(sign);
    }
    if at_commas {
        for sign in [
            ",", "/", "+", "&", " and ", " und ", " et ", " y ", " e ", " i ", " och ", " og ", " en ",
            " ja ",
        ] {
            split(sign);
        }
    } else {
        split(", ");
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A text as an entry between brackets: in quotes when it needs them.
fn in_list(text: &str) -> String {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "_-:.+".contains(one);
    let is_word = text.starts_with(|one: char| one.is_ascii_alphanumeric()) && text.chars().all(is_plain);
    if is_word || (text.starts_with('"') && text.ends_with('"')) {
        text.to_owned()
    } else if text.contains('"') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A list of groups that is written as one text: an address is a contact's, a name a signatory's.
fn list_of_groups(items: Shape<'_>, name: &str, text: &str) -> Option<String> {
    let names = items.as_mapping().names();
    let address = email_address::meant(text);
    if names.contains(&"email") && email_address::is_email(&address) {
        return Some(format!("write `{name}: [{{email: {address}}}]`"));
    }
    if let Some((field, value)) =
        text.split_once([':', '=']).filter(|(field, _)| names.contains(&field.trim()))
    {
        return Some(format!("write `{name}: [{{{}: {}}}]`", field.trim(), in_list(value.trim())));
    }
    let first = if names.contains(&"name") { "name" } else { names.first()? };
    let takes_text = items
        .as_mapping()
        .property(first)
        .is_some_and(|field| field.allows("string") && field.options().is_none());
    let is_short = text.chars().count() <= 60 && !text.contains('\n');
    (first == "name" && takes_text && is_short)
        .then(|| format!("write `{name}: [{{name: {}}}]`", in_list(text)))
}

/// A group of fields that is written as one text: `address: city: Wien`, `"city: Wien"`.
fn group(shape: Shape<'_>, name: &str, text: &str) -> Option<String> {
    let known = shape.as_mapping().names();
    let (field, value) = text.split_once([':', '='])?;
    let (field, value) = (field.trim(), value.trim());
    if !known.contains(&field) || value.is_empty() {
        return None;
    }
    let entry = format!("{field}: {}", in_list(value));
    Some(if name.is_empty() { format!("write `{entry}`") } else { format!("write `{name}: {{{entry}}}`") })
}
