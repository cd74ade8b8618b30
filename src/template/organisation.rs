//! What is printed of an organisation: its address, its numbers.

use tera::Value;

use super::engine_values::{entry, field};
use crate::locale::Locale;

/// Street, postal code and town, country: what is there of them.
pub fn address_lines(organisation: &Value, locale: &Locale) -> Vec<String> {
    let empty = Value::from(tera::Map::new());
    let address = entry(organisation, "address").unwrap_or(&empty);
    let town: Vec<String> = ["postal_code", "city"].iter().filter_map(|part| field(address, part)).collect();
    let country = field(address, "country").or_else(|| field(organisation, "country"));
    [
        field(address, "street"),
        Some(town.join(" ")).filter(|town| !town.is_empty()),
        country.map(|code| locale.country(&code).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The identifiers that are known, each with its label.
pub fn ids(organisation: &Value) -> Vec<String> {
    let Some(ids) = entry(organisation, "ids") else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (key, label) in [("oid", "OID"), ("pic", "PIC"), ("vat", "VAT")] {
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
