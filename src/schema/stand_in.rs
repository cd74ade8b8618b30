//! What stands in place of values that could not be read.

use serde_json::{Map, Value as Json};

use super::formats;
use super::shape::Shape;
use crate::source::SourceFile;

/// How much stands in place of what could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Nothing, or what a field cannot be without.
    Least,
    /// Everything.
    Most,
}

/// What stands in place of values that could not be read.
pub struct StandIn<'f> {
    pub file: &'f SourceFile,
    pub measure: Measure,
}

impl StandIn<'_> {
    /// Puts something in the place of a value, or takes it out.
    pub fn put(&self, value: &mut Json, shape: Shape<'_>, path: &[String]) {
        let Some((segment, rest)) = path.split_first() else {
            *value = self.of(shape);
            return;
        };
        if let Some(item) = shape.items() {
            self.put_item(value, item, segment, path, rest);
            return;
        }
        let shape = shape.as_mapping();
        let Some(field) = shape.property(segment) else { return };
        if !value.is_object() {
            if self.measure == Measure::Least {
                return;
            }
            *value = Json::Object(Map::new());
        }
        let Json::Object(map) = value else { return };
        let is_needed = shape.required().contains(&segment.as_str());
        match (rest.is_empty(), self.measure) {
            (true, Measure::Least) if !is_needed => {
                map.remove(segment);
            }
            (true, _) => {
                map.insert(segment.clone(), self.of(field));
            }
            (false, Measure::Least) => {
                if let Some(below) = map.get_mut(segment) {
                    self.put(below, field, rest);
                }
            }
            (false, Measure::Most) => {
                let begun = if field.items().is_some() { Json::Array(Vec::new()) } else { Json::Null };
                self.put(map.entry(segment.clone()).or_insert(begun), field, rest);
            }
        }
    }

    /// The same in an item of a list, by its number, or else in all of them; the numbers of the others stay.
    fn put_item(&self, value: &mut Json, item: Shape<'_>, segment: &str, path: &[String], rest: &[String]) {
        let Json::Array(items) = value else { return };
        let (index, rest) = match segment.parse::<usize>() {
            Ok(index) => (Some(index), rest),
            Err(_) => (None, path),
        };
        if self.measure == Measure::Most && items.len() <= index.unwrap_or(0) {
            items.resize(index.unwrap_or(0) + 1, Json::Null);
            let last = items.len() - 1;
            items[last] = self.of(item);
        }
        for (at, one) in items.iter_mut().enumerate() {
            if index.is_none_or(|index| index == at) {
                self.put(one, item, rest);
            }
        }
    }

    /// Something that a schema finds right, and that nobody has in common with anybody.
    fn of(&self, shape: Shape<'_>) -> Json {
        let is_most = self.measure == Measure::Most;
        if let Some(options) = shape.options() {
            let option = if is_most { options.last() } else { options.first() };
            return option.map_or(Json::Null, |option| Json::String((*option).to_owned()));
        }
        if shape.text_kind().is_some() {
            return self.word();
        }
        if let Some(item) = shape.items() {
            return Json::Array(if is_most { vec![self.of(item)] } else { Vec::new() });
        }
        let mapping = shape.as_mapping();
        if shape.allows("boolean") {
            return Json::Bool(is_most);
        }
        if shape.allows("integer") || shape.allows("number") {
            return (shape.smallest().unwrap_or_default().max(1) + u64::from(is_most)).into();
        }
        if shape.allows("object") {
            let names = if is_most { mapping.names() } else { mapping.required() };
            let fields = names.into_iter().filter_map(|name| {
                let field = mapping.property(name)?;
                Some((name.to_owned(), self.of(field)))
            });
            return Json::Object(fields.collect());
        }
        match shape.format() {
            None => self.word(),
            // A day that nothing is late for.
            Some("date" | "date-or-on-last-signature") if is_most => "2999-01-02".into(),
            Some("date" | "date-or-on-last-signature") => "2999-01-03".into(),
            Some("local-date-time") if is_most => "2999-01-02 10:00".into(),
            Some("local-date-time") => "2999-01-03 10:00".into(),
            // Where no organisation is.
            Some("country") => "AQ".into(),
            Some(format) => formats::example(format).into(),
        }
    }

    fn word(&self) -> Json {
        let name = self.file.name().replace(|one: char| !one.is_alphanumeric(), " ");
        Json::String(format!("{name} {}", if self.measure == Measure::Most { "most" } else { "least" }))
    }
}
