//! Text that may be given per language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// One line of text: the same for every language, or a map from language to text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// In the institution's default language, or in no language at all (a number, a name).
    Plain(String),
    /// By BCP 47 language tag.
    ByLanguage(BTreeMap<String, String>),
}

/// Like [`Text`], but it may be several lines and is read as Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub Text);

impl Text {
    /// The text in a language; plain text serves every language.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        match self {
            Text::Plain(text) => Some(text),
            Text::ByLanguage(texts) => texts.get(language).map(String::as_str),
        }
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text, or one text per language: {en: …, de: …}.",
            "x-text": "line",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "propertyNames": {"format": "language"}, "additionalProperties": {"type": "string"}},
            ],
        })
    }
}

impl JsonSchema for Prose {
    fn schema_name() -> Cow<'static, str> {
        "Prose".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text that may be written as Markdown, or one text per language: {en: …, de: …}.",
            "x-text": "prose",
            "anyOf": [
                {"type": "string", "x-prose": true},
                {"type": "object", "propertyNames": {"format": "language"}, "additionalProperties": {"type": "string", "x-prose": true}},
            ],
        })
    }
}
