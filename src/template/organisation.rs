//! What is printed of an organisation: its names, its address, its numbers.

use tera::{State, TeraResult, Value};

use super::engine_values::{entry, field};
use super::readable::ORIGINAL;
use crate::locale::{Locale, PostalAddress, Readers, tax_number_label};

/// The name under which addresses learn that all organisations of a document are in one country; no template can write it.
pub const IN_ONE_COUNTRY: &str = "all are in one country";

/// The address as it is written in its country: what is there of it. The country stands in it when it crosses a border, or
/// as it is asked for.
pub fn address_lines(
    organisation: &Value,
    locale: &Locale,
    with_country: Option<bool>,
    state: &State<'_>,
) -> TeraResult<Vec<String>> {
    let empty = Value::from(tera::Map::new());
    let address = entry(organisation, "address").unwrap_or(&empty);
    let extra = entry(address, "extra").and_then(Value::as_array).unwrap_or_default();
    let address = PostalAddress {
        extra: extra.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect(),
        street: field(address, "street"),
        postal_code: field(address, "postal_code"),
        city: field(address, "city"),
        region: field(address, "region"),
        country: field(address, "country").or_else(|| field(organisation, "country")),
    };
    let with_country = match with_country {
        Some(asked) => asked,
        None => state.get::<bool>(IN_ONE_COUNTRY)? != Some(true),
    };
    Ok(locale.address_lines(&address, with_country))
}

/// The names of an organisation, the one that it is called by first: the legal name as readers can read it, in its own letters
/// when those are others, in Latin letters, in English. None twice.
pub fn names(organisation: &Value) -> Vec<String> {
    let original = entry(organisation, ORIGINAL).and_then(|original| field(original, "legal_name"));
    let all = [
        field(organisation, "legal_name"),
        original,
        field(organisation, "legal_name_latin"),
        field(organisation, "name_en"),
    ];
    let mut names: Vec<String> = Vec::new();
    for name in all.into_iter().flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The identifiers that are known, each with its label; the tax number with that of its country.
pub fn ids(organisation: &Value, readers: Readers) -> Vec<String> {
    let Some(ids) = entry(organisation, "ids") else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let address = entry(organisation, "address");
    let country =
        address.and_then(|address| field(address, "country")).or_else(|| field(organisation, "country"));
    let tax_number = tax_number_label(country.as_deref(), readers);
    for (key, label) in [("oid", "OID"), ("pic", "PIC"), ("vat", tax_number)] {
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
