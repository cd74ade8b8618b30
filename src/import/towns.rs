//! Addresses in pieces, put together or taken apart as their country writes them: the street with its number, the postal
//! code with its town.

/// Countries in which the number stands in front of the street.
const NUMBER_FIRST: &[&str] = &["AU", "CA", "FR", "GB", "IE", "LU", "MC", "MT", "NZ", "US"];

/// Countries with a comma between street and number, or another word.
const BETWEEN: &[(&str, &str)] =
    &[("ES", ", "), ("PT", ", "), ("BR", ", "), ("UA", ", "), ("RO", " nr. "), ("TR", " No: ")];

/// Countries with postal codes of five digits, some of which begin with a zero.
pub const FIVE_DIGITS: &[&str] = &["DE", "ES", "FI", "FR", "IT"];

/// The form of a country's postal codes; a letter is one, `9` a digit, a blank may be left away or be a hyphen.
const POSTAL_CODES: &[(&str, &[&str])] = &[
    ("AD", &["AD999"]),
    ("AL", &["9999"]),
    ("AT", &["9999"]),
    ("BA", &["99999"]),
    ("BE", &["9999"]),
    ("BG", &["9999"]),
    ("CH", &["9999"]),
    ("CY", &["9999"]),
    ("CZ", &["999 99"]),
    ("DE", &["99999"]),
    ("DK", &["9999"]),
    ("EE", &["99999"]),
    ("ES", &["99999"]),
    ("FI", &["99999"]),
    ("FR", &["99999", "99 999"]),
    ("GB", &["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"]),
    ("GR", &["999 99"]),
    ("HR", &["99999"]),
    ("HU", &["9999"]),
    ("IE", &["A99 XXXX", "D6W XXXX"]),
    ("IS", &["999"]),
    ("IT", &["99999"]),
    ("LI", &["9999"]),
    ("LT", &["99999"]),
    ("LU", &["9999"]),
    ("LV", &["9999"]),
    ("MC", &["99999"]),
    ("MD", &["9999"]),
    ("ME", &["99999"]),
    ("MK", &["9999"]),
    ("MT", &["AAA 9999", "AAA 999"]),
    ("NL", &["9999 AA"]),
    ("NO", &["9999"]),
    ("PL", &["99 999"]),
    ("PT", &["9999 999", "9999"]),
    ("RO", &["999999"]),
    ("RS", &["99999"]),
    ("SE", &["999 99"]),
    ("SI", &["9999"]),
    ("SK", &["999 99"]),
    ("SM", &["99999"]),
    ("TR", &["99999"]),
    ("UA", &["99999"]),
    ("VA", &["99999"]),
    ("XK", &["99999"]),
];

/// Countries whose letters belong to the postal code: LT-01103, LV-1010.
const WITH_LETTERS: &[&str] = &["LT", "LV", "MD"];

/// A street with the number of the house as the country writes it; of a village without streets the number with what
/// stands for the street there.
pub fn street(country: Option<&str>, street: Option<&str>, number: &str, city: Option<&str>) -> String {
    let number = number.trim();
    let is_first = country.is_some_and(|country| NUMBER_FIRST.contains(&country));
    let Some(street) = street.map(|street| street.trim().trim_end_matches(',').trim_end()) else {
        let has_word = number.starts_with(char::is_alphabetic);
        return match (country, city) {
            _ if has_word => number.to_owned(),
            (Some("CZ"), _) => format!("č. p. {number}"),
            (_, Some(city)) if !is_first => format!("{city} {number}"),
            _ => number.to_owned(),
        };
    };
    if has_number(street, number) {
        return street.to_owned();
    }
    if is_first {
        return format!("{number} {street}");
    }
    let between = BETWEEN.iter().find(|(code, _)| Some(*code) == country).map_or(" ", |(_, between)| between);
    // `nr. 5` brings its word along.
    let between = match between {
        word if number.starts_with(char::is_alphabetic) && !word.starts_with(',') => " ",
        word => word,
    };
    format!("{street}{between}{number}")
}

