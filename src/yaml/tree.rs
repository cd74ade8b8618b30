//! A tree of values with the place of each.

use crate::source::Span;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing behind the colon, `~` or `null`.
    Null,
    /// Letters as typed.
    Scalar {
        /// The letters, after YAML's own unescaping, each in one piece (NFC).
        text: String,
        /// Whether they stood without quotes, so that `true` may be meant as a boolean.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order written.
    Mapping(Vec<MappingEntry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingEntry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of a key, when this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The key and value of a key, when this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&MappingEntry> {
        match &self.value {
            Value::Mapping(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The item of a list.
    pub fn item(&self, index: usize) -> Option<&Node> {
        match &self.value {
            Value::Sequence(items) => items.get(index),
            _ => None,
        }
    }
}
