//! The values of a file read in one language: of each text the one in that language, and which texts have none.

use serde_json::{Map, Value as Json};

use super::foreign::{self, ForeignText, ForeignTexts, TextOrigin};
use crate::schema::Shape;

/// The values of a file read in one language.
pub struct LanguageReading<'l> {
    /// The document's language.
    language: &'l str,
    /// That of texts which name none.
    own_language: &'l str,
    is_own: bool,
    path: Vec<String>,
    /// The texts that are in another language.
    pub foreign: ForeignTexts,
}

impl<'l> LanguageReading<'l> {
    /// Of a file; `own_language` is that of its texts which name none.
    pub fn new(origin: TextOrigin, language: &'l str, own_language: &'l str) -> Self {
        let is_own = foreign::is_same_language(own_language, language);
        Self { language, own_language, is_own, path: Vec::new(), foreign: ForeignTexts::of(origin) }
    }

    fn below(&mut self, segment: String, value: impl FnOnce(&mut Self) -> Json) -> Json {
        self.path.push(segment);
        let value = value(self);
        self.path.pop();
        value
    }

    /// The values with every text in the language; a text of another one has a mark in front.
    pub fn localised(&mut self, value: &Json, shape: Shape<'_>) -> Json {
        if shape.text_kind().is_some() {
            return self.text(value);
        }
        match value {
            Json::Object(map) => {
                let shape = shape.as_mapping();
                let entries = map.iter().map(|(key, value)| {
                    let value = match shape.property(key) {
                        Some(shape) => self.below(key.clone(), |reading| reading.localised(value, shape)),
                        None => value.clone(),
                    };
                    (key.clone(), value)
                });
                let entries: Map<String, Json> = entries.collect();
                Json::Object(entries.into_iter().filter(|(_, value)| *value != Json::Null).collect())
            }
            Json::Array(items) => match shape.items() {
                Some(shape) => {
                    let items = items.iter().enumerate().map(|(at, item)| {
                        self.below(at.to_string(), |reading| reading.localised(item, shape))
                    });
                    Json::Array(items.collect())
                }
                None => value.clone(),
            },
            other => other.clone(),
        }
    }

    /// A text in the language. Without a letter it is of no language: 640.
    fn text(&mut self, value: &Json) -> Json {
        let (given, languages, is_tagged) = match value {
            Json::String(text) if self.is_own || !text.chars().any(char::is_alphabetic) => {
                return value.clone();
            }
            Json::String(text) => (text, vec![self.own_language.to_owned()], false),
            Json::Object(texts) => {
                if let Some(text) = foreign::text_in(texts, self.language) {
                    return text.clone();
                }
                let languages = texts.keys().cloned().collect();
                let Some(text) = texts.values().find_map(|text| match text {
                    Json::String(text) => Some(text),
                    _ => None,
                }) else {
                    return Json::Null;
                };
                (text, languages, true)
            }
            other => return other.clone(),
        };
        let text = ForeignText { path: self.path.clone(), languages, is_tagged };
        Json::String(self.foreign.marked(given, text))
    }
}

/// How to give a text in one language more.
pub fn how_to_translate(text: &ForeignText, language: &str, origin: TextOrigin) -> String {
    let [first, ..] = text.languages.as_slice() else {
        return format!("write it by language: {{{language}: \"…\"}}");
    };
    if text.is_tagged {
        return format!("add a text to those that are there: {{{first}: \"…\", {language}: \"…\"}}");
    }
    let both = format!("write it in both languages: {{{first}: \"…\", {language}: \"…\"}}");
    match origin {
        TextOrigin::Institution => format!(
            "{both}; a text without a language is in the institution’s `default_language`, which is `{first}`"
        ),
        _ => format!(
            "{both}; or, when the texts of this file are in `{language}`, write `texts_in: {language}` at its top"
        ),
    }
}
