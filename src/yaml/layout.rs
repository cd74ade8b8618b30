//! Values → the lines of a file, as a careful person would write them.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::block_text;
use super::path::{PathStep, and, last_key, put};
use super::quotes::needs_escape;
use crate::source::Span;

/// How long a line may be that holds a whole mapping or list.
const WIDEST: usize = 110;

/// How far what stands below a key is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indentation {
    /// The keys of a mapping, and the lines of a text.
    pub mapping: usize,
    /// The dashes of a list.
    pub list: usize,
}

impl Default for Indentation {
    fn default() -> Self {
        Self { mapping: 2, list: 2 }
    }
}

/// What is known of the values of a file, by which their lines are laid out: mostly from its schema.
pub trait LayoutRules {
    /// By what values are sorted: the places of the keys and items on the way to one.
    fn order(&self, path: &[PathStep]) -> Vec<(usize, String)>;
    /// Whether empty lines stand around what is there: a list whose items have parts.
    fn stands_apart(&self, path: &[PathStep]) -> bool;
    /// Whether what is there stands in one line when there is room: a text in several languages.
    fn stands_in_one_line(&self, path: &[PathStep]) -> bool;
    /// Whether each item of the list that is there has a line of its own, be there room or not.
    fn has_item_lines(&self, path: &[PathStep]) -> bool;
    /// Whether what is there stands without quotes: one of a few words.
    fn stands_without_quotes(&self, path: &[PathStep]) -> bool;
}

/// The text of a file, and where in it each value stands.
#[derive(Debug)]
pub struct YamlText {
    pub text: String,
    places: Vec<(Span, Vec<PathStep>)>,
}

impl YamlText {
    /// The way to the value that stands at a place: the smallest one around it.
    pub fn path_at(&self, byte: usize) -> Option<&[PathStep]> {
        let around = self.places.iter().filter(|(span, _)| span.contains(&byte) || span.start == byte);
        around.min_by_key(|(span, _)| span.end - span.start).map(|(_, path)| path.as_slice())
    }
}

/// A file with these values, in their order, below a head of whole lines.
pub fn file(head: String, values: &Map<String, Json>, rules: &dyn LayoutRules) -> YamlText {
    let mut writer = LineWriter::behind(head, rules);
    let mut before_was_apart = false;
    for (at, (key, value)) in values.iter().enumerate() {
        let path = [PathStep::Key(key.clone())];
        let is_apart = rules.stands_apart(&path);
        if at > 0 && (is_apart || before_was_apart) {
            writer.written.text.push('\n');
        }
        before_was_apart = is_apart;
        writer.entry(&path, value, 0);
    }
    writer.written
}

/// A key with its value as lines, indented by so many blanks, without the line break at the end.
pub fn block(
    rules: &dyn LayoutRules,
    path: &[PathStep],
    value: &Json,
    indent: usize,
    indentation: Indentation,
) -> String {
    let mut writer =
        LineWriter { indentation, has_block_texts: true, ..LineWriter::behind(String::new(), rules) };
    writer.entry(path, value, indent);
    writer.written.text.trim_end_matches('\n').to_owned()
}

/// An item of a list as lines, its dash behind so many blanks, without the line break at the end.
pub fn item(
    rules: &dyn LayoutRules,
    path: &[PathStep],
    value: &Json,
    indent: usize,
    indentation: Indentation,
) -> String {
    let mut writer =
        LineWriter { indentation, has_block_texts: true, ..LineWriter::behind(String::new(), rules) };
    writer.item(path, value, indent);
    writer.written.text.trim_end_matches('\n').to_owned()
}

/// Writes values as lines.
struct LineWriter<'r> {
    written: YamlText,
    rules: &'r dyn LayoutRules,
    indentation: Indentation,
    /// Whether a text of several lines stands as such, below a `|`.
    has_block_texts: bool,
}

impl<'r> LineWriter<'r> {
    /// One that writes behind this text.
    fn behind(text: String, rules: &'r dyn LayoutRules) -> Self {
        let written = YamlText { text, places: Vec::new() };
        Self { written, rules, indentation: Indentation::default(), has_block_texts: false }
    }

    fn entry(&mut self, path: &[PathStep], value: &Json, indent: usize) {
        let start = self.written.text.len();
        self.written.text.push_str(&" ".repeat(indent));
        self.written.text.push_str(&key(last_key(path)));
        self.written.text.push(':');
        let room = WIDEST.saturating_sub(indent + last_key(path).len() + 2);
        match value {
            Json::Object(map) if !map.is_empty() && !self.fits(path, value, room) => {
                self.written.text.push('\n');
                for (key, value) in map {
                    let indent = indent + self.indentation.mapping;
                    self.entry(&and(path, PathStep::Key(key.clone())), value, indent);
                }
            }
            Json::Array(items) if !items.is_empty() && !self.fits(path, value, room) => {
                self.written.text.push('\n');
                for (at, value) in items.iter().enumerate() {
                    self.item(&and(path, PathStep::Item(at)), value, indent + self.indentation.list);
                }
            }
            Json::String(text) if self.stands_as_block(text) => {
                self.block_text(text, indent + self.indentation.mapping);
            }
            value => {
                self.written.text.push(' ');
                self.written.text.push_str(&flow(self.rules, path, value));
                self.written.text.push('\n');
            }
        }
        self.written.places.push((start..self.written.text.len(), path.to_vec()));
    }

