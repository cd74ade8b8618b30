//! A tree's letters → JSON values of the types that the schema asks for.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::shape::Shape;
use super::slips;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::email_address;
use crate::letters;
use crate::source::SourceFile;
use crate::telephone;
use crate::yaml::{Node, Value};

/// The values of a tree.
///
/// Where the schema wants text, the letters stay as typed, but for blanks at the ends; where it wants a number or a boolean, plain
/// letters that are one become one. A key with nothing behind it is left out, and so are characters of a name that
/// nobody sees. Characters that no document can show are refused, a line break in a text of one line too.
pub fn values(file: &SourceFile, tree: &Node, shape: Shape<'_>, found: &mut Diagnostics) -> Json {
    convert(file, tree, Some(shape), ("", false), found)
}

fn convert(
    file: &SourceFile,
    node: &Node,
    shape: Option<Shape<'_>>,
    (name, is_text): (&str, bool),
    found: &mut Diagnostics,
) -> Json {
    let is_text = is_text || shape.is_some_and(|shape| shape.text_kind().is_some());
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar { text, plain } => {
            if *plain && let Some(typed) = shape.and_then(|shape| as_typed(text, shape)) {
                return typed;
            }
            // Nobody means the blanks at the ends, or the line break behind a block of text (`|`, `>`).
            let prose = shape.is_some_and(Shape::is_prose);
            // In a pattern they are meant: it is set between others.
            let is_pattern = shape.and_then(Shape::format) == Some("pattern");
            let written = if is_pattern { text.as_str() } else { text.trim() };
            let text = if is_pattern { Cow::Borrowed(written) } else { spaced(written, prose, is_text) };
            let text = &*text;
            if text.is_empty() {
                return Json::Null;
            }
            let is_free = shape.is_some_and(|shape| {
                shape.allows("string") && shape.format().is_none() && shape.options().is_none()
            });
            let field = slips::TextField { name, is_text, is_prose: prose, is_free };
            found.extend(slips::in_text(file, node, text, *plain, field));
            if shape.is_none_or(|shape| shape.allows("string")) {
                found.extend(slips::joined_list(file, node, written, prose, name));
            }
            if let Some(refused) = text.chars().find(|one| is_refused(*one, prose)) {
                let problem = match refused {
                    '\n' | '\t' if is_escaped(file.slice(&node.span)) => {
                        backslash(file.slice(&node.span), name)
                    }
                    _ => refuse(refused, name),
                };
                found.push(problem.at(file, &node.span, ""));
            }
            found.extend(endless(text, prose, name).map(|problem| problem.at(file, &node.span, "")));
            let format = shape.and_then(Shape::format);
            if format == Some("phone") && telephone::is_international(text) {
                found.extend(
                    telephone::doubt(text).map(|doubt| odd_phone(&doubt, text).at(file, &node.span, "")),
                );
            }
            if format == Some("email") {
                return Json::String(email_address::shown(text).into_owned());
            }
            // Where a line may break in prose is a person's to say; in a name nobody sees it, and it is in the way.
            if prose || format.is_some() {
                return Json::String(text.to_owned());
            }
            match letters::seen(text).trim() {
                "" => Json::Null,
                text => Json::String(text.to_owned()),
            }
        }
        Value::Sequence(items) => {
            let shape = shape.and_then(Shape::items);
            let items = items.iter().map(|item| convert(file, item, shape, (name, false), found));
            Json::Array(items.collect())
        }
        Value::Mapping(entries) => {
            let shape = shape.map(Shape::as_mapping);
            let known = shape.is_some_and(|shape| shape.fields().is_some());
            let entries = entries.iter().filter_map(|entry| {
                let shape = shape.and_then(|shape| shape.property(&entry.key));
                // Of a text by language the field is told, not the language.
                let name = if is_text { name } else { &entry.key };
                let value = convert(file, &entry.node, shape, (name, is_text), found);
                if entry.node.value == Value::Null {
                    found.extend(slips::note_in_place_of_value(file, entry));
                }
                // An empty key counts as left out, but for one that nobody knows: `objected:true`.
                let unknown = known && shape.is_none();
                (value != Json::Null || unknown).then(|| (entry.key.clone(), value))
            });
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// A text with the blanks that were meant: a name, a town, a street have plain ones; in a sentence a single blank that
/// holds a line together may be wanted; in prose all are a person's to set, but for tabs, which pages do not have. Line
/// breaks stay, they are told.
fn spaced(text: &str, prose: bool, is_text: bool) -> Cow<'_, str> {
    if prose {
        return without_tabs(text);
    }
    if text.contains('\n') {
        return Cow::Borrowed(text);
    }
    if is_text { letters::evenly_spaced(text) } else { letters::plainly_spaced(text) }
}

/// Prose with a blank in place of each tab inside a line; in front of a line they say how deep a point stands.
fn without_tabs(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let even = |line: &str| {
        let words = line.trim_start_matches([' ', '\t']);
        let front = &line[..line.len() - words.len()];
        format!("{}{}", front.replace('\t', "    "), words.replace('\t', " "))
    };
    Cow::Owned(text.split('\n').map(even).collect::<Vec<_>>().join("\n"))
}

/// That a telephone number can hardly be right.
fn odd_phone(doubt: &telephone::Doubt, text: &str) -> Diagnostic {
    let message = format!("`{text}` can hardly be called from abroad: {}", doubt.message);
    Diagnostic::warning(codes::ODD_PHONE, message).help(doubt.help.clone())
}

/// Whether a value stands in double quotes and has a backslash that makes a line break or a tab.
fn is_escaped(written: &str) -> bool {
    written.starts_with('"') && !written.contains('\n') && written.contains('\\')
}

/// That a backslash made another character of the letter behind it: `"C:\new"`.
fn backslash(written: &str, name: &str) -> Diagnostic {
    let letters = written.trim_matches('"').replace('\'', "''");
    let message = format!("a backslash in `{name}` has a meaning of its own in double quotes");
    Diagnostic::error(codes::CHARACTER_REFUSED, message)
        .help(format!("put the text in single quotes: `{name}: '{letters}'`"))
}

fn as_typed(text: &str, shape: Shape<'_>) -> Option<Json> {
    if shape.allows("string") {
        return None;
    }
    if shape.allows("boolean") {
        return match text {
            "true" | "True" | "TRUE" | "yes" | "Yes" => Some(Json::Bool(true)),
            "false" | "False" | "FALSE" | "no" | "No" => Some(Json::Bool(false)),
            _ => None,
        };
    }
    if shape.allows("integer") || shape.allows("number") {
        return text.parse::<i64>().ok().map(Json::from);
    }
    None
}

/// The most letters of a text of one line, of prose, and of a single word: far more than anybody writes,
/// and less than a page breaks on (PDF/A allows 32,767 bytes in a string).
const LONGEST_LINE: usize = 2_000;
const LONGEST_PROSE: usize = 20_000;
const LONGEST_WORD: usize = 1_000;

/// That a text has no end, as when a file was pasted into it.
fn endless(text: &str, prose: bool, name: &str) -> Option<Diagnostic> {
    // Bytes are counted faster, and there are never fewer of them.
    if text.len() <= LONGEST_WORD {
        return None;
    }
    let most = if prose { LONGEST_PROSE } else { LONGEST_LINE };
    let letters = text.chars().count();
    // Thai, Chinese, Japanese and Korean are written without blanks.
    let has_blanks = |word: &&str| word.chars().all(|one| one < '\u{e00}');
    let words = text.split_whitespace().filter(has_blanks);
    let word = words.map(|word| word.chars().count()).max().unwrap_or_default();
    let message = if letters > most {
        format!("`{name}` has {letters} letters; it can have {most}")
    } else if word > LONGEST_WORD {
        format!("`{name}` has a word of {word} letters; a word can have {LONGEST_WORD}")
    } else {
        return None;
    };
    let help = "something was probably pasted here by mistake; write what is to be printed";
    Some(Diagnostic::error(codes::ENDLESS_TEXT, message).help(help))
}

/// Control characters, line breaks in a text of one line, and the invisible marks that turn the
/// direction of writing round (they make a page say another thing than the file).
fn is_refused(one: char, prose: bool) -> bool {
    match one {
        '\n' | '\t' => !prose,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => true,
        one => one.is_control(),
    }
}

fn refuse(one: char, name: &str) -> Diagnostic {
    let (what, help) = match one {
        '\n' | '\u{2028}' | '\u{2029}' => {
            ("a line break", "write it on one line, or use `>` in place of `|`, which joins the lines")
        }
        '\t' => {
            ("a tab", "write a blank in its place; it often comes along when text is copied from a table")
        }
        '\u{e000}'..='\u{f8ff}' => {
            ("a character of a private font", "delete it and type the character again from the keyboard")
        }
        '\u{fffd}' => {
            ("a letter that was lost", "type the letter again; it was lost when the text was copied or saved")
        }
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
            "an invisible mark that reverses the direction of writing",
            "delete it; it often comes along when text is copied from a web page",
        ),
        _ => (
            "an invisible control character",
            "delete it; it often comes along when text is copied from another program",
        ),
    };
    let code = one as u32;
    Diagnostic::error(codes::CHARACTER_REFUSED, format!("{what} (U+{code:04X}) in `{name}`")).help(help)
}
