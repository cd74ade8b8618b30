//! What can be read of a file that has mistakes, so that one mistake does not hide another.
//!
//! **Why two readings.** What could not be read is not the same as what is not there: nobody may be told that something
//! is missing because it is misspelt. So such a file is read twice, with as little and with as much as possible in place
//! of what could not be read. What is true of both readings is true whatever was meant.

use std::collections::HashSet;
use std::sync::Arc;

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::{Map, Value as Json};

use super::described::Described;
use super::places::{path_at, span_of};
use super::record::Record;
use super::shape::Shape;
use super::stand_in::{Measure, StandIn};
use super::unread::Unread;
use super::{broken, check, secrets, typed, unknown};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::SourceFile;
use crate::yaml::{self, Node, Value};

/// A file that could be read in part, in its two readings.
#[derive(Debug, Clone)]
pub struct PartialRecord<T> {
    /// With as little as possible in place of what could not be read.
    pub least: Record<T>,
    /// With as much as possible in its place: every field is filled in.
    pub most: Record<T>,
    /// What is wrong besides what the schema refuses.
    pub refused: Diagnostics,
}

impl<T: Described> PartialRecord<T> {
    /// What can be read of a file; `refused` finds faults in what its schema finds right. None when nothing can be known of
    /// it.
    pub fn read(file: &SourceFile, refused: impl Fn(&Record<T>) -> Diagnostics) -> Option<Self> {
        let (tree, unread) = tree_in_part::<T>(file)?;
        Self::of_tree(file, &Arc::new(tree), unread, refused)
    }

    /// The same, also of a file of which nothing can be known: then nothing of it could be read.
    pub fn read_or_nothing(file: &SourceFile, refused: impl Fn(&Record<T>) -> Diagnostics) -> Option<Self> {
        let nowhere = || (Node { span: 0..0, value: Value::Mapping(Vec::new()) }, Vec::new());
        let (tree, unread) = tree_in_part::<T>(file).unwrap_or_else(nowhere);
        let tree = Arc::new(tree);
        let nothing = || Self::of(file, &tree, &Json::Object(Map::new()), &[Vec::new()]);
        Self::of_tree(file, &tree, unread, refused).or_else(nothing)
    }

    /// What can be read of a file with this tree, of which these values could not be read.
    fn of_tree(
        file: &SourceFile,
        tree: &Arc<Node>,
        mut unread: Vec<Vec<String>>,
        refused: impl Fn(&Record<T>) -> Diagnostics,
    ) -> Option<Self> {
        let is_empty = !matches!(&tree.value, Value::Mapping(entries) if !entries.is_empty());
        if is_empty || secrets::secret(file, tree).is_some() {
            return None;
        }
        let mut found = Diagnostics::new();
        let mut values = typed::values(file, tree, Shape::of(T::schema()), &mut found);
        unread.extend(places_of(&found, file, tree));
        unread.extend(violated::<T>(&mut values));
        let mut faults = Diagnostics::new();
        for _ in 0..ROUNDS {
            let part = Self::of(file, tree, &values, &unread)?;
            let more = refused(&part.least);
            if !more.has_errors() {
                return Some(Self { refused: faults, ..part });
            }
            unread.extend(places_of(&more, file, tree));
            faults.extend(more);
        }
        None
    }

    /// A file of which everything is known but for these values: the same record, and one in which they are there.
    pub fn without(record: &Record<T>, paths: &[Vec<String>]) -> Option<Self>
    where
        T: Clone,
    {
        let most = read_with(&record.file, &record.tree, &record.values, paths, Measure::Most)?;
        Some(Self { least: record.clone(), most, refused: Diagnostics::new() })
    }

