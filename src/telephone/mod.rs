//! Telephone numbers: read as people write them within their country, and looked at for what no country has.
//!
//! What is known of countries stands in `countries.tsv`, out of the metadata of libphonenumber 9.0.33 (Apache License
//! 2.0): the code of ISO 3166-1; what it is called by; whether that is chiefly its own; what is dialled in front only
//! within it; how many digits its numbers have; their pattern; the pattern of those that cost nothing or more.
//!
//! **Why a table and not the library.** Its Rust port brings ten more crates and a program that is run while it is
//! compiled, and takes the zero in front away twice; the table is a file of 19 kB.

mod writing;

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::country::in_sentence;
use crate::diagnostic::words::{all as both, alternatives};
pub use writing::{Spelt, spelt};
use writing::{after_digits, balanced, digits, plain};

/// What is known of the numbers of a country.
struct Country {
    /// Its code: PT.
    id: &'static str,
    /// What it is called by: 351.
    code: &'static str,
    /// Whether that is chiefly its own.
    is_main: bool,
    /// What is dialled in front only within it; the longest first.
    trunks: Vec<&'static str>,
    /// How many digits its numbers have, without the code: 7-9,12.
    lengths: &'static str,
    numbers: Pattern,
    /// Those that cost nothing or more, and are seldom reached from abroad.
    within: Pattern,
}

/// A regular expression for all of a number's digits.
struct Pattern {
    text: &'static str,
    made: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn of(text: &'static str) -> Self {
        Self { text, made: OnceLock::new() }
    }

    fn holds(&self, digits: &str) -> bool {
        let made = self.made.get_or_init(|| Regex::new(&format!("^(?-u:{})$", self.text)).ok());
        !self.text.is_empty() && made.as_ref().is_some_and(|made| made.is_match(digits))
    }
}

fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        let lines = include_str!("countries.tsv").lines();
        let countries = lines.filter_map(|line| {
            let parts: Vec<&'static str> = line.split('\t').collect();
            let [id, code, main, trunks, lengths, numbers, within] = *parts.as_slice() else { return None };
            Some(Country {
                id,
                code,
                is_main: !main.is_empty(),
                trunks: trunks.split('|').filter(|trunk| !trunk.is_empty()).collect(),
                lengths,
                numbers: Pattern::of(numbers),
                within: Pattern::of(within),
            })
        });
        countries.collect()
    });
    &COUNTRIES
}

impl Country {
    fn named(id: &str) -> Option<&'static Self> {
        countries().iter().find(|country| country.id == id)
    }

    /// The countries that these digits call, the chief one of them first.
    fn called(digits: &str) -> Vec<&'static Self> {
        let mut called: Vec<&Self> =
            countries().iter().filter(|country| digits.starts_with(country.code)).collect();
        called.sort_by_key(|country| !country.is_main);
        called
    }

    /// The least and the most digits of each kind of its numbers.
    fn ranges(&self) -> impl Iterator<Item = (usize, usize)> {
        self.lengths.split(',').filter_map(|range| {
            let (least, most) = range.split_once('-').unwrap_or((range, range));
            Some((least.parse().ok()?, most.parse().ok()?))
        })
    }

    fn has_length(&self, number: usize) -> bool {
        self.ranges().any(|(least, most)| (least..=most).contains(&number))
    }

    /// Whether a zero in front is dialled within it, and left out from abroad.
    fn has_trunk_zero(&self) -> bool {
        self.trunks.contains(&"0")
    }

    /// Whether a number of it may stand without what is dialled in front: where that is a zero, what has none is a
    /// number within a town, unless all numbers have one length.
    fn goes_without_trunk(&self) -> bool {
        !self.has_trunk_zero() || self.lengths.bytes().all(|one| one.is_ascii_digit())
    }

    /// The digits behind the code without the zero that is dialled only within the country.
    fn without_zero<'d>(&self, national: &'d str) -> &'d str {
        let rest = national.strip_prefix('0').filter(|_| self.has_trunk_zero());
        rest.filter(|rest| !self.numbers.holds(national) && self.numbers.holds(rest)).unwrap_or(national)
    }

    fn lengths_in_words(&self) -> String {
        let words = self.ranges().map(|(least, most)| match most - least {
            0 => least.to_string(),
            1 => format!("{least} or {most}"),
            _ => format!("{least} to {most}"),
        });
        words.collect::<Vec<_>>().join(" or ")
    }
}

/// What stands around a number and is no part of it.
const NO_PART: &[char] = &[' ', ';', ',', '/', '|', '\n', ':', '.', '-', '('];

