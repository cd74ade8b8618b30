//! How a schema has its files written, and a record with new values in the text that a person wrote.

use super::described::Described;
use super::record::Record;
use super::shape::Shape;
use crate::source::SourceFile;
use crate::yaml::edit::{NewValue, edited};
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::PathStep;

impl LayoutRules for Shape<'_> {
    /// The order of the schema; what it does not know stands last, by name.
    fn order(&self, path: &[PathStep]) -> Vec<(usize, String)> {
        let mut shape = Some(*self);
        let mut order = Vec::new();
        for step in path {
            match step {
                PathStep::Key(key) => {
                    let known = shape
                        .and_then(|shape| shape.as_mapping().names().iter().position(|name| name == key));
                    order.push((known.unwrap_or(usize::MAX), key.clone()));
                    shape = shape.and_then(|shape| shape.as_mapping().property(key));
                }
                PathStep::Item(at) => {
                    order.push((at + 1, String::new()));
                    shape = shape.and_then(Shape::items);
                }
                PathStep::AnyItem => {
                    order.push((0, String::new()));
                    shape = shape.and_then(Shape::items);
                }
            }
        }
        order
    }

    fn stands_apart(&self, path: &[PathStep]) -> bool {
        self.at_path(path).is_some_and(Shape::has_entries)
    }

    fn stands_in_one_line(&self, path: &[PathStep]) -> bool {
        self.at_path(path).is_some_and(Shape::is_by_language)
    }

    fn has_item_lines(&self, path: &[PathStep]) -> bool {
        let item = self.at_path(path).and_then(Shape::items);
        item.is_some_and(|item| item.text_kind().is_some() || item.fields().is_some())
    }

    fn stands_without_quotes(&self, path: &[PathStep]) -> bool {
        self.at_path(path)
            .is_some_and(|shape| shape.options().is_some() || shape.format() == Some("language"))
    }
}

impl<T: Described> Record<T> {
    /// The text of the file with new values, all else letter for letter as it is; none when that cannot be done.
    pub fn with_values(&self, new_values: &[NewValue<'_>]) -> Option<String> {
        let edited = edited(&self.file, &self.tree, &self.values, new_values, &Shape::of(T::schema()))?;
        let read = Self::read(SourceFile::new(self.file.name(), edited.text.clone())).ok()?;
        (read.values == edited.values).then_some(edited.text)
    }
}
