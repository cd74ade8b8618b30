//! Numbers read as people write them within their country.

use super::countries::Country;
use super::doubt::Doubt;
use super::spelling::{Spelt, after_digits, balanced, digits, number_of_spreadsheet, plain, spelt};
use crate::country::in_sentence;
use crate::diagnostic::words::{all as both, alternatives};

/// What stands around a number and is no part of it.
const NO_PART: &[char] = &[' ', ';', ',', '/', '|', '\n', ':', '.', '-', '('];

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
