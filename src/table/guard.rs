//! The `'` in front of a text that a spreadsheet would make something else of.

use super::cell::is_formula;

/// A text as a spreadsheet leaves it alone: `'` in front of what it would calculate or write otherwise.
///
/// **Why.** A cell that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet, in a file from anybody
/// (CSV injection); and it takes the zeros from `01067`, and reads `10-49` as a day.
pub fn guarded(text: &str) -> String {
    if is_touched(text) { format!("'{text}") } else { text.to_owned() }
}

/// A text that would lose its own `'` when it is read.
pub fn kept(text: &str) -> String {
    if unguarded(text) == text && !is_formula(text) { text.to_owned() } else { format!("'{text}") }
}

/// The same text without the `'` that was put in front.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_touched(rest)).unwrap_or(text)
}

/// Whether a spreadsheet would make something else of a text.
fn is_touched(text: &str) -> bool {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠']) {
        return true;
    }
    let has_digit = text.chars().any(|one| one.is_ascii_digit());
    let like_number = !text.starts_with(char::is_alphabetic)
        && text.chars().all(|one| one.is_ascii_digit() || " .,:/+-()%eE".contains(one));
    let count = text.len() <= 15
        && text.bytes().all(|one| one.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    has_digit && like_number && !count && !is_day_or_time(text)
}

/// Days and times may become Excel's own; they are read again.
fn is_day_or_time(text: &str) -> bool {
    let shape: String = text.chars().map(|one| if one.is_ascii_digit() { '0' } else { one }).collect();
    matches!(shape.as_str(), "0000-00-00" | "00:00" | "0000-00-00 00:00")
}
