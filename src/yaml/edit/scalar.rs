//! A text in place of one that a person wrote: with the same quotation marks, where they can carry it.

use serde_json::Value as Json;

use super::lines::part;
use super::outline::{Form, PlacedPart, ValuePlace};
use super::proof::bare;
use crate::yaml::block_text::{BlockLines, folded, literal};
use crate::yaml::layout::quoted;
use crate::yaml::quotes::is_safe;
use crate::yaml::quotes::needs_escape;

/// No line of a text that is joined is made shorter.
const NARROWEST: usize = 60;

/// What stands behind a colon or a dash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What stands in the same line.
    pub head: String,
    /// The lines below, indented; mostly none.
    pub lines: String,
}

impl Written {
    /// Something in the same line.
    pub fn inline(head: impl Into<String>) -> Self {
        Self { head: head.into(), lines: String::new() }
    }
}

impl From<BlockLines> for Written {
    fn from(block: BlockLines) -> Self {
        Self { head: block.head, lines: block.lines }
    }
}

/// The ways in which a text can stand in place of an older one, the best first.
pub fn restyled(source: &str, old: &ValuePlace<'_>, new: &str, in_brackets: bool) -> Vec<Written> {
    let mut ways = Vec::new();
    match old.form {
        Form::Plain if is_safe(new, in_brackets) => ways.push(Written::inline(new)),
        Form::Single if !new.chars().any(needs_escape) => {
            ways.push(Written::inline(format!("'{}'", new.replace('\'', "''"))));
        }
        Form::BlockText(block) if !in_brackets => {
            let before = part(source, old.start, old.end);
            let mut sign: String =
                part(source, old.start, block.head_end).chars().filter(|one| !"+-".contains(*one)).collect();
            if let Some(indent) = block.indent {
                // Nobody can see the break that a `|` adds, and nobody means to take it away.
                let ends_in_one = bare(old.node).is_some_and(|text| !text.ends_with('\n'));
                let whole = match ends_in_one && !new.ends_with('\n') {
                    true => format!("{new}\n"),
                    false => new.to_owned(),
                };
                for new in [whole.as_str(), new] {
                    if block.is_folded {
                        let widest = before.lines().skip(1).map(|line| line.trim().chars().count()).max();
                        let width = widest.unwrap_or_default().max(NARROWEST);
                        ways.extend(folded(new, &sign, indent, width).map(Written::from));
                    }
                }
                if block.is_folded {
                    sign = sign.replace('>', "|");
                }
                for new in [whole.as_str(), new] {
                    ways.extend(literal(new, &sign, indent).map(Written::from));
                }
            }
        }
        _ => {}
    }
    ways.dedup();
    ways.push(Written::inline(quoted(new)));
    ways
}

/// Whether a text of several lines already stands in one line, with signs for its breaks.
pub fn is_escaped(source: &str, part_of: &PlacedPart<'_>) -> bool {
    part_of.value.form == Form::Double && part(source, part_of.value.start, part_of.value.end).contains("\\n")
}

/// Whether a value can stand in a line as it is: a number, a word, a text.
pub fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_))
}
