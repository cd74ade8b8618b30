//! Several values at once, as a table brings them.

use serde_json::Value as Json;

use super::finding::node_at;
use super::tree_change::{TreeChange, changed};
use crate::letters::composed;
use crate::source::SourceFile;
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::{PathStep, put};
use crate::yaml::tree::{Node, Value};

/// A value for a place in a file.
#[derive(Debug, Clone)]
pub struct NewValue<'a> {
    pub path: &'a [PathStep],
    pub value: &'a Json,
}

/// A file with new values, which is not yet read by its schema.
pub struct Edited {
    /// Its text.
    pub text: String,
    /// What has to come out when it is read again; else something was touched that should not have been.
    pub values: Json,
}

/// A file that was read as this tree and has these values, with new ones; none when they cannot be put in without
/// touching anything else.
pub fn edited(
    file: &SourceFile,
    tree: &Node,
    values: &Json,
    new_values: &[NewValue<'_>],
    rules: &dyn LayoutRules,
) -> Option<Edited> {
    let mut values = values.clone();
    let mut sorted: Vec<&NewValue<'_>> = new_values.iter().collect();
    sorted.sort_by_cached_key(|new_value| rules.order(new_value.path));
    // What is missing together is written together.
    let mut together: Vec<(&[PathStep], Json)> = Vec::new();
    for new_value in sorted {
        let fits =
            node_at(tree, new_value.path).is_none_or(|node| has_one_place(file, node, new_value.value));
        if !fits || !put(&mut values, new_value.path, new_value.value.clone()) {
            return None;
        }
        let there = new_value.path.get(..=known(tree, new_value.path)).unwrap_or(new_value.path);
        let rest = new_value.path.get(there.len()..).unwrap_or_default();
        match together.last_mut() {
            Some((path, value)) if *path == there => {
                if !put(value, rest, new_value.value.clone()) {
                    return None;
                }
            }
            _ => {
                let mut value = Json::Null;
                if !put(&mut value, rest, new_value.value.clone()) {
                    return None;
                }
                together.push((there, value));
            }
        }
    }
    let changes: Vec<TreeChange> =
        together.into_iter().map(|(path, value)| TreeChange::Set { path: path.to_vec(), value }).collect();
    Some(Edited { text: changed(file, &changes, rules)?, values })
}

/// How many steps of a path lead to something that is there and not empty.
fn known(tree: &Node, path: &[PathStep]) -> usize {
    let mut node = tree;
    for (at, step) in path.iter().enumerate() {
        let next = match step {
            PathStep::Key(key) => node.get(key),
            PathStep::Item(item) => node.item(*item),
            PathStep::AnyItem => None,
        };
        match next {
            Some(next) if next.value != Value::Null => node = next,
            _ => return at,
        }
    }
    path.len()
}

/// Whether a value of a table can go where something stands already: a line for a line, a list for a list. What a person
/// laid out over several lines, or wrote in several languages, is not for a cell to replace, and no item of a list goes
/// with its line and its comment.
fn has_one_place(file: &SourceFile, node: &Node, value: &Json) -> bool {
    let source = file.slice(&node.span);
    match (&node.value, value) {
        (Value::Null, _) => true,
        (Value::Scalar { text, plain }, Json::String(_) | Json::Number(_) | Json::Bool(_)) => match plain {
            true => composed(source) == *text,
            false => source.starts_with(['"', '\'']),
        },
        (Value::Sequence(items), Json::Array(values)) => {
            let grows = values.len() >= items.len();
            let stay = items.iter().zip(values).all(|(item, value)| match &item.value {
                Value::Scalar { text, .. } => {
                    value.as_str() == Some(text.trim()) || has_one_place(file, item, value)
                }
                _ => false,
            });
            (grows && stay) || (!grows && source.starts_with('[') && !source.contains('#'))
        }
        _ => false,
    }
}
