//! What was typed against what stands in the file: the changes of the file, and no others.
//!
//! What a form did not have stays; what was typed as it stood is no change; what was emptied goes with its key.

use serde_json::{Map, Value as Json};

use super::filled::{FROM, FilledValue, KEY, VALUE};
use super::objection_lock::{has_objected, is_locked};
use super::standing::{is_fit, standing_in};
use super::typed_text::written;
use crate::schema::{FieldKind, FormType};
use crate::yaml::edit::TreeChange;
use crate::yaml::path::{PathStep, and};
use crate::yaml::{Node, Value};

/// The changes that make a file of what was typed. `language` is that of texts which name none.
pub fn changes(form: &FormType, tree: &Node, filled: &FilledValue, language: &str) -> Vec<TreeChange> {
    let mut finder = ChangeFinder { language, changes: Vec::new() };
    finder.parts(form, &[], Some(tree), filled);
    finder.changes
}

struct ChangeFinder<'a> {
    language: &'a str,
    changes: Vec<TreeChange>,
}

impl ChangeFinder<'_> {
    fn set(&mut self, path: &[PathStep], value: Json) {
        self.changes.push(TreeChange::Set { path: path.to_vec(), value });
    }

    fn remove(&mut self, path: &[PathStep]) {
        self.changes.push(TreeChange::Remove { path: path.to_vec() });
    }

    /// The fields of a mapping.
    fn parts(&mut self, form: &FormType, path: &[PathStep], node: Option<&Node>, filled: &FilledValue) {
        for field in &form.fields {
            let Some(part) = filled.part(&field.key) else { continue };
            if is_locked(form, &field.key, node) {
                continue;
            }
            let below = and(path, PathStep::Key(field.key.clone()));
            self.field(&field.kind, &below, node.and_then(|node| node.get(&field.key)), part);
        }
    }

    fn field(&mut self, kind: &FieldKind, path: &[PathStep], node: Option<&Node>, filled: &FilledValue) {
        if node.is_some_and(|node| !is_fit(kind, node)) {
            return;
        }
        let there = node.filter(|node| !is_nothing(node));
        match (there, self.value(kind, there, filled)) {
            (None, None) => {}
            (None, Some(value)) => self.set(path, value),
            (Some(_), None) => self.remove(path),
            (Some(there), Some(value)) => self.within(kind, path, there, filled, value),
        }
    }

    /// What there is of a field whose value stays one.
    fn within(
        &mut self,
        kind: &FieldKind,
        path: &[PathStep],
        node: &Node,
        filled: &FilledValue,
        value: Json,
    ) {
        match (kind, &node.value) {
            (FieldKind::Group(form), _) => self.parts(form, path, Some(node), filled),
            (FieldKind::Choices(_), Value::Sequence(_)) => self.choices(path, node, filled),
            (FieldKind::List(item), Value::Sequence(items)) => self.list(item, path, items, filled),
            (FieldKind::Entries(entry), Value::Sequence(items)) => {
                self.list(&FieldKind::Group(entry.clone()), path, items, filled);
            }
            (FieldKind::ByPartner(each), _) => self.by_partner(each, path, node, filled),
            (FieldKind::Text(_) | FieldKind::ByLanguage, Value::Mapping(_)) => {
                let mut texts: Vec<(&str, &FilledValue)> = filled.fields().collect();
                // The text in no language, when the file has languages by now.
                if !filled.said.is_empty() && filled.part(self.language).is_none() {
                    texts.push((self.language, filled));
                }
                for (language, text) in texts {
                    let below = and(path, PathStep::Key(language.to_owned()));
                    self.line(&FieldKind::Line(None), &below, node.get(language), text.text());
                }
            }
            (FieldKind::Text(_), _) if filled.fields().any(|(_, text)| !text.is_empty()) => {
                self.set(path, value)
            }
            (kind, _) => {
                if let Some(text) = filled.said.last() {
                    self.line(kind, path, Some(node), text);
                }
            }
        }
    }

    /// One text.
    fn line(&mut self, kind: &FieldKind, path: &[PathStep], node: Option<&Node>, text: &str) {
        let there = node.filter(|node| !is_nothing(node));
        let stands = there.map(|node| standing_in(kind, node));
        match (text, stands.as_ref().map(FilledValue::text)) {
            (text, Some(stands)) if text == stands => {}
            ("", None) => {}
            ("", Some(_)) => self.remove(path),
            (text, _) => self.set(path, written(kind, text)),
        }
    }

    /// The words that are ticked: others go, new ones come behind.
    fn choices(&mut self, path: &[PathStep], node: &Node, filled: &FilledValue) {
        let stands = standing_in(&FieldKind::List(Box::new(FieldKind::Line(None))), node);
        let stands: Vec<&str> = stands.items().iter().map(|(_, item)| item.text()).collect();
        for (at, word) in stands.iter().enumerate().rev() {
            if !filled.said.iter().any(|one| one == word) {
                self.remove(&and(path, PathStep::Item(at)));
            }
        }
        let stay = stands.iter().filter(|word| filled.said.iter().any(|one| one == *word)).count();
        let new = filled.said.iter().filter(|word| !word.is_empty() && !stands.contains(&word.as_str()));
        for (at, word) in new.enumerate() {
            let path = and(path, PathStep::Item(stay + at));
            self.changes.push(TreeChange::Insert { path, value: word.as_str().into() });
        }
    }

    /// The items of a list: those that are gone, then the order with those that are new, then what is in those that stay.
    fn list(&mut self, kind: &FieldKind, path: &[PathStep], nodes: &[Node], filled: &FilledValue) {
        let targets = self.targets(kind, nodes, filled);
        let stays = |at: usize| targets.iter().any(|target| target.from == Some(at));
        let mut order: Vec<Option<usize>> = (0..nodes.len()).filter(|at| stays(*at)).map(Some).collect();
        for at in (0..nodes.len()).rev().filter(|at| !stays(*at)) {
            self.remove(&and(path, PathStep::Item(at)));
        }
        for (to, target) in targets.iter().enumerate() {
            match (target.from, &target.value) {
                (Some(_), _) => {
                    let from = order.iter().position(|one| *one == target.from).unwrap_or(to);
                    if from != to {
                        self.changes.push(TreeChange::Move { list: path.to_vec(), from, to });
                        let moved = order.remove(from);
                        order.insert(to, moved);
                    }
                }
                (None, value) => {
                    let path = and(path, PathStep::Item(to));
                    self.changes.push(TreeChange::Insert { path, value: value.clone().unwrap_or_default() });
                    order.insert(to, None);
                }
            }
        }
        for (to, target) in targets.iter().enumerate() {
            let Some((node, item)) = target.from.and_then(|at| nodes.get(at)).zip(target.filled) else {
                continue;
            };
            self.field(kind, &and(path, PathStep::Item(to)), Some(node), item);
        }
    }

    /// The items as they are to be: those of the form that have something, and those of the file that nobody may take away.
    fn targets<'f>(&self, kind: &FieldKind, nodes: &[Node], filled: &'f FilledValue) -> Vec<ItemTarget<'f>> {
        let mut targets: Vec<ItemTarget<'f>> = Vec::new();
        for (_, item) in filled.items() {
            let from = item
                .from()
                .filter(|at| *at < nodes.len() && !targets.iter().any(|one| one.from == Some(*at)));
            let node = from.and_then(|at| nodes.get(at));
            let value = self.value(kind, node.filter(|node| is_fit(kind, node)), item);
            let stays =
                node.is_some_and(|node| !is_fit(kind, node) || is_nothing(node) || has_objected(kind, node));
            if value.is_some() || stays {
                targets.push(ItemTarget { from, filled: Some(item), value });
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            if has_objected(kind, node) && !targets.iter().any(|one| one.from == Some(at)) {
                targets.push(ItemTarget { from: Some(at), filled: None, value: None });
            }
        }
        targets
    }

    fn by_partner(&mut self, kind: &FieldKind, path: &[PathStep], node: &Node, filled: &FilledValue) {
        let Value::Mapping(entries) = &node.value else { return };
        let at = |key: &str| and(path, PathStep::Key(key.to_owned()));
        let items = filled.items();
        let stays = |key: &str| items.iter().any(|(_, item)| item.note(FROM) == key && item.note(KEY) == key);
        for entry in entries.iter().filter(|entry| !stays(&entry.key)) {
            self.remove(&at(&entry.key));
        }
        for (_, item) in items.iter().filter(|(_, item)| !item.note(KEY).is_empty()) {
            let (key, nothing) = (item.note(KEY), FilledValue::default());
            let value = item.part(VALUE).unwrap_or(&nothing);
            let there = node.get(key).filter(|_| stays(key));
            self.field(kind, &at(key), there, value);
        }
    }

    /// The value that comes out, none when it is empty: what the form does not have is as it stands.
    fn value(&self, kind: &FieldKind, node: Option<&Node>, filled: &FilledValue) -> Option<Json> {
        match kind {
            FieldKind::Group(form) => {
                let mut map = Map::new();
                let keys = form.fields.iter().map(|field| field.key.as_str());
                for field in &form.fields {
                    let there = node.and_then(|node| node.get(&field.key)).filter(|node| !is_nothing(node));
                    let stands = || there.map(|node| kept(&field.kind, node));
                    let value = match filled.part(&field.key) {
                        Some(part)
                            if !is_locked(form, &field.key, node)
                                && there.is_none_or(|node| is_fit(&field.kind, node)) =>
                        {
                            self.value(&field.kind, there, part)
                        }
                        _ => stands(),
                    };
                    // An empty list that somebody wrote says something.
                    let says_nothing = node.and_then(|node| node.get(&field.key));
                    let stays = says_nothing.filter(|node| is_nothing(node) && node.value != Value::Null);
                    let value = value.or(stays.map(|_| Json::Null));
                    map.extend(value.map(|value| (field.key.clone(), value)));
                }
                let keys: Vec<&str> = keys.collect();
                if let Some(Value::Mapping(entries)) = node.map(|node| &node.value) {
                    let unknown = entries.iter().filter(|entry| !keys.contains(&entry.key.as_str()));
                    map.extend(unknown.map(|entry| (entry.key.clone(), Json::Null)));
                }
                (!map.is_empty()).then_some(Json::Object(map))
            }
            FieldKind::Choices(_) => {
                let words: Vec<Json> = filled
                    .said
                    .iter()
                    .filter(|word| !word.is_empty())
                    .map(|word| word.as_str().into())
                    .collect();
                (!words.is_empty()).then_some(Json::Array(words))
            }
            FieldKind::List(item) => self.list_value(item, node, filled),
            FieldKind::Entries(entry) => self.list_value(&FieldKind::Group(entry.clone()), node, filled),
            FieldKind::ByPartner(each) => {
                let mut map = Map::new();
                for (_, item) in filled.items().into_iter().filter(|(_, item)| !item.note(KEY).is_empty()) {
                    let there = node.and_then(|node| node.get(item.note(KEY)));
                    let value = item.part(VALUE).and_then(|value| self.value(each, there, value));
                    map.extend(value.map(|value| (item.note(KEY).to_owned(), value)));
                }
                (!map.is_empty()).then_some(Json::Object(map))
            }
            FieldKind::Text(_) | FieldKind::ByLanguage => self.text_value(node, filled),
            kind => match filled.said.last().map(String::as_str) {
                Some("") => None,
                Some(text) => Some(written(kind, text)),
                None => node.map(|node| kept(kind, node)),
            },
        }
    }

    fn list_value(&self, kind: &FieldKind, node: Option<&Node>, filled: &FilledValue) -> Option<Json> {
        let nodes = match node.map(|node| &node.value) {
            Some(Value::Sequence(items)) => items.as_slice(),
            _ => &[],
        };
        let targets = self.targets(kind, nodes, filled);
        let items: Vec<Json> = targets.into_iter().map(|one| one.value.unwrap_or_default()).collect();
        (!items.is_empty()).then_some(Json::Array(items))
    }

    /// A text in no language as it is; with others beside it, in the usual one.
    fn text_value(&self, node: Option<&Node>, filled: &FilledValue) -> Option<Json> {
        let stands = node.map(|node| standing_in(&FieldKind::ByLanguage, node)).unwrap_or_default();
        let plain = filled.said.last().or(stands.said.last()).filter(|text| !text.is_empty());
        let mut texts = Map::new();
        for (language, text) in stands.fields().chain(filled.fields()) {
            texts.shift_remove(language);
            if !text.is_empty() {
                texts.insert(language.to_owned(), text.text().into());
            }
        }
        match plain {
            Some(plain) if texts.is_empty() => Some(plain.as_str().into()),
            Some(plain) => {
                let mut all = Map::new();
                all.insert(self.language.to_owned(), plain.as_str().into());
                for (language, text) in texts {
                    all.entry(language).or_insert(text);
                }
                Some(Json::Object(all))
            }
            None => (!texts.is_empty()).then_some(Json::Object(texts)),
        }
    }
}

/// An item of a list as it is to be.
struct ItemTarget<'f> {
    from: Option<usize>,
    filled: Option<&'f FilledValue>,
    value: Option<Json>,
}

/// That something stands there which is not written anew.
fn kept(kind: &FieldKind, node: &Node) -> Json {
    written(kind, standing_in(kind, node).text())
}

/// Whether it is one of the kinds of nothing: no value, an empty text, list or mapping.
fn is_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
    }
}
