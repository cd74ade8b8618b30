//! Where exactly each value of a text stands: its signs, its brackets, its last letter.
//!
//! The tree that is read ([`Node`]) has the places that a message shows. To put something in beside a value, more is to be
//! known: where the dash of an item stands, where a list in brackets ends, where the `|` in front of a block of text.

use super::lines::{behind_blanks, behind_break, column, is_blank_line, line_end, line_start, part};
use crate::yaml::tree::{Node, Value};

/// A value, and where it stands: from its first letter to behind its last one.
#[derive(Debug)]
pub struct ValuePlace<'t> {
    /// What was read.
    pub node: &'t Node,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it is written.
    pub form: Form,
    /// Its entries or items.
    pub parts: Vec<PlacedPart<'t>>,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nothing, or `~`.
    Nothing,
    /// Without quotes.
    Plain,
    /// In `'`.
    Single,
    /// In `"`.
    Double,
    /// Lines below a `|`, or lines below a `>` that are joined.
    BlockText(BlockText),
    /// In brackets.
    Flow,
    /// A single entry in a list in brackets, that has none of its own: `[a: 1]`.
    Pair,
    /// Lines with dashes or keys.
    Block,
}

/// A block of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockText {
    /// Whether its lines are joined: `>`.
    pub is_folded: bool,
    /// Behind its sign and what belongs to it: `|2-`.
    pub head_end: usize,
    /// How far its lines are indented; not known of one without lines.
    pub indent: Option<usize>,
}

/// An entry of a mapping or an item of a list.
#[derive(Debug)]
pub struct PlacedPart<'t> {
    /// Its key.
    pub key: Option<&'t str>,
    /// Where the key, the dash, or the item in brackets begins.
    pub start: usize,
    /// Behind the colon or the dash; behind the key that has no colon; the beginning of an item in brackets.
    pub sign_end: usize,
    /// Whether it is an entry without a colon.
    pub lacks_colon: bool,
    /// Its value.
    pub value: ValuePlace<'t>,
}

impl PlacedPart<'_> {
    /// Behind its last letter.
    pub fn end(&self) -> usize {
        self.value.end.max(self.sign_end)
    }
}

impl<'t> ValuePlace<'t> {
    /// The places of a whole text that was read as this tree; none when they are not understood.
    pub fn of(text: &str, tree: &'t Node) -> Option<Self> {
        let start = tree.span.start;
        match &tree.value {
            Value::Mapping(entries)
                if entries.is_empty() && !part(text, start, text.len()).starts_with('{') =>
            {
                Some(Self {
                    node: tree,
                    start: text.len(),
                    end: text.len(),
                    form: Form::Block,
                    parts: Vec::new(),
                })
            }
            _ => place(text, tree, start, false),
        }
    }

    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&PlacedPart<'t>> {
        self.parts.iter().find(|part| part.key == Some(key))
    }
}

/// The place of a value behind a sign.
fn place<'t>(text: &str, node: &'t Node, from: usize, in_brackets: bool) -> Option<ValuePlace<'t>> {
    let span = node.span.clone();
    let whole = |start, end, form| ValuePlace { node, start, end, form, parts: Vec::new() };
    match &node.value {
        Value::Null if span.is_empty() => Some(whole(from, from, Form::Nothing)),
        Value::Null => Some(whole(span.start, span.end, Form::Nothing)),
        Value::Scalar { plain: true, .. } => {
            let end = span.start + part(text, span.start, span.end).trim_end().len();
            Some(whole(span.start, end, Form::Plain))
        }
        Value::Scalar { text: letters, .. } => {
            let start = behind_tag(text, behind_blanks(text, from));
            match part(text, start, text.len()).chars().next()? {
                '"' => Some(whole(start, span.end, Form::Double)),
                '\'' => Some(whole(start, span.end, Form::Single)),
                sign @ ('|' | '>') => {
                    let has_lines = letters.contains(|one| one != '\n');
                    let (block, end) = block_text(text, start, sign == '>', has_lines.then_some(span.start));
                    Some(whole(start, end, Form::BlockText(block)))
                }
                _ => None,
            }
        }
        Value::Sequence(_) | Value::Mapping(_) => {
            // The tree has a list that is not indented begin behind its first dash.
            let start = behind_tag(text, behind_blanks(text, from));
            match part(text, start, text.len()).starts_with(['[', '{']) {
                true => flow(text, node, start),
                false => without_brackets(text, node, start, in_brackets),
            }
        }
    }
}

