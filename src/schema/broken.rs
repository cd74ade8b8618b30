//! The tree of a file whose YAML is broken, out of what is not.

use crate::source::{SourceFile, Span};
use crate::yaml::{self, MappingEntry, Node, Value};

/// How many keys at the left margin a file may have that is read although its YAML is broken; there are about fifty.
const MOST_BLOCKS: usize = 200;

/// The tree of a file whose YAML is broken, out of its parts that are not, and what else it may have: a part begins with a
/// key at the left margin, and in a broken one every key of a file may stand.
pub fn blocks(file: &SourceFile, keys: &[&str]) -> Option<(Node, Vec<Vec<String>>)> {
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
    let mut entries: Vec<MappingEntry> = Vec::new();
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
