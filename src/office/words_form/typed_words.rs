//! What somebody typed for a place, and the address of one.

use serde::Deserialize;

use crate::template::PlaceWords;

/// The address of a place: document, language, kind of place, its name.
pub type PlaceAddress = (String, String, String, String);

/// What somebody typed, and what to do with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TypedWords {
    heading: String,
    text: String,
    /// What tells the words that were looked at from others.
    pub seen: String,
    /// Whose document is looked at.
    pub partner: String,
    /// `back` to the built-in words, `look` without a script; else it is saved.
    pub action: String,
}

impl TypedWords {
    /// The words.
    pub fn words(&self) -> PlaceWords {
        PlaceWords::typed(&self.heading, &self.text)
    }
}
