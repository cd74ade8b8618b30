//! What the schema says about a place in the data.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

use super::type_names::TYPE_NAME;
use crate::yaml::path::PathStep;

/// The part of a schema that speaks of one place.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    root: &'a Json,
    node: &'a Json,
}

/// How a text field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// One line, letter for letter.
    Line,
    /// Markdown.
    Prose,
}

impl<'a> Shape<'a> {
    /// The shape of a whole file.
    pub fn of(schema: &'a Json) -> Self {
        Self { root: schema, node: schema }.resolved()
    }

    fn resolved(mut self) -> Self {
        while let Some(name) = self.node.get("$ref").and_then(Json::as_str) {
            let pointer = name.trim_start_matches('#');
            match self.root.pointer(pointer) {
                Some(node) => self.node = node,
                None => break,
            }
        }
        self
    }

    fn at(self, node: &'a Json) -> Self {
        Self { node, ..self }.resolved()
    }

    fn keyword(self, name: &str) -> Option<&'a Json> {
        self.node.get(name)
    }

    /// The shape of what stands at the end of a way.
    pub fn at_path(self, path: &[PathStep]) -> Option<Self> {
        path.iter().try_fold(self, |shape, step| match step {
            PathStep::Key(key) => shape.as_mapping().property(key),
            PathStep::Item(_) | PathStep::AnyItem => shape.items(),
        })
    }

    /// The shape of what stands at the end of a way that is written as keys and indexes.
    pub fn at_segments(self, path: &[String]) -> Option<Self> {
        path.iter().try_fold(self, |shape, segment| match segment.parse::<usize>() {
            Ok(_) if shape.items().is_some() => shape.items(),
            _ => shape.as_mapping().property(segment),
        })
    }

    /// The shape of a key's value.
    pub fn property(self, key: &str) -> Option<Self> {
        self.fields()
            .and_then(|fields| fields.get(key))
            .or_else(|| self.keyword("additionalProperties").filter(|value| value.is_object()))
            .map(|node| self.at(node))
    }

    /// The shape of a list's items.
    pub fn items(self) -> Option<Self> {
        self.keyword("items").map(|node| self.at(node))
    }

    /// The keys that are known here, with their schemas as written (before `$ref`).
    pub fn fields(self) -> Option<&'a Map<String, Json>> {
        self.keyword("properties").and_then(Json::as_object)
    }

    /// The names of the keys that are known here.
    pub fn names(self) -> Vec<&'a str> {
        self.fields().map(|fields| fields.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The names of all keys that are known anywhere below.
    pub fn all_names(self) -> HashSet<&'a str> {
        fn collect<'a>(shape: Shape<'a>, names: &mut HashSet<&'a str>) {
            for name in shape.names() {
                names.insert(name);
                if let Some(field) = shape.property(name) {
                    collect(field.items().unwrap_or(field), names);
                }
            }
        }
        let mut names = HashSet::new();
        collect(self, &mut names);
        names
    }

    /// The keys that must be there.
    pub fn required(self) -> Vec<&'a str> {
        self.keyword("required")
            .and_then(Json::as_array)
            .map(|names| names.iter().filter_map(Json::as_str).collect())
            .unwrap_or_default()
    }

    /// What to say about a key, in plain language.
    pub fn description(self, key: &str) -> Option<&'a str> {
        self.fields()?.get(key)?.get("description")?.as_str()
    }

    /// What the type is called that has these fields or is this closed list: `PartnerContact`, `OrganisationKind`.
    pub fn type_name(self) -> Option<&'a str> {
        self.keyword(TYPE_NAME).and_then(Json::as_str)
    }

    /// The words that may stand here, when it is a closed list.
    pub fn options(self) -> Option<Vec<&'a str>> {
        let listed = self.keyword("enum").and_then(Json::as_array)?;
        Some(listed.iter().filter_map(Json::as_str).collect())
    }

    /// Whether it is text that may be given per language, and how it is read.
    pub fn text_kind(self) -> Option<TextKind> {
        match self.keyword("x-text")?.as_str()? {
            "prose" => Some(TextKind::Prose),
            _ => Some(TextKind::Line),
        }
    }

    /// Whether a text may be several lines here.
    pub fn is_prose(self) -> bool {
        self.keyword("x-prose").is_some() || self.text_kind() == Some(TextKind::Prose)
    }

    /// The format's name.
    pub fn format(self) -> Option<&'a str> {
        self.keyword("format").and_then(Json::as_str)
    }

    /// The smallest number that may stand here, when there is one.
    pub fn smallest(self) -> Option<u64> {
        self.keyword("minimum").and_then(Json::as_u64)
    }

    /// Whether it is a list whose items have parts.
    pub fn has_entries(self) -> bool {
        self.items().is_some_and(|item| item.text_kind().is_none() && item.fields().is_some())
    }

    /// Whether its keys are the names of partners' files.
    pub fn is_by_partner(self) -> bool {
        self.keyword("x-keys").and_then(Json::as_str) == Some("partner")
    }

    /// Whether the value, or each item of the list, may be the name of a partner's file.
    pub fn may_name_partner(self) -> bool {
        self.keyword("x-names").and_then(Json::as_str) == Some("partner")
    }

    /// Whether it is a mapping from language to text, and nothing else.
    pub fn is_by_language(self) -> bool {
        let is_open = self.fields().is_none() && self.allows("object") && !self.is_by_partner();
        self.text_kind().is_some() || is_open
    }

    /// Whether a JSON type may stand here.
    pub fn allows(self, kind: &str) -> bool {
        if let Some(options) = self.keyword("anyOf").and_then(Json::as_array) {
            return options.iter().any(|option| self.at(option).allows(kind));
        }
        match self.keyword("type") {
            Some(Json::String(only)) => only == kind,
            Some(Json::Array(several)) => several.iter().any(|one| one == kind),
            _ => self.keyword("enum").is_some() && kind == "string",
        }
    }

    /// The one of several possible shapes that holds a mapping.
    pub fn as_mapping(self) -> Self {
        match self.keyword("anyOf").and_then(Json::as_array) {
            Some(options) => options
                .iter()
                .map(|option| self.at(option))
                .find(|option| option.allows("object"))
                .unwrap_or(self),
            None => self,
        }
    }
}
