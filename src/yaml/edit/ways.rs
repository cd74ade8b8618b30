//! A step of a change → the ways to write it, the best first.

use serde_json::Value as Json;

use super::context::{Context, indentation};
use super::differences::Step;
use super::finding::{Found, found};
use super::insert::{place_of_key, ways_to_insert};
use super::lines::part;
use super::movement::ways_to_move;
use super::outline::ValuePlace;
use super::proof::nested;
use super::remove::ways_to_remove;
use super::splice::Splice;
use super::value_in_place::ways_to_set;
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::PathStep;
use crate::yaml::tree::{Node, Value};

/// Ways to change a text, each of which is pieces of it exchanged.
type Ways = Vec<Vec<Splice>>;

/// The ways to make a step in a text that was read as this tree; none when there is no such place.
pub fn ways(text: &str, tree: &Node, rules: &dyn LayoutRules, step: &Step) -> Option<Ways> {
    let outline = Outline { text, rules, root: ValuePlace::of(text, tree)? };
    match step {
        Step::Set(path, value) => outline.set(path, value),
        Step::Remove(path) => outline.remove(path),
        Step::Insert(path, value) => outline.insert(path, value),
        Step::Move(list, from, to) => outline.move_item(list, *from, *to),
    }
}

/// A text and the places of its values.
struct Outline<'a> {
    text: &'a str,
    rules: &'a dyn LayoutRules,
    root: ValuePlace<'a>,
}

impl Outline<'_> {
    fn context(&self, near: &ValuePlace<'_>) -> Context<'_> {
        let indentation = indentation(self.text, &self.root, near);
        Context { text: self.text, rules: self.rules, indentation }
    }

    fn set(&self, path: &[PathStep], value: &Json) -> Option<Ways> {
        let place = found(&self.root, path)?;
        let holder = place.value(&self.root);
        // What has nothing in it yet is written anew with what comes in.
        let is_empty = match &holder.node.value {
            Value::Null => true,
            Value::Mapping(entries) => {
                entries.is_empty() && !self.has_comment(holder) && place.around.is_some()
            }
            _ => false,
        };
        if place.rest.is_empty() || is_empty {
            return self.filled(&place, path, &nested(place.rest, value)?);
        }
        let (step, rest) = place.rest.split_first()?;
        let value = nested(rest, value)?;
        let new = path.get(..path.len() - rest.len())?;
        let at = match (step, &holder.node.value) {
            (PathStep::Key(_), Value::Mapping(_)) => place_of_key(&self.context(holder), holder, new),
            (PathStep::Item(at), Value::Sequence(items)) if *at == items.len() => {
                return self.insert(new, &value);
            }
            _ => return None,
        };
        Some(ways_to_insert(&self.context(holder), holder, at, new, &value))
    }

    /// The ways to put a value where a path leads, as far as it does.
    fn filled(&self, place: &Found<'_, '_, '_>, path: &[PathStep], value: &Json) -> Option<Ways> {
        let path = path.get(..path.len() - place.rest.len())?;
        let context = self.context(place.value(&self.root));
        Some(ways_to_set(&context, place.around?, path, value, place.in_brackets))
    }

    fn insert(&self, path: &[PathStep], value: &Json) -> Option<Ways> {
        let (PathStep::Item(at), list) = path.split_last()? else { return None };
        let place = found(&self.root, list)?;
        let holder = place.value(&self.root);
        match &holder.node.value {
            Value::Sequence(items) if place.rest.is_empty() => {
                if *at > items.len() {
                    return None;
                }
                match items.is_empty() && !self.has_comment(holder) && place.around.is_some() {
                    true => self.filled(&place, list, &Json::Array(vec![value.clone()])),
                    false => Some(ways_to_insert(&self.context(holder), holder, *at, path, value)),
                }
            }
            // A list that is made with its first item.
            Value::Mapping(_) if !place.rest.is_empty() && *at == 0 => {
                self.set(list, &Json::Array(vec![value.clone()]))
            }
            Value::Null if *at == 0 => self.set(list, &Json::Array(vec![value.clone()])),
            _ => None,
        }
    }

    fn remove(&self, path: &[PathStep]) -> Option<Ways> {
        let (last, parent) = path.split_last()?;
        let place = found(&self.root, parent).filter(|place| place.rest.is_empty())?;
        let holder = place.value(&self.root);
        let at = match last {
            PathStep::Key(key) => holder.parts.iter().position(|one| one.key == Some(key))?,
            PathStep::Item(at) if holder.parts.get(*at)?.key.is_none() => *at,
            PathStep::Item(_) | PathStep::AnyItem => return None,
        };
        Some(ways_to_remove(&self.context(holder), place.around, holder, at))
    }

    fn move_item(&self, list: &[PathStep], from: usize, to: usize) -> Option<Ways> {
        let place = found(&self.root, list).filter(|place| place.rest.is_empty())?;
        let list = place.value(&self.root);
        let is_list = matches!(list.node.value, Value::Sequence(_));
        let is_there = from < list.parts.len() && to < list.parts.len();
        (is_list && is_there).then(|| ways_to_move(self.text, list, from, to))
    }

    /// Whether a comment stands in something that is empty.
    fn has_comment(&self, value: &ValuePlace<'_>) -> bool {
        part(self.text, value.start, value.end).contains('#')
    }
}