/// What is wrong with a number, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// A phrase that begins with the number or what is meant by it.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Doubt {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// The form of a number in files: `+351 200 000 001`, and ` ext. 12` behind it for an extension.
pub fn is_international(text: &str) -> bool {
    let Spelt { number, extension } = spelt(text);
    let is_extension = |extension: &String| text.ends_with(&format!(" ext. {extension}"));
    let signs = |one: char| one.is_ascii_digit() || " ()-./".contains(one);
    number.starts_with('+')
        && (7..=15).contains(&digits(&number).len())
        && number[1..].chars().all(signs)
        && extension.as_ref().is_none_or(is_extension)
        && (extension.is_some() || number.len() == text.len())
}

/// What no telephone of the country has: too few or too many digits behind its code, a code of no country, the zero
/// that is dialled only within it; and what is seldom reached from abroad. None of a number that can be right.
pub fn doubt(text: &str) -> Option<Doubt> {
    let all = digits(&spelt(text).number.replace("(0)", ""));
    let called = Country::called(&all);
    let Some(main) = called.first() else {
        let start: String = all.chars().take(3).collect();
        return Some(Doubt::new(
            format!("no country is called by +{start}"),
            "look the number up; behind the + stands the code of the country, for example +351",
        ));
    };
    let code = main.code;
    let name = in_sentence(main.id);
    if number_of_spreadsheet(text).is_some() {
        return Some(Doubt::new(
            "the `.0` behind it is from a spreadsheet, to which it is a number",
            "take the `.0` out",
        ));
    }
    let national = &all[code.len()..];
    if let Some(country) = called.iter().find(|country| country.without_zero(national) != national) {
        return Some(Doubt::new(
            format!("the zero behind +{code} is dialled only within {}", in_sentence(country.id)),
            "take it out",
        ));
    }
    if called.iter().any(|country| country.within.holds(national)) {
        return Some(Doubt::new(
            format!("most numbers of this kind are reached only from within {name}"),
            "write one that can be called from abroad, if there is one",
        ));
    }
    if called.iter().any(|country| country.has_length(national.len())) {
        return None;
    }
    let known = main.lengths_in_words();
    Some(Doubt::new(
        format!("numbers of {name} have {known} digits behind +{code}, and not {}", national.len()),
        "look the number up; a digit is missing or too many",
    ))
}

/// A number as it stands in files, out of what people write; the country is that of the organisation, and a cell that
/// is a number of a workbook may have lost the zero in front. None where nothing can be told.
///
/// # Errors
/// What can be two numbers, or none that is called from abroad.
pub fn read(text: &str, country: Option<&str>, is_number: bool) -> Result<Option<String>, Doubt> {
    let text = plain(text);
    let without_fraction = number_of_spreadsheet(&text);
    let is_number = is_number || without_fraction.is_some();
    let text = without_fraction.unwrap_or(&text);
    let Spelt { number, extension } = spelt(text);
    let whole = |number: String| match &extension {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    };
    if let Some(several) = several(&number) {
        return Err(several);
    }
    if number.starts_with('+') {
        return Ok(Some(whole(tidied(&number))));
    }
    let all = digits(&number);
    if let Some(rest) = all.strip_prefix("00").filter(|rest| !Country::called(rest).is_empty()) {
        let written = after_digits(&number, all.len() - rest.len());
        return Ok(Some(whole(tidied(&format!("+{written}")))));
    }
    let Some(country) = country.and_then(Country::named) else { return Ok(None) };
    if all.is_empty() || number.chars().any(char::is_alphabetic) {
        return Ok(None);
    }
    // How many digits in front are not part of it, for each way to read it.
    let mut ways: Vec<usize> = Vec::new();
    if let Some(national) = all.strip_prefix(country.code) {
        let rest = country.without_zero(national);
        ways.extend(country.numbers.holds(rest).then_some(all.len() - rest.len()));
    }
    let fits = |trunk: &&&str| all.strip_prefix(**trunk).is_some_and(|rest| country.numbers.holds(rest));
    ways.extend(country.trunks.iter().filter(fits).map(|trunk| trunk.len()));
    if country.numbers.holds(&all) {
        if country.goes_without_trunk() {
            // A whole number of the country may begin with the digits of its code.
            ways = vec![0];
        } else if is_number {
            ways.push(0);
        }
    }
    if ways.is_empty() {
        // Of a length that the country has: the patterns know the ranges that are in use today.
        let trunk = country.trunks.iter().find(|trunk| all.starts_with(**trunk));
        ways.extend(match trunk {
            Some(trunk) => country.has_length(all.len() - trunk.len()).then_some(trunk.len()),
            None => (country.trunks.is_empty() && country.has_length(all.len())).then_some(0),
        });
    }
    ways.sort_unstable();
    ways.dedup();
    let written =
        ways.iter().map(|skipped| format!("+{} {}", country.code, balanced(after_digits(&number, *skipped))));
    let readings: Vec<String> = written.collect();
    match readings.as_slice() {
        [] => Err(unread(text, country, all.len())),
        [one] => Ok(Some(whole(one.clone()))),
        several => Err(Doubt::new(
            format!("`{text}` can be two numbers: {}", alternatives(several)),
            "write the one that is meant with its + and the country code",
        )),
    }
}

