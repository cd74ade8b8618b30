//! What stands in a file, as a form has it: the letters of its tree. A file against its schema is a form all the same.

use super::filled::{FROM, FilledValue, KEY, LIST, VALUE};
use super::objection_lock::is_locked;
use super::typed_text::plain_lines;
use crate::schema::{FieldKind, FormType};
use crate::yaml::{MappingEntry, Node, Value};

/// All fields of a type that a form changes, as they stand in a mapping.
pub fn standing(form: &FormType, node: &Node) -> FilledValue {
    let mut filled = FilledValue::default();
    for field in &form.fields {
        if is_locked(form, &field.key, Some(node)) {
            continue;
        }
        if let Some(node) = node.get(&field.key).filter(|node| is_fit(&field.kind, node)) {
            filled.put(&[&field.key], standing_in(&field.kind, node));
        }
    }
    filled
}

/// What stands in a field.
pub fn standing_in(kind: &FieldKind, node: &Node) -> FilledValue {
    match (kind, &node.value) {
        (FieldKind::Group(form), _) => standing(form, node),
        (FieldKind::Choices(_), Value::Sequence(items)) => {
            FilledValue { said: items.iter().map(letters).collect(), parts: Vec::new() }
        }
        (FieldKind::List(item), Value::Sequence(items)) => list(items, &|node| standing_in(item, node)),
        (FieldKind::Entries(entry), Value::Sequence(items)) => list(items, &|node| standing(entry, node)),
        (FieldKind::ByPartner(each), Value::Mapping(entries)) => {
            let mut filled = FilledValue::default();
            filled.put(&[LIST], FilledValue::of("1"));
            for (at, MappingEntry { key, node, .. }) in entries.iter().enumerate() {
                let at = at.to_string();
                filled.put(&[&at, FROM], FilledValue::of(key));
                filled.put(&[&at, KEY], FilledValue::of(key));
                filled.put(&[&at, VALUE], standing_in(each, node));
            }
            filled
        }
        (FieldKind::Text(_) | FieldKind::ByLanguage, Value::Mapping(entries)) => {
            let texts =
                entries.iter().map(|entry| (entry.key.clone(), FilledValue::of(letters(&entry.node))));
            FilledValue { said: Vec::new(), parts: texts.collect() }
        }
        (FieldKind::YesNo, _) => FilledValue::of(match letters(node).as_str() {
            "true" | "True" | "TRUE" | "yes" | "Yes" => "true".to_owned(),
            "false" | "False" | "FALSE" | "no" | "No" => "false".to_owned(),
            other => other.to_owned(),
        }),
        _ => FilledValue::of(letters(node)),
    }
}

fn list(items: &[Node], item: &dyn Fn(&Node) -> FilledValue) -> FilledValue {
    let mut filled = FilledValue::default();
    filled.put(&[LIST], FilledValue::of("1"));
    for (at, node) in items.iter().enumerate() {
        let mut one = item(node);
        one.put(&[FROM], FilledValue::of(at.to_string()));
        filled.put(&[&at.to_string()], one);
    }
    filled
}

/// The letters of a value, in lines as browsers send them.
fn letters(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => plain_lines(text),
        _ => String::new(),
    }
}

/// Whether a form can show what stands in a field; what it cannot stays as it is.
pub fn is_fit(kind: &FieldKind, node: &Node) -> bool {
    let is_line = |node: &Node| matches!(node.value, Value::Scalar { .. } | Value::Null);
    let has_lines =
        |entries: &[MappingEntry]| entries.iter().all(|entry| is_line(&entry.node) && is_name(&entry.key));
    match (kind, &node.value) {
        (_, Value::Null) => true,
        (FieldKind::Group(_), Value::Mapping(_)) => true,
        (FieldKind::Choices(_), Value::Sequence(items)) => items.iter().all(is_line),
        (FieldKind::List(item), Value::Sequence(items)) => items.iter().all(|node| is_fit(item, node)),
        (FieldKind::Entries(_), Value::Sequence(items)) => {
            items.iter().all(|node| matches!(node.value, Value::Mapping(_) | Value::Null))
        }
        (FieldKind::ByPartner(each), Value::Mapping(entries)) => {
            entries.iter().all(|entry| is_fit(each, &entry.node))
        }
        (FieldKind::Text(_) | FieldKind::ByLanguage, Value::Mapping(entries)) => has_lines(entries),
        (
            FieldKind::Group(_)
            | FieldKind::Choices(_)
            | FieldKind::List(_)
            | FieldKind::Entries(_)
            | FieldKind::ByPartner(_)
            | FieldKind::ByLanguage,
            _,
        ) => false,
        (_, Value::Scalar { .. }) => true,
        _ => false,
    }
}

/// Whether a key can be part of the name of a field.
fn is_name(key: &str) -> bool {
    !key.is_empty() && !key.contains('.') && !key.starts_with('_')
}
