//! What can be read of a file that has mistakes, so that one mistake does not hide another.
//!
//! **Why two readings.** What could not be read is not the same as what is not there: nobody may be told that something
//! is missing because it is misspelt. So such a file is read twice, with as little and with as much as possible in place
//! of what could not be read. What is true of both readings is true whatever was meant.

use std::collections::HashSet;

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::{Map, Value as Json};

use super::{Described, Record, Shape, check, formats, secrets, typed, unknown};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Entry, Node, Value};

/// A file that could be read in part, in its two readings.
#[derive(Debug, Clone)]
pub struct Part<T> {
    /// With as little as possible in place of what could not be read.
    pub least: Record<T>,
    /// With as much as possible in its place: every field is filled in.
    pub most: Record<T>,
    /// What is wrong besides what the schema refuses.
    pub refused: Diagnostics,
}

/// A value that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its keys and indexes.
    path: Vec<String>,
    /// Where it stands; nowhere when it is missing.
    span: Option<Span>,
}

impl<T: Described> Part<T> {
    /// What can be read of a file; `refused` finds faults in what its schema finds right. None when nothing can be known of
    /// it.
    pub fn read(file: &SourceFile, refused: impl Fn(&Record<T>) -> Diagnostics) -> Option<Self> {
        let (tree, mut unread) = match yaml::parse(file) {
            Ok(tree) => (tree, Vec::new()),
            Err(_) => blocks(file, &Shape::of(T::schema()).names())?,
        };
        let is_empty = !matches!(&tree.value, Value::Mapping(entries) if !entries.is_empty());
        if is_empty || secrets::secret(file, &tree).is_some() {
            return None;
        }
        let mut found = Diagnostics::new();
        let mut values = typed::values(file, &tree, Shape::of(T::schema()), &mut found);
        unread.extend(places_of(&found, file, &tree));
        unread.extend(violated::<T>(&mut values));
        let mut faults = Diagnostics::new();
        for _ in 0..ROUNDS {
            let part = Self::of(file, Some(&tree), &values, &unread)?;
            let more = refused(&part.least);
            if !more.has_errors() {
                return Some(Self { refused: faults, ..part });
            }
            unread.extend(places_of(&more, file, &tree));
            faults.extend(more);
        }
        None
    }

    /// A file of which nothing is known.
    pub fn nothing(file: &SourceFile) -> Option<Self> {
        Self::of(file, None, &Json::Object(Map::new()), &[Vec::new()])
    }

    /// A file of which everything is known but for these values: the same record, and one in which they are there.
    pub fn without(record: &Record<T>, paths: &[Vec<String>]) -> Option<Self>
    where
        T: Clone,
    {
        let most = read_with(&record.file, &record.values, paths, Measure::Most)?;
        Some(Self { least: record.clone(), most, refused: Diagnostics::new() })
    }

    fn of(file: &SourceFile, tree: Option<&Node>, values: &Json, unread: &[Vec<String>]) -> Option<Self> {
        let mut least = read_with::<T>(file, values, unread, Measure::Least)?;
        let span = |path: &Vec<String>| match (path.is_empty(), tree) {
            (true, _) => Some(0..file.text().len()),
            (false, tree) => tree.and_then(|tree| span_of(tree, path)),
        };
        least.unread = unread.iter().map(|path| Unread { span: span(path), path: path.clone() }).collect();
        let most = Record { unread: least.unread.clone(), ..read_with(file, values, unread, Measure::Most)? };
        Some(Self { least, most, refused: Diagnostics::new() })
    }
}

impl<T> Record<T> {
    /// Whether all of the file could be read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// Whether a field could be read, with all that is in it: `contacts.id` of all contacts.
    pub fn knows(&self, field: &str) -> bool {
        let field: Vec<&str> = field.split('.').collect();
        let touches = |unread: &Unread| {
            let names: Vec<&str> = names(&unread.path).collect();
            let common = names.len().min(field.len());
            names[..common] == field[..common]
        };
        !self.unread.iter().any(touches)
    }

