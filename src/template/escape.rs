//! Data is never markup: what a value looks like inside Markdown.

use std::io::{self, Write};

/// Writes a value so that Markdown shows its letters.
///
/// Every ASCII punctuation character may stand behind a backslash (CommonMark 0.31, section 2.4). Only
/// those that could mean something where they stand are escaped, so that the text stays pleasant to
/// read and edit. Blanks at the ends and in a row, which Markdown would drop, become no-break spaces.
pub fn escape_markdown(value: &str, out: &mut dyn Write) -> io::Result<()> {
    let letters: Vec<char> = value.chars().collect();
    for (at, &one) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        match one {
            '\n' | '\r' => write!(out, " ")?,
            ' ' | '\t' if !before.is_some_and(|one| !one.is_whitespace()) || after.is_none() => {
                write!(out, "&nbsp;")?;
            }
            one if means_something(one, before, after, &letters[..at]) => write!(out, "\\{one}")?,
            one => write!(out, "{one}")?,
        }
    }
    Ok(())
}

/// The same as a text of its own.
pub fn markdown(value: &str) -> String {
    let mut out = Vec::new();
    // Writing to a vector does not fail.
    let _ = escape_markdown(value, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn means_something(one: char, before: Option<char>, after: Option<char>, so_far: &[char]) -> bool {
    let at_end = after.is_none();
    let at_start = before.is_none();
    match one {
        '\\' | '`' | '*' | '[' | ']' | '|' | '{' | '}' | '~' | '$' => true,
        '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
        '<' => at_end || after.is_some_and(|one| one.is_ascii_alphabetic() || "/!?".contains(one)),
        '&' => at_end || after.is_some_and(|one| one.is_ascii_alphanumeric() || one == '#'),
        '!' => at_end,
        // What begins a heading, a list, a quotation, a rule or a table's second line.
        '#' | '+' | '-' | '=' | '>' | ':' => at_start,
        // A numbered list.
        '.' | ')' => at_start || so_far.iter().all(char::is_ascii_digit),
        _ => false,
    }
}
