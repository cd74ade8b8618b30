//! Values into a file that a person wrote: only the letters of these values change.
//!
//! **Why not write the file anew.** Comments, order, quotation marks and empty lines are the person's. So each value is
//! replaced where it stands, or put in at its place, and the result is read again: if anything else came out than
//! the file as it was with the new values, nothing is written.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::layout::{self, LayoutRules};
use super::path::{PathStep, and, last_key, put};
use super::tree::{MappingEntry, Node, Value};
use crate::letters;
use crate::source::{SourceFile, Span};

/// A value for a place in a file.
#[derive(Debug, Clone)]
pub struct NewValue<'a> {
    pub path: &'a [PathStep],
    pub value: &'a Json,
}

/// A file with new values, which is not yet proved.
pub struct Edited {
    /// Its text.
    pub text: String,
    /// What has to come out when it is read again; else something was touched that should not have been.
    pub values: Json,
}

/// A piece of the text and what stands there in its place.
struct TextChange {
    span: Span,
    text: String,
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
    let mut editor = Editor { file, rules, changes: Vec::new() };
    let mut values = values.clone();
    let mut sorted: Vec<&NewValue<'_>> = new_values.iter().collect();
    sorted.sort_by_cached_key(|new_value| rules.order(new_value.path));
    for new_value in &sorted {
        if !put(&mut values, new_value.path, new_value.value.clone()) {
            return None;
        }
    }
    editor.mapping(tree, &[], &sorted, 0)?;
    Some(Edited { text: editor.applied()?, values })
}

struct Editor<'a> {
    file: &'a SourceFile,
    rules: &'a dyn LayoutRules,
    changes: Vec<TextChange>,
}

