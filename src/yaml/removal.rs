//! Items out of a list in a file that a person wrote: the rest stays letter for letter.

use super::tree::{Node, Value};
use crate::source::{SourceFile, Span};

/// The text of a file without some items of a list that is the value of a key at the top, with the comments right above
/// them that `is_theirs` says go too; none when they cannot be taken out by themselves. It is not proved yet.
pub fn without_items(
    file: &SourceFile,
    tree: &Node,
    key: &str,
    items: &[usize],
    is_theirs: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let entry = tree.entry(key)?;
    let Value::Sequence(nodes) = &entry.node.value else { return None };
    let text = file.text();
    let is_flow = text.get(entry.node.span.start..)?.starts_with('[');
    let mut spans = Vec::new();
    for at in items {
        let node = nodes.get(*at)?;
        spans.push(match is_flow {
            true => {
                flow_item(text, node, nodes.get(*at + 1), at.checked_sub(1).and_then(|at| nodes.get(at)))?
            }
            false => block_item(text, node, is_theirs)?,
        });
    }
    spans.sort_by_key(|span| span.start);
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    let is_emptied = items.len() == nodes.len();
    if is_emptied {
        // Behind the colon an empty list.
        let behind = text.get(entry.key_span.end..)?;
        let colon = entry.key_span.end + behind.find(':')? + 1;
        rest.push_str(text.get(..colon)?);
        rest.push_str(" []");
        from = colon;
        if is_flow {
            from = closing(text, entry.node.span.start)?;
            spans.clear();
        }
    }
    for span in spans {
        // Items that stand next to each other may share a comma.
        rest.push_str(text.get(from..span.start.max(from))?);
        from = span.end.max(from);
    }
    rest.push_str(text.get(from..)?);
    Some(rest)
}

/// The lines of an item that has a dash.
fn block_item(text: &str, node: &Node, is_theirs: &dyn Fn(&str) -> bool) -> Option<Span> {
    let line = line_start(text, node.span.start);
    let before = text.get(line..node.span.start)?;
    let dash = before.rfind('-').filter(|at| before[..*at].chars().all(|one| one == ' '))?;
    let mut end = line_end(text, line);
    let mut last = end;
    while end < text.len() {
        let next = line_end(text, end);
        let content = text.get(end..next)?;
        let indent = content.len() - content.trim_start_matches(' ').len();
        if !content.trim().is_empty() {
            if indent <= dash {
                break;
            }
            last = next;
        }
        end = next;
    }
    let mut start = line;
    while start > 0 {
        let above = line_start(text, start - 1);
        let content = text.get(above..start)?.trim();
        if !content.starts_with('#') || !is_theirs(content) {
            break;
        }
        start = above;
    }
    Some(start..last)
}

/// An item in brackets with the comma behind it, or in front of the last one.
fn flow_item(text: &str, node: &Node, next: Option<&Node>, before: Option<&Node>) -> Option<Span> {
    if let Some(next) = next {
        return Some(node.span.start..next.span.start);
    }
    let own_end = closing(text, node.span.start)?;
    match before {
        Some(before) => Some(closing(text, before.span.start)?..own_end),
        None => Some(node.span.start..own_end),
    }
}

/// Behind the bracket that closes the one at a place.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let mut escaped = false;
    for (at, one) in text.get(open..)?.char_indices() {
        match (quote, one) {
            _ if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(mark), _) if mark == one => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(one),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |before| before + 1)
}

/// Behind the line break of the line in which a byte stands.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |break_at| at + break_at + 1)
}
