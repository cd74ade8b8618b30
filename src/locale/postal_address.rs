//! A postal address as it is written in its country.
//!
//! The countries stand in `postal_addresses.tsv`. **Why a table of our own.** The crate for it (`address-formatter`) is not
//! kept and writes what maps show; what the postal services want fits into a line a country.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::formatting::Locale;
use crate::letters::unaccented;

/// By country: lines, postal code, regions.
const COUNTRIES: &str = include_str!("postal_addresses.tsv");
/// What all others have.
const OTHERS: &str = "-";

/// How addresses of a country are written.
struct AddressFormat {
    lines: Vec<&'static str>,
    codes: Vec<&'static str>,
    regions: Vec<&'static str>,
}

static FORMATS: LazyLock<HashMap<&'static str, AddressFormat>> = LazyLock::new(|| {
    let mut formats = HashMap::new();
    for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [country, lines, codes, regions] = cells.as_slice() else { continue };
        let parts = |cell: &'static str, by: char| cell.split(by).filter(|part| !part.is_empty()).collect();
        let format = AddressFormat {
            lines: parts(lines, '|'),
            codes: parts(codes, ';'),
            regions: parts(regions, ';'),
        };
        formats.insert(*country, format);
    }
    formats
});

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// Lines in front of the street.
    pub extra: Vec<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Region, county or province.
    pub region: Option<String>,
    /// The code of the country.
    pub country: Option<String>,
}

impl Locale {
    /// The lines of an address in the order of its country, what is there of them; the country's name is the last, where
    /// it is wanted.
    pub fn address_lines(&self, address: &PostalAddress, with_country: bool) -> Vec<String> {
        let code = address.country.as_deref();
        let mut lines = address.extra.clone();
        lines.extend(address.lines_below_extra());
        let country = code.filter(|_| with_country).map(|code| self.country(code).to_owned());
        lines.into_iter().chain(country).filter(|line| !line.is_empty()).collect()
    }
}

impl PostalAddress {
    /// Street and town in the order of the country, a line each; what is not there leaves an empty one.
    pub fn lines_below_extra(&self) -> Vec<String> {
        let country = self.country.as_deref().unwrap_or(OTHERS);
        let Some(format) = FORMATS.get(country).or_else(|| FORMATS.get(OTHERS)) else { return Vec::new() };
        let line = |pattern: &&str| {
            let line = self.filled(pattern, format);
            // What is not there leaves its blank behind.
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            line.trim_matches([' ', ',', '/']).to_owned()
        };
        format.lines.iter().map(line).collect()
    }

    fn filled(&self, pattern: &str, format: &AddressFormat) -> String {
        let mut line = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let close = match first {
                '[' => ']',
                '{' => '}',
                other => {
                    line.push(other);
                    rest = &rest[other.len_utf8()..];
                    continue;
                }
            };
            let end = rest.find(close).unwrap_or(rest.len() - 1);
            let inner = &rest[1..end];
            rest = &rest[end + 1..];
            if first == '{' {
                line.push_str(&self.part(inner, format).unwrap_or_default());
                continue;
            }
            let name = inner.find('{').zip(inner.find('}')).map_or("", |(from, to)| &inner[from + 1..to]);
            if self.part(name, format).is_some() {
                line.push_str(&self.filled(inner, format));
            }
        }
        line
    }

    fn part(&self, name: &str, format: &AddressFormat) -> Option<String> {
        match name {
            "street" => self.street.clone(),
            "city" => self.city.clone(),
            "city!" => self.city.as_ref().map(|city| city.to_uppercase()),
            "postal_code" => self.postal_code.as_deref().map(|code| written_code(code, &format.codes)),
            "region" => self.region.clone().filter(|region| {
                let letters = unaccented(region);
                let is_town = self.city.as_deref().is_some_and(|city| unaccented(city) == letters);
                !is_town && format.names(region)
            }),
            _ => None,
        }
    }
}

impl AddressFormat {
    /// Whether a region is named in addresses.
    fn names(&self, region: &str) -> bool {
        if self.regions == ["AA"] {
            return region.len() == 2 && region.bytes().all(|one| one.is_ascii_uppercase());
        }
        let letters = unaccented(region);
        let others = self.regions.iter().filter_map(|other| other.strip_prefix('-'));
        !others.into_iter().any(|other| unaccented(other) == letters)
    }
}

/// A postal code as its country writes it; as it stands when it is of no form that is known.
fn written_code(code: &str, forms: &[&str]) -> String {
    forms.iter().find_map(|form| formed(code, form)).unwrap_or_else(|| code.to_owned())
}

/// A postal code in a form; none when it does not fit.
fn formed(code: &str, form: &str) -> Option<String> {
    let (old, form) = match form.strip_prefix('(').and_then(|form| form.split_once("-)")) {
        Some((old, form)) => (old, form),
        None => ("", form),
    };
    let (prefix, body) = match form.split_once('-') {
        Some((prefix, body)) if prefix.chars().all(|one| one.is_ascii_uppercase() && one != 'N') => {
            (prefix, body)
        }
        _ => ("", form),
    };
    let signs: String = code.chars().filter(|one| !matches!(one, ' ' | '-' | '\u{a0}')).collect();
    let signs = signs.to_uppercase();
    let wanted = body.chars().filter(|one| one.is_ascii_uppercase()).count();
    let lead = [prefix, old].into_iter().filter(|lead| !lead.is_empty());
    let own = lead.filter_map(|lead| signs.strip_prefix(lead)).find(|rest| rest.chars().count() == wanted);
    let mut own = own.unwrap_or(&signs).chars();
    let mut written = if prefix.is_empty() { String::new() } else { format!("{prefix}-") };
    for sign in body.chars() {
        let fits: fn(char) -> bool = match sign {
            'N' => |one| one.is_ascii_digit(),
            'A' => |one| one.is_ascii_uppercase(),
            'X' => |one| one.is_ascii_digit() || one.is_ascii_uppercase(),
            separator => {
                written.push(separator);
                continue;
            }
        };
        written.push(own.next().filter(|one| fits(*one))?);
    }
    own.next().is_none().then_some(written)
}
