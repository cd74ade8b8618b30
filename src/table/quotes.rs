//! Quotation marks around the cells of a text file: which ones there are, and whether each that opens is closed.
//!
//! **Why looked at before reading.** A mark that opens and is never closed takes all that follows into one cell, and no
//! reader says so: half of the list would be missing.

use std::borrow::Cow;

use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, codes};

/// How cells are put in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoting {
    /// The mark.
    pub mark: u8,
    /// What stands in front of a mark that is meant, when that is not a second one.
    pub escape: Option<u8>,
}

/// The marks of word processors, in front of and behind a cell.
const TYPOGRAPHIC: &[(char, char)] =
    &[('“', '”'), ('„', '“'), ('„', '”'), ('”', '”'), ('«', '»'), ('»', '«'), ('‘', '’'), ('‚', '‘')];

/// The text with ordinary marks, and which they are.
pub fn straightened(text: &str, separator: u8) -> (Cow<'_, str>, Quoting) {
    let sign = char::from(separator);
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let cells: Vec<&str> = head.split(sign).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let all_in = |open: char, close: char| {
        cells.len() > 1
            && cells
                .iter()
                .all(|cell| cell.chars().count() > 2 && cell.starts_with(open) && cell.ends_with(close))
    };
    let escape = has_escaped_marks(text, sign).then_some(b'\\');
    let quoting = Quoting { mark: b'"', escape };
    if all_in('\'', '\'') {
        return (Cow::Borrowed(text), Quoting { mark: b'\'', escape });
    }
    if TYPOGRAPHIC.iter().any(|(open, close)| all_in(*open, *close)) {
        return (Cow::Owned(with_straight_marks(text, sign)), quoting);
    }
    let is_spaced = [format!("{sign} \""), format!("\" {sign}")].iter().any(|one| text.contains(one));
    match is_spaced && sign != '\t' {
        true => (Cow::Owned(without_blanks(text, sign)), quoting),
        false => (Cow::Borrowed(text), quoting),
    }
}

/// Whether marks that are meant have a `\` in front of them, as databases write it: `"Firma \"Nord\" GmbH"`.
fn has_escaped_marks(text: &str, sign: char) -> bool {
    text.match_indices("\\\"").any(|(at, found)| {
        text[at + found.len()..].chars().next().is_some_and(|next| next != sign && !"\r\n\"".contains(next))
    })
}

/// The marks at the ends of cells as straight ones.
fn with_straight_marks(text: &str, sign: char) -> String {
    let is_edge = |one: Option<char>| one.is_none_or(|one| one == sign || one == '\n' || one == '\r');
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, one) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let opens = is_edge(before) && TYPOGRAPHIC.iter().any(|(open, _)| open == one);
        let closes =
            is_edge(letters.get(at + 1).copied()) && TYPOGRAPHIC.iter().any(|(_, close)| close == one);
        match one {
            _ if opens || closes => out.push('"'),
            '"' => out.push_str("\"\""),
            one => out.push(*one),
        }
    }
    out
}

/// The text without blanks between a mark and the sign that divides cells: `Company, "City, Land"`.
fn without_blanks(text: &str, sign: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let (mut is_start, mut is_inside) = (true, false);
    let mut blanks = String::new();
    while let Some(one) = letters.next() {
        if is_inside {
            out.push(one);
            if one == '"' {
                match letters.peek() {
                    Some('"') => out.extend(letters.next()),
                    _ => {
                        is_inside = false;
                        while letters.peek() == Some(&' ') {
                            blanks.extend(letters.next());
                        }
                        if letters.peek().is_some_and(|next| *next != sign && !"\r\n".contains(*next)) {
                            out.push_str(&blanks);
                        }
                        blanks.clear();
                    }
                }
            }
            continue;
        }
        match one {
            ' ' if is_start => blanks.push(' '),
            '"' if is_start => {
                blanks.clear();
                out.push('"');
                (is_start, is_inside) = (false, true);
            }
            _ => {
                out.push_str(&blanks);
                blanks.clear();
                out.push(one);
                is_start = one == sign || one == '\n' || one == '\r';
            }
        }
    }
    out.push_str(&blanks);
    out
}

