//! Data is never markup: what a value looks like inside Markdown.

use std::io::{self, Write};

/// Writes a value so that Markdown shows its letters.
///
/// Every ASCII punctuation character may stand behind a backslash (CommonMark 0.31, section 2.4). Only
/// those that could mean something where they stand are escaped, so that the text stays pleasant to
/// read and edit. Of several blanks in a row, which Markdown would join, the others become no-break
/// spaces.
pub fn markdown(value: &str, out: &mut dyn Write) -> io::Result<()> {
    let letters: Vec<char> = value.chars().collect();
    for (at, &one) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        match one {
            '\n' | '\r' => write!(out, " ")?,
            '\t' => write!(out, " ")?,
            ' ' if before.is_some_and(char::is_whitespace) => write!(out, "&nbsp;")?,
            one if means_something(one, before, after) => write!(out, "\\{one}")?,
            one if at_line_start(one, &letters[..at]) => write!(out, "{MARK}{one}")?,
            one => write!(out, "{one}")?,
        }
    }
    // `{{ year }}.` at the start of a line would begin a numbered list.
    if !letters.is_empty() && letters.iter().all(char::is_ascii_digit) {
        write!(out, "{MARK}")?;
    }
    Ok(())
}

/// Stands in front of a character that means something only where a line begins. No value has it: the
/// schema refuses characters of private use.
const MARK: char = '\u{e000}';

/// A text with the marks resolved: to a backslash where a line begins, to nothing elsewhere.
pub fn settle(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut begins = true;
        let mut letters = line.chars().peekable();
        while let Some(one) = letters.next() {
            match one {
                MARK => {
                    let next = letters.peek();
                    if begins && next.is_some_and(|next| "#+-=>:.)".contains(*next)) {
                        settled.push('\\');
                    }
                }
                one => {
                    // What may stand in front of the first letter of a block: blanks, marks of lists and
                    // quotations, and the digits of a numbered list.
                    begins &= one.is_whitespace() || one.is_ascii_digit() || ">-*+#.)|".contains(one);
                    settled.push(one);
                }
            }
        }
    }
    settled
}

/// What begins a heading, a list, a quotation, a rule or a table's second line.
fn at_line_start(one: char, so_far: &[char]) -> bool {
    match one {
        '#' | '+' | '-' | '=' | '>' | ':' => so_far.iter().all(|one| one.is_whitespace()),
        // A numbered list.
        '.' | ')' => so_far.iter().all(|one| one.is_ascii_digit() || one.is_whitespace()),
        _ => false,
    }
}

fn means_something(one: char, before: Option<char>, after: Option<char>) -> bool {
    let at_end = after.is_none();
    match one {
        '\\' | '`' | '*' | '[' | ']' | '|' | '{' | '}' | '~' | '$' => true,
        '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
        '<' => at_end || after.is_some_and(|one| one.is_ascii_alphabetic() || "/!?".contains(one)),
        '&' => at_end || after.is_some_and(|one| one.is_ascii_alphanumeric() || one == '#'),
        '!' => at_end,
        // At the end of a heading it would be taken for its closing sequence.
        '#' => after.is_none_or(|one| one == '#' || one.is_whitespace()),
        _ => false,
    }
}
