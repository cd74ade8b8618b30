//! Values → the lines of a partner's file, as a careful person would write them.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::field::{Path, Step, has_entries, is_by_language};
use crate::schema::Shape;
use crate::source::Span;
use crate::workspace::SCHEMAS;

/// How long a line may be that holds a whole mapping or list.
const WIDEST: usize = 110;

/// The text of a new partner's file, and where in it each value stands.
pub struct Written {
    pub text: String,
    places: Vec<(Span, Path)>,
}

impl Written {
    /// The value that stands at a place: the smallest one around it.
    pub fn path_at(&self, byte: usize) -> Option<&Path> {
        let around = self.places.iter().filter(|(span, _)| span.contains(&byte) || span.start == byte);
        around.min_by_key(|(span, _)| span.end - span.start).map(|(_, path)| path)
    }
}

/// The file of a partner with these values.
pub fn file(values: &Map<String, Json>) -> Written {
    let text = format!("# yaml-language-server: $schema=../{SCHEMAS}/partner.json\n");
    let mut written = Written { text, places: Vec::new() };
    let mut before_was_list = false;
    for (at, (key, value)) in values.iter().enumerate() {
        let path = Path::key(key);
        let is_list = path.shape().is_some_and(has_entries);
        if at > 0 && (is_list || before_was_list) {
            written.text.push('\n');
        }
        before_was_list = is_list;
        written.entry(&path, value, 0);
    }
    written
}

/// A key with its value as lines, indented by so many blanks, without the line break at the end.
pub fn block(path: &Path, value: &Json, indent: usize) -> String {
    let mut written = Written { text: String::new(), places: Vec::new() };
    written.entry(path, value, indent);
    written.text.trim_end_matches('\n').to_owned()
}

/// An item of a list as lines, its dash behind so many blanks, without the line break at the end.
pub fn item(path: &Path, value: &Json, indent: usize) -> String {
    let mut written = Written { text: String::new(), places: Vec::new() };
    written.item(path, value, indent);
    written.text.trim_end_matches('\n').to_owned()
}

impl Written {
    fn entry(&mut self, path: &Path, value: &Json, indent: usize) {
        let start = self.text.len();
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(&key(path.last()));
        self.text.push(':');
        let room = WIDEST.saturating_sub(indent + path.last().len() + 2);
        match value {
            Json::Object(map) if !self.fits(path, value, room) => {
                self.text.push('\n');
                for (key, value) in map {
                    self.entry(&path.and(Step::Key(key.clone())), value, indent + 2);
                }
            }
            Json::Array(items) if !self.fits(path, value, room) => {
                self.text.push('\n');
                for (at, value) in items.iter().enumerate() {
                    self.item(&path.and(Step::Item(at)), value, indent + 2);
                }
            }
            value => {
                self.text.push(' ');
                self.text.push_str(&flow(path, value));
                self.text.push('\n');
            }
        }
        self.places.push((start..self.text.len(), path.clone()));
    }

    /// Whether a value is best written in one line.
    fn fits(&self, path: &Path, value: &Json, room: usize) -> bool {
        let shape = path.shape();
        let in_one_line = match value {
            // Texts by language, and small things inside of others.
            Json::Object(_) => shape.is_some_and(is_by_language) || path.0.len() > 1,
            Json::Array(_) => !shape
                .and_then(Shape::items)
                .is_some_and(|item| item.text_kind().is_some() || item.fields().is_some()),
            _ => true,
        };
        in_one_line && flow(path, value).chars().count() <= room
    }

    fn item(&mut self, path: &Path, value: &Json, indent: usize) {
        let start = self.text.len();
        match value {
            Json::Object(map) if !path.shape().is_some_and(is_by_language) => {
                let dash = self.text.len() + indent;
                for (key, value) in map {
                    self.entry(&path.and(Step::Key(key.clone())), value, indent + 2);
                }
                self.text.replace_range(dash..dash + 1, "-");
            }
            value => {
                self.text.push_str(&" ".repeat(indent));
                self.text.push_str("- ");
                self.text.push_str(&flow(path, value));
                self.text.push('\n');
            }
        }
        self.places.push((start..self.text.len(), path.clone()));
    }
}

/// A value in one line.
pub fn flow(path: &Path, value: &Json) -> String {
    match value {
        Json::Null => "~".to_owned(),
        Json::Bool(truth) => truth.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => scalar(path.shape(), text),
        Json::Array(items) => {
            let items = items.iter().enumerate().map(|(at, item)| flow(&path.and(Step::Item(at)), item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Json::Object(map) => {
            let entries = map.iter().map(|(name, value)| {
                format!("{}: {}", key(name), flow(&path.and(Step::Key(name.clone())), value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text; the words of closed lists and languages stand without quotes, as in the samples.
fn scalar(shape: Option<Shape<'_>>, text: &str) -> String {
    let is_word = shape.is_some_and(|shape| shape.options().is_some() || shape.format() == Some("language"));
    if is_word && is_plain_word(text) { text.to_owned() } else { quoted(text) }
}

/// A key; that of Norwegian would be a “no” to other programs.
fn key(name: &str) -> String {
    if is_plain_word(name) { name.to_owned() } else { quoted(name) }
}

/// Whether a word is a text without quotes in every YAML.
fn is_plain_word(text: &str) -> bool {
    const OTHERS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    text.starts_with(|one: char| one.is_ascii_alphabetic())
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "_-".contains(one))
        && !OTHERS.contains(&text.to_lowercase().as_str())
}

/// Any text in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{a0}' => out.push(one),
            one if one.is_control()
                || matches!(one, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                out.push_str(&format!("\\u{:04X}", one as u32));
            }
            one => out.push(one),
        }
    }
    out.push('"');
    out
}

/// The schema's order of the keys, for a tree of values.
pub fn tree<'a>(values: impl IntoIterator<Item = (&'a Path, &'a Json)>) -> Map<String, Json> {
    let mut sorted: Vec<(&Path, &Json)> = values.into_iter().collect();
    sorted.sort_by_cached_key(|(path, _)| path.order());
    let mut root = Json::Object(Map::new());
    let mut lists: HashMap<Vec<Step>, Vec<usize>> = HashMap::new();
    for (path, value) in sorted {
        // An empty cell leaves no hole in a list: what comes behind it moves up.
        let mut dense: Vec<Step> = Vec::new();
        for step in &path.0 {
            let step = match step {
                Step::Item(at) => {
                    let items = lists.entry(dense.clone()).or_default();
                    let place = items.iter().position(|known| known == at).unwrap_or_else(|| {
                        items.push(*at);
                        items.len() - 1
                    });
                    Step::Item(place)
                }
                other => other.clone(),
            };
            dense.push(step);
        }
        put(&mut root, &dense, value.clone());
    }
    match root {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

/// Puts a value into a tree, making what is missing on the way; false when something else stands there.
pub fn put(tree: &mut Json, path: &[Step], value: Json) -> bool {
    let Some((step, rest)) = path.split_first() else {
        *tree = value;
        return true;
    };
    match step {
        Step::Key(key) => {
            if tree.is_null() {
                *tree = Json::Object(Map::new());
            }
            let Json::Object(map) = tree else { return false };
            put(map.entry(key.clone()).or_insert(Json::Null), rest, value)
        }
        Step::Item(at) => {
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
        Step::AnyItem => false,
    }
}

/// The value at a path.
pub fn get<'a>(tree: &'a Json, path: &[Step]) -> Option<&'a Json> {
    path.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => tree.get(key),
        Step::Item(at) => tree.get(at),
        Step::AnyItem => None,
    })
}
