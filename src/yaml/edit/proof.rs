//! Whether a text that was changed says what the text before said, but for exactly that change.

use serde_json::{Map, Value as Json};

use crate::letters::composed;
use crate::source::SourceFile;
use crate::yaml::path::PathStep;
use crate::yaml::quotes::is_safe;
use crate::yaml::tree::{Node, Value};

/// A text and what was read of it.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    /// The text.
    pub file: &'a SourceFile,
    /// Its tree.
    pub tree: &'a Node,
}

impl<'a> Read<'a> {
    fn at(self, tree: &'a Node) -> Self {
        Self { tree, ..self }
    }

    fn item(self, at: usize) -> Option<Self> {
        Some(self.at(self.tree.item(at)?))
    }
}

/// Whether only the value at a path is another one: this.
pub fn is_set(before: Read<'_>, after: Read<'_>, path: &[PathStep], value: &Json) -> bool {
    let Some((step, rest)) = path.split_first() else {
        return says(after.tree, value) || keeps_its_break(before.tree, after.tree, value);
    };
    match (&before.tree.value, step) {
        (Value::Null, _) => nested(path, value).is_some_and(|value| says(after.tree, &value)),
        (Value::Mapping(entries), PathStep::Key(key)) => match before.tree.get(key) {
            Some(old) => {
                let Value::Mapping(new) = &after.tree.value else { return false };
                entries.len() == new.len()
                    && entries.iter().zip(new).all(|(one, other)| {
                        one.key == other.key
                            && match one.key == *key {
                                true => is_set(before.at(old), after.at(&other.node), rest, value),
                                false => is_same(before.at(&one.node), after.at(&other.node)),
                            }
                    })
            }
            None => {
                let added = after.tree.get(key);
                added.zip(nested(rest, value)).is_some_and(|(added, value)| says(added, &value))
                    && is_without_key(after, before, key)
            }
        },
        (Value::Sequence(items), PathStep::Item(at)) if *at < items.len() => {
            let Value::Sequence(new) = &after.tree.value else { return false };
            items.len() == new.len()
                && items.iter().zip(new).enumerate().all(|(number, (one, other))| match number == *at {
                    true => is_set(before.at(one), after.at(other), rest, value),
                    false => is_same(before.at(one), after.at(other)),
                })
        }
        (Value::Sequence(items), PathStep::Item(at)) => {
            *at == items.len()
                && nested(rest, value).is_some_and(|value| is_inserted(before, after, *at, &value))
        }
        _ => false,
    }
}

/// Whether a text is this one with the line break at its end that the text before had too: nobody sees it, and nobody who
/// types another text means to take it away.
fn keeps_its_break(before: &Node, after: &Node, value: &Json) -> bool {
    let (Some(old), Some(new), Some(wanted)) = (bare(before), bare(after), value.as_str()) else {
        return false;
    };
    !old.ends_with('\n') && new == composed(wanted)
}

/// A text without the one line break at its end; none when it has none.
pub fn bare(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, plain: false } => text.strip_suffix('\n'),
        _ => None,
    }
}

/// Whether one text is the other without a key.
fn is_without_key(one: Read<'_>, other: Read<'_>, key: &str) -> bool {
    let (Value::Mapping(more), Value::Mapping(fewer)) = (&one.tree.value, &other.tree.value) else {
        return false;
    };
    let rest = more.iter().filter(|entry| entry.key != key);
    more.len() == fewer.len() + 1
        && rest.zip(fewer).all(|(a, b)| a.key == b.key && is_same(one.at(&a.node), other.at(&b.node)))
}

/// Whether a list has one item more: this, at this place.
fn is_inserted(before: Read<'_>, after: Read<'_>, at: usize, value: &Json) -> bool {
    let Value::Sequence(new) = &after.tree.value else { return false };
    new.get(at).is_some_and(|item| says(item, value)) && is_without_item(after, before, at)
}

/// Whether one list is the other without an item.
fn is_without_item(one: Read<'_>, other: Read<'_>, at: usize) -> bool {
    let (Value::Sequence(more), Value::Sequence(fewer)) = (&one.tree.value, &other.tree.value) else {
        return false;
    };
    let rest = more.iter().enumerate().filter(|(number, _)| *number != at);
    more.len() == fewer.len() + 1 && rest.zip(fewer).all(|((_, a), b)| is_same(one.at(a), other.at(b)))
}

/// Whether an item was put into the list at a path, which may have been made for it.
pub fn is_item_put_in(before: Read<'_>, after: Read<'_>, list: &[PathStep], at: usize, value: &Json) -> bool {
    is_changed_at(before, after, list, &|before, after| match (&before.tree.value, after) {
        (Value::Sequence(_), after) => is_inserted(before, after, at, value),
        (Value::Null, after) => at == 0 && says(after.tree, &Json::Array(vec![value.clone()])),
        _ => false,
    })
}