/// Whether a street has the number already, as its last or first word.
fn has_number(street: &str, number: &str) -> bool {
    let plain = |text: &str| text.trim_matches([',', '.', ' ']).to_lowercase();
    let number = plain(number);
    let mut words = street.split_whitespace();
    let first = words.next().map(plain);
    let last = words.next_back().map(plain);
    first.as_ref() == Some(&number) || last.as_ref() == Some(&number)
}

/// The number of a house with what distinguishes the doors: `123/8`, `12a`, `5 bis`.
pub fn house_number(number: &str, addition: &str) -> String {
    let (number, addition) = (number.trim(), addition.trim());
    let is_letter = addition.chars().count() == 1 && addition.chars().all(char::is_alphabetic);
    match addition.chars().next() {
        None => number.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{number}/{addition}"),
        Some('/' | '-') => format!("{number}{addition}"),
        Some(_) if is_letter => format!("{number}{addition}"),
        Some(_) => format!("{number} {addition}"),
    }
}

/// A postal code and a town that stood in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Town {
    pub postal_code: Option<String>,
    pub city: Option<String>,
    /// The province behind an Italian town.
    pub region: Option<String>,
}

/// Takes a postal code and a town apart, as the country writes the code; of an unknown country only where the code can be
/// nothing else. None when it cannot be told where the code ends.
pub fn apart(text: &str, country: Option<&str>) -> Option<Town> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(is_between);
    if !text.chars().any(|one| one.is_ascii_digit()) {
        let town = Town { city: Some(text.to_owned()), ..Town::default() };
        return Some(with_region(town, country));
    }
    let form = |country: &str| POSTAL_CODES.iter().find(|(code, _)| *code == country);
    let found = match country.and_then(form) {
        Some((country, codes)) => by_form(text, country, codes).or_else(|| shortened(text, country))?,
        None => {
            // In the Netherlands two letters belong to the code; elsewhere they may begin the town.
            let is_dutch = |town: Town| town.city.is_some();
            if country.is_none() && by_form(text, "NL", &["9999 AA"]).is_some_and(is_dutch) {
                return None;
            }
            general(text)?
        }
    };
    Some(with_region(found, country))
}

/// What may stand between a code and a town.
fn is_between(one: char) -> bool {
    one.is_whitespace() || ",;-–—".contains(one)
}

/// The postal code of this country in front of the town, or behind it.
fn by_form(text: &str, country: &str, codes: &[&str]) -> Option<Town> {
    let town = |code: String, city: &str| {
        let city = city.trim_matches(is_between);
        // No second number begins a town’s name; behind it may be that of a quarter: Praha 1, Paris Cedex 08.
        let is_name =
            city.is_empty() || city.starts_with(|one: char| one.is_alphabetic() || "'’(".contains(one));
        let city = (!city.is_empty()).then(|| city.to_owned());
        is_name.then_some(Town { postal_code: Some(code), city, region: None })
    };
    if let Some((code, rest)) = code_at(text, country, codes) {
        return town(code, rest);
    }
    let starts = text.char_indices().filter(|(_, one)| is_between(*one)).map(|(at, one)| at + one.len_utf8());
    let (at, code) = starts.into_iter().find_map(|at| {
        let (code, rest) = code_at(&text[at..], country, codes)?;
        rest.is_empty().then_some((at, code))
    })?;
    town(code, &text[..at])
}

/// A postal code at the beginning of a text, and what stands behind it.
fn code_at<'t>(text: &'t str, country: &str, codes: &[&str]) -> Option<(String, &'t str)> {
    let (is_own, rest) = without_country(text, country);
    let length = codes.iter().find_map(|form| length_of(rest, form))?;
    let (code, rest) = rest.split_at(length);
    let ends = rest.is_empty() || rest.starts_with(is_between);
    let code = match is_own && WITH_LETTERS.contains(&country) {
        true => format!("{country}-{code}"),
        false => code.to_uppercase(),
    };
    ends.then_some((code, rest))
}

