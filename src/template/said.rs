//! The helper `said_in`: whether a text has said something already.

use tera::{Kwargs, State, TeraResult, Value};

use super::engine_values::is_missing;

/// `field | said_in(text=purpose)`: whether the words stand in the other text, whole and one behind the other. So nothing is
/// said twice: “in carpentry. It covers the field of carpentry”.
pub fn said_in(words: Value, kwargs: Kwargs, _: &State) -> TeraResult<bool> {
    let text = kwargs.get::<Value>("text")?.unwrap_or_else(Value::undefined);
    if is_missing(&words) || is_missing(&text) {
        return Ok(false);
    }
    let (words, text) = (words_of(&words.to_string()), words_of(&text.to_string()));
    Ok(!words.is_empty() && text.windows(words.len()).any(|part| part == words))
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
