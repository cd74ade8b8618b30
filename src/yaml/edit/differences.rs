//! A value in place of another → the steps in which only what differs is touched.

use serde_json::Value as Json;

use super::finding::node_at;
use super::proof::{Read, bare, is_item_put_in, is_moved, is_removed, is_set};
use crate::letters::composed;
use crate::yaml::path::{PathStep, and};
use crate::yaml::tree::{Node, Value};

/// One step of a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Another value at a path.
    Set(Vec<PathStep>, Json),
    /// The key or item at a path away.
    Remove(Vec<PathStep>),
    /// A new item.
    Insert(Vec<PathStep>, Json),
    /// An item of a list at another place of it.
    Move(Vec<PathStep>, usize, usize),
}

impl Step {
    /// Whether exactly this was done.
    pub fn is_made(&self, before: Read<'_>, after: Read<'_>) -> bool {
        match self {
            Self::Set(path, value) => is_set(before, after, path, value),
            Self::Remove(path) => is_removed(before, after, path),
            Self::Move(list, from, to) => is_moved(before, after, list, *from, *to),
            Self::Insert(path, value) => match path.split_last() {
                Some((PathStep::Item(at), list)) => {
                    match node_at(before.tree, list).map(|node| &node.value) {
                        Some(Value::Sequence(_)) => is_item_put_in(before, after, list, *at, value),
                        _ => is_set(before, after, list, &Json::Array(vec![value.clone()])),
                    }
                }
                _ => false,
            },
        }
    }
}

/// The steps in which the value at a path becomes this one; none for a path that no file has.
pub fn steps(tree: &Node, path: &[PathStep], value: &Json) -> Option<Vec<Step>> {
    if path.is_empty() || path.contains(&PathStep::AnyItem) {
        return None;
    }
    let mut steps = Vec::new();
    match node_at(tree, path) {
        Some(node) => differences(node, path, value, &mut steps),
        None => steps.push(Step::Set(path.to_vec(), value.clone())),
    }
    Some(steps)
}

fn differences(node: &Node, path: &[PathStep], value: &Json, steps: &mut Vec<Step>) {
    match (&node.value, value) {
        (Value::Mapping(entries), Json::Object(map)) if !map.is_empty() && !entries.is_empty() => {
            for (key, value) in map {
                let path = and(path, PathStep::Key(key.clone()));
                match node.get(key) {
                    Some(node) => differences(node, &path, value, steps),
                    None => steps.push(Step::Set(path, value.clone())),
                }
            }
            let gone = entries.iter().filter(|entry| !map.contains_key(&entry.key));
            steps.extend(gone.map(|entry| Step::Remove(and(path, PathStep::Key(entry.key.clone())))));
        }
        (Value::Sequence(items), Json::Array(values)) if !values.is_empty() && !items.is_empty() => {
            let item = |at: usize| and(path, PathStep::Item(at));
            let front = items.iter().zip(values).take_while(|(one, other)| reads(one, other)).count();
            let most = items.len().min(values.len()) - front;
            let ends = items.iter().rev().zip(values.iter().rev()).take(most);
            let back = ends.take_while(|(one, other)| reads(one, other)).count();
            let kept = most - back;
            for at in front..front + kept {
                if let (Some(node), Some(value)) = (items.get(at), values.get(at)) {
                    differences(node, &item(at), value, steps);
                }
            }
            let gone = front + kept..items.len() - back;
            steps.extend(gone.rev().map(|at| Step::Remove(item(at))));
            for at in front + kept..values.len() - back {
                steps.extend(values.get(at).map(|value| Step::Insert(item(at), value.clone())));
            }
        }
        _ if reads(node, value) => {}
        _ => steps.push(Step::Set(path.to_vec(), value.clone())),
    }
}

/// Whether a value already has these letters, whatever marks they stand in.
fn reads(node: &Node, value: &Json) -> bool {
    match (&node.value, value) {
        (Value::Null, Json::Null) => true,
        (Value::Scalar { text, plain: true }, Json::Bool(truth)) => *text == truth.to_string(),
        (Value::Scalar { text, plain: true }, Json::Number(number)) => *text == number.to_string(),
        (Value::Scalar { text, .. }, Json::String(wanted)) => {
            *text == composed(wanted) || bare(node).is_some_and(|text| text == composed(wanted))
        }
        (Value::Sequence(items), Json::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| reads(item, value))
        }
        (Value::Mapping(entries), Json::Object(map)) => {
            entries.len() == map.len()
                && map.iter().all(|(key, value)| node.get(key).is_some_and(|node| reads(node, value)))
        }
        _ => false,
    }
}
