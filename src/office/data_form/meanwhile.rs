//! What was changed in a form, and what in its file meanwhile: told apart by what the form showed, of which it carries a
//! short mark for each field. So it is known after a restart, too.

use std::collections::HashMap;

use super::filled::{FROM, FilledValue};
use super::standing::{is_fit, standing, standing_in};
use crate::digest::Digest;
use crate::schema::{FieldKind, FormType};
use crate::yaml::{Node, Value};

/// How many digits a mark has.
const DIGITS: usize = 10;

/// The marks of what a form showed, by the ways to its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownMarks(HashMap<String, String>);

/// A field that is another one in the form than in the file, after the file was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// The way to it.
    pub way: String,
    /// What can stand in it.
    pub kind: FieldKind,
    /// What the form has.
    pub mine: FilledValue,
    /// What the file has.
    pub theirs: FilledValue,
    /// The side that was changed, when only one was.
    pub changed: Option<FieldSide>,
}

/// One of the two sides of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSide {
    /// What was typed.
    Mine,
    /// What the file has by now.
    Theirs,
}

impl FieldSide {
    /// How a form has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }
}

impl ShownMarks {
    /// Of what a form shows of a file.
    pub fn of(form: &FormType, tree: &Node) -> Self {
        let mut marks = Self::default();
        marks.add_parts(form, "", &standing(form, tree));
        marks
    }

    /// Of what a form carries.
    pub fn read(text: &str) -> Self {
        Self(
            text.split(' ')
                .filter_map(|one| one.rsplit_once(':'))
                .map(|(way, mark)| (way.into(), mark.into()))
                .collect(),
        )
    }

    /// As a form carries them.
    pub fn shown(&self) -> String {
        let mut all: Vec<String> = self.0.iter().map(|(way, mark)| format!("{way}:{mark}")).collect();
        all.sort();
        all.join(" ")
    }

    fn add_parts(&mut self, form: &FormType, way: &str, filled: &FilledValue) {
        for field in &form.fields {
            let Some(part) = filled.part(&field.key) else { continue };
            let way = below(way, &field.key);
            match &field.kind {
                FieldKind::Group(form) => self.add_parts(form, &way, part),
                FieldKind::Entries(entry) => {
                    self.add(&way, part);
                    self.0.insert(format!("{way}._count"), part.items().len().to_string());
                    for (at, item) in part.items() {
                        self.0.insert(below(&way, &at.to_string()), mark(item));
                        self.add_parts(entry, &below(&way, &at.to_string()), item);
                    }
                }
                FieldKind::List(_) => {
                    self.add(&way, part);
                    for (at, item) in part.items() {
                        self.0.insert(below(&way, &at.to_string()), mark(item));
                    }
                }
                _ => self.add(&way, part),
            }
        }
    }

    fn add(&mut self, way: &str, filled: &FilledValue) {
        if !filled.is_empty() {
            self.0.insert(way.to_owned(), mark(filled));
        }
    }

    fn is_of(&self, way: &str, filled: &FilledValue) -> bool {
        match self.0.get(way) {
            Some(known) => !filled.is_empty() && *known == mark(filled),
            None => filled.is_empty(),
        }
    }

    fn count(&self, way: &str) -> usize {
        self.0.get(&format!("{way}._count")).and_then(|count| count.parse().ok()).unwrap_or_default()
    }
}

fn below(way: &str, name: &str) -> String {
    if way.is_empty() { name.to_owned() } else { format!("{way}.{name}") }
}

/// The mark of what is in a field, whatever numbers its items have.
fn mark(filled: &FilledValue) -> String {
    fn add(digest: &mut Digest, filled: &FilledValue) {
        let mut said: Vec<&String> = filled.said.iter().filter(|text| !text.is_empty()).collect();
        // Boxes come in the order of the form.
        said.sort();
        digest.add(said.len().to_string());
        said.iter().for_each(|text| digest.add(text));
        for (_, item) in filled.items().into_iter().filter(|(_, item)| !item.is_empty()) {
            digest.add("item");
            add(digest, item);
        }
        let is_item = |name: &str| name.parse::<usize>().is_ok();
        let is_told =
            |name: &str| !is_item(name) && (!name.starts_with('_') || ["_key", "_value"].contains(&name));
        let mut parts: Vec<&(String, FilledValue)> =
            filled.parts.iter().filter(|(name, part)| is_told(name) && !part.is_empty()).collect();
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, part) in parts {
            digest.add(name);
            add(digest, part);
        }
        digest.add("end");
    }
    let mut digest = Digest::new();
    add(&mut digest, filled);
    digest.digits(DIGITS)
}