/// A text without the country that stands in front of its postal code, and whether that was the code of two letters:
/// `LT-01103`; `D-01067` is of old.
fn without_country<'t>(text: &'t str, country: &str) -> (bool, &'t str) {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &text[letters..];
    let behind = rest.trim_start_matches(['-', ' ', '–']);
    let is_parted = behind.len() < rest.len() && behind.starts_with(|one: char| one.is_ascii_digit());
    let before = text[..letters].to_uppercase();
    let is_own = before == country;
    let is_old = letters == 1 && country.starts_with(&before) && !before.is_empty();
    let is_car = matches!((before.as_str(), country), ("FL", "LI") | ("SLO", "SI") | ("FIN", "FI"));
    if is_parted && (is_own || is_old || is_car) { (is_own, behind) } else { (false, text) }
}

/// How many bytes of a text’s beginning are a postal code of this form.
fn length_of(text: &str, form: &str) -> Option<usize> {
    let mut at = 0;
    for one in form.chars() {
        let next = text[at..].chars().next();
        let is_right = |next: char| match one {
            '9' => next.is_ascii_digit(),
            'A' => next.is_ascii_alphabetic(),
            'X' => next.is_ascii_alphanumeric(),
            other => next.eq_ignore_ascii_case(&other),
        };
        match next {
            Some(' ' | '-') if one == ' ' => at += 1,
            _ if one == ' ' => {}
            Some(next) if is_right(next) => at += next.len_utf8(),
            _ => return None,
        }
    }
    Some(at)
}

/// A code of digits alone that has lost the zero in front: the postal code itself tells about it.
fn shortened(text: &str, country: &str) -> Option<Town> {
    let town = general(text).filter(|_| FIVE_DIGITS.contains(&country))?;
    let is_short = |code: &String| code.len() == 4 && code.bytes().all(|one| one.is_ascii_digit());
    town.postal_code.as_ref().is_some_and(is_short).then_some(town)
}

/// Digits in front of a name, whatever the country.
fn general(text: &str) -> Option<Town> {
    let is_code = |one: char| one.is_ascii_digit() || one == '-' || one == ' ';
    let end = text.find(|one: char| !is_code(one)).unwrap_or(text.len());
    let (code, city) = text.split_at(end);
    let code = code.trim_end_matches(is_between);
    let digits = code.chars().filter(char::is_ascii_digit).count();
    let is_parted = city.is_empty() || text[..end].ends_with(is_between);
    let is_name = city.is_empty() || city.starts_with(char::is_alphabetic);
    let parts = code.split([' ', '-']).count();
    if !(3..=7).contains(&digits) || parts > 2 || !is_parted || !is_name {
        return None;
    }
    let city = (!city.is_empty()).then(|| city.to_owned());
    Some(Town { postal_code: Some(code.to_owned()), city, region: None })
}

/// `Milano (MI)` and `Milano MI` are a town and its province.
fn with_region(town: Town, country: Option<&str>) -> Town {
    let (Some("IT"), Some(city)) = (country, &town.city) else { return town };
    let Some((name, province)) = city.rsplit_once(' ') else { return town };
    let province = province.trim_matches(['(', ')']);
    let is_province = province.len() == 2 && province.bytes().all(|one| one.is_ascii_uppercase());
    let has_name = name.chars().any(char::is_lowercase);
    if !is_province || !(has_name || city.ends_with(')')) {
        return town;
    }
    let name = name.trim_end_matches(is_between).to_owned();
    Town { city: Some(name), region: Some(province.to_owned()), ..town }
}

/// Whether a text is a postal code of some country.
pub fn is_postal_code(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 1
        && text.chars().count() > 3
        && POSTAL_CODES.iter().any(|(country, codes)| {
            let (_, rest) = without_country(text, country);
            codes.iter().any(|form| length_of(rest, form) == Some(rest.len()))
        })
}