/// The number in a text that a spreadsheet or a program of statistics has written as one with a fraction:
/// `49351123456.0`; none of other texts.
fn number_of_spreadsheet(text: &str) -> Option<&str> {
    let number = text.trim().strip_suffix(".0").or_else(|| text.trim().strip_suffix(",0"))?;
    let digits = number.strip_prefix('+').unwrap_or(number);
    (digits.len() > 4 && digits.bytes().all(|one| one.is_ascii_digit())).then_some(number)
}

/// That a text has more than one number, when it does.
fn several(text: &str) -> Option<Doubt> {
    let parts = text.split([';', '|', '\n', ',']).flat_map(|part| {
        // The slash is a sign of one number too: 0351/123456.
        let halves: Vec<&str> = part.split('/').collect();
        let all_begin = |signs: &[char]| halves.iter().all(|half| half.trim().starts_with(signs));
        let are_whole = halves.len() > 1
            && halves.iter().all(|half| digits(half).len() > 5)
            && (all_begin(&['+']) || all_begin(&['0', '(']));
        if are_whole { halves } else { vec![part] }
    });
    let whole = |part: &&str| digits(part).len() > 4;
    let numbers: Vec<&str> = parts.flat_map(|part| part.split(char::is_alphabetic)).filter(whole).collect();
    (numbers.len() > 1).then(|| {
        let numbers: Vec<&str> = numbers.iter().map(|number| number.trim_matches(NO_PART)).collect();
        Doubt::new(
            format!("`{text}` is more than one number"),
            format!(
                "a contact has one telephone number: of {} leave the one that is to be called; another person’s stands \
                 in a row of its own, with the name of the organisation",
                both(&numbers)
            ),
        )
    })
}

/// A number with its + and without the zero that is dialled only within the country.
fn tidied(number: &str) -> String {
    let all = digits(number);
    let called = Country::called(&all);
    let Some(country) = called.first() else { return number.to_owned() };
    let behind = after_digits(number, country.code.len());
    let national = digits(behind);
    let zero = national.len() - country.without_zero(&national).len();
    let rest = match behind.strip_prefix("(0)") {
        // In Italy the zero is dialled from abroad too.
        Some(rest) if country.numbers.holds(&format!("0{}", digits(rest))) && !country.has_trunk_zero() => {
            format!("0{rest}")
        }
        Some(rest) => rest.trim_start().to_owned(),
        None if zero > 0 => balanced(after_digits(behind, zero)),
        None => return number.to_owned(),
    };
    tidied(&format!("+{} {rest}", country.code))
}

/// Why a number cannot be read with the code of a country.
fn unread(text: &str, country: &Country, length: usize) -> Doubt {
    let (name, code) = (in_sentence(country.id), country.code);
    let help =
        format!("write it as it is called from abroad, with +{code} in front, or leave the cell empty");
    let shortest = country.ranges().map(|(least, _)| least).min().unwrap_or_default();
    // What is dialled in front is no part of the number.
    let all = digits(text);
    let trunk = country.trunks.iter().find(|trunk| all.starts_with(**trunk)).copied().unwrap_or_default();
    let length = length - trunk.len();
    if length < shortest || length < 4 {
        return Doubt::new(format!("`{text}` is a short number, which is dialled only within {name}"), help);
    }
    if let Some(dialled) = country.trunks.last().filter(|_| trunk.is_empty()) {
        let dialled = if country.has_trunk_zero() { "zero" } else { dialled };
        return Doubt::new(
            format!("`{text}` has neither a country code nor the {dialled} in front of the area code"),
            format!("{help}; short numbers are dialled only within {name}"),
        );
    }
    let known = country.lengths_in_words();
    let behind = if trunk.is_empty() { String::new() } else { format!(" behind the {trunk}") };
    let message = format!("`{text}` is no number of {name}, where they have {known} digits{behind}");
    if country.has_length(length) {
        return Doubt::new(format!("`{text}` is no number of {name} that is in use"), help);
    }
    Doubt::new(format!("{message}, and not {length}"), help)
}
