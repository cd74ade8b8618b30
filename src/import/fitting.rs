//! Whether the values of a column are what its head can mean: `8` is the number of a house, `787 01` a postal code.

use super::{honorifics, names, towns};
use crate::email_address::is_email;

/// How many values of a column are looked at.
const LOOKED_AT: usize = 200;

/// Whether most of the values can be this field, or most of them cannot; none where values do not tell.
pub fn fits(field: &str, values: &[&str]) -> Option<bool> {
    let looks: Vec<Option<bool>> = values.iter().take(LOOKED_AT).map(|value| looks(field, value)).collect();
    let yes = looks.iter().filter(|look| **look == Some(true)).count();
    let no = looks.iter().filter(|look| **look == Some(false)).count();
    match (yes * 2 > looks.len(), no * 2 >= looks.len()) {
        (true, _) => Some(true),
        (_, true) if !looks.is_empty() => Some(false),
        _ => None,
    }
}

fn looks(field: &str, value: &str) -> Option<bool> {
    let value = value.trim();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(|one| one.is_alphabetic()).count();
    let is_country = || names::country(value).is_some();
    let is_address = || value.contains('@') || value.contains("://") || value.starts_with("www.");
    Some(match field {
        "address.postal_code" => towns::is_postal_code(value),
        "address.house_number" => is_house_number(value),
        "address.house_number_addition" => value.chars().count() <= 6,
        "address.postal_code_and_city" => digits >= 3 && letters >= 2,
        "address.country" | "country" => is_country() || (letters == 2 && value.chars().count() == 2),
        "address.city" | "address.region" => {
            return (digits > letters || is_address() || is_country()).then_some(false);
        }
        "address.street" => return (letters == 0 || is_address()).then_some(false),
        "contacts.email" => is_email(value),
        "contacts.phone" | "contacts.mobile" => digits >= 5 && letters <= 4,
        "website" => is_address() && !value.contains('@') || (value.contains('.') && !value.contains(' ')),
        "language" | "working_language" | "contacts.language" => names::language(value).is_some(),
        "contacts.honorific" => honorifics::are_in(std::iter::once(value)),
        "contacts.given_name" | "contacts.family_name" | "contacts.function" | "legal_name" | "?name" => {
            return (letters == 0 || value.contains('@')).then_some(false);
        }
        "ids.vat" => digits >= 6 && digits > letters,
        "?date" => digits >= 4 && value.contains(['.', '/', '-']),
        _ => return None,
    })
}

/// Whether a text is the number of a house: 8, 12a, 3-5, 123/8, č. p. 8, Nr. 5.
pub fn is_house_number(text: &str) -> bool {
    let Some(at) = text.find(|one: char| one.is_ascii_digit()) else { return false };
    let (before, number) = text.split_at(at);
    let letters = |text: &str| text.chars().filter(|one| one.is_alphabetic()).count();
    let first = number.chars().take_while(char::is_ascii_digit).count();
    let is_short = number.chars().count() <= 12 && letters(number) <= 4 && first <= 4;
    letters(before) <= 3 && is_short && !number.contains(['@', ':', '+'])
}

/// Whether the values only count: 1, 2, 3.
pub fn are_counted(values: &[&str]) -> bool {
    let numbers = values.iter().map(|value| value.trim().trim_end_matches(['.', ')']).parse::<usize>().ok());
    let numbers: Option<Vec<usize>> = numbers.collect();
    numbers.is_some_and(|numbers| numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1))
}