/// Behind a tag, where one stands.
fn behind_tag(text: &str, at: usize) -> usize {
    let rest = part(text, at, text.len());
    if !rest.starts_with('!') {
        return at;
    }
    let end = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
    behind_blanks(text, at + end)
}

/// A block of text whose sign stands here, and whose first letters there.
fn block_text(text: &str, start: usize, is_folded: bool, first: Option<usize>) -> (BlockText, usize) {
    let rest = part(text, start + 1, line_end(text, start));
    let marks =
        rest.len() - rest.trim_start_matches(|one: char| one.is_ascii_digit() || "+-".contains(one)).len();
    let head_end = start + 1 + marks;
    let keeps = part(text, start, head_end).contains('+');
    let indent = first.map(|first| column(text, first));
    let mut end = head_end;
    let mut line = behind_break(text, line_end(text, start));
    while line < text.len() {
        let line_end = line_end(text, line);
        let content = part(text, line, line_end);
        let blanks = content.len() - content.trim_start_matches(' ').len();
        let is_blank = is_blank_line(text, line);
        let is_own = indent.is_some_and(|indent| blanks >= indent && content.len() > indent);
        if !is_blank && !is_own {
            break;
        }
        if is_own || keeps {
            end = line_end;
        }
        line = behind_break(text, line_end);
    }
    (BlockText { is_folded, head_end, indent }, end)
}

/// A list or mapping in brackets.
fn flow<'t>(text: &str, node: &'t Node, start: usize) -> Option<ValuePlace<'t>> {
    let mut at = start + 1;
    let mut parts = Vec::new();
    match &node.value {
        Value::Sequence(items) => {
            for item in items {
                at = behind_commas(text, at);
                let value = place(text, item, at, true)?;
                let start = value.start.min(behind_commas(text, at));
                at = value.end;
                parts.push(PlacedPart { key: None, start, sign_end: start, lacks_colon: false, value });
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                let begin = behind_commas(text, at);
                let one = keyed(text, entry, begin, true)?;
                at = one.end();
                parts.push(one);
            }
        }
        _ => return None,
    }
    let close = behind_commas(text, at);
    let wanted = if part(text, start, text.len()).starts_with('{') { '}' } else { ']' };
    if !part(text, close, text.len()).starts_with(wanted) {
        return None;
    }
    Some(ValuePlace { node, start, end: close + 1, form: Form::Flow, parts })
}

/// Behind blanks, comments and commas.
fn behind_commas(text: &str, from: usize) -> usize {
    let mut at = behind_blanks(text, from);
    while part(text, at, text.len()).starts_with(',') {
        at = behind_blanks(text, at + 1);
    }
    at
}

/// A list or mapping as lines, or an entry that stands in a list in brackets.
fn without_brackets<'t>(
    text: &str,
    node: &'t Node,
    start: usize,
    in_brackets: bool,
) -> Option<ValuePlace<'t>> {
    let mut at = start;
    let mut parts: Vec<PlacedPart<'t>> = Vec::new();
    match &node.value {
        Value::Sequence(items) => {
            for item in items {
                let start = behind_blanks(text, at);
                if !part(text, start, text.len()).starts_with('-') {
                    return None;
                }
                let value = place(text, item, start + 1, in_brackets)?;
                let one = PlacedPart { key: None, start, sign_end: start + 1, lacks_colon: false, value };
                at = one.end();
                parts.push(one);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                let start = behind_blanks(text, at);
                let one = keyed(text, entry, start, in_brackets)?;
                at = one.end();
                parts.push(one);
            }
        }
        _ => return None,
    }
    let start = parts.first()?.start;
    let form = if in_brackets { Form::Pair } else { Form::Block };
    Some(ValuePlace { node, start, end: at, form, parts })
}

/// An entry that begins here.
fn keyed<'t>(
    text: &str,
    entry: &'t crate::yaml::MappingEntry,
    start: usize,
    in_brackets: bool,
) -> Option<PlacedPart<'t>> {
    if start > entry.key_span.start {
        return None;
    }
    let colon = behind_blanks(text, entry.key_span.end);
    let has_colon = part(text, colon, text.len()).starts_with(':');
    let sign_end = if has_colon { colon + 1 } else { entry.key_span.end };
    let value = place(text, &entry.node, sign_end, in_brackets)?;
    Some(PlacedPart { key: Some(&entry.key), start, sign_end, lacks_colon: !has_colon, value })
}

/// Whether two places stand in the same line.
pub fn share_line(text: &str, one: usize, other: usize) -> bool {
    line_start(text, one) == line_start(text, other)
}