/// A cell in marks, on its way.
struct Open {
    row: usize,
    start: usize,
}

/// Sees to it that every mark that opens is closed where its cell ends.
///
/// # Errors
/// The row of the first that is not, as a spreadsheet counts rows, with what stands behind it.
pub fn check(file: &str, text: &str, separator: u8, quoting: Quoting) -> Result<(), Diagnostic> {
    let bytes = text.as_bytes();
    let (mut row, mut cells, mut width) = (1, 1, 0);
    let mut is_start = true;
    // The longest cell of the row that goes over several lines, with where it begins and ends.
    let mut long: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let one = bytes[at];
        if is_start && one == quoting.mark {
            let open = Open { row, start: at + 1 };
            let Some(end) = closing(bytes, at + 1, quoting) else {
                return Err(unclosed(file, text, &open));
            };
            let lines = text[open.start..end].matches('\n').count();
            let behind = bytes.get(end + 1);
            let ends_there = behind.is_none_or(|next| *next == separator || matches!(next, b'\n' | b'\r'));
            if lines > 0 && !ends_there {
                return Err(swallowing(file, text, &open, lines));
            }
            if lines > 0 {
                long = Some((open.start, end));
            }
            at = end + 1;
            is_start = false;
            continue;
        }
        at += 1;
        is_start = false;
        if one == separator {
            cells += 1;
            is_start = true;
        } else if one == b'\n' || (one == b'\r' && bytes.get(at) != Some(&b'\n')) {
            if let Some((start, end)) = long.take()
                && takes_rows(&text[start..end], char::from(separator), cells, width)
            {
                return Err(swallowing(
                    file,
                    text,
                    &Open { row, start },
                    text[start..end].matches('\n').count(),
                ));
            }
            width = if width == 0 && cells > 1 { cells } else { width };
            row += 1;
            cells = 1;
            is_start = true;
        }
    }
    match long {
        Some((start, end)) if takes_rows(&text[start..end], char::from(separator), cells, width) => {
            Err(swallowing(file, text, &Open { row, start }, text[start..end].matches('\n').count()))
        }
        _ => Ok(()),
    }
}

/// Where the mark stands that closes.
fn closing(bytes: &[u8], start: usize, quoting: Quoting) -> Option<usize> {
    let mut at = start;
    loop {
        let one = *bytes.get(at)?;
        if Some(one) == quoting.escape {
            at += 2;
        } else if one != quoting.mark {
            at += 1;
        } else if bytes.get(at + 1) == Some(&quoting.mark) {
            at += 2;
        } else {
            return Some(at);
        }
    }
}

/// Whether a cell of several lines has rows in it: the row is too short, and a line in the cell has as many parts as a row.
fn takes_rows(cell: &str, sign: char, cells: usize, width: usize) -> bool {
    let parts = |line: &str| line.matches(sign).count() + 1;
    cells < width && cell.lines().any(|line| parts(line) + 1 >= width.max(3))
}

/// What stands behind a mark, in short.
fn beginning(text: &str, open: &Open) -> String {
    let line = text[open.start..].lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}

const CLOSE_IT: &str = "take the mark away, or close it where the value ends; nothing was read, because which rows belong \
                        together cannot be told";

fn unclosed(file: &str, text: &str, open: &Open) -> Diagnostic {
    let message = format!(
        "row {} of `{file}`: the quotation mark in front of `{}` is never closed",
        open.row,
        beginning(text, open)
    );
    Diagnostic::error(codes::NO_TABLE, message).help(CLOSE_IT)
}

fn swallowing(file: &str, text: &str, open: &Open, lines: usize) -> Diagnostic {
    let message = format!(
        "row {} of `{file}`: the quotation mark in front of `{}` takes {} below it into one cell",
        open.row,
        beginning(text, open),
        count(lines, "line")
    );
    Diagnostic::error(codes::NO_TABLE, message).help(CLOSE_IT)
}
