//! Characters that no font has.

use super::markup::letters;
use super::world::Typesetter;
use crate::document::Document;

/// A character of a document that no font has.
pub fn missing_glyph(typesetter: &Typesetter, document: &Document) -> Option<char> {
    letters(document).chars().find(|one| !typesetter.has_glyph(*one))
}
