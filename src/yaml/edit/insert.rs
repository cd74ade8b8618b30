//! A further entry or item among those that are there.

use super::chunk::{end_with_comments, start_with_comments};
use super::context::Context;
use super::lines::{
    begins_its_line, behind_break, column, comment_column, ends_its_line, is_blank_line, line_above,
    line_end, line_start, part,
};
use super::outline::{Form, PlacedPart, ValuePlace};
use super::splice::Splice;
use serde_json::Value as Json;

use crate::yaml::layout;
use crate::yaml::path::{PathStep, last_key};

/// The ways to put something new among the parts of a value, the best first: in front of the one of this number. Items stand
/// nowhere else; where keys stand means nothing.
pub fn ways_to_insert(
    context: &Context<'_>,
    holder: &ValuePlace<'_>,
    at: usize,
    path: &[PathStep],
    value: &Json,
) -> Vec<Vec<Splice>> {
    let mut ways = Vec::new();
    let is_key = matches!(path.last(), Some(PathStep::Key(_)));
    let last = holder.parts.len();
    let others = [Some(at), is_key.then_some(last), is_key.then_some(0)];
    let apart = stand_apart(context.text, holder);
    for at in others.into_iter().flatten() {
        let way = match holder.form {
            Form::Block => among_lines(context, holder, (at, apart), path, value),
            Form::Flow => in_brackets(context, holder, at, path, value),
            Form::Pair => vec![
                Splice::insert(holder.start, "{"),
                Splice::insert(holder.end, format!(", {}}}", flow_part(context, path, value))),
            ],
            _ => continue,
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    match holder.form {
        Form::Flow => ways.push(in_one_line(context, holder, at, path, value)),
        // A text above may keep an empty line below it as its own.
        Form::Block if apart => ways.push(among_lines(context, holder, (at, false), path, value)),
        _ => {}
    }
    ways
}

/// An entry or item as it stands in brackets.
fn flow_part(context: &Context<'_>, path: &[PathStep], value: &Json) -> String {
    let value = layout::flow(context.rules, path, value);
    match path.last() {
        Some(PathStep::Key(_)) => format!("{}: {value}", layout::key(last_key(path))),
        _ => value,
    }
}

fn among_lines(
    context: &Context<'_>,
    holder: &ValuePlace<'_>,
    (at, apart): (usize, bool),
    path: &[PathStep],
    value: &Json,
) -> Vec<Splice> {
    let text = context.text;
    let apart = if apart { "\n" } else { "" };
    let indent = holder.parts.first().map_or(0, |first| column(text, first.start));
    let lines = match path.last() {
        Some(PathStep::Key(_)) => layout::block(context.rules, path, value, indent, context.indentation),
        _ => layout::item(context.rules, path, value, indent, context.indentation),
    };
    let before = at.checked_sub(1).and_then(|before| holder.parts.get(before));
    match (before, holder.parts.first()) {
        (Some(before), _) => {
            vec![Splice::insert(end_with_comments(text, before), format!("\n{apart}{lines}"))]
        }
        (None, Some(first)) => {
            let blanks = " ".repeat(indent);
            let lines = lines.trim_start_matches(' ');
            vec![Splice::insert(start_with_comments(text, first), format!("{lines}\n{apart}{blanks}"))]
        }
        (None, None) => {
            let is_new_line = text.is_empty() || text.ends_with(['\n', '\r', '\u{feff}']);
            let start = if is_new_line { "" } else { "\n" };
            vec![Splice::insert(text.len(), format!("{start}{lines}\n"))]
        }
    }
}

/// Whether empty lines stand between the items of a list.
fn stand_apart(text: &str, holder: &ValuePlace<'_>) -> bool {
    let mut between = holder.parts.windows(2).peekable();
    between.peek().is_some()
        && holder.parts.iter().all(|one| one.key.is_none())
        && between.all(|pair| {
            let [one, _] = pair else { return false };
            let next = behind_break(text, end_with_comments(text, one));
            is_blank_line(text, next)
        })
}

/// In brackets that may stand over several lines.
fn in_brackets(
    context: &Context<'_>,
    holder: &ValuePlace<'_>,
    at: usize,
    path: &[PathStep],
    value: &Json,
) -> Vec<Splice> {
    let text = context.text;
    let written = flow_part(context, path, value);
    let before = at.checked_sub(1).and_then(|before| holder.parts.get(before));
    let Some(before) = before.filter(|before| begins_its_line(text, before.start)) else {
        return match (at, holder.parts.first()) {
            (0, Some(first)) if begins_its_line(text, first.start) => {
                let blanks = " ".repeat(column(text, first.start));
                let start = start_with_comments(text, first);
                vec![Splice::insert(start, format!("{written},\n{blanks}"))]
            }
            _ => in_one_line(context, holder, at, path, value),
        };
    };
    let blanks = " ".repeat(column(text, before.start));
    let end = before.end();
    let rest = part(text, end, line_end(text, end));
    let comma = rest.trim_start_matches(' ');
    let is_last = at == holder.parts.len();
    if comma.starts_with(',') {
        let behind = end + rest.len() - comma.len() + 1;
        if ends_its_line(text, behind) {
            return vec![Splice::insert(line_end(text, behind), format!("\n{blanks}{written},"))];
        }
    } else if is_last && ends_its_line(text, end) {
        return vec![
            Splice::insert(end, ","),
            Splice::insert(line_end(text, end), format!("\n{blanks}{written}")),
        ];
    }
    in_one_line(context, holder, at, path, value)
}

/// In brackets, beside what stands there.
fn in_one_line(
    context: &Context<'_>,
    holder: &ValuePlace<'_>,
    at: usize,
    path: &[PathStep],
    value: &Json,
) -> Vec<Splice> {
    let written = flow_part(context, path, value);
    let before = at.checked_sub(1).and_then(|before| holder.parts.get(before));
    match (before, holder.parts.get(at)) {
        (Some(before), _) => {
            let blank = if needs_blank(before) { " " } else { "" };
            vec![Splice::insert(before.end(), format!("{blank}, {written}"))]
        }
        (None, Some(first)) => vec![Splice::insert(first.start, format!("{written}, "))],
        (None, None) => {
            let is_comment = part(context.text, holder.start + 1, holder.end).starts_with('#');
            let blank = if is_comment { " " } else { "" };
            vec![Splice::insert(holder.start + 1, format!("{written}{blank}"))]
        }
    }
}

/// Whether a comma behind an entry would be taken for a part of it: that of a key without a value.
fn needs_blank(one: &PlacedPart<'_>) -> bool {
    one.value.form == Form::Nothing && one.value.start == one.value.end
}

/// In front of which of its entries a mapping has a new key, as the rules order them. In front of the first one only where
/// no comment stands above it: it may be about the whole file.
pub fn place_of_key(context: &Context<'_>, holder: &ValuePlace<'_>, path: &[PathStep]) -> usize {
    let own = context.rules.order(path);
    let Some((_, parent)) = path.split_last() else { return holder.parts.len() };
    let is_before = |one: &PlacedPart<'_>| {
        let key = one.key.unwrap_or_default().to_owned();
        let known = context.rules.order(&[parent, &[PathStep::Key(key)]].concat());
        known.last() < own.last()
    };
    match holder.parts.iter().rposition(is_before) {
        Some(before) => before + 1,
        None => match holder.parts.first() {
            Some(first) if is_below_comment(context.text, first) => 1,
            _ => 0,
        },
    }
}

fn is_below_comment(text: &str, one: &PlacedPart<'_>) -> bool {
    let above = line_above(text, line_start(text, one.start));
    above.is_some_and(|above| comment_column(text, above).is_some())
}
