//! An item at another place of its list, with its comments.
//!
//! What stands between the items stays where it is: commas, empty lines, the blanks in front of the dashes.

use super::chunk::{end_with_blank_lines, end_with_comments, start_with_comments};
use super::lines::{begins_its_line, break_length, line_end, line_start, part};
use super::outline::{Form, ValuePlace};
use super::splice::Splice;
use crate::source::Span;

/// What moves of an item: itself, and the comment behind its comma, where there is one.
type Pieces = [Span; 2];

/// The ways to move the item of this number to where that one stands, the best first.
pub fn ways_to_move(text: &str, list: &ValuePlace<'_>, from: usize, to: usize) -> Vec<Vec<Splice>> {
    let mut ways = Vec::new();
    if list.form == Form::Block {
        ways.push(with_comments(text, list));
        ways.push(with_what_is_below(text, list));
    } else if list.parts.iter().all(|one| begins_its_line(text, one.start)) {
        // Where several stand in a line, a comment is about more than one of them.
        ways.push(with_comments_behind_commas(text, list));
    }
    ways.push(list.parts.iter().map(|one| alone(one.start..one.end())).collect());
    ways.iter().map(|pieces| rotated(text, pieces, from, to)).collect()
}

fn alone(span: Span) -> Pieces {
    [span.clone(), span.end..span.end]
}

/// Items as lines.
fn with_comments(text: &str, list: &ValuePlace<'_>) -> Vec<Pieces> {
    let pieces = list.parts.iter().map(|one| start_with_comments(text, one)..end_with_comments(text, one));
    pieces.map(alone).collect()
}

/// Items as lines, each with what stands below it: a text may keep the empty lines there as its own.
fn with_what_is_below(text: &str, list: &ValuePlace<'_>) -> Vec<Pieces> {
    let pieces = list.parts.iter().enumerate().map(|(at, one)| {
        let next = list.parts.get(at + 1).map(|next| line_start(text, start_with_comments(text, next)));
        let end = next.map(|next| next - break_length(part(text, 0, next)));
        start_with_comments(text, one)..end.unwrap_or_else(|| end_with_blank_lines(text, one))
    });
    pieces.map(alone).collect()
}

/// Items in brackets, each in a line of its own.
fn with_comments_behind_commas(text: &str, list: &ValuePlace<'_>) -> Vec<Pieces> {
    let pieces = list.parts.iter().enumerate().map(|(at, one)| {
        let next = list.parts.get(at + 1).map_or(list.end, |next| next.start);
        [start_with_comments(text, one)..one.end(), comment_behind(text, one.end(), next)]
    });
    pieces.collect()
}

/// Pieces of a text in another order.
fn rotated(text: &str, pieces: &[Pieces], from: usize, to: usize) -> Vec<Splice> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    if from < order.len() {
        let moved = order.remove(from);
        order.insert(to.min(order.len()), moved);
    }
    let places = pieces.iter().flatten();
    let moved = order.iter().flat_map(|at| pieces.get(*at)).flatten();
    places
        .zip(moved)
        .filter(|(place, piece)| place != piece)
        .map(|(place, piece)| Splice::replace(place.start, place.end, part(text, piece.start, piece.end)))
        .collect()
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
