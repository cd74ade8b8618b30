//! An entry or item less.

use super::chunk::end_with_comments;
use super::context::Context;
use super::lines::{
    begins_its_line, behind_break, column, ends_its_line, is_blank_line, line_above, line_end, line_start,
    next_line, part,
};
use super::outline::{Form, PlacedPart, ValuePlace};
use super::splice::Splice;
use super::value_in_place::emptied;

/// The ways to take the part of this number out of a value, the best first. The comments above it stay, also those that
/// are indented further than it below it; the one in its line goes.
pub fn ways_to_remove(
    context: &Context<'_>,
    around: Option<&PlacedPart<'_>>,
    holder: &ValuePlace<'_>,
    at: usize,
) -> Vec<Vec<Splice>> {
    let text = context.text;
    let Some(one) = holder.parts.get(at) else { return Vec::new() };
    if holder.form == Form::Pair {
        return vec![vec![Splice::replace(holder.start, holder.end, "{}")]];
    }
    if holder.form != Form::Block {
        return out_of_brackets(text, holder, at, one);
    }
    if holder.parts.len() == 1 {
        let is_item = around.is_some_and(|around| around.key.is_none());
        return match (one.key, around) {
            (None, _) => vec![emptied(context, around, one, "[]")],
            // The item of a list stays one; a key may be empty.
            (Some(_), Some(_)) if is_item => vec![emptied(context, around, one, "{}")],
            _ => vec![emptied(context, around, one, ""), emptied(context, around, one, "{}")],
        };
    }
    if !begins_its_line(text, one.start) {
        // The next one moves up, behind the dash.
        let mut end = line_end(text, one.end());
        let rest = part(text, end, text.len());
        end += rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len();
        return vec![vec![Splice::delete(one.start, end)]];
    }
    let start = line_start(text, one.start);
    let mut end = next_line(text, one.end());
    // Of the empty lines above and below one is enough.
    let is_blank_above = line_above(text, start).is_some_and(|above| is_blank_line(text, above));
    if is_blank_above && end < text.len() && is_blank_line(text, end) {
        end = next_line(text, end);
    }
    let mut ways = vec![vec![Splice::delete(start, end)]];
    // A text above may keep all empty lines below it as its own.
    while end < text.len() && is_blank_line(text, end) {
        end = next_line(text, end);
    }
    ways.push(vec![Splice::delete(start, end)]);
    // Comments below may become a part of the text above: they are indented less then.
    let own_end = line_end(text, one.end());
    let comments_end = end_with_comments(text, one);
    if comments_end > own_end {
        let blanks = " ".repeat(column(text, one.start));
        let comments = part(text, behind_break(text, own_end), comments_end);
        let lines: Vec<String> =
            comments.lines().map(|line| format!("{blanks}{}", line.trim_start())).collect();
        ways.push(vec![Splice::replace(start, comments_end, lines.join("\n"))]);
    }
    ways
}

fn out_of_brackets(text: &str, holder: &ValuePlace<'_>, at: usize, one: &PlacedPart<'_>) -> Vec<Vec<Splice>> {
    let end = one.end();
    let rest = part(text, end, text.len());
    let behind = rest.trim_start_matches([' ', '\n', '\r', '\t']);
    let comma = behind.starts_with(',').then_some(end + rest.len() - behind.len() + 1);
    let before = at.checked_sub(1).and_then(|at| holder.parts.get(at));
    let mut ways = Vec::new();
    // A line of its own goes whole.
    let own = comma.unwrap_or(end);
    if begins_its_line(text, one.start) && ends_its_line(text, own) {
        let mut way = vec![Splice::delete(line_start(text, one.start), next_line(text, own))];
        if comma.is_none()
            && let Some(before) = before
        {
            way.extend(comma_between(text, before.end(), one.start));
        }
        ways.push(way);
    }
    match (holder.parts.get(at + 1), before) {
        (Some(next), _) if !part(text, end, next.start).contains(['#', '\n', '\r']) => {
            ways.push(vec![Splice::delete(one.start, next.start)]);
        }
        (None, Some(before)) if !part(text, before.end(), one.start).contains('#') => {
            ways.push(vec![Splice::delete(before.end(), end)]);
        }
        _ => {}
    }
    let mut way = vec![Splice::delete(one.start, comma.unwrap_or(end))];
    if comma.is_none()
        && let Some(before) = before
    {
        way.extend(comma_between(text, before.end(), one.start));
    }
    ways.push(way);
    ways
}

/// Takes the comma between two places out, which blanks and comments may stand around.
fn comma_between(text: &str, start: usize, end: usize) -> Option<Splice> {
    let mut is_comment = false;
    for (at, one) in part(text, start, end).char_indices() {
        match one {
            '\n' | '\r' => is_comment = false,
            '#' => is_comment = true,
            ',' if !is_comment => return Some(Splice::delete(start + at, start + at + 1)),
            _ => {}
        }
    }
    None
}
