//! Where the values of a file stand, by the tree that was read of it.

use crate::source::Span;
use crate::yaml::{MappingEntry, Node, Value};

/// Looks a path of keys and list indexes up in a tree.
pub fn place<S: AsRef<str>>(tree: &Node, path: &[S]) -> Span {
    let mut node = tree;
    let mut span = first_line(tree);
    for segment in path {
        let segment = segment.as_ref();
        match &node.value {
            Value::Mapping(_) => match node.entry(segment) {
                Some(entry) => {
                    node = &entry.node;
                    span = match node.value {
                        Value::Scalar { .. } => node.span.clone(),
                        _ => entry.key_span.clone(),
                    };
                }
                None => break,
            },
            Value::Sequence(_) => match segment.parse().ok().and_then(|at| node.item(at)) {
                Some(item) => {
                    node = item;
                    span = first_line(item);
                }
                None => break,
            },
            _ => break,
        }
    }
    span
}

/// The first key of a mapping, or the whole of anything else: enough to point at.
fn first_line(node: &Node) -> Span {
    match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span.clone(), |entry| entry.key_span.clone()),
        _ => node.span.clone(),
    }
}

/// The place of a key itself, not of its value.
pub fn key_span(tree: &Node, path: &[String]) -> Span {
    let Some((_, parents)) = path.split_last() else {
        return tree.span.clone();
    };
    entry(tree, path).map_or_else(|| place(tree, parents), |entry| entry.key_span.clone())
}

/// A key with its value.
pub fn entry<'t>(tree: &'t Node, path: &[String]) -> Option<&'t MappingEntry> {
    let (key, parents) = path.split_last()?;
    node_at(tree, parents)?.entry(key)
}

/// What stands at a path of keys and list indexes.
pub fn node_at<'t>(tree: &'t Node, path: &[String]) -> Option<&'t Node> {
    let below = |node: &'t Node, segment: &String| {
        node.get(segment).or_else(|| segment.parse().ok().and_then(|at| node.item(at)))
    };
    path.iter().try_fold(tree, below)
}

/// The keys and indexes of the innermost value around a byte.
pub fn path_at(tree: &Node, at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut node = tree;
    loop {
        let next = match &node.value {
            Value::Mapping(entries) => {
                let around =
                    |entry: &&MappingEntry| (entry.key_span.start..=entry.node.span.end).contains(&at);
                entries.iter().find(around).map(|entry| (entry.key.clone(), &entry.node))
            }
            Value::Sequence(items) => {
                let at = items.iter().position(|item| (item.span.start..=item.span.end).contains(&at));
                at.map(|at| (at.to_string(), &items[at]))
            }
            _ => None,
        };
        let Some((name, below)) = next else { return path };
        path.push(name);
        node = below;
    }
}

/// Where a value stands, with its key; none when it is missing.
pub fn span_of(tree: &Node, path: &[String]) -> Option<Span> {
    let mut span = None;
    let mut node = tree;
    for segment in path {
        match node.entry(segment) {
            Some(entry) => {
                span = Some(entry.key_span.start..entry.node.span.end.max(entry.key_span.end));
                node = &entry.node;
            }
            None => {
                node = node.item(segment.parse().ok()?)?;
                span = Some(node.span.clone());
            }
        }
    }
    span
}
