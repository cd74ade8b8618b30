//! File names for those who receive a document.

use jiff::civil::Date;

use crate::locale::latin;
use crate::workspace::is_device;

/// The most letters of a name.
const LONGEST: usize = 80;

/// A file name that every system and mail program takes: ASCII letters, digits, `-`, `_`, at most 80. Letters
/// become Latin as in the country. A day at the end stays, with the word in front of it, which is the language.
pub fn ascii_file_name(name: &str, country: Option<&str>) -> String {
    let mut safe = String::new();
    for one in latin(name, country).chars() {
        match one {
            one if one.is_ascii_alphanumeric() || one == '-' => safe.push(one),
            _ if safe.ends_with('_') || safe.is_empty() => {}
            _ => safe.push('_'),
        }
    }
    let safe = shortened(safe.trim_end_matches('_'));
    match safe.trim_end_matches('_') {
        "" => "document".to_owned(),
        // Nobody with Windows could save it.
        device if is_device(device) => format!("{device}_"),
        safe => safe.to_owned(),
    }
}

/// The name with its longest part cut.
fn shortened(name: &str) -> String {
    let mut cut = name.to_owned();
    if name.len() <= LONGEST {
        return cut;
    }
    let mut words = name.rsplitn(3, '_');
    let end = words.next().filter(|day| day.parse::<Date>().is_ok()).zip(words.next());
    let end = end.map(|(day, language)| format!("_{language}_{day}")).filter(|end| end.len() < LONGEST);
    let end = end.unwrap_or_default();
    cut.truncate(LONGEST - end.len());
    // Rather a word less than half a word.
    let at = cut.rfind('_').filter(|at| *at > LONGEST / 2 && !name[cut.len()..].starts_with('_'));
    cut.truncate(at.unwrap_or(cut.len()));
    format!("{}{end}", cut.trim_end_matches(['_', '-']))
}
