//! The way to a value in a partner's file, as the name of a column has it: `contacts.2.email`.

use std::fmt;

use crate::schema::{PARTNER, Shape};
use crate::yaml::layout::LayoutRules;
use crate::yaml::path::{PathStep, and, last_key};

/// The field that is the file's name.
pub const ID: &str = "id";

/// The way to a value in a partner's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<PathStep>);

impl Path {
    /// The path of a key in the file.
    pub fn key(name: &str) -> Self {
        Self(vec![PathStep::Key(name.to_owned())])
    }

    /// The path one step further.
    pub fn and(&self, step: PathStep) -> Self {
        Self(and(&self.0, step))
    }

    /// The name of its first key.
    pub fn first(&self) -> &str {
        match self.0.first() {
            Some(PathStep::Key(key)) => key,
            _ => "",
        }
    }

    /// The name of its last key.
    pub fn last(&self) -> &str {
        last_key(&self.0)
    }

    /// The path of another key of the same thing.
    pub fn beside(&self, key: &str) -> Self {
        let around = &self.0[..self.0.len().saturating_sub(1)];
        Self([around, &[PathStep::Key(key.to_owned())]].concat())
    }

    /// The list that it leads into, the item there, and the way on from it.
    pub fn in_list(&self) -> Option<(&str, Option<usize>, &[PathStep])> {
        match self.0.as_slice() {
            [PathStep::Key(list), PathStep::AnyItem, rest @ ..] => Some((list, None, rest)),
            [PathStep::Key(list), PathStep::Item(at), rest @ ..]
                if !rest.is_empty() && Shape::of(&PARTNER).property(list).is_some_and(Shape::has_entries) =>
            {
                Some((list, Some(*at), rest))
            }
            _ => None,
        }
    }

    /// Where it stands among all, in the order of the schema.
    pub fn order(&self) -> Vec<(usize, String)> {
        Shape::of(&PARTNER).order(&self.0)
    }

    /// The shape of what stands there.
    pub fn shape(&self) -> Option<Shape<'static>> {
        Shape::of(&PARTNER).at_path(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for step in &self.0 {
            match step {
                PathStep::Key(key) => write!(f, "{between}{key}")?,
                PathStep::Item(at) => write!(f, "{between}{}", at + 1)?,
                PathStep::AnyItem => continue,
            }
            between = ".";
        }
        Ok(())
    }
}
