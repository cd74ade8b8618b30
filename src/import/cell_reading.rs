//! A cell's text → the value of a field, as a partner's file has it.
//!
//! What can be read in one way only is read: `13.11.2026`, `Deutschland`, `www.example.org`. What can be read in two
//! ways is a problem: 03/04/2026 is two days.

use serde_json::Value as Json;

use super::field::{CellPart, TargetField, ValueKind};
use super::towns::FIVE_DIGITS;
use super::unreadable::{UnreadableCell, shown};
use super::{honorifics, names};
use crate::country::in_sentence;
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::schema::{FORMATS, is_language, says_nothing};
use crate::table::unguarded;
use crate::{email_address, letters, telephone};

/// Which of two numbers with a slash between them is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// 13/11/2026, as in most of Europe.
    DayFirst,
    /// 11/13/2026, as in the United States.
    MonthFirst,
}

/// What is known besides the cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellContext<'a> {
    /// How the days in this column are written.
    pub days: Option<DayOrder>,
    /// The country of the row.
    pub country: Option<&'a str>,
    /// Whether the cell is a number of a workbook.
    pub is_number: bool,
}

/// The value of a cell; none of an empty one.
///
/// # Errors
/// Text that this field cannot be. What the schema of the file forbids besides is found later.
pub fn read(
    text: &str,
    field: &TargetField,
    around: CellContext<'_>,
) -> Result<Option<Json>, UnreadableCell> {
    let text = cleaned(text);
    // Where a line may break in prose is a person's to say.
    let is_prose = matches!(field.kind, ValueKind::Prose) || text.contains('\n');
    let text = if is_prose { text } else { letters::plainly_spaced(&text).into_owned() };
    let text = text.as_str();
    if text.is_empty() || is_unsaid(text, field) {
        return Ok(None);
    }
    if !matches!(field.kind, ValueKind::Prose | ValueKind::List(_)) && is_rounded(text) {
        return Err(UnreadableCell::new(
            format!("the spreadsheet has rounded {}: its last digits are lost", shown(text)),
            "make the column “Text” in the spreadsheet, then type the whole number again",
        ));
    }
    let name = field.path.last();
    let is_for_digits = field.kind == ValueKind::Number || ["postal_code", "pic", "number"].contains(&name);
    let (text, around) = match text.strip_suffix(".0").filter(|whole| is_for_digits && is_whole_number(whole))
    {
        // To a program of statistics a code is a number with a fraction.
        Some(whole) => (whole, CellContext { is_number: true, ..around }),
        None => (text, around),
    };
    match &field.kind {
        ValueKind::List(item) => {
            let parts = match **item {
                ValueKind::Line if PLAIN_WORDS.contains(&name) => words(text),
                ValueKind::Line | ValueKind::Prose => texts(text),
                _ => text.split([';', ',', '\n']).map(|part| part.trim().to_owned()).collect(),
            };
            let parts = parts.iter().filter(|part| !part.is_empty());
            let items: Result<Vec<Json>, UnreadableCell> =
                parts.map(|part| single(part, item, name, around)).collect();
            items.map(|items| (!items.is_empty()).then_some(Json::Array(items)))
        }
        kind => {
            if name == "postal_code" {
                return zero_in_front(text, around).map(|text| Some(text.into()));
            }
            single(text, kind, name, around).map(Some)
        }
    }
}

/// A cell's text in one spelling, without what nobody sees, and without the sign that keeps a spreadsheet from calculating.
pub fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = letters::composed(&text);
    let text = letters::seen(&text);
    unguarded(text.trim()).trim().to_owned()
}

/// Lists whose items are plain words and have no comma inside.
pub const PLAIN_WORDS: &[&str] = &["documents", "events"];

