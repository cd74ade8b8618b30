//! Names in plain Latin letters, for the names of files.

use deunicode::deunicode;

use super::romanisation::romanised;

/// A name in ASCII letters, as it is written without accents in its country: in German-speaking ones ä is ae, in those
/// with other letters by their rules.
pub fn latin(name: &str, country: Option<&str>) -> String {
    if !matches!(country, Some("DE" | "AT" | "CH" | "LI")) {
        return deunicode(&romanised(name, country));
    }
    let mut text = name.to_owned();
    for (from, to) in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")] {
        text = text.replace(from, to);
    }
    deunicode(&text)
}
