//! Changes of a file that a person wrote: only the letters of what is changed become others.
//!
//! **Why not write the file anew.** Comments, order, quotation marks and empty lines are the person's. So each change is a
//! few pieces of the text exchanged, and the result is read again: if anything else came out than the file as it was
//! with exactly this change, nothing is written. Where one way to write it does not stand this proof, the next is tried.

mod chunk;
mod context;
mod differences;
mod finding;
mod insert;
mod lines;
mod movement;
mod new_values;
mod outline;
mod plain;
mod proof;
mod remove;
mod scalar;
mod set;
mod splice;

use serde_json::Value as Json;

use self::context::{Context, indentation};
use self::differences::{Step, steps};
use self::finding::{found, node_at};
use self::insert::{place_of_key, ways_to_insert};
use self::movement::ways_to_move;
use self::outline::ValuePlace;
use self::proof::{Read, nested};
use self::remove::ways_to_remove;
use self::set::ways_to_set;
use self::splice::{Splice, spliced};
use super::layout::LayoutRules;
use super::path::PathStep;
use super::reading::parse;
use super::tree::{Node, Value};
use crate::source::SourceFile;

pub use new_values::{NewValue, edited};

/// A change of what a file says.
#[derive(Debug, Clone, PartialEq)]
pub enum TreeChange {
    /// The value at a path is this one; what is missing on the way is made.
    Set {
        /// Where.
        path: Vec<PathStep>,
        /// What.
        value: Json,
    },
    /// The value at a path is gone, with its key. A key that is not there may be removed; a mapping without keys is an
    /// empty key then (`address:`), a list without items `[]`.
    Remove {
        /// Where.
        path: Vec<PathStep>,
    },
    /// A new item of a list, which is made when it is missing.
    Insert {
        /// Where: the last step is the number that the item has then.
        path: Vec<PathStep>,
        /// What.
        value: Json,
    },
    /// An item of a list stands at another place.
    Move {
        /// The list.
        list: Vec<PathStep>,
        /// Which item.
        from: usize,
        /// Which number it has then.
        to: usize,
    },
}

/// The text with the changes, one after the other (paths are those after the changes before); none when one cannot be made
/// without touching anything else.
pub fn changed(file: &SourceFile, changes: &[TreeChange], rules: &dyn LayoutRules) -> Option<String> {
    let mut editor = Editor { file: file.clone(), tree: parse(file).ok()?, rules };
    for change in changes {
        editor.change(change)?;
    }
    Some(editor.file.text().to_owned())
}

/// A file with the changes so far.
struct Editor<'a> {
    file: SourceFile,
    tree: Node,
    rules: &'a dyn LayoutRules,
}

impl Editor<'_> {
    fn change(&mut self, change: &TreeChange) -> Option<()> {
        match change {
            TreeChange::Set { path, value } => {
                for step in steps(&self.tree, path, value)? {
                    self.step(&step)?;
                }
                Some(())
            }
            TreeChange::Remove { path } => match (node_at(&self.tree, path), path.last()) {
                (None, Some(PathStep::Key(_))) => Some(()),
                _ => self.step(&Step::Remove(path.clone())),
            },
            TreeChange::Insert { path, value } => self.step(&Step::Insert(path.clone(), value.clone())),
            TreeChange::Move { list, from, to } if from == to => {
                node_at(&self.tree, list)?.item(*from).map(|_| ())
            }
            TreeChange::Move { list, from, to } => self.step(&Step::Move(list.clone(), *from, *to)),
        }
    }

    /// Makes a change in the first of the ways that is proved.
    fn step(&mut self, step: &Step) -> Option<()> {
        let ways = self.ways(step)?;
        let before = Read { file: &self.file, tree: &self.tree };
        for way in ways {
            let Some(text) = spliced(self.file.text(), &way) else { continue };
            let file = SourceFile::new(self.file.name(), text);
            let Ok(tree) = parse(&file) else { continue };
            if step.is_made(before, Read { file: &file, tree: &tree }) {
                self.file = file;
                self.tree = tree;
                return Some(());
            }
        }
        None
    }

    /// The ways to make a change, the best first.
    fn ways(&self, step: &Step) -> Option<Vec<Vec<Splice>>> {
        let text = self.file.text();
        let root = ValuePlace::of(text, &self.tree)?;
        let context = |near: &ValuePlace<'_>| Context {
            text,
            rules: self.rules,
            indentation: indentation(text, &root, near),
        };
        match step {
            Step::Move(list, from, to) => {
                let found = found(&root, list)?;
                let list = found.value(&root);
                let is_list = matches!(list.node.value, Value::Sequence(_));
                let is_there = *from < list.parts.len() && *to < list.parts.len();
                (is_list && is_there && found.rest.is_empty()).then(|| ways_to_move(text, list, *from, *to))
            }
            Step::Remove(path) => {
                let (last, parent) = path.split_last()?;
                let found = found(&root, parent).filter(|found| found.rest.is_empty())?;
                let holder = found.value(&root);
                let at = match last {
                    PathStep::Key(key) => holder.parts.iter().position(|one| one.key == Some(key))?,
                    PathStep::Item(at) if holder.parts.get(*at)?.key.is_none() => *at,
                    PathStep::Item(_) | PathStep::AnyItem => return None,
                };
                Some(ways_to_remove(&context(holder), found.around, holder, at))
            }
            Step::Insert(path, value) => {
                let (PathStep::Item(at), list) = path.split_last()? else { return None };
                let place = found(&root, list)?;
                let holder = place.value(&root);
                let has_items = place.rest.is_empty() && !holder.parts.is_empty();
                if has_items && matches!(holder.node.value, Value::Sequence(_)) {
                    return (*at <= holder.parts.len())
                        .then(|| ways_to_insert(&context(holder), holder, *at, path, value));
                }
                // A list that is made with its first item.
                let is_empty = match &holder.node.value {
                    Value::Sequence(_) | Value::Null => true,
                    Value::Mapping(_) => !place.rest.is_empty(),
                    Value::Scalar { .. } => false,
                };
                match *at == 0 && is_empty {
                    true => self.ways(&Step::Set(list.to_vec(), Json::Array(vec![value.clone()]))),
                    false => None,
                }
            }
            Step::Set(path, value) => {
                let place = found(&root, path)?;
                let holder = place.value(&root);
                let done = path.len() - place.rest.len();
                let is_empty = matches!(holder.node.value, Value::Null);
                if place.rest.is_empty() || is_empty {
                    let value = nested(place.rest, value)?;
                    let context = context(holder);
                    return Some(ways_to_set(
                        &context,
                        place.around?,
                        path.get(..done)?,
                        &value,
                        place.in_brackets,
                    ));
                }
                let (step, rest) = place.rest.split_first()?;
                let is_emptied = matches!(&holder.node.value, Value::Mapping(entries) if entries.is_empty());
                if let Some(around) = place.around.filter(|_| is_emptied) {
                    // `{}` becomes lines, where there can be some.
                    let value = nested(place.rest, value)?;
                    let path = path.get(..done)?;
                    return Some(ways_to_set(&context(holder), around, path, &value, place.in_brackets));
                }
                let value = nested(rest, value)?;
                let new = path.get(..=done)?;
                let at = match (step, &holder.node.value) {
                    (PathStep::Key(_), Value::Mapping(_)) => place_of_key(&context(holder), holder, new),
                    (PathStep::Item(at), Value::Sequence(items)) if *at == items.len() => {
                        return self.ways(&Step::Insert(new.to_vec(), value));
                    }
                    _ => return None,
                };
                Some(ways_to_insert(&context(holder), holder, at, new, &value))
            }
        }
    }
}