/// Whether a cell has a text that stands for an empty one: `k. A.`, `-`, `null`; not when the field has this very word.
pub fn is_unsaid(text: &str, field: &TargetField) -> bool {
    let is_option = |kind: &ValueKind| matches!(kind, ValueKind::Word(options) if options.contains(&text));
    // The name of a file is never read as nothing: `..` is a problem.
    let is_id = field.path.last() == "id";
    let name = match field.kind {
        // A question mark there is a question.
        ValueKind::Part(CellPart::Objection | CellPart::Permission) => return false,
        ValueKind::Part(CellPart::HouseNumber | CellPart::HouseNumberAddition | CellPart::StreetAddition) => {
            "street"
        }
        ValueKind::Part(CellPart::PostalCodeAndCity) => "city",
        ValueKind::Part(CellPart::WholeName(_)) => "name",
        _ => field.path.last(),
    };
    !is_id && says_nothing(name, text).is_some() && !is_option(&field.kind)
}

fn is_whole_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit())
}

/// Whether a spreadsheet has written a long number with a power of ten: `3,58E+11`.
fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix('+').unwrap_or(power);
    let (first, rest) = number.split_once([',', '.']).unwrap_or((number, "0"));
    first.len() == 1 && power.len() == 2 && [first, rest, power].iter().all(|part| is_whole_number(part))
}

fn single(text: &str, kind: &ValueKind, name: &str, around: CellContext<'_>) -> Result<Json, UnreadableCell> {
    match kind {
        ValueKind::Prose | ValueKind::List(_) => Ok(text.into()),
        ValueKind::Line if text.contains('\n') => Err(UnreadableCell::new(
            format!("there is a line break in {}", shown(text)),
            "write it on one line; parts of an address have columns of their own",
        )),
        ValueKind::Line => Ok(text.into()),
        ValueKind::Word(_) if name == "honorific" => match honorifics::alone(text)? {
            Some(honorific) => Ok(honorific.into()),
            None => Err(UnreadableCell::new(
                format!("`{name}` cannot be {}", shown(text)),
                "write Ms or Mr, or a word of your language",
            )),
        },
        ValueKind::Word(options) => names::option(name, options, text).map(Json::from).ok_or_else(|| {
            let help = did_you_mean(text, options)
                .unwrap_or_else(|| format!("possible here: {}", alternatives(options)));
            UnreadableCell::new(format!("`{name}` cannot be {}", shown(text)), help)
        }),
        ValueKind::Truth | ValueKind::Part(CellPart::Objection) => {
            names::truth(text).map(Json::from).ok_or_else(|| {
                UnreadableCell::new(format!("`{name}` cannot be {}", shown(text)), "write yes or no")
            })
        }
        ValueKind::Number => text.parse::<u32>().map(Json::from).map_err(|_| {
            UnreadableCell::new(
                format!("`{name}` cannot be {}", shown(text)),
                "write a whole number, without a unit",
            )
        }),
        ValueKind::Formatted(format) => formatted(text, format, around).map(Json::from),
        ValueKind::Part(_) => Err(UnreadableCell::new(
            format!("`{name}` is read only from a column of a table"),
            "name the fields themselves: all are listed in the guide, docs/reference/partner.md",
        )),
    }
}

