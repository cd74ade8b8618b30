//! What stands between the two `---` at the top of a template.
//!
//! It is read before anything is rendered, so that a value can never become a key; its texts are small
//! templates of their own, rendered one by one.

use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Node, Value};

/// The keys that hold one text.
pub const TEXTS: &[&str] = &[
    "title",
    "layout",
    "when",
    "file_name",
    "subject",
    "to",
    "cc",
    "footer",
    "qr",
    "letterhead",
    "status",
    "words",
    "pages",
    "author",
    "summary",
    "kind",
    "scope",
    "occasion",
];
/// The keys that are words: what the others say is the same in all languages.
pub const OF_WORDS: &[&str] = &["title", "file_name", "subject", "footer", "summary"];
/// The keys that hold a list of texts.
pub const LISTS: &[&str] = &["formats", "requires", "attach"];
/// The key that holds a text, or a list of candidates of which the first that fits is taken.
const CANDIDATES: &str = "subject";

/// One text of the front matter with its place.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// A name that is unique in the template.
    pub name: String,
    /// The text, a small template.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The front matter of a template.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    texts: Vec<(String, Snippet)>,
    lists: Vec<(String, Vec<Snippet>)>,
}

impl FrontMatter {
    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&Snippet> {
        self.texts.iter().find(|(name, _)| name == key).map(|(_, snippet)| snippet)
    }

    /// The keys that there are, each with its texts.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &[Snippet])> {
        let single = self.texts.iter().map(|(key, snippet)| (key.as_str(), std::slice::from_ref(snippet)));
        single.chain(self.lists.iter().map(|(key, snippets)| (key.as_str(), snippets.as_slice())))
    }

    /// The texts of a key.
    pub fn list(&self, key: &str) -> &[Snippet] {
        self.lists.iter().find(|(name, _)| name == key).map_or(&[], |(_, snippets)| snippets)
    }
}

/// The front matter of a template and the byte where its body begins.
///
/// # Errors
/// When there is none, when it is not YAML, unknown keys.
pub fn read(file: &SourceFile) -> Result<(FrontMatter, usize), Diagnostics> {
    let Some((part, body)) = split(file.text()) else {
        return Err(Diagnostic::error(codes::NO_FRONT_MATTER, "a template begins with its front matter")
            .at(file, &(0..file.text().find('\n').unwrap_or(0)), "the line `---` is expected here")
            .help("put `---`, `title: …`, `layout: …`, `---` at the top, as the built-in templates have it")
            .into());
    };
    let tree = yaml::parse_part(file, &part)?;
    let mut found = Diagnostics::new();
    let mut front = FrontMatter::default();
    if let Value::Mapping(entries) = &tree.value {
        for entry in entries {
            let key = entry.key.as_str();
            if key == CANDIDATES && matches!(entry.node.value, Value::Sequence(_)) {
                match list(key, &entry.node) {
                    Some(snippets) => front.lists.push((key.to_owned(), snippets)),
                    None => found.push(wrong_type(file, key, &entry.node, "a text or a list of texts")),
                }
            } else if TEXTS.contains(&key) {
                match text(key, &entry.node) {
                    Some(snippet) => front.texts.push((key.to_owned(), snippet)),
                    None => found.push(wrong_type(file, key, &entry.node, "text")),
                }
            } else if LISTS.contains(&key) {
                match list(key, &entry.node) {
                    Some(snippets) => front.lists.push((key.to_owned(), snippets)),
                    None => found.push(wrong_type(file, key, &entry.node, "a list of texts")),
                }
            } else {
                let known: Vec<&str> = TEXTS.iter().chain(LISTS).copied().collect();
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_KEY,
                    format!("there is no key `{key}` in a template’s front matter"),
                )
                .at(file, &entry.key_span, "unknown");
                diagnostic.help = did_you_mean(key, &known);
                found.push(diagnostic);
            }
        }
    }
    if found.has_errors() { Err(found) } else { Ok((front, body)) }
}

/// That a key is not there which has to be.
pub fn missing(file: &SourceFile, key: &str) -> Diagnostic {
    Diagnostic::error(codes::MISSING_KEY, format!("the front matter has no `{key}`")).at(
        file,
        &(0..3),
        "begins here",
    )
}

/// The span of the YAML and the byte where the body begins.
pub fn split(text: &str) -> Option<(Span, usize)> {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let start = bom + text[bom..].find('\n')? + 1;
    if text[bom..start].trim_end() != "---" {
        return None;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn text(name: &str, node: &Node) -> Option<Snippet> {
    match &node.value {
        Value::Scalar { text, .. } => {
            Some(Snippet { name: name.to_owned(), text: text.clone(), span: node.span.clone() })
        }
        _ => None,
    }
}

fn list(key: &str, node: &Node) -> Option<Vec<Snippet>> {
    match &node.value {
        Value::Sequence(items) => {
            items.iter().enumerate().map(|(at, item)| text(&format!("{key}.{at}"), item)).collect()
        }
        _ => None,
    }
}

fn wrong_type(file: &SourceFile, key: &str, node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::error(codes::WRONG_TYPE, format!("`{key}` needs {expected}")).at(file, &node.span, "")
}
