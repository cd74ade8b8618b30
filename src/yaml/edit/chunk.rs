//! What belongs to an entry or item: its lines, the comments behind its values, those directly above it.

use super::lines::{begins_its_line, behind_break, column, comment_column, line_end, line_start};
use super::outline::Part;

/// Where the comments begin that stand directly above an entry or item, as far indented as it; else where it begins itself.
pub fn start_with_comments(text: &str, one: &Part<'_>) -> usize {
    let mut start = one.start;
    if !begins_its_line(text, start) {
        return start;
    }
    let indent = column(text, one.start);
    let mut line = line_start(text, start);
    while line > 0 {
        let above = line_start(text, line - break_length(text, line));
        if comment_column(text, above) != Some(indent) {
            break;
        }
        line = above;
        start = line + indent;
    }
    start
}

/// The end of the last line of an entry or item, in front of the break: that of the comments below it that are indented
/// further than it.
pub fn end_with_comments(text: &str, one: &Part<'_>) -> usize {
    let indent = column(text, one.start);
    let mut end = line_end(text, one.end());
    loop {
        let next = behind_break(text, end);
        match comment_column(text, next) {
            Some(column) if next > end && column > indent => end = line_end(text, next),
            _ => return end,
        }
    }
}

/// How long the line break in front of a line is.
fn break_length(text: &str, line: usize) -> usize {
    match text.get(..line).unwrap_or_default() {
        before if before.ends_with("\r\n") => 2,
        _ => 1,
    }
}