/// The text in the form that the format needs; as it is when it is in none that we know.
fn formatted(text: &str, format: &str, around: CellContext<'_>) -> Result<String, UnreadableCell> {
    let holds = |text: &str| FORMATS.iter().any(|known| known.name == format && (known.holds)(text));
    if holds(text) && format == "email" {
        return Ok(email_address::shown(text).into_owned());
    }
    // A telephone number of the right form may have a zero too many.
    if holds(text) && format != "phone" {
        return Ok(text.to_owned());
    }
    let read = match format {
        "date" | "date-or-on-last-signature" => day(text, around.days)?,
        "time-of-day" => time(text),
        "local-date-time" => match text.split_once(char::is_whitespace).or_else(|| text.split_once('T')) {
            Some((date, clock)) => {
                day(date, around.days)?.zip(time(clock)).map(|(day, time)| format!("{day} {time}"))
            }
            None => None,
        },
        "country" => Some(text.to_uppercase())
            .filter(|code| holds(code))
            .or_else(|| names::country(text).map(str::to_owned)),
        "language" => language(text),
        "email" => {
            let inner = text.rsplit_once('<').map_or(text, |(_, inner)| inner.trim_end_matches('>'));
            Some(email_address::shown(inner.trim_start_matches("mailto:").trim()).into_owned())
        }
        "uri" if !text.contains("://") && !text.contains(char::is_whitespace) => {
            Some(format!("https://{text}"))
        }
        "phone" => telephone::read(text, around.country, around.is_number)
            .map_err(|doubt| UnreadableCell::new(doubt.message, doubt.help))?,
        "oid" | "pic" | "erasmus-code" => Some(text.split_whitespace().collect::<String>().to_uppercase()),
        _ => None,
    };
    // What the schema says of the text that was written is better understood.
    Ok(read.filter(|read| holds(read)).unwrap_or_else(|| text.to_owned()))
}

/// A day in the form 2026-11-13; none when it is not written as one.
fn day(text: &str, order: Option<DayOrder>) -> Result<Option<String>, UnreadableCell> {
    let parts: Vec<&str> =
        text.split(['.', '/', '-']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return Ok(None) };
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let Some(numbers) = numbers else { return Ok(None) };
    let written = |year: u32, month: u32, day: u32| Ok(Some(format!("{year:04}-{month:02}-{day:02}")));
    if first.len() == 4 {
        return written(numbers[0], numbers[1], numbers[2]);
    }
    if third.len() == 2 && second.len() <= 2 {
        return Err(UnreadableCell::new(
            format!("the year in {} has two digits", shown(text)),
            "write the year with four digits, best as 2026-11-13",
        ));
    }
    if third.len() != 4 {
        return Ok(None);
    }
    let dots = text.contains('.');
    match (numbers[0], numbers[1], order) {
        (day, month, _) if dots || day > 12 => written(numbers[2], month, day),
        (month, day, _) if day > 12 => written(numbers[2], month, day),
        (day, month, _) if day == month => written(numbers[2], month, day),
        (day, month, Some(DayOrder::DayFirst)) => written(numbers[2], month, day),
        (month, day, Some(DayOrder::MonthFirst)) => written(numbers[2], month, day),
        (_, _, None) => Err(UnreadableCell::new(
            format!("{} can be two days", shown(text)),
            "say whether the day or the month stands first: `--dates day-first` or `--dates month-first`",
        )),
    }
}

/// How the days in a column are written, when one of them can be read in one way only.
pub fn day_order<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
    let mut order = None;
    for text in texts {
        let start = text.trim().split(char::is_whitespace).next().unwrap_or_default();
        let parts: Vec<u32> = start.split(['/', '-']).filter_map(|part| part.parse().ok()).collect();
        let told = match parts.as_slice() {
            [first, second, year] if *year > 99 && *first > 12 && *second <= 12 => DayOrder::DayFirst,
            [first, second, year] if *year > 99 && *second > 12 && *first <= 12 => DayOrder::MonthFirst,
            _ => continue,
        };
        match order {
            Some(before) if before != told => return None,
            _ => order = Some(told),
        }
    }
    order
}

/// A time of day: 9:30, 9.30, 9h30, 09:30:00.
fn time(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split([':', '.', 'h']).collect();
    let [hours, minutes, ..] = parts.as_slice() else { return None };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(format!("{hours:02}:{minutes:02}"))
}

fn language(text: &str) -> Option<String> {
    let (tag, region) = text.split_once(['-', '_']).map_or((text, ""), |(tag, region)| (tag, region));
    let tag = if region.is_empty() {
        tag.to_lowercase()
    } else {
        format!("{}-{}", tag.to_lowercase(), region.to_uppercase())
    };
    let known = is_language(&tag) && (tag.len() == 2 || !region.is_empty());
    names::language(text).map(str::to_owned).or(known.then_some(tag))
}

