//! Another value in the place of one.

use serde_json::Value as Json;

use super::context::Context;
use super::lines::{begins_its_line, behind_break, break_length, line_end, line_start, part};
use super::outline::{Form, PlacedPart, share_line};
use super::scalar::{Written, is_escaped, is_scalar, restyled};
use super::splice::Splice;
use crate::yaml::layout;
use crate::yaml::path::PathStep;

/// The ways to put a value in the place of that of an entry or item, the best first.
pub fn ways_to_set(
    context: &Context<'_>,
    one: &PlacedPart<'_>,
    path: &[PathStep],
    value: &Json,
    in_brackets: bool,
) -> Vec<Vec<Splice>> {
    let flow = Written::inline(layout::flow(context.rules, path, value));
    let mut ways = Vec::new();
    if let Json::String(text) = value {
        let is_block = matches!(one.value.form, Form::BlockText(_));
        if text.contains('\n') && !in_brackets && !is_block && !is_escaped(context.text, one) {
            ways.push(context.written(one, path, value));
        }
        if !matches!(one.value.form, Form::Nothing | Form::Flow | Form::Pair | Form::Block) {
            ways.extend(restyled(context.text, &one.value, text, in_brackets));
        }
    } else if !is_scalar(value) && !in_brackets {
        ways.push(context.written(one, path, value));
    }
    ways.push(flow);
    ways.dedup();
    ways.iter().map(|written| placed(context, one, written)).collect()
}

/// What is written, behind the sign of an entry or item and below it, in place of what stood there.
fn placed(context: &Context<'_>, one: &PlacedPart<'_>, written: &Written) -> Vec<Splice> {
    let text = context.text;
    let value = &one.value;
    let head = written.head.as_str();
    let below = match written.lines.is_empty() {
        true => String::new(),
        false => format!("\n{}", written.lines),
    };
    let behind_sign = || {
        let colon = if one.lacks_colon { ":" } else { "" };
        if head.is_empty() {
            return Splice::insert(one.sign_end, colon);
        }
        let rest = part(text, one.sign_end, line_end(text, one.sign_end));
        match !rest.is_empty() && rest.trim().is_empty() && colon.is_empty() {
            true => Splice::insert(one.sign_end + 1, head),
            false => Splice::insert(one.sign_end, format!("{colon} {head}")),
        }
    };
    let same_line = share_line(text, one.sign_end, value.start);
    match value.form {
        Form::Nothing if value.start == value.end => {
            vec![behind_sign(), Splice::insert(line_end(text, one.sign_end), below)]
        }
        Form::BlockText(block) => {
            let end_of_head = line_end(text, value.start);
            vec![
                replaced(one, value.start, block.head_end, head, same_line),
                Splice::replace(end_of_head, value.end.max(end_of_head), below),
            ]
        }
        Form::Block if !same_line => {
            let first = line_start(text, value.start);
            let before = part(text, 0, first);
            let break_at = before.len() - before.len().min(break_length(before));
            vec![behind_sign(), Splice::replace(break_at, line_end(text, value.end), below)]
        }
        _ => vec![
            replaced(one, value.start, value.end, head, same_line),
            Splice::insert(line_end(text, value.end), below),
        ],
    }
}

/// Something else in place of what stands behind a sign; when it is nothing, the blanks in front go too.
fn replaced(one: &PlacedPart<'_>, start: usize, end: usize, head: &str, same_line: bool) -> Splice {
    match head.is_empty() && same_line {
        true => Splice::delete(one.sign_end, end),
        false => Splice::replace(start, end, head),
    }
}

/// What takes the only entry or item of a value away, with its lines; the comments above it stay.
pub fn emptied(
    context: &Context<'_>,
    holder: Option<&PlacedPart<'_>>,
    only: &PlacedPart<'_>,
    empty: &str,
) -> Vec<Splice> {
    let text = context.text;
    if !begins_its_line(text, only.start) {
        return vec![Splice::replace(only.start, only.end(), empty)];
    }
    let start = line_start(text, only.start);
    let end = behind_break(text, line_end(text, only.end()));
    let mut splices = vec![Splice::delete(start, end)];
    if let Some(holder) = holder.filter(|_| !empty.is_empty()) {
        splices.push(Splice::insert(holder.sign_end, format!(" {empty}")));
    }
    splices
}
