//! Any text and any change of it: never a panic, and what comes out says what was asked for and nothing else.
//!
//! The text ends at a byte 0xFF; what stands behind it says which change is made. Without one, the last bytes of the text do.

#![no_main]

use handclasp::source::SourceFile;
use handclasp::yaml::edit::{TreeChange, changed};
use handclasp::yaml::layout::LayoutRules;
use handclasp::yaml::path::PathStep;
use handclasp::yaml::{self, Node, Value};
use libfuzzer_sys::{Corpus, fuzz_target};
use serde_json::{Value as Json, json};

#[path = "../../tests/yaml_edit_kept.rs"]
mod yaml_edit_kept;
#[path = "../../tests/yaml_edit_places.rs"]
#[allow(dead_code)]
mod yaml_edit_places;

const LARGEST: usize = 16 << 10;

/// Rules by which every way to lay something out is met.
struct NameRules;

impl LayoutRules for NameRules {
    fn order(&self, path: &[PathStep]) -> Vec<(usize, String)> {
        let place = |step: &PathStep| match step {
            PathStep::Key(key) => (key.len(), key.clone()),
            PathStep::Item(at) => (at + 1, String::new()),
            PathStep::AnyItem => (0, String::new()),
        };
        path.iter().map(place).collect()
    }

    fn stands_apart(&self, path: &[PathStep]) -> bool {
        path.len() == 1
    }

    fn stands_in_one_line(&self, path: &[PathStep]) -> bool {
        path.len() % 2 == 0
    }

    fn has_item_lines(&self, path: &[PathStep]) -> bool {
        path.len() % 3 == 0
    }

    fn stands_without_quotes(&self, path: &[PathStep]) -> bool {
        path.len() == 2
    }
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let split = data.iter().position(|one| *one == 0xff);
    let text = data.get(..split.unwrap_or(data.len())).unwrap_or_default();
    let bytes = match split {
        Some(at) => data.get(at + 1..).unwrap_or_default(),
        None => data.get(data.len().saturating_sub(12)..).unwrap_or_default(),
    };
    let Some(text) = std::str::from_utf8(text).ok().filter(|text| text.len() <= LARGEST) else {
        return Corpus::Reject;
    };
    let file = SourceFile::new("x.yaml", text);
    let Ok(tree) = yaml::parse(&file) else { return Corpus::Reject };
    let mut all = Vec::new();
    paths(&tree, &mut Vec::new(), &mut all);
    let Some(change) = change(bytes, &tree, &all) else { return Corpus::Reject };
    let Some(text) = changed(&file, std::slice::from_ref(&change), &NameRules) else { return Corpus::Keep };
    if let Err(why) = yaml_edit_kept::says(&file, &text, &change) {
        panic!("{why}\n{change:?}\n=== before\n{}\n=== after\n{text}", file.text());
    }
    Corpus::Keep
});

fn paths(node: &Node, path: &mut Vec<PathStep>, all: &mut Vec<Vec<PathStep>>) {
    all.push(path.clone());
    match &node.value {
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(PathStep::Item(at));
                paths(item, path, all);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                path.push(PathStep::Key(entry.key.clone()));
                paths(&entry.node, path, all);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A change out of bytes: which place, which kind, which value.
fn change(bytes: &[u8], tree: &Node, all: &[Vec<PathStep>]) -> Option<TreeChange> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    let [low, high, kind, number] = *first;
    let mut path = all.get(usize::from(u16::from_le_bytes([low, high])) % all.len())?.clone();
    let node = yaml_edit_places::node_at(tree, &path)?;
    let text = String::from_utf8_lossy(rest).into_owned();
    let value = match number % 8 {
        0 => json!(number),
        1 => json!(number > 100),
        2 => json!([text, "x"]),
        3 => json!({"en": text, "b c": [1, {"d": text}]}),
        4 => json!([]),
        5 => json!({}),
        _ => Json::String(text),
    };
    match (&node.value, kind % 4) {
        (Value::Sequence(items), 0) if !items.is_empty() => {
            let (from, to) = (usize::from(number) % items.len(), usize::from(kind / 4) % items.len());
            Some(TreeChange::Move { list: path, from, to })
        }
        (Value::Sequence(items), 1) => {
            path.push(PathStep::Item(usize::from(number) % (items.len() + 1)));
            Some(TreeChange::Insert { path, value })
        }
        (Value::Mapping(_), 1) => {
            path.push(PathStep::Key(format!("k{}", kind / 4)));
            Some(TreeChange::Set { path, value })
        }
        (_, 2) if !path.is_empty() => Some(TreeChange::Remove { path }),
        _ if !path.is_empty() => Some(TreeChange::Set { path, value }),
        _ => None,
    }
}