/// A postal code with the zero in front that it has lost, because to a spreadsheet it is a number. Where the cell is a
/// number and one digit is missing, that digit is known; in text it may be a slip of the hand.
fn zero_in_front(text: &str, around: CellContext<'_>) -> Result<String, UnreadableCell> {
    let lost = text.len() < 5 && text.bytes().all(|one| one.is_ascii_digit());
    match around.country.filter(|country| lost && FIVE_DIGITS.contains(country)) {
        Some(_) if around.is_number && text.len() == 4 => Ok(format!("0{text}")),
        Some(country) => Err(UnreadableCell::new(
            format!("a postal code of {} has 5 digits and not {}", in_sentence(country), text.len()),
            format!(
                "the spreadsheet took away the zero in front: make the column “Text”, then write the zero again, here {text:0>5}"
            ),
        )),
        None if text.contains('\n') => {
            single(text, &ValueKind::Line, "postal_code", around).map(|_| text.to_owned())
        }
        None => Ok(text.to_owned()),
    }
}

/// The items of a list of texts: one a line, or with semicolons between them; one in straight quotes is taken as it is.
pub fn texts(cell: &str) -> Vec<String> {
    let at_lines = split(cell, '\n');
    let parts = if at_lines.len() > 1 { at_lines } else { split(cell, ';') };
    let parts = parts.into_iter().map(|part| {
        let part = part.trim();
        whole_quote(part).unwrap_or_else(|| part.trim_start_matches("• ").to_owned())
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// The items of a list of words: lines, or with semicolons or commas between them.
fn words(cell: &str) -> Vec<String> {
    let mut parts = vec![cell];
    for sign in ['\n', ';', ','] {
        parts = parts.into_iter().flat_map(|part| split(part, sign)).collect();
    }
    let parts = parts.into_iter().map(str::trim);
    let parts =
        parts.map(|part| whole_quote(part).unwrap_or_else(|| part.trim_start_matches("• ").to_owned()));
    parts.filter(|part| !part.is_empty()).collect()
}

/// The items of a list in one cell, so that they are read again as they are.
pub fn joined(items: &[&str], are_words: bool) -> String {
    let splits = |one: char| matches!(one, ';' | '\n') || (are_words && one == ',');
    let quote = |item: &&str| match item.contains(splits) || item.starts_with(['"', '•']) {
        true => format!("\"{}\"", item.replace('"', "\"\"")),
        false => (*item).to_owned(),
    };
    items.iter().map(quote).collect::<Vec<_>>().join("\n")
}

/// Splits at a sign that does not stand in quotes around an item.
fn split(cell: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = cell;
    loop {
        let blanks = rest.len() - rest.trim_start().len();
        let quote = closing_quote(&rest[blanks..]).map(|end| blanks + end);
        let quote = quote.filter(|end| {
            let behind = rest[*end..].trim_start_matches([' ', '\t', '\r']);
            behind.is_empty() || behind.starts_with(sign)
        });
        let from = quote.unwrap_or(0);
        match rest[from..].find(sign) {
            Some(at) => {
                parts.push(&rest[..from + at]);
                rest = &rest[from + at + sign.len_utf8()..];
            }
            None => {
                parts.push(rest);
                return parts;
            }
        }
    }
}

/// Where the quotation ends that a text begins with.
fn closing_quote(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    if !matches!(letters.next(), Some((_, '"'))) {
        return None;
    }
    while let Some((at, one)) = letters.next() {
        if one == '"' {
            match letters.peek() {
                Some((_, '"')) => letters.next(),
                _ => return Some(at + 1),
            };
        }
    }
    None
}

/// What stands in quotes, when all of the text does.
fn whole_quote(text: &str) -> Option<String> {
    (closing_quote(text)? == text.len()).then(|| text[1..text.len() - 1].replace("\"\"", "\""))
}
