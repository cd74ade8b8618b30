//! What the tax number is called in a country.
//!
//! The words stand in `tax_numbers.tsv`: an official number is called as its country calls it, in documents of every language.

use super::readers::Readers;

const TABLE: &str = include_str!("tax_numbers.tsv");

/// What it is called where the country is not known.
const ANYWHERE: &str = "VAT";

/// What the tax number of an organisation of a country is called, by its code, in letters that these readers can read.
pub fn tax_number_label(country: Option<&str>, readers: Readers) -> &'static str {
    let mut rows = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
    let Some(mut words) = rows.find_map(|mut cells| (cells.next() == country).then_some(cells)) else {
        return ANYWHERE;
    };
    let own = words.next().unwrap_or(ANYWHERE);
    if readers.can_read(own) { own } else { words.next().unwrap_or(own) }
}
