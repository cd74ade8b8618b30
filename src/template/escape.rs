//! Data is never markup: what a value looks like inside Markdown.

use std::io::{self, Write};

use super::phrases::END;

/// Writes a value so that Markdown shows its letters.
///
/// Every ASCII punctuation character may stand behind a backslash (CommonMark 0.31, section 2.4). Only
/// those that could mean something where they stand are escaped, so that the text stays pleasant to
/// read and edit. Of several blanks in a row, which Markdown would join, the others become no-break
/// spaces.
pub fn markdown(value: &str, out: &mut dyn Write) -> io::Result<()> {
    // A mark behind a phrase goes before the text is read, so the phrase ends in front of it.
    for (at, phrase) in value.split(END).enumerate() {
        if at > 0 {
            write!(out, "{END}")?;
        }
        piece(phrase, out)?;
    }
    Ok(())
}

fn piece(value: &str, out: &mut dyn Write) -> io::Result<()> {
    // Letters that stay as they are wait here until one comes that does not.
    let mut waiting = 0;
    let mut before = None;
    let mut so_far = Beginning { blank: true, number: true };
    let mut letters = value.char_indices().peekable();
    while let Some((at, one)) = letters.next() {
        let after = letters.peek().map(|(_, next)| *next);
        let mark = match one {
            _ if one.is_alphanumeric() => None,
            '\n' | '\r' | '\t' => Some(" "),
            ' ' if before.is_some_and(char::is_whitespace) => Some("&nbsp;"),
            one if means_something(one, before, after) => Some("\\"),
            one if so_far.would_mean_something(one) => Some(MARK_TEXT),
            _ => None,
        };
        if let Some(mark) = mark {
            out.write_all(&value.as_bytes()[waiting..at])?;
            out.write_all(mark.as_bytes())?;
            // A mark stands in front of its character; a blank stands in place of it.
            waiting = if one.is_whitespace() { at + one.len_utf8() } else { at };
        }
        so_far.add(one);
        before = Some(one);
    }
    out.write_all(&value.as_bytes()[waiting..])?;
    // `{{ year }}.` at the start of a line would begin a numbered list.
    if !value.is_empty() && value.bytes().all(|one| one.is_ascii_digit()) {
        out.write_all(MARK_TEXT.as_bytes())?;
    }
    Ok(())
}

/// Stands in front of a character that means something only where a line begins. No value has it: the
/// schema refuses characters of private use.
const MARK: char = '\u{e000}';
const MARK_TEXT: &str = "\u{e000}";

/// A text with the marks resolved: to a backslash where a line begins, to nothing elsewhere.
pub fn settle(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !line.contains(MARK) {
            settled.push_str(line);
            continue;
        }
        let mut begins = true;
        for (at, one) in line.char_indices() {
            match one {
                MARK => {
                    if begins && begins_block(&line[..at], &line[at + MARK.len_utf8()..]) {
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

/// Whether the first character of the rest of a line begins a block. That behind the number of a list does so only in front
/// of a blank (CommonMark 0.31, section 5.2), and never in a row of a table: “11.00” and “| 4. März” stay as they are.
fn begins_block(before: &str, rest: &str) -> bool {
    let mut next = rest.chars().filter(|one| *one != MARK);
    match next.next() {
        Some('.' | ')') => !before.contains('|') && next.next().is_none_or(char::is_whitespace),
        Some(one) => "#+-=>:".contains(one),
        None => false,
    }
}

/// What a value is up to some letter.
struct Beginning {
    /// Blanks only.
    blank: bool,
    /// Digits and blanks only.
    number: bool,
}

impl Beginning {
    fn add(&mut self, one: char) {
        self.blank &= one.is_whitespace();
        self.number &= one.is_ascii_digit() || one.is_whitespace();
    }

    /// Whether a character begins a heading, a list, a quotation, a rule or a table's second line here, if
    /// the value stands where a line begins.
    fn would_mean_something(&self, one: char) -> bool {
        match one {
            '#' | '+' | '-' | '=' | '>' | ':' => self.blank,
            // A numbered list.
            '.' | ')' => self.number,
            _ => false,
        }
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
