//! What follows a salutation: in many languages a small letter, as the sentence goes on behind its comma.
//!
//! **How it is known.** The function `salutation` leaves a mark behind it, where marks are wanted; what stands behind the mark
//! is the first paragraph of the letter, whichever section it comes from.

use tera::{State, TeraResult};

use super::phrases::WANTED;
use crate::locale::WordGroup;

/// Stands behind a salutation until the text is written. No value has it: the schema refuses characters of private use.
const END: char = '\u{e003}';

/// A salutation with the mark behind it, where marks are wanted.
///
/// # Errors
/// None that a template can cause.
pub fn marked(mut salutation: String, state: &State<'_>) -> TeraResult<String> {
    if state.get::<bool>(WANTED)? == Some(true) {
        salutation.push(END);
    }
    Ok(salutation)
}

/// The text without its marks; behind a salutation that ends with a comma it goes on with a small letter, where its first word is
/// one of those that take one.
pub fn settled(text: &str, small: &WordGroup) -> String {
    let mut settled = String::with_capacity(text.len());
    for (at, piece) in text.split(END).enumerate() {
        let goes_on = at > 0 && settled.trim_end().ends_with(',');
        let start = piece.len() - piece.trim_start().len();
        let end = start + piece[start..].find(|one: char| !is_of_word(one)).unwrap_or(piece.len() - start);
        let word = &piece[start..end];
        let mut letters = word.chars();
        let lower = word.to_lowercase();
        match letters.next() {
            Some(first) if goes_on && first.is_uppercase() && small.has(&lower) => {
                settled.push_str(&piece[..start]);
                settled.extend(first.to_lowercase());
                settled.push_str(letters.as_str());
                settled.push_str(&piece[end..]);
            }
            _ => settled.push_str(piece),
        }
    }
    settled
}

fn is_of_word(one: char) -> bool {
    one.is_alphabetic() || one == '’' || one == '\''
}
