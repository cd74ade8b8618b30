//! A text at the top of a file of words becomes another one: only its letters change.

use serde_json::Value as Json;

use super::front_matter::{OF_WORDS, split};
use crate::source::SourceFile;
use crate::yaml::edit::{TreeChange, changed};
use crate::yaml::layout::LayoutRules;
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
    let (front, around) = match split(file.text()) {
        Some((part, _)) => (file.slice(&part), Some((&file.text()[..part.start], &file.text()[part.end..]))),
        None => ("", None),
    };
    let front = SourceFile::new(file.name(), front);
    let tree = yaml::parse(&front).ok();
    let is_list = tree
        .as_ref()
        .is_some_and(|tree| tree.get(key).is_some_and(|node| matches!(node.value, Value::Sequence(_))));
    let items = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let items: Vec<Json> = items.map(|line| Json::String(line.to_owned())).collect();
    let value = match items.as_slice() {
        [only] if !is_list => only.clone(),
        [] => Json::String(String::new()),
        _ => Json::Array(items),
    };
    let path = vec![PathStep::Key(key.to_owned())];
    let new = changed(&front, &[TreeChange::Set { path, value }], &FrontLayout)?;
    match around {
        Some((above, below)) => Some([above, &new, below].concat()),
        None => Some(at_the_top(file, new.trim_end())),
    }
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
