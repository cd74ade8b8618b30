//! Values that somebody typed, before they stand in any file: what is wrong with each.

use serde_json::{Map, Value as Json};

use crate::schema::{Described, Record, Shape};
use crate::source::SourceFile;
use crate::yaml::layout;
use crate::yaml::path::PathStep;

/// A value for a place in a file.
pub type TypedValue = (Vec<PathStep>, Json);

/// The way to a value, as keys and numbers of items: `contacts.0.email`.
pub fn way(path: &str) -> Vec<PathStep> {
    let step = |step: &str| step.parse().map_or_else(|_| PathStep::Key(step.to_owned()), PathStep::Item);
    path.split('.').map(step).collect()
}

/// The values as a tree.
pub fn tree(schema: &Json, values: &[TypedValue]) -> Map<String, Json> {
    layout::tree(&Shape::of(schema), values.iter().map(|(path, value)| (path.as_slice(), value)))
}

/// What is wrong with values, each with where it stands and why, as `check` says it. They need not be all that a file must
/// have.
pub fn refused<T: Described>(values: &[TypedValue]) -> Vec<(Vec<PathStep>, String)> {
    let schema = T::schema();
    let needed = Shape::of(schema).required().into_iter();
    let mut all = values.to_vec();
    for name in needed.filter(|name| values.iter().all(|(path, _)| *path != way(name))) {
        let shape = Shape::of(schema).property(name);
        let first = shape.and_then(Shape::options).and_then(|options| options.first().copied());
        // Of what is not there yet nobody is told here.
        all.push((way(name), Json::from(first.unwrap_or("…"))));
    }
    let text = layout::file(String::new(), &tree(schema, &all), &Shape::of(schema));
    let Err(found) = Record::<T>::read(SourceFile::new("typed.yaml", text.text.as_str())) else {
        return Vec::new();
    };
    let placed = found.iter().filter_map(|problem| {
        let path = text.path_at(problem.label.as_ref()?.span.start)?;
        Some((path.to_vec(), problem.message.clone()))
    });
    placed.collect()
}