    /// Whether a problem is about something that could not be read.
    pub fn is_about_unread(&self, problem: &Diagnostic) -> bool {
        let Some(label) = &problem.label else { return false };
        let covers =
            |unread: &Unread| unread.span.as_ref().is_some_and(|span| span.contains(&label.span.start));
        label.file.name() == self.file.name() && self.unread.iter().any(covers)
    }
}

/// How often it is looked again at what is left of a file.
const ROUNDS: usize = 3;
/// How many keys at the left margin a file may have that is read although its YAML is broken; there are about fifty.
const MOST_BLOCKS: usize = 200;

fn names(path: &[String]) -> impl Iterator<Item = &str> {
    path.iter().map(String::as_str).filter(|part| part.parse::<usize>().is_err())
}

/// How much stands in place of what could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Nothing, or what a field cannot be without.
    Least,
    /// Everything.
    Most,
}

/// A record of values with others in place of those that could not be read.
fn read_with<T: Described>(
    file: &SourceFile,
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
    Some(Record { file: file.clone(), values, model, remarks: Diagnostics::new(), unread: Vec::new() })
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
                    let names = check::shape_at(root, &path).map(|shape| shape.as_mapping().names());
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

/// The keys and indexes of the innermost value around a byte.
fn path_at(tree: &Node, at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut node = tree;
    loop {
        let next = match &node.value {
            Value::Mapping(entries) => {
                let around = |entry: &&Entry| (entry.key_span.start..=entry.node.span.end).contains(&at);
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
fn span_of(tree: &Node, path: &[String]) -> Option<Span> {
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

/// The tree of a file whose YAML is broken, out of its parts that are not, and what else it may have: a part begins with a
/// key at the left margin, and in a broken one every key of a file may stand.
fn blocks(file: &SourceFile, keys: &[&str]) -> Option<(Node, Vec<Vec<String>>)> {
    let text = file.text();
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(|one: char| one.is_ascii_lowercase()) {
            starts.push(at);
        }
        at += line.len();
    }
    if starts.len() > MOST_BLOCKS {
        return None;
    }
    let is_key = |one: char| one.is_ascii_lowercase() || one == '_';
    let lower = text.to_ascii_lowercase();
    let named = |span: Span| {
        let words: Vec<&str> = lower[span].split(|one| !is_key(one)).collect();
        keys.iter().filter(|key| words.contains(key)).map(|key| (*key).to_owned()).collect::<Vec<_>>()
    };
    let mut within = named(0..starts.first().copied().unwrap_or_default());
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let mut entries: Vec<Entry> = Vec::new();
    let mut broken: Vec<String> = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let parsed = yaml::parse_part(file, &(start..end)).ok().map(|node| node.value);
        match parsed {
            Some(Value::Mapping(mut own)) if own.len() == 1 => entries.append(&mut own),
            _ => {
                broken.push(text[start..end].chars().take_while(|one| is_key(*one)).collect());
                within.extend(named(start..end));
            }
        }
    }
    let counts = |key: &str| entries.iter().filter(|entry| entry.key == key).count();
    broken.extend(entries.iter().map(|entry| entry.key.clone()).filter(|key| counts(key) > 1));
    entries.retain(|entry| !broken.contains(&entry.key));
    within.retain(|key| entries.iter().all(|entry| entry.key != *key));
    broken.extend(within);
    let paths = broken.into_iter().map(|key| vec![key]).collect();
    (!entries.is_empty()).then_some((Node { span: 0..text.len(), value: Value::Mapping(entries) }, paths))
}

/// The tree of what can be read of a file.
pub fn tree(file: &SourceFile) -> Option<Node> {
    yaml::parse(file).ok().or_else(|| blocks(file, &[]).map(|(tree, _)| tree))
}

/// What stands in place of values that could not be read.
struct StandIn<'f> {
    file: &'f SourceFile,
    measure: Measure,
}

impl StandIn<'_> {
    /// Puts something in the place of a value, or takes it out.
    fn put(&self, value: &mut Json, shape: Shape<'_>, path: &[String]) {
        let Some((segment, rest)) = path.split_first() else {
            *value = self.of(shape);
            return;
        };
        if let Some(item) = shape.items() {
            self.put_item(value, item, segment, path, rest);
            return;
        }
        let shape = shape.as_mapping();
        let Some(field) = shape.property(segment) else { return };
        if !value.is_object() {
            if self.measure == Measure::Least {
                return;
            }
            *value = Json::Object(Map::new());
        }
        let Json::Object(map) = value else { return };
        let is_needed = shape.required().contains(&segment.as_str());
        match (rest.is_empty(), self.measure) {
            (true, Measure::Least) if !is_needed => {
                map.remove(segment);
            }
            (true, _) => {
                map.insert(segment.clone(), self.of(field));
            }
            (false, Measure::Least) => {
                if let Some(below) = map.get_mut(segment) {
                    self.put(below, field, rest);
                }
            }
            (false, Measure::Most) => {
                let begun = if field.items().is_some() { Json::Array(Vec::new()) } else { Json::Null };
                self.put(map.entry(segment.clone()).or_insert(begun), field, rest);
            }
        }
    }

    /// The same in an item of a list, by its number, or else in all of them; the numbers of the others stay.
    fn put_item(&self, value: &mut Json, item: Shape<'_>, segment: &str, path: &[String], rest: &[String]) {
        let Json::Array(items) = value else { return };
        let (index, rest) = match segment.parse::<usize>() {
            Ok(index) => (Some(index), rest),
            Err(_) => (None, path),
        };
        if self.measure == Measure::Most && items.len() <= index.unwrap_or(0) {
            items.resize(index.unwrap_or(0) + 1, Json::Null);
            let last = items.len() - 1;
            items[last] = self.of(item);
        }
        for (at, one) in items.iter_mut().enumerate() {
            if index.is_none_or(|index| index == at) {
                self.put(one, item, rest);
            }
        }
    }

    /// Something that a schema finds right, and that nobody has in common with anybody.
    fn of(&self, shape: Shape<'_>) -> Json {
        let is_most = self.measure == Measure::Most;
        if let Some(options) = shape.options() {
            let option = if is_most { options.last() } else { options.first() };
            return option.map_or(Json::Null, |option| Json::String((*option).to_owned()));
        }
        if shape.text_kind().is_some() {
            return self.word();
        }
        if let Some(item) = shape.items() {
            return Json::Array(if is_most { vec![self.of(item)] } else { Vec::new() });
        }
        let mapping = shape.as_mapping();
        if shape.allows("boolean") {
            return Json::Bool(is_most);
        }
        if shape.allows("integer") || shape.allows("number") {
            return (shape.smallest().unwrap_or_default().max(1) + u64::from(is_most)).into();
        }
        if shape.allows("object") {
            let names = if is_most { mapping.names() } else { mapping.required() };
            let fields = names.into_iter().filter_map(|name| {
                let field = mapping.property(name)?;
                Some((name.to_owned(), self.of(field)))
            });
            return Json::Object(fields.collect());
        }
        match shape.format() {
            None => self.word(),
            // A day that nothing is late for.
            Some("date" | "date-or-on-last-signature") if is_most => "2999-01-02".into(),
            Some("date" | "date-or-on-last-signature") => "2999-01-03".into(),
            Some("local-date-time") if is_most => "2999-01-02 10:00".into(),
            Some("local-date-time") => "2999-01-03 10:00".into(),
            // Where no organisation is.
            Some("country") => "AQ".into(),
            Some(format) => formats::example(format).into(),
        }
    }

    fn word(&self) -> Json {
        let name = self.file.name().replace(|one: char| !one.is_alphanumeric(), " ");
        Json::String(format!("{name} {}", if self.measure == Measure::Most { "most" } else { "least" }))
    }
}
