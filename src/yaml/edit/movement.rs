//! An item at another place of its list, with its comments.
//!
//! What stands between the items stays where it is: commas, empty lines, the blanks in front of the dashes.

use super::chunk::{end_with_comments, start_with_comments};
use super::lines::{column, comment_column, line_end, line_start, part};
use super::outline::{Form, ValuePlace};
use super::splice::Splice;
use crate::source::Span;

/// The ways to move the item of this number to where that one stands, the best first.
pub fn ways_to_move(text: &str, list: &ValuePlace<'_>, from: usize, to: usize) -> Vec<Vec<Splice>> {
    let whole: Vec<Vec<Span>> = match list.form {
        Form::Block => list
            .parts
            .iter()
            .map(|one| vec![start_with_comments(text, one)..end_with_comments(text, one)])
            .collect(),
        _ => list
            .parts
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let next = list.parts.get(at + 1).map_or(list.end, |next| next.start);
                vec![lead(text, one.start)..one.end(), comment_behind(text, one.end(), next)]
            })
            .collect(),
    };
    let bare: Vec<Vec<Span>> = list.parts.iter().map(|one| vec![one.start..one.end()]).collect();
    [whole, bare].iter().map(|spans| rotated(text, spans, from, to)).collect()
}

/// Pieces of a text in another order.
fn rotated(text: &str, spans: &[Vec<Span>], from: usize, to: usize) -> Vec<Splice> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    if from < order.len() {
        let moved = order.remove(from);
        order.insert(to.min(order.len()), moved);
    }
    let places = spans.iter().flatten();
    let pieces = order.iter().flat_map(|at| spans.get(*at)).flatten();
    places
        .zip(pieces)
        .filter(|(place, piece)| place != piece)
        .map(|(place, piece)| Splice::replace(place.start, place.end, part(text, piece.start, piece.end)))
        .collect()
}

/// Where the comments begin that stand in lines directly above an item in brackets.
fn lead(text: &str, start: usize) -> usize {
    let mut line = line_start(text, start);
    let indent = column(text, start);
    let mut lead = start;
    if !part(text, line, start).trim().is_empty() {
        return start;
    }
    while line > 0 {
        let above = line_start(text, line - 1 - usize::from(part(text, 0, line).ends_with("\r\n")));
        if comment_column(text, above) != Some(indent) {
            break;
        }
        line = above;
        lead = line + indent;
    }
    lead
}

/// The comment behind an item in brackets and its comma, with the blanks in front of it; an empty piece where there is none.
fn comment_behind(text: &str, end: usize, next: usize) -> Span {
    let rest = part(text, end, line_end(text, end).min(next));
    let comma = rest.len() - rest.trim_start_matches(' ').len();
    let behind = rest.get(comma..).and_then(|rest| rest.strip_prefix(','));
    let start = end + if behind.is_some() { comma + 1 } else { 0 };
    let tail = behind.unwrap_or(rest);
    match tail.trim_start_matches([' ', '\t']).starts_with('#') {
        true => start..end + rest.len(),
        false => start..start,
    }
}
