//! Texts of several lines as such: below a `|`, or below a `>`, which joins them.

use super::quotes::needs_escape;

/// A text below its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockLines {
    /// The sign, and what is to be known of the lines: `|-`.
    pub head: String,
    /// The lines, indented, without the break at the end.
    pub lines: String,
}

/// A text below a `|`, indented by so many blanks. The sign has how far the lines are indented behind it, if there is need
/// to say so (`|2`); none for a text that cannot stand so.
pub fn literal(text: &str, sign: &str, indent: usize) -> Option<BlockLines> {
    let (body, head) = bare(text, sign)?;
    if body.lines().any(|line| !line.is_empty() && line.trim().is_empty()) {
        return None;
    }
    Some(BlockLines { head, lines: indented(body.split('\n'), text, indent) })
}

/// A text below a `>`, indented by so many blanks, its lines about so wide; none for a text that cannot stand so.
pub fn folded(text: &str, sign: &str, indent: usize, width: usize) -> Option<BlockLines> {
    let (body, head) = bare(text, sign)?;
    if body.split('\n').any(|line| line.starts_with([' ', '\t']) || line.ends_with([' ', '\t'])) {
        return None;
    }
    let mut lines = Vec::new();
    for (at, line) in body.split('\n').enumerate() {
        if at > 0 {
            lines.push("");
        }
        if !line.is_empty() {
            wrap(line, width, &mut lines);
        }
    }
    Some(BlockLines { head, lines: indented(lines.into_iter(), text, indent) })
}

/// A text without the breaks at its end, and its sign with what says how many these are.
fn bare<'a>(text: &'a str, sign: &str) -> Option<(&'a str, String)> {
    let body = text.trim_end_matches('\n');
    let first = body.trim_start_matches('\n').chars().next()?;
    if text.chars().any(|one| one != '\n' && one != '\t' && needs_escape(one)) || body.contains("\n\t") {
        return None;
    }
    let says_indent = sign.ends_with(|one: char| one.is_ascii_digit());
    if first == '\t' || (first == ' ' && !says_indent) {
        return None;
    }
    let chomping = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    Some((body, format!("{sign}{chomping}")))
}

/// Lines with blanks in front, and the empty ones that the text ends with.
fn indented<'a>(lines: impl Iterator<Item = &'a str>, text: &str, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let mut out = String::with_capacity(text.len() + 100);
    for (at, line) in lines.enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(&blanks);
            out.push_str(line);
        }
    }
    let breaks = text.len() - text.trim_end_matches('\n').len();
    out.push_str(&"\n".repeat(breaks.saturating_sub(1)));
    out
}

/// A line as several, broken at single blanks.
fn wrap<'a>(line: &'a str, width: usize, lines: &mut Vec<&'a str>) {
    let mut start = 0;
    let mut break_at = None;
    let mut before = ' ';
    let mut column = 0;
    for (at, one) in line.char_indices() {
        let next = line.get(at + 1..).and_then(|rest| rest.chars().next());
        if one == ' ' && !before.is_whitespace() && next.is_some_and(|next| !next.is_whitespace()) {
            break_at = Some(at);
        }
        if column >= width
            && let Some(at_blank) = break_at.take()
        {
            lines.extend(line.get(start..at_blank));
            start = at_blank + 1;
            column = line.get(start..at).unwrap_or_default().chars().count();
        }
        before = one;
        column += 1;
    }
    lines.extend(line.get(start..));
}
