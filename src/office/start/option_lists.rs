//! Lists to choose from in the forms of the beginnings.

use maud::{Markup, html};

use super::super::shared::field_names::value_in_words;
use super::super::shared::spoken::Spoken;
use crate::schema::{PARTNER, Shape};

/// What organisations can be, each by its name in the files with what it is called.
pub fn kinds(spoken: &Spoken) -> Vec<(String, String)> {
    let kinds = Shape::of(&PARTNER).as_mapping().property("kind").and_then(Shape::options);
    let named = |kind: &str| (kind.to_owned(), value_in_words(spoken, "kind", kind));
    kinds.unwrap_or_default().into_iter().map(named).collect()
}

/// The types of partnership, each by its name in the files with what it is called.
pub fn partnership_types(spoken: &Spoken) -> Vec<(String, String)> {
    let types = Shape::of(&PARTNER).as_mapping().property("partnership_types");
    let types = types.and_then(Shape::items).and_then(Shape::options);
    let named = |name: &str| (name.to_owned(), spoken.partnership_type(name).to_owned());
    types.unwrap_or_default().into_iter().map(named).collect()
}

/// A list of which one is chosen; nothing until somebody does.
pub struct OptionList<'a> {
    /// The field's name.
    pub name: &'a str,
    /// What can be chosen: values with their names.
    pub options: &'a [(String, String)],
    /// What is chosen.
    pub chosen: &'a str,
    /// Whether something has to be chosen.
    pub is_needed: bool,
    /// Whether what was chosen is wrong.
    pub is_wrong: bool,
}

impl OptionList<'_> {
    /// The list; `described` are the ids of what describes it.
    pub fn shown(&self, spoken: &Spoken, described: &str) -> Markup {
        html! {
            select id=(self.name) name=(self.name) required[self.is_needed] aria-describedby=(described)
                aria-invalid=[self.is_wrong.then_some("true")] {
                option value="" selected[self.chosen.is_empty()] { (spoken.words.start.choose) }
                @for (value, name) in self.options { option value=(value) selected[value == self.chosen] { (name) } }
            }
        }
    }
}