/// Whether the value at a path is gone; a mapping that has nothing any more may be an empty key.
pub fn is_removed(before: Read<'_>, after: Read<'_>, path: &[PathStep]) -> bool {
    let Some((last, parent)) = path.split_last() else { return false };
    is_changed_at(before, after, parent, &|before, after| match (&before.tree.value, last) {
        (Value::Mapping(entries), PathStep::Key(_)) if entries.len() == 1 => match &after.tree.value {
            Value::Null => true,
            Value::Mapping(rest) => rest.is_empty(),
            _ => false,
        },
        (Value::Mapping(_), PathStep::Key(key)) => is_without_key(before, after, key),
        (Value::Sequence(_), PathStep::Item(at)) => is_without_item(before, after, *at),
        _ => false,
    })
}

/// Whether an item of the list at a path stands at another place.
pub fn is_moved(before: Read<'_>, after: Read<'_>, list: &[PathStep], from: usize, to: usize) -> bool {
    is_changed_at(before, after, list, &|before, after| {
        let (Value::Sequence(old), Value::Sequence(new)) = (&before.tree.value, &after.tree.value) else {
            return false;
        };
        old.len() == new.len()
            && (0..new.len()).all(|at| {
                let source = match at {
                    at if at == to => from,
                    at if from < to && (from..to).contains(&at) => at + 1,
                    at if to < from && (to + 1..=from).contains(&at) => at - 1,
                    at => at,
                };
                before.item(source).zip(after.item(at)).is_some_and(|(old, new)| is_same(old, new))
            })
    })
}

/// Whether all is the same but at a path, where this holds.
fn is_changed_at(
    before: Read<'_>,
    after: Read<'_>,
    path: &[PathStep],
    holds: &dyn Fn(Read<'_>, Read<'_>) -> bool,
) -> bool {
    let Some((step, rest)) = path.split_first() else { return holds(before, after) };
    match (&before.tree.value, &after.tree.value, step) {
        (Value::Mapping(old), Value::Mapping(new), PathStep::Key(key)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(one, other)| {
                    let (before, after) = (before.at(&one.node), after.at(&other.node));
                    one.key == other.key
                        && match one.key == *key {
                            true => is_changed_at(before, after, rest, holds),
                            false => is_same(before, after),
                        }
                })
        }
        (Value::Sequence(old), Value::Sequence(new), PathStep::Item(at)) => {
            old.len() == new.len()
                && old.iter().zip(new).enumerate().all(|(number, (one, other))| {
                    let (before, after) = (before.at(one), after.at(other));
                    match number == *at {
                        true => is_changed_at(before, after, rest, holds),
                        false => is_same(before, after),
                    }
                })
        }
        _ => false,
    }
}

/// Whether two values are the same, letter for letter as they are written.
fn is_same(one: Read<'_>, other: Read<'_>) -> bool {
    match (&one.tree.value, &other.tree.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: a, plain: b }, Value::Scalar { text: c, plain: d }) => {
            let (e, f) = (one.file.slice(&one.tree.span), other.file.slice(&other.tree.span));
            a == c && b == d && e.trim_end() == f.trim_end()
        }
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(one.at(a), other.at(b)))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| a.key == b.key && is_same(one.at(&a.node), other.at(&b.node)))
        }
        _ => false,
    }
}

/// Whether a value that was read is this one.
pub fn says(node: &Node, value: &Json) -> bool {
    match (&node.value, value) {
        (Value::Null, Json::Null) => true,
        (Value::Scalar { text, plain: true }, Json::Bool(truth)) => *text == truth.to_string(),
        (Value::Scalar { text, plain: true }, Json::Number(number)) => *text == number.to_string(),
        (Value::Scalar { text, plain }, Json::String(wanted)) => {
            *text == composed(wanted) && (!plain || is_safe(text, false))
        }
        (Value::Sequence(items), Json::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| says(item, value))
        }
        (Value::Mapping(entries), Json::Object(map)) => {
            entries.len() == map.len()
                && entries
                    .iter()
                    .zip(map)
                    .all(|(entry, (key, value))| entry.key == composed(key) && says(&entry.node, value))
        }
        _ => false,
    }
}

/// A value with what is missing on the way to it; none where a list would begin with another item than its first.
pub fn nested(path: &[PathStep], value: &Json) -> Option<Json> {
    path.iter().rev().try_fold(value.clone(), |value, step| match step {
        PathStep::Key(key) => Some(Json::Object(Map::from_iter([(key.clone(), value)]))),
        PathStep::Item(0) => Some(Json::Array(vec![value])),
        PathStep::Item(_) | PathStep::AnyItem => None,
    })
}
