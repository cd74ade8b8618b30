//! Where the engine's tags stand in a template.

use crate::source::Span;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}` prints a value.
    Value,
    /// `{% … %}` decides and repeats.
    Statement,
    /// `{# … #}` is for people.
    Comment,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTag {
    /// What it does.
    pub kind: TagKind,
    /// The whole of it, with its brackets.
    pub span: Span,
    /// What stands between the brackets and their signs for blanks (`-`).
    pub inner: Span,
}

/// The tags of a text in order. A bracket inside quotes ends nothing; a tag that is never closed ends with
/// the text.
pub fn tags(text: &str) -> Vec<TemplateTag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let (kind, close) = match text.as_bytes().get(start + 1) {
            Some(b'{') => (TagKind::Value, "}}"),
            Some(b'%') => (TagKind::Statement, "%}"),
            Some(b'#') => (TagKind::Comment, "#}"),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let from = start + 2 + usize::from(text[start + 2..].starts_with('-'));
        let closed = closing(text, from, kind, close);
        let end = closed.map_or(text.len(), |at| at + close.len());
        let to = closed.unwrap_or(text.len());
        let to = if text[from..to].ends_with('-') { to - 1 } else { to };
        tags.push(TemplateTag { kind, span: start..end, inner: from..to });
        at = end;
    }
    tags
}

/// Where the brackets close, if they do.
fn closing(text: &str, from: usize, kind: TagKind, close: &str) -> Option<usize> {
    let mut at = from;
    while let Some(one) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            return Some(at);
        }
        at = match one {
            '"' | '\'' | '`' if kind != TagKind::Comment => string_end(text, at),
            one => at + one.len_utf8(),
        };
    }
    None
}

/// A tag that is opened and not closed, or closes what was not opened: its place, what is wrong, what to do.
pub fn unbalanced(text: &str) -> Option<(Span, String, String)> {
    let mut open: Vec<(String, Span)> = Vec::new();
    for tag in tags(text) {
        if tag.inner.end == text.len() {
            let (begins, ends) = match tag.kind {
                TagKind::Value => ("{{", "}}"),
                TagKind::Statement => ("{%", "%}"),
                TagKind::Comment => ("{#", "#}"),
            };
            let first_line = text[tag.span.clone()].lines().next().map_or(2, str::len);
            let span = tag.span.start..tag.span.start + first_line;
            return Some((
                span,
                format!("`{begins}` without its `{ends}`"),
                format!("close it with `{ends}`, two characters"),
            ));
        }
        if tag.kind != TagKind::Statement {
            continue;
        }
        let word: String = text[tag.inner.clone()]
            .trim_start()
            .chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .collect();
        if open.last().is_some_and(|(last, _)| last == "raw") && word != "endraw" {
            continue;
        }
        match word.as_str() {
            // `{% set name %}` … `{% endset %}`, but not `{% set name = value %}`.
            "set" | "set_global" if !text[tag.inner.clone()].contains('=') => {
                open.push(("set".to_owned(), tag.span))
            }
            "if" | "for" | "filter" | "raw" | "component" | "block" => open.push((word, tag.span)),
            "elseif" | "elsif" => {
                return Some((tag.span, format!("there is no `{word}`"), "write `{% elif … %}`".to_owned()));
            }
            _ => {
                let Some(closes) = word.strip_prefix("end").map(|word| word.trim_end_matches("_global"))
                else {
                    continue;
                };
                match open.pop() {
                    Some((last, _)) if last == closes => {}
                    Some((last, span)) => {
                        return Some((
                            span,
                            format!("this `{last}` is not closed in front of `{word}`"),
                            format!("put `{{% end{last} %}}` where it ends"),
                        ));
                    }
                    None => {
                        let help = format!("take it out, or put `{{% {closes} … %}}` in front");
                        return Some((tag.span, format!("`{word}` closes nothing"), help));
                    }
                }
            }
        }
    }
    let (last, span) = open.pop()?;
    Some((span, format!("this `{last}` is never closed"), format!("put `{{% end{last} %}}` where it ends")))
}

/// The byte behind a string that begins here with its quotation mark; a backslash takes the next character
/// with it. The end of the text for a string that is never closed.
pub fn string_end(text: &str, start: usize) -> usize {
    let mut letters = text[start..].char_indices();
    let mark = letters.next().map(|(_, mark)| mark);
    while let Some((at, one)) = letters.next() {
        if one == '\\' {
            letters.next();
        } else if Some(one) == mark {
            return start + at + one.len_utf8();
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
            TagKind::Value => value,
            TagKind::Statement => statement,
            TagKind::Comment => "",
        });
        at = tag.span.end;
    }
    plain.push_str(&text[at..]);
    plain
}

/// Whether a byte has a backslash in front of it that takes its meaning away.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().rev().take_while(|one| *one == b'\\').count();
    before % 2 == 1
}
