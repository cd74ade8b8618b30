//! Days and times as people write them: `5.3.2027`, `5 March 2027`, `9 Uhr`, `9:30 pm`.

use jiff::civil::Date;

use super::names::months;

/// A part of a text: a number with as many digits as it was written with, or a word.
enum DatePart {
    Number(i32, usize),
    Month(Vec<i8>),
}

/// The days that a text may be, the one that is likelier in Europe first; none when it is no day. A number of two
/// digits for a year is one of this century.
pub fn days(text: &str) -> Vec<Date> {
    let parts = parts(text);
    let numbers: Vec<(i32, usize)> = parts
        .iter()
        .filter_map(|part| match part {
            DatePart::Number(number, digits) => Some((*number, *digits)),
            DatePart::Month(_) => None,
        })
        .collect();
    let named = parts.iter().find_map(|part| match part {
        DatePart::Month(months) => Some(months),
        DatePart::Number(..) => None,
    });
    let candidates: Vec<(i32, i32, i32)> = match (named, numbers.as_slice()) {
        (Some(months), [first, second, ..]) => {
            let (year, day) = if first.1 == 4 { (first, second) } else { (second, first) };
            months.iter().map(|month| (full_year(*year), i32::from(*month), day.0)).collect()
        }
        (None, [(number, 8)]) => {
            let as_year_first = (number / 10_000, number / 100 % 100, number % 100);
            let as_day_first = (number % 10_000, number / 10_000 % 100, number / 1_000_000);
            if (1900..2200).contains(&as_year_first.0) { vec![as_year_first] } else { vec![as_day_first] }
        }
        (None, [(year, 4), (month, _), (day, _), ..]) => vec![(*year, *month, *day), (*year, *day, *month)],
        (None, [(first, ..=2), (second, ..=2), year, ..]) if year.1 == 4 || year.1 == 2 => {
            let (day_first, month_first) =
                ((full_year(*year), *second, *first), (full_year(*year), *first, *second));
            // With points the day stands first everywhere.
            if text.contains('.') { vec![day_first] } else { vec![day_first, month_first] }
        }
        _ => Vec::new(),
    };
    let year_first = numbers.first().is_some_and(|(_, digits)| *digits == 4);
    let mut found: Vec<Date> = Vec::new();
    for (year, month, day) in candidates {
        let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
        let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
        found.extend(date.filter(|date| !found.contains(date)));
        if year_first && !found.is_empty() {
            break;
        }
    }
    found
}

fn full_year((year, digits): (i32, usize)) -> i32 {
    if digits <= 2 { 2000 + year } else { year }
}

fn parts(text: &str) -> Vec<DatePart> {
    let words = text.split(|one: char| !one.is_alphanumeric() && one != '\u{301}');
    words.filter(|word| !word.is_empty()).filter_map(part).collect()
}

fn part(word: &str) -> Option<DatePart> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        let months = months(word);
        return (!months.is_empty()).then(|| DatePart::Month(months.into_iter().collect()));
    }
    // `5th`, `1er`: what stands behind the number is its ending.
    let ending = word.chars().count() - digits.len();
    let number = digits.parse().ok().filter(|_| ending <= 3)?;
    Some(DatePart::Number(number, digits.len()))
}

/// What is written beside a time of day.
const TIME_WORDS: &[&str] = &[
    "h", "hrs", "hours", "uhr", "klo", "kl", "klokken", "ora", "ore", "horas", "heures", "heure", "hora",
    "godz", "godzina", "hod", "hodin", "ura", "uri", "val", "plkst", "om", "uur", "noon", "am", "pm", "a",
    "p", "m", "o", "clock", "at", "um", "min", "ч", "часа", "ώρα", "πμ", "μμ", "π", "μ", "óra", "órakor",
    "kell", "saat", "ab", "ca", "à", "às",
];

/// The time of day that a text is, as 09:30; none when it is no time, or more than one.
pub fn time(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let apart: String = lower.chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    let mut numbers = Vec::new();
    let mut words = Vec::new();
    for word in apart.split_whitespace() {
        let mut rest = word;
        // `9h30`, `9pm`: digits and letters without a blank between.
        while let Some(first) = rest.chars().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest.find(|one: char| one.is_ascii_digit() != is_digit).unwrap_or(rest.len());
            let (run, behind) = rest.split_at(end);
            if is_digit {
                numbers.push(run)
            } else {
                words.push(run)
            }
            rest = behind;
        }
    }
    if words.iter().any(|word| !TIME_WORDS.contains(word)) {
        return None;
    }
    let (hours, minutes) = match numbers.as_slice() {
        [one] if one.len() > 2 => one.split_at(one.len() - 2),
        [hours] => (*hours, "0"),
        [hours, minutes] => (*hours, *minutes),
        [hours, minutes, seconds] if seconds.len() == 2 && text.matches(':').count() == 2 => {
            (*hours, *minutes)
        }
        _ => return None,
    };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let has = |one: &str| words.contains(&one);
    let is_afternoon = has("pm") || has("μμ") || (has("p") && has("m"));
    let is_morning = has("am") || has("πμ") || (has("a") && has("m"));
    let hours = match hours {
        12 if is_morning => 0,
        1..=11 if is_afternoon => hours + 12,
        other => other,
    };
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

/// The beginning and the end, of a text that is two times: `10:00–11:00`.
pub fn span(text: &str) -> Option<(String, String)> {
    let (begin, end) = text.split_once(['-', '–', '—']).or_else(|| text.split_once(" bis "))?;
    Some((time(begin)?, time(end)?))
}

/// The days with a time that a text may be, as 2027-01-12 10:00.
pub fn moments(text: &str) -> Vec<String> {
    let blanks = text.char_indices().filter(|(_, one)| matches!(one, ' ' | 'T' | ',' | ';'));
    for (at, one) in blanks {
        let (day, clock) = (&text[..at], &text[at + one.len_utf8()..]);
        let days = days(day);
        if let Some(time) = time(clock).filter(|_| !days.is_empty()) {
            return days.iter().map(|day| format!("{day} {time}")).collect();
        }
    }
    Vec::new()
}
