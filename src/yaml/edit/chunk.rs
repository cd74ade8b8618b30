//! What belongs to an entry or item: its lines, the comments behind its values, those directly above it.

use super::lines::{
    begins_its_line, behind_break, column, comment_column, is_blank_line, line_above, line_end, line_start,
};
use super::outline::PlacedPart;

/// Where the comments begin that stand directly above an entry or item, as far indented as it; else where it begins itself.
pub fn start_with_comments(text: &str, one: &PlacedPart<'_>) -> usize {
    let mut start = one.start;
    if !begins_its_line(text, start) {
        return start;
    }
    let indent = column(text, one.start);
    let mut line = line_start(text, start);
    while let Some(above) = line_above(text, line) {
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
pub fn end_with_comments(text: &str, one: &PlacedPart<'_>) -> usize {
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

/// The same with the empty lines below.
pub fn end_with_blank_lines(text: &str, one: &PlacedPart<'_>) -> usize {
    let mut end = end_with_comments(text, one);
    loop {
        let next = behind_break(text, end);
        if next == end || next >= text.len() || !is_blank_line(text, next) {
            return end;
        }
        end = line_end(text, next);
    }
}
