//! The way to a value, as far as it is there.

use super::outline::{Form, PlacedPart, ValuePlace};
use crate::yaml::path::PathStep;
use crate::yaml::tree::Node;

/// How far a path leads.
pub struct Found<'p, 't, 'q> {
    /// The entry or item whose value was reached; none at the top.
    pub around: Option<&'p PlacedPart<'t>>,
    /// What is missing of the path.
    pub rest: &'q [PathStep],
    /// Whether it stands inside of brackets.
    pub in_brackets: bool,
}

impl<'p, 't> Found<'p, 't, '_> {
    /// The value that was reached.
    pub fn value(&self, root: &'p ValuePlace<'t>) -> &'p ValuePlace<'t> {
        self.around.map_or(root, |around| &around.value)
    }
}

/// Follows a path; none for one that no file has.
pub fn found<'p, 't, 'q>(root: &'p ValuePlace<'t>, path: &'q [PathStep]) -> Option<Found<'p, 't, 'q>> {
    let mut found = Found { around: None, rest: path, in_brackets: false };
    while let Some((step, rest)) = found.rest.split_first() {
        let value = found.value(root);
        let next = match step {
            PathStep::Key(key) => value.entry(key),
            PathStep::Item(at) => value.parts.get(*at).filter(|one| one.key.is_none()),
            PathStep::AnyItem => return None,
        };
        let Some(next) = next else { break };
        let in_brackets = matches!(value.form, Form::Flow | Form::Pair);
        found = Found { around: Some(next), rest, in_brackets };
    }
    Some(found)
}

/// The node at a path.
pub fn node_at<'t>(tree: &'t Node, path: &[PathStep]) -> Option<&'t Node> {
    path.iter().try_fold(tree, |tree, step| match step {
        PathStep::Key(key) => tree.get(key),
        PathStep::Item(at) => tree.item(*at),
        PathStep::AnyItem => None,
    })
}
