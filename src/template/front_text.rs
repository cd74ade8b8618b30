//! A text at the top of a file of words becomes another one: only its letters change.

use serde_json::Value as Json;

use super::front_matter::{OF_WORDS, split};
use crate::source::SourceFile;
use crate::yaml::edit::{TreeChange, changed};
use crate::yaml::layout::{self, LayoutRules};
use crate::yaml::path::{PathStep, last_key};
use crate::yaml::{self, Value};

/// How front matter is written: each text in quotes, each item in a line.
struct FrontLayout;

impl LayoutRules for FrontLayout {
    fn order(&self, path: &[PathStep]) -> Vec<(usize, String)> {
        let key = last_key(path);
        vec![(OF_WORDS.iter().position(|one| *one == key).unwrap_or(OF_WORDS.len()), key.to_owned())]
    }

    fn stands_apart(&self, _: &[PathStep]) -> bool {
        false
    }

    fn stands_in_one_line(&self, _: &[PathStep]) -> bool {
        true
    }

    fn has_item_lines(&self, _: &[PathStep]) -> bool {
        true
    }

    fn stands_without_quotes(&self, _: &[PathStep]) -> bool {
        false
    }
}

/// The file with these words for a key; of several lines each is an item. None when that cannot be done.
pub fn with(file: &SourceFile, key: &str, words: &str) -> Option<String> {
    let items: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let path = vec![PathStep::Key(key.to_owned())];
    let text = |words: &str| Json::String(words.to_owned());
    let all = || match items.as_slice() {
        [] => text(""),
        [only] => text(only),
        items => Json::Array(items.iter().map(|item| text(item)).collect()),
    };
    let Some((part, _)) = split(file.text()) else {
        return Some(at_the_top(file, &layout::block(&FrontLayout, &path, &all(), 0)));
    };
    let tree = yaml::parse_part(file, &part).ok()?;
    let item = |at: usize| [path.clone(), vec![PathStep::Item(at)]].concat();
    let changes = match tree.get(key).map(|node| &node.value) {
        Some(Value::Sequence(old)) if !items.is_empty() => {
            let both = old.len().min(items.len());
            let is_other = |at: &usize| match &old.get(*at).map(|node| &node.value) {
                Some(Value::Scalar { text, .. }) => Some(&text.trim()) != items.get(*at),
                _ => true,
            };
            let set = (0..both).filter(is_other);
            let mut changes: Vec<TreeChange> = set
                .filter_map(|at| Some(TreeChange::Set { path: item(at), value: text(items.get(at)?) }))
                .collect();
            changes.extend((both..old.len()).rev().map(|at| TreeChange::Remove { path: item(at) }));
            let more = items.iter().enumerate().skip(both);
            changes.extend(more.map(|(at, words)| TreeChange::Insert { path: item(at), value: text(words) }));
            changes
        }
        _ => vec![TreeChange::Set { path: path.clone(), value: all() }],
    };
    let front = SourceFile::new(file.name(), file.slice(&part));
    let new = changed(&front, &changes, &FrontLayout)?;
    Some([&file.text()[..part.start], &new, &file.text()[part.end..]].concat())
}

/// The file without a key; none when that cannot be done.
pub fn without(file: &SourceFile, key: &str) -> Option<String> {
    let (part, body) = split(file.text())?;
    let front = SourceFile::new(file.name(), file.slice(&part));
    let path = vec![PathStep::Key(key.to_owned())];
    let new = changed(&front, &[TreeChange::Remove { path }], &FrontLayout)?;
    if !new.trim().is_empty() {
        return Some([&file.text()[..part.start], &new, &file.text()[part.end..]].concat());
    }
    // Two lines `---` with nothing between them go too, and the empty line that was put below them.
    let rest = &file.text()[body..];
    let rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
    Some(rest.to_owned())
}

/// The file with front matter, which it did not have.
fn at_the_top(file: &SourceFile, lines: &str) -> String {
    let text = file.text();
    let rest = text.trim_start_matches('\u{feff}');
    let mark = &text[..text.len() - rest.len()];
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if rest.is_empty() { "" } else { end };
    let front = format!("---\n{lines}\n---\n").replace('\n', end);
    format!("{mark}{front}{gap}{rest}")
}
