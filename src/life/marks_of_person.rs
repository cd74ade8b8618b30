//! By what somebody is found in a text: names, addresses and telephone numbers, however they are written there.
//!
//! A name is compared without accents and capitals, and in Latin letters as documents, files and mail programs write it.
//! A family name alone counts, unless somebody else here is called so; a first name alone does not: others have it.

use std::collections::BTreeSet;

use deunicode::deunicode;

use crate::email_address::{compared, sent, shown};
use crate::letters::unaccented;
use crate::locale::{Person, latin, romanised};
use crate::model::{Address, Partner};

/// How many letters a name has at least that is looked for alone: shorter ones are ordinary words.
const SHORTEST_NAME: usize = 4;
/// How many digits a telephone number has at least, and how many of its last ones are compared: in front of them it is
/// written with or without the code of the country.
const SHORTEST_NUMBER: usize = 7;
const COMPARED_DIGITS: usize = 8;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Names and streets in plain letters, with a blank in front and behind.
    names: BTreeSet<String>,
    /// Names without their blanks, as names of files have them.
    joined: BTreeSet<String>,
    /// Family names alone, as in `names`.
    families: BTreeSet<String>,
    /// Email addresses.
    addresses: BTreeSet<String>,
    /// The last digits of telephone numbers.
    numbers: BTreeSet<String>,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    Name,
    EmailAddress,
    Telephone,
}

impl MarkKind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "a name or a street",
            Self::EmailAddress => "an email address",
            Self::Telephone => "a telephone number",
        }
    }
}

impl Marks {
    /// Adds a person of an organisation in a country.
    pub fn add_person(&mut self, person: &Person, country: Option<&str>) {
        let apart = person.apart();
        let written = person.name_latin.iter().chain(&apart.name);
        for name in written {
            self.add_name(name, country);
            let words: Vec<&str> = name.split_whitespace().collect();
            if let [first, rest @ ..] = words.as_slice()
                && !rest.is_empty()
            {
                self.add_name(&format!("{} {first}", rest.join(" ")), country);
            }
        }
        if let (Some(given), Some(family)) = (&apart.given_name, &apart.family_name) {
            self.add_name(&format!("{given} {family}"), country);
            self.add_name(&format!("{family} {given}"), country);
        }
        self.families.extend(families(person, country));
    }

    /// Adds an email address.
    pub fn add_address(&mut self, address: &str) {
        let plain = compared(address);
        if plain.contains('@') {
            self.addresses.insert(sent(&plain).into_owned());
            self.addresses.insert(shown(&plain).to_lowercase());
            self.addresses.insert(plain);
        }
    }

    /// Adds a telephone number.
    pub fn add_number(&mut self, number: &str) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= SHORTEST_NUMBER {
            let from = digits.len().saturating_sub(COMPARED_DIGITS);
            self.numbers.extend(digits.get(from..).map(str::to_owned));
        }
    }

    /// Adds the name of a person or an organisation, or a street.
    pub fn add_name(&mut self, name: &str, country: Option<&str>) {
        let forms =
            forms(name, country).into_iter().filter(|form| form.trim().chars().count() >= SHORTEST_NAME);
        for form in forms {
            let joined: String = form.split_whitespace().collect();
            if form.trim().contains(' ') && joined.chars().count() > 2 * SHORTEST_NAME {
                self.joined.insert(joined);
            }
            self.names.insert(form);
        }
    }

    /// Adds an organisation's names and its street.
    pub fn add_organisation(&mut self, partner: &Partner) {
        let country = partner.country();
        let names =
            [&partner.legal_name_latin, &partner.name_en, &partner.short_name, &partner.short_name_latin];
        for name in names.into_iter().flatten().chain([&partner.legal_name]) {
            self.add_name(name, country);
        }
        if let Some(Address { street, street_latin, .. }) = &partner.address {
            for street in [street, street_latin].into_iter().flatten() {
                self.add_name(street, country);
            }
        }
    }

    /// Takes away what is somebody else's too: family names, and addresses.
    pub fn spare(&mut self, others: &Self) {
        self.families.retain(|name| !others.families.contains(name));
        self.addresses.retain(|address| !others.addresses.contains(address));
    }

    /// Whether an email address is one of these.
    pub fn has_address(&self, address: &str) -> bool {
        self.addresses.contains(&compared(address))
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.addresses.is_empty() && self.numbers.is_empty()
    }

    /// What of it stands in a text, if anything does.
    pub fn found_in(&self, text: &str) -> Option<MarkKind> {
        let small = text.to_lowercase();
        if self.addresses.iter().any(|address| small.contains(address)) {
            return Some(MarkKind::EmailAddress);
        }
        for plain in [plain(&unaccented(text)), plain(&deunicode(text).to_lowercase())] {
            if self.names.iter().chain(&self.families).any(|name| plain.contains(name)) {
                return Some(MarkKind::Name);
            }
            let joined: String = plain.split(' ').collect();
            if self.joined.iter().any(|name| joined.contains(name)) {
                return Some(MarkKind::Name);
            }
        }
        let has_number = !self.numbers.is_empty()
            && numbers(text).any(|digits| self.numbers.iter().any(|number| digits.contains(number)));
        has_number.then_some(MarkKind::Telephone)
    }
}

/// The family name in all its forms, when it is long enough to be looked for alone.
fn families(person: &Person, country: Option<&str>) -> Vec<String> {
    let family = person.apart().family_name;
    let forms = family.iter().flat_map(|family| forms(family, country));
    forms.filter(|form| form.trim().chars().count() >= SHORTEST_NAME).collect()
}

/// A name in plain letters, as it may be written.
fn forms(name: &str, country: Option<&str>) -> BTreeSet<String> {
    let romanised = romanised(name, country);
    let all = [
        unaccented(name),
        deunicode(name),
        latin(name, country),
        latin(name, Some("DE")),
        deunicode(&romanised),
    ];
    all.iter().map(|form| plain(&form.to_lowercase())).collect()
}

/// Letters and digits alone, words with one blank between, one in front and one behind.
fn plain(text: &str) -> String {
    let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut plain = String::from(" ");
    for word in words {
        plain.push_str(word);
        plain.push(' ');
    }
    plain
}

/// The digits of everything in a text that is written as a number is.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let is_part = |one: char| one.is_ascii_digit() || " +()/.-\u{a0}".contains(one);
    let pieces = text.split(move |one| !is_part(one));
    pieces
        .map(|piece| piece.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| digits.len() >= SHORTEST_NUMBER)
}