impl Editor<'_> {
    /// The values below a mapping, whose path is so many steps long.
    fn mapping(
        &mut self,
        node: &Node,
        path: &[PathStep],
        new_values: &[&NewValue<'_>],
        depth: usize,
    ) -> Option<()> {
        let Value::Mapping(entries) = &node.value else { return None };
        let mut by_key: Vec<(&str, Vec<&NewValue<'_>>)> = Vec::new();
        for new_value in new_values {
            let Some(PathStep::Key(key)) = new_value.path.get(depth) else { return None };
            match by_key.iter_mut().find(|(other, _)| *other == key) {
                Some((_, new_values)) => new_values.push(new_value),
                None => by_key.push((key, vec![new_value])),
            }
        }
        let mut missing = Vec::new();
        for (key, new_values) in by_key {
            let path = and(path, PathStep::Key(key.to_owned()));
            match entries.iter().find(|entry| entry.key == key) {
                Some(entry) => self.value(entry, &path, &new_values, depth + 1)?,
                None => missing.push((path, below(&new_values, depth + 1)?)),
            }
        }
        self.keys(node, entries, &missing)
    }

    /// The values at or below a key that is there.
    fn value(
        &mut self,
        entry: &MappingEntry,
        path: &[PathStep],
        new_values: &[&NewValue<'_>],
        depth: usize,
    ) -> Option<()> {
        if matches!(entry.node.value, Value::Null) {
            return self.behind_colon(entry, path, &below(new_values, depth)?);
        }
        self.node(&entry.node, path, new_values, depth)
    }

    fn node(
        &mut self,
        node: &Node,
        path: &[PathStep],
        new_values: &[&NewValue<'_>],
        depth: usize,
    ) -> Option<()> {
        if let [only] = new_values
            && only.path.len() == depth
        {
            return self.replace(node, path, only.value);
        }
        match &node.value {
            Value::Mapping(_) => self.mapping(node, path, new_values, depth),
            Value::Sequence(items) => self.sequence(node, items, path, new_values, depth),
            _ => None,
        }
    }

    /// The values below the items of a list.
    fn sequence(
        &mut self,
        node: &Node,
        items: &[Node],
        path: &[PathStep],
        new_values: &[&NewValue<'_>],
        depth: usize,
    ) -> Option<()> {
        let mut by_item: BTreeMap<usize, Vec<&NewValue<'_>>> = BTreeMap::new();
        for new_value in new_values {
            let Some(PathStep::Item(at)) = new_value.path.get(depth) else { return None };
            by_item.entry(*at).or_default().push(new_value);
        }
        let mut more = Vec::new();
        for (at, new_values) in by_item {
            let path = and(path, PathStep::Item(at));
            match items.get(at) {
                Some(item) => self.node(item, &path, &new_values, depth + 1)?,
                None => more.push((path, below(&new_values, depth + 1)?)),
            }
        }
        self.append(node, items, &more)
    }

    /// Puts another value in the place of a scalar or a list.
    fn replace(&mut self, node: &Node, path: &[PathStep], value: &Json) -> Option<()> {
        match (&node.value, value) {
            (Value::Scalar { .. }, Json::Array(_) | Json::Object(_)) => None,
            (Value::Scalar { text, plain }, value) => {
                let source = self.file.slice(&node.span);
                let simple =
                    if *plain { letters::composed(source) == *text } else { source.starts_with(['"', '\'']) };
                let written = match value.as_str() {
                    Some(line)
                        if source.starts_with('\'') && !line.contains(|one: char| one.is_control()) =>
                    {
                        format!("'{}'", line.replace('\'', "''"))
                    }
                    _ => layout::flow(self.rules, path, value),
                };
                if !simple {
                    return None;
                }
                self.changes.push(TextChange { span: node.span.clone(), text: written });
                Some(())
            }
            (Value::Sequence(items), Json::Array(values)) => self.list(node, items, path, values),
            _ => None,
        }
    }

    /// A list of scalars becomes another: items are replaced and added; taken away only out of brackets.
    fn list(&mut self, node: &Node, items: &[Node], path: &[PathStep], values: &[Json]) -> Option<()> {
        if values.len() < items.len() {
            let end = self.closing(node, items)?;
            if !self.is_flow(node) || self.file.text()[node.span.start..end].contains('#') {
                return None;
            }
            let text = layout::flow(self.rules, path, &Json::Array(values.to_vec()));
            self.changes.push(TextChange { span: node.span.start..end, text });
            return Some(());
        }
        let more: Vec<(Vec<PathStep>, Json)> = values[items.len()..]
            .iter()
            .enumerate()
            .map(|(at, value)| (and(path, PathStep::Item(items.len() + at)), value.clone()))
            .collect();
        for (at, (item, value)) in items.iter().zip(values).enumerate() {
            let same = match &item.value {
                Value::Scalar { text, .. } => value.as_str() == Some(text.trim()),
                _ => return None,
            };
            if !same {
                self.replace(item, &and(path, PathStep::Item(at)), value)?;
            }
        }
        self.append(node, items, &more)
    }

    /// Writes a value behind the colon of a key that has none.
    fn behind_colon(&mut self, entry: &MappingEntry, path: &[PathStep], value: &Json) -> Option<()> {
        let text = layout::flow(self.rules, path, value);
        let source = self.file.slice(&entry.node.span);
        if !source.is_empty() {
            // `~` or `null`
            self.changes.push(TextChange { span: entry.node.span.clone(), text });
            return Some(());
        }
        let rest = self.file.text().get(entry.key_span.end..)?;
        let colon = rest.find(':').filter(|at| rest[..*at].chars().all(|one| one == ' '))?;
        let at = entry.key_span.end + colon + 1;
        self.changes.push(TextChange { span: at..at, text: format!(" {text}") });
        Some(())
    }

    /// Puts keys into a mapping that does not have them yet, where the schema's order has them.
    fn keys(
        &mut self,
        node: &Node,
        entries: &[MappingEntry],
        missing: &[(Vec<PathStep>, Json)],
    ) -> Option<()> {
        for (path, value) in missing {
            let order = self.rules.order(path);
            let last = order.last()?;
            let (_, parent) = path.split_last()?;
            let before = entries.iter().rfind(|entry| {
                let known = self.rules.order(&and(parent, PathStep::Key(entry.key.clone())));
                known.last().is_some_and(|one| one < last)
            });
            let before = before.or(entries.first());
            match before {
                None if self.is_flow(node) => {
                    let at = node.span.start + 1;
                    self.insert(at, format!("{}: {}", last_key(path), layout::flow(self.rules, path, value)));
                }
                None => return None,
                Some(entry) if self.is_flow(node) => {
                    let at = self.end_of(&entry.node).max(entry.key_span.end);
                    if matches!(entry.node.value, Value::Null) {
                        return None;
                    }
                    self.insert(
                        at,
                        format!(", {}: {}", last_key(path), layout::flow(self.rules, path, value)),
                    );
                }
                Some(entry) => {
                    let indent = self.column(entry.key_span.start);
                    let end = self.end_of(&entry.node).max(entry.key_span.end);
                    self.lines_behind(end, &layout::block(self.rules, path, value, indent));
                }
            }
        }
        Some(())
    }

    /// Puts items behind the last one of a list.
    fn append(&mut self, node: &Node, items: &[Node], more: &[(Vec<PathStep>, Json)]) -> Option<()> {
        if more.is_empty() {
            return Some(());
        }
        if self.is_flow(node) {
            let texts: Vec<String> =
                more.iter().map(|(path, value)| layout::flow(self.rules, path, value)).collect();
            let (at, comma) = match items.last() {
                Some(last) => (self.end_of(last), ", "),
                None => (node.span.start + 1, ""),
            };
            self.insert(at, format!("{comma}{}", texts.join(", ")));
            return Some(());
        }
        let last = items.last()?;
        let line = self.line_start(last.span.start);
        let dash = self.file.text()[line..last.span.start].rfind('-')?;
        let end = self.end_of(last);
        for (path, value) in more {
            self.lines_behind(end, &layout::item(self.rules, path, value, dash));
        }
        Some(())
    }

    fn insert(&mut self, at: usize, text: String) {
        self.changes.push(TextChange { span: at..at, text });
    }

    /// Puts lines behind the line in which a byte stands, and behind the comment there.
    fn lines_behind(&mut self, end: usize, lines: &str) {
        let text = self.file.text();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = lines.replace('\n', newline);
        match text[end..].find('\n') {
            Some(at) => self.insert(end + at + 1, format!("{lines}{newline}")),
            None => self.insert(text.len(), format!("{newline}{lines}")),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.file.text()[..at].rfind('\n').map_or(0, |before| before + 1)
    }

    /// How many characters stand in front of a byte in its line.
    fn column(&self, at: usize) -> usize {
        self.file.text()[self.line_start(at)..at].trim_start_matches('\u{feff}').chars().count()
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.file.text()[node.span.start..].starts_with(['{', '['])
    }

    /// Where a node ends: behind its closing bracket, or the last letter of what is inside.
    fn end_of(&self, node: &Node) -> usize {
        let within = match &node.value {
            Value::Mapping(entries) => match entries.last() {
                Some(last) => self.end_of(&last.node).max(last.key_span.end),
                None => node.span.start,
            },
            Value::Sequence(items) => items.last().map_or(node.span.start, |last| self.end_of(last)),
            Value::Null | Value::Scalar { .. } => {
                let text = &self.file.text()[..node.span.end];
                return text.trim_end().len().max(node.span.start);
            }
        };
        if !self.is_flow(node) {
            return within;
        }
        self.bracket(node, within.max(node.span.start + 1)).unwrap_or(within)
    }

    fn closing(&self, node: &Node, items: &[Node]) -> Option<usize> {
        let within = items.last().map_or(node.span.start + 1, |last| self.end_of(last));
        self.bracket(node, within)
    }

    /// Behind the bracket that closes a node whose last part ends here: between them are blanks, commas and comments.
    fn bracket(&self, node: &Node, from: usize) -> Option<usize> {
        let text = self.file.text();
        let closing = if text[node.span.start..].starts_with('{') { '}' } else { ']' };
        let mut is_comment = false;
        for (at, one) in text[from..].char_indices() {
            match one {
                '\n' => is_comment = false,
                _ if is_comment => {}
                '#' => is_comment = true,
                one if one == closing => return Some(from + at + 1),
                one if one.is_whitespace() || one == ',' || one == ':' => {}
                _ => return None,
            }
        }
        None
    }

    /// The text with all changes.
    fn applied(mut self) -> Option<String> {
        // The changes at one place stay in their order.
        self.changes.sort_by_key(|change| change.span.start);
        let source = self.file.text();
        let mut text = String::with_capacity(source.len() + 200);
        let mut at = 0;
        for change in &self.changes {
            if change.span.start < at {
                return None;
            }
            text.push_str(&source[at..change.span.start]);
            text.push_str(&change.text);
            at = change.span.end;
        }
        text.push_str(&source[at..]);
        Some(text)
    }
}

/// The values as one, from so many steps on.
fn below(new_values: &[&NewValue<'_>], depth: usize) -> Option<Json> {
    let mut value = if new_values.iter().any(|new_value| new_value.path.len() > depth) {
        Json::Null
    } else {
        Json::Object(Map::new())
    };
    for new_value in new_values {
        if !put(&mut value, &new_value.path[depth..], new_value.value.clone()) {
            return None;
        }
    }
    Some(value)
}
