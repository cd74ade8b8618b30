//! File names for those who receive a document.

use crate::locale::latin;
use crate::workspace::is_device;

/// A file name that every system and mail program takes: ASCII letters, digits, `-`, `_`, at most 80. Letters
/// become Latin as in the country.
pub fn ascii_file_name(name: &str, country: Option<&str>) -> String {
    let mut safe = String::new();
    for one in latin(name, country).chars() {
        match one {
            one if one.is_ascii_alphanumeric() || one == '-' => safe.push(one),
            _ if safe.ends_with('_') || safe.is_empty() => {}
            _ => safe.push('_'),
        }
    }
    safe.truncate(80);
    match safe.trim_end_matches('_') {
        "" => "document".to_owned(),
        // Nobody with Windows could save it.
        device if is_device(device) => format!("{device}_"),
        safe => safe.to_owned(),
    }
}
