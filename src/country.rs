//! What countries are called in messages.

use crate::display_names::DisplayNames;

/// Those that English puts an article in front of.
const WITH_ARTICLE: &[&str] = &[
    "AE", "BQ", "BS", "CC", "CF", "CK", "CX", "DO", "FK", "FO", "GB", "GM", "IO", "KM", "KY", "MH", "MP",
    "MV", "NL", "PH", "SB", "SC", "TC", "TF", "UM", "US", "VA", "VG", "VI",
];

/// The English name of a country by its code of ISO 3166-1, as it stands inside a sentence: `the Netherlands`; the code
/// where there is no name.
pub fn in_sentence(code: &str) -> String {
    let name = DisplayNames::of("en").and_then(|english| english.country(code));
    match name {
        Some(name) if WITH_ARTICLE.contains(&code) => format!("the {name}"),
        Some(name) => name.to_owned(),
        None => code.to_owned(),
    }
}
