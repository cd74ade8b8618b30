//! Where a partner's file names another partner by its id, and the same text with another name in its place.
//!
//! Which fields may name one is said by the model. Only the letters of the name change; comments and all else stay.

use crate::diagnostic::Diagnostic;
use crate::schema::{PARTNER, Shape};
use crate::source::{SourceFile, Span};
use crate::workspace::{PartnerFileKind, Workspace};
use crate::yaml::{MappingEntry, Node, Value, parse};

/// A place where a partner is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerMention {
    /// Where its name stands.
    pub span: Span,
    /// The field: mou.further_partners.
    pub field: String,
}

/// The places in a partner's file where a partner is named by its id; `is_own` when it is that partner's own file, whose
/// `id` may say so too.
pub fn references(tree: &Node, id: &str, is_own: bool) -> Vec<PartnerMention> {
    let mut finder = Finder { id, found: Vec::new() };
    finder.below(tree, Shape::of(&PARTNER), "");
    if let Some(node) = tree.get("id").filter(|_| is_own) {
        finder.value(node, "id");
    }
    finder.found
}

struct Finder<'a> {
    id: &'a str,
    found: Vec<PartnerMention>,
}

impl Finder<'_> {
    fn below(&mut self, node: &Node, shape: Shape<'_>, field: &str) {
        if shape.may_name_partner() {
            match &node.value {
                Value::Sequence(items) => items.iter().for_each(|item| self.value(item, field)),
                _ => self.value(node, field),
            }
        }
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries {
                    self.entry(entry, shape.as_mapping(), field);
                }
            }
            Value::Sequence(items) => {
                let Some(shape) = shape.items() else { return };
                items.iter().for_each(|item| self.below(item, shape, field));
            }
            Value::Null | Value::Scalar { .. } => {}
        }
    }

    fn entry(&mut self, entry: &MappingEntry, shape: Shape<'_>, field: &str) {
        if shape.is_by_partner() && entry.key == self.id {
            self.found.push(PartnerMention { span: entry.key_span.clone(), field: field.to_owned() });
        }
        let Some(inner) = shape.property(&entry.key) else { return };
        let field = if field.is_empty() { entry.key.clone() } else { format!("{field}.{}", entry.key) };
        self.below(&entry.node, inner, &field);
    }

    fn value(&mut self, node: &Node, field: &str) {
        if let Value::Scalar { text, .. } = &node.value
            && text.trim() == self.id
        {
            self.found.push(PartnerMention { span: node.span.clone(), field: field.to_owned() });
        }
    }
}

/// The text with another name at the places of a former one; none when it cannot be put there without touching anything
/// else.
pub fn with_new_name(file: &SourceFile, places: &[PartnerMention], old: &str, new: &str) -> Option<String> {
    let mut text = String::with_capacity(file.text().len() + 20);
    let mut spans: Vec<&Span> = places.iter().map(|place| &place.span).collect();
    spans.sort_by_key(|span| span.start);
    let mut at = 0;
    for span in spans {
        let source = file.slice(span);
        let begin = span.start + source.find(old)?;
        let end = begin + old.len();
        text.push_str(file.text().get(at..begin)?);
        let is_quoted = source.starts_with(['"', '\'']);
        match is_quoted || !is_read_otherwise(new) {
            true => text.push_str(new),
            false => text.push_str(&format!("\"{new}\"")),
        }
        at = end;
    }
    text.push_str(file.text().get(at..)?);
    // Read again: it names the new one so often more, and the old one nowhere.
    let tree = parse(&SourceFile::new(file.name(), text.clone())).ok()?;
    let before = parse(file).ok()?;
    let is_right = references(&tree, old, true).is_empty()
        && references(&tree, new, true).len() == references(&before, new, true).len() + places.len();
    is_right.then_some(text)
}

/// Whether an editor would read a name without quotes as something else than a text: 2027, no.
fn is_read_otherwise(name: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    WORDS.contains(&name) || name.starts_with(|one: char| one.is_ascii_digit())
}

/// Whether a text has an id in it as a word of its own.
pub fn has_word(text: &str, id: &str) -> bool {
    let is_part = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
    text.match_indices(id).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + id.len()..].chars().next();
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    })
}

/// The files of other partners that name a partner by its id.
///
/// # Errors
/// When the folder cannot be read.
pub fn named_by(workspace: &Workspace, partner: &str) -> Result<Vec<String>, Diagnostic> {
    let mut names = Vec::new();
    for file in workspace.partner_files()? {
        if file.kind != PartnerFileKind::Data || file.partner == partner {
            continue;
        }
        let Ok(source) = file.text() else { continue };
        if has_word(source.text(), partner)
            && parse(&source).is_ok_and(|tree| !references(&tree, partner, false).is_empty())
        {
            names.push(file.name);
        }
    }
    Ok(names)
}