    /// Whether a value is best written in one line.
    fn fits(&self, path: &[PathStep], value: &Json, room: usize) -> bool {
        let in_one_line = match value {
            // Texts by language, and small things inside of others.
            Json::Object(_) => self.rules.stands_in_one_line(path) || path.len() > 1,
            Json::Array(_) => !self.rules.has_item_lines(path),
            _ => true,
        };
        in_one_line && flow(self.rules, path, value).chars().count() <= room
    }

    fn stands_as_block(&self, text: &str) -> bool {
        // Empty lines at its end would be one with those of the file.
        let is_block = self.has_block_texts && text.contains('\n') && !text.ends_with("\n\n");
        is_block && block_text::literal(text, "|", 0).is_some()
    }

    /// A text of several lines, below its sign.
    fn block_text(&mut self, text: &str, indent: usize) {
        let Some(block) = block_text::literal(text, "|", indent) else { return };
        self.written.text.push_str(&format!(" {}\n{}\n", block.head, block.lines));
    }

    fn item(&mut self, path: &[PathStep], value: &Json, indent: usize) {
        let start = self.written.text.len();
        match value {
            Json::Object(map) if !map.is_empty() && !self.rules.stands_in_one_line(path) => {
                let dash = self.written.text.len() + indent;
                for (key, value) in map {
                    self.entry(&and(path, PathStep::Key(key.clone())), value, indent + 2);
                }
                self.written.text.replace_range(dash..dash + 1, "-");
            }
            Json::String(text) if self.stands_as_block(text) => {
                self.written.text.push_str(&" ".repeat(indent));
                self.written.text.push('-');
                self.block_text(text, indent + 2);
            }
            value => {
                self.written.text.push_str(&" ".repeat(indent));
                self.written.text.push_str("- ");
                self.written.text.push_str(&flow(self.rules, path, value));
                self.written.text.push('\n');
            }
        }
        self.written.places.push((start..self.written.text.len(), path.to_vec()));
    }
}

/// A value in one line.
pub fn flow(rules: &dyn LayoutRules, path: &[PathStep], value: &Json) -> String {
    match value {
        Json::Null => "~".to_owned(),
        Json::Bool(truth) => truth.to_string(),
        Json::Number(number) => number.to_string(),
        // The words of closed lists and languages stand without quotes, as in the samples.
        Json::String(text) if is_plain_word(text) && rules.stands_without_quotes(path) => text.clone(),
        Json::String(text) => quoted(text),
        Json::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(at, item)| flow(rules, &and(path, PathStep::Item(at)), item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Json::Object(map) => {
            let entries = map.iter().map(|(name, value)| {
                format!("{}: {}", key(name), flow(rules, &and(path, PathStep::Key(name.clone())), value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key; that of Norwegian would be a “no” to other programs.
pub fn key(name: &str) -> String {
    if is_plain_word(name) { name.to_owned() } else { quoted(name) }
}

/// Whether a word is a text without quotes in every YAML.
pub fn is_plain_word(text: &str) -> bool {
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
            one if needs_escape(one) => {
                out.push_str(&format!("\\u{:04X}", one as u32));
            }
            one => out.push(one),
        }
    }
    out.push('"');
    out
}

/// A tree of values, its keys in the order of the rules.
pub fn tree<'a>(
    rules: &dyn LayoutRules,
    values: impl IntoIterator<Item = (&'a [PathStep], &'a Json)>,
) -> Map<String, Json> {
    let mut sorted: Vec<(&[PathStep], &Json)> = values.into_iter().collect();
    sorted.sort_by_cached_key(|(path, _)| rules.order(path));
    let mut root = Json::Object(Map::new());
    let mut lists: HashMap<Vec<PathStep>, Vec<usize>> = HashMap::new();
    for (path, value) in sorted {
        // An empty cell leaves no hole in a list: what comes behind it moves up.
        let mut dense: Vec<PathStep> = Vec::new();
        for step in path {
            let step = match step {
                PathStep::Item(at) => {
                    let items = lists.entry(dense.clone()).or_default();
                    let place = items.iter().position(|known| known == at).unwrap_or_else(|| {
                        items.push(*at);
                        items.len() - 1
                    });
                    PathStep::Item(place)
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