/// What was typed over a file that is another one by now: where both are the same nothing is to be chosen; all else is a
/// difference. What comes back has the items of lists numbered as the file has them.
pub fn compare(
    form: &FormType,
    now: &Node,
    marks: &ShownMarks,
    filled: &FilledValue,
) -> (FilledValue, Vec<FieldDifference>) {
    let mut comparison = Comparison { marks, differences: Vec::new() };
    let compared = comparison.parts(form, "", Some(now), filled);
    (compared, comparison.differences)
}

struct Comparison<'a> {
    marks: &'a ShownMarks,
    differences: Vec<FieldDifference>,
}

impl Comparison<'_> {
    fn parts(&mut self, form: &FormType, way: &str, now: Option<&Node>, filled: &FilledValue) -> FilledValue {
        let mut compared = filled.clone();
        for field in &form.fields {
            let Some(mine) = filled.part(&field.key) else { continue };
            let node = now.and_then(|now| now.get(&field.key)).filter(|node| is_fit(&field.kind, node));
            let settled = self.field(&field.kind, &below(way, &field.key), node, mine);
            compared.put(&[&field.key], settled);
        }
        compared
    }

    fn field(&mut self, kind: &FieldKind, way: &str, now: Option<&Node>, mine: &FilledValue) -> FilledValue {
        if let FieldKind::Group(form) = kind {
            return self.parts(form, way, now, mine);
        }
        let theirs = now.map(|node| standing_in(kind, node)).unwrap_or_default();
        if mark(mine) == mark(&theirs) || (mine.is_empty() && theirs.is_empty()) {
            return if mine.items().is_empty() { mine.clone() } else { theirs };
        }
        if let (FieldKind::Entries(entry), Some(Value::Sequence(nodes))) = (kind, now.map(|now| &now.value)) {
            let items = mine.items();
            let same_items = items.iter().enumerate().all(|(at, (_, item))| item.from() == Some(at));
            if same_items && items.len() == nodes.len() && self.marks.count(way) == nodes.len() {
                let items = items.iter().zip(nodes).enumerate().map(|(at, ((_, item), node))| {
                    self.parts(entry, &below(way, &at.to_string()), Some(node), item)
                });
                return mine.with_items(items.collect());
            }
        }
        let changed = match (self.marks.is_of(way, mine), self.marks.is_of(way, &theirs)) {
            (true, _) => Some(FieldSide::Theirs),
            (_, true) => Some(FieldSide::Mine),
            _ => None,
        };
        let mine =
            if self.marks.is_of(way, &theirs) { mine.clone() } else { self.renumbered(way, mine, &theirs) };
        self.differences.push(FieldDifference {
            way: way.to_owned(),
            kind: kind.clone(),
            mine: mine.clone(),
            theirs,
            changed,
        });
        mine
    }

    /// A list whose items are those of the file by now where they are the same; others are new.
    fn renumbered(&self, way: &str, mine: &FilledValue, theirs: &FilledValue) -> FilledValue {
        let now = theirs.items();
        let mut taken = Vec::new();
        let items = mine.items().into_iter().map(|(_, item)| {
            let was = item.from().and_then(|at| self.marks.0.get(&below(way, &at.to_string())));
            let same =
                now.iter().find(|(at, one)| !taken.contains(at) && was.is_some_and(|was| *was == mark(one)));
            let mut item = item.clone();
            let from = same.map(|(at, _)| at.to_string()).unwrap_or_default();
            taken.extend(same.map(|(at, _)| *at));
            if item.part(FROM).is_some() {
                item.put(&[FROM], FilledValue::of(from));
            }
            item
        });
        let items: Vec<FilledValue> = items.collect();
        if items.is_empty() { mine.clone() } else { mine.with_items(items) }
    }
}
