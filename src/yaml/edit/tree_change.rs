//! Changes of what a file says, made one after the other in its text.

use serde_json::Value as Json;

use super::differences::{Step, steps};
use super::finding::node_at;
use super::proof::Read;
use super::splice::spliced;
use super::ways::ways;
use crate::source::SourceFile;
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::PathStep;
use crate::yaml::reading::parse;
use crate::yaml::tree::Node;

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
        let ways = ways(self.file.text(), &self.tree, self.rules, step)?;
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
}
