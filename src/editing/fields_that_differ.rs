//! Which fields two texts of a file say otherwise.

use std::collections::BTreeSet;

use crate::source::SourceFile;
use crate::yaml::{Node, Value, parse};

/// The fields of two texts of a YAML file that are not the same, each by the keys and numbers that lead to it; none when
/// one of them cannot be read. Of lists that are not equally long the list is told, not what is in it.
pub fn fields_that_differ(before: &str, after: &str) -> Option<Vec<Vec<String>>> {
    let tree = |text: &str| parse(&SourceFile::new("", text)).ok();
    let mut found = Vec::new();
    differ(Some(&tree(before)?), Some(&tree(after)?), &mut Vec::new(), &mut found);
    Some(found)
}

fn differ(one: Option<&Node>, other: Option<&Node>, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let values = [one, other].map(|node| node.map(|node| &node.value));
    match values {
        [Some(Value::Mapping(_)), Some(Value::Mapping(_))]
        | [Some(Value::Mapping(_)), None | Some(Value::Null)]
        | [None | Some(Value::Null), Some(Value::Mapping(_))] => {
            for key in keys(values) {
                path.push(key.clone());
                differ(
                    one.and_then(|node| node.get(&key)),
                    other.and_then(|node| node.get(&key)),
                    path,
                    found,
                );
                path.pop();
            }
        }
        [Some(Value::Sequence(all)), Some(Value::Sequence(others))] if all.len() == others.len() => {
            for (at, (one, other)) in all.iter().zip(others).enumerate() {
                path.push(at.to_string());
                differ(Some(one), Some(other), path, found);
                path.pop();
            }
        }
        [one, other] => {
            if !is_same(one, other) {
                found.push(path.clone());
            }
        }
    }
}

/// The keys of both, in the order in which they stand.
fn keys(values: [Option<&Value>; 2]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut keys = Vec::new();
    for value in values.into_iter().flatten() {
        let Value::Mapping(entries) = value else { continue };
        keys.extend(entries.iter().map(|entry| entry.key.clone()).filter(|key| known.insert(key.clone())));
    }
    keys
}

/// Whether two values say the same, wherever they stand and however they are quoted.
fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (None | Some(Value::Null), None | Some(Value::Null)) => true,
        (Some(Value::Scalar { text, .. }), Some(Value::Scalar { text: other, .. })) => text == other,
        (Some(Value::Sequence(all)), Some(Value::Sequence(others))) => {
            all.len() == others.len()
                && all.iter().zip(others).all(|(one, other)| is_same(Some(&one.value), Some(&other.value)))
        }
        (Some(Value::Mapping(_)), Some(Value::Mapping(_))) => {
            let nothing = |found: Vec<Vec<String>>| found.is_empty();
            let mut found = Vec::new();
            let node = |value: &Value| Node { span: 0..0, value: value.clone() };
            differ(one.map(node).as_ref(), other.map(node).as_ref(), &mut Vec::new(), &mut found);
            nothing(found)
        }
        _ => false,
    }
}
