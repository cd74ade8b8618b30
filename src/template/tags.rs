//! Where the engine's tags stand in a template.

use crate::source::Span;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{{ … }}` prints a value.
    Value,
    /// `{% … %}` decides and repeats.
    Statement,
    /// `{# … #}` is for people.
    Comment,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it does.
    pub kind: Kind,
    /// The whole of it, with its brackets.
    pub span: Span,
}

/// The tags of a text in order. A bracket inside quotes ends nothing; a tag that is never closed ends with
/// the text.
pub fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let (kind, close) = match text.as_bytes().get(start + 1) {
            Some(b'{') => (Kind::Value, "}}"),
            Some(b'%') => (Kind::Statement, "%}"),
            Some(b'#') => (Kind::Comment, "#}"),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let end = end(text, start + 2, kind, close);
        tags.push(Tag { kind, span: start..end });
        at = end;
    }
    tags
}

fn end(text: &str, from: usize, kind: Kind, close: &str) -> usize {
    let mut quote = None;
    for (at, one) in text[from..].char_indices() {
        match quote {
            Some(mark) if one == mark => quote = None,
            Some(_) => {}
            None if kind != Kind::Comment && matches!(one, '"' | '\'' | '`') => quote = Some(one),
            None if text[from + at..].starts_with(close) => return from + at + close.len(),
            None => {}
        }
    }
    text.len()
}

/// The text without its tags; `value` stands where a value is printed, `statement` where one decides.
pub fn without_tags(text: &str, value: &str, statement: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags(text) {
        plain.push_str(&text[at..tag.span.start]);
        plain.push_str(match tag.kind {
            Kind::Value => value,
            Kind::Statement => statement,
            Kind::Comment => "",
        });
        at = tag.span.end;
    }
    plain.push_str(&text[at..]);
    plain
}