    fn of(file: &SourceFile, tree: &Arc<Node>, values: &Json, unread: &[Vec<String>]) -> Option<Self> {
        let mut least = read_with::<T>(file, tree, values, unread, Measure::Least)?;
        let span = |path: &Vec<String>| {
            if path.is_empty() { Some(0..file.text().len()) } else { span_of(tree, path) }
        };
        least.unread = unread.iter().map(|path| Unread { span: span(path), path: path.clone() }).collect();
        let most = read_with(file, tree, values, unread, Measure::Most)?;
        let most = Record { unread: least.unread.clone(), ..most };
        Some(Self { least, most, refused: Diagnostics::new() })
    }
}

/// The tree of what can be read of a file, and what of it cannot.
fn tree_in_part<T: Described>(file: &SourceFile) -> Option<(Node, Vec<Vec<String>>)> {
    match yaml::parse(file) {
        Ok(tree) => Some((tree, Vec::new())),
        Err(_) => broken::blocks(file, &Shape::of(T::schema()).names()),
    }
}

/// How often it is looked again at what is left of a file.
const ROUNDS: usize = 3;

/// A record of values with others in place of those that could not be read.
fn read_with<T: Described>(
    file: &SourceFile,
    tree: &Arc<Node>,
    values: &Json,
    unread: &[Vec<String>],
    measure: Measure,
) -> Option<Record<T>> {
    let mut values = values.clone();
    let stand_in = StandIn { file, measure };
    for path in unread {
        stand_in.put(&mut values, Shape::of(T::schema()), path);
    }
    let model = serde_json::from_value(values.clone()).ok()?;
    Some(Record {
        file: file.clone(),
        values,
        model,
        remarks: Diagnostics::new(),
        unread: Vec::new(),
        tree: tree.clone(),
    })
}

/// The values that a schema refuses, and those that keys which it does not know may have been meant for; such keys are
/// taken out.
fn violated<T: Described>(values: &mut Json) -> Vec<Vec<String>> {
    let root = Shape::of(T::schema());
    let mut unread = Vec::new();
    let mut unknown = Vec::new();
    for error in T::validator().iter_errors(values) {
        let path = check::segments(error.instance_path().as_str());
        let below = |key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                for key in unexpected {
                    unknown.push(below(key));
                    let names = root.at_segments(&path).map(|shape| shape.as_mapping().names());
                    let near = nearest(key, names.unwrap_or_default()).map(below);
                    unread.extend(near);
                    unread.extend(unknown::homes_of(root, key).into_iter().map(|home| {
                        let home = home.split('.').filter(|name| !name.is_empty()).map(str::to_owned);
                        home.chain([key.clone()]).collect()
                    }));
                }
            }
            Kind::Required { property } => unread.extend(property.as_str().map(below)),
            _ => unread.push(path),
        }
    }
    for path in unknown {
        let Some((key, parents)) = path.split_last() else { continue };
        let pointer: String = parents.iter().map(|part| format!("/{}", escaped(part))).collect();
        if let Some(Json::Object(map)) = values.pointer_mut(&pointer) {
            map.remove(key);
        }
    }
    // A field that is there was not meant by a key beside it.
    let is_there = |path: &Vec<String>| {
        let pointer: String = path.iter().map(|part| format!("/{}", escaped(part))).collect();
        values.pointer(&pointer).is_some()
    };
    let violated: HashSet<Vec<String>> = T::validator()
        .iter_errors(values)
        .filter(|error| !matches!(error.kind(), Kind::Required { .. } | Kind::AdditionalProperties { .. }))
        .map(|error| check::segments(error.instance_path().as_str()))
        .collect();
    unread.retain(|path| !is_there(path) || violated.contains(path));
    unread
}

/// A segment of a JSON pointer (RFC 6901).
fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// The values in which errors of this file are.
fn places_of(found: &Diagnostics, file: &SourceFile, tree: &Node) -> Vec<Vec<String>> {
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let labels = errors.filter_map(|one| one.label.as_deref());
    let here = labels.filter(|label| label.file.name() == file.name());
    here.map(|label| path_at(tree, label.span.start)).collect()
}
