//! Which texts can stand without quotes in every YAML, and which in none but double ones.

/// Words that are no text without quotes: to us, or to other programs.
const OTHERS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];

/// Whether a text can stand without quotes, and is read as the same letters by every program.
pub fn is_safe(text: &str, in_brackets: bool) -> bool {
    let first = text.chars().next();
    let last = text.chars().next_back();
    first.is_some_and(char::is_alphabetic)
        && last.is_some_and(|one| one.is_alphanumeric() || ").!%’”…".contains(one))
        && text.chars().all(|one| is_harmless(one) || (!in_brackets && one == ','))
        && !text.contains("  ")
        && !OTHERS.contains(&text.to_lowercase().as_str())
}

/// Whether a character means nothing to YAML inside a text.
fn is_harmless(one: char) -> bool {
    one.is_alphanumeric() || " _-./()+&’“”„–—…;!%".contains(one)
}

/// Whether a character can stand in a file only as a number, in double quotes.
pub fn needs_escape(one: char) -> bool {
    one.is_control() || matches!(one, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
