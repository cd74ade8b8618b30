//! The way to a value in a file: keys and items, and the value at its end.

use serde_json::{Map, Value as Json};

/// A part of the way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathStep {
    /// A key.
    Key(String),
    /// An item of a list, from 0; written from 1.
    Item(usize),
    /// An item of which it is not known yet which one it is; no value of a file stands there.
    AnyItem,
}

/// The way one step further.
pub fn and(path: &[PathStep], step: PathStep) -> Vec<PathStep> {
    [path, &[step]].concat()
}

/// The name of the last key on the way.
pub fn last_key(path: &[PathStep]) -> &str {
    let key = path.iter().rev().find_map(|step| match step {
        PathStep::Key(key) => Some(key.as_str()),
        _ => None,
    });
    key.unwrap_or_default()
}

/// Puts a value into a tree, making what is missing on the way; false when something else stands there.
pub fn put(tree: &mut Json, path: &[PathStep], value: Json) -> bool {
    let Some((step, rest)) = path.split_first() else {
        *tree = value;
        return true;
    };
    match step {
        PathStep::Key(key) => {
            if tree.is_null() {
                *tree = Json::Object(Map::new());
            }
            let Json::Object(map) = tree else { return false };
            put(map.entry(key.clone()).or_insert(Json::Null), rest, value)
        }
        PathStep::Item(at) => {
            if tree.is_null() {
                *tree = Json::Array(Vec::new());
            }
            let Json::Array(items) = tree else { return false };
            if *at > items.len() {
                return false;
            }
            if *at == items.len() {
                items.push(Json::Null);
            }
            put(&mut items[*at], rest, value)
        }
        PathStep::AnyItem => false,
    }
}

/// The value at a path.
pub fn get<'a>(tree: &'a Json, path: &[PathStep]) -> Option<&'a Json> {
    path.iter().try_fold(tree, |tree, step| match step {
        PathStep::Key(key) => tree.get(key),
        PathStep::Item(at) => tree.get(at),
        PathStep::AnyItem => None,
    })
}
