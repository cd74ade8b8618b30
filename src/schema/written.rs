//! How a schema has its files written, and a record with new values in the text that a person wrote.

use super::described::Described;
use super::record::Record;
use super::shape::Shape;
use crate::source::SourceFile;
use crate::yaml::edit::{NewValue, edited};
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::PathStep;

impl<'a> Shape<'a> {
    /// The shape of what stands at the end of a way.
    pub fn at_path(self, path: &[PathStep]) -> Option<Self> {
        path.iter().try_fold(self, |shape, step| match step {
            PathStep::Key(key) => shape.as_mapping().property(key),
            PathStep::Item(_) | PathStep::AnyItem => shape.items(),
        })
    }

    /// Whether it is a list whose items have parts.
    pub fn has_entries(self) -> bool {
        self.items().is_some_and(|item| item.text_kind().is_none() && item.fields().is_some())
    }

    /// Whether it is a mapping from language to text, and nothing else.
    pub fn is_by_language(self) -> bool {
        self.text_kind().is_some() || (self.fields().is_none() && self.allows("object"))
    }
}

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

    fn has_entries(&self, path: &[PathStep]) -> bool {
        self.at_path(path).is_some_and(Shape::has_entries)
    }

    fn is_by_language(&self, path: &[PathStep]) -> bool {
        self.at_path(path).is_some_and(Shape::is_by_language)
    }

    fn has_item_lines(&self, path: &[PathStep]) -> bool {
        let item = self.at_path(path).and_then(Shape::items);
        item.is_some_and(|item| item.text_kind().is_some() || item.fields().is_some())
    }

    fn is_word(&self, path: &[PathStep]) -> bool {
        self.at_path(path)
            .is_some_and(|shape| shape.options().is_some() || shape.format() == Some("language"))
    }
}

impl<T: Described> Record<T> {
    /// The text of the file with new values, all else letter for letter as it is; none when that cannot be done.
    pub fn with_values(&self, news: &[NewValue<'_>]) -> Option<String> {
        let edited = edited(&self.file, self.tree(), &self.values, news, &Shape::of(T::schema()))?;
        let read = Self::read(SourceFile::new(self.file.name(), edited.text.clone())).ok()?;
        (read.values == edited.values).then_some(edited.text)
    }
}
