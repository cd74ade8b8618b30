//! Keys that are no fields: misspelt, one level too high or too low, a path with points between, a sign that is missing.

use super::meant;
use super::places::{entry, key_span, node_at};
use super::shape::Shape;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use crate::diagnostic::words::{alternatives, did_you_mean, nearest};
use crate::source::SourceFile;
use crate::yaml::{MappingEntry, Node, Value};

/// That there is no such field in a place, and what was most likely meant.
pub fn field(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    key: &str,
    shape: Option<Shape<'_>>,
    root: Shape<'_>,
) -> Diagnostic {
    let mut own = path.to_vec();
    own.push(key.to_owned());
    let found = entry(tree, &own);
    let known = shape.map(|shape| shape.as_mapping().names()).unwrap_or_default();
    let problem = Diagnostic::error(codes::UNKNOWN_KEY, format!("there is no field `{key}` here")).at(
        file,
        &key_span(tree, &own),
        "unknown",
    );
    let help = path_of_names(file, tree, path, key, found, shape, root)
        .or_else(|| sign_after_name(key, &known))
        .or_else(|| behind_comma(file, tree, path, key, &known))
        .or_else(|| elsewhere(file, tree, key, found, &known, root))
        .or_else(|| did_you_mean(key, &known))
        .unwrap_or_else(|| "`handclasp new NAME` writes a file that explains every field".to_owned());
    problem.help(help)
}

/// A name that is known, with something behind it that is no colon and space.
fn sign_after_name(key: &str, known: &[&str]) -> Option<String> {
    let bare = key.trim_matches(['"', '\'', '“', '”', '„', '«', '»', '`', '*', '-', ' ', ':']);
    if bare != key && known.contains(&bare) {
        return Some(format!("write the name without signs around it: `{bare}`"));
    }
    let end = key.find(|one: char| !one.is_ascii_alphanumeric() && one != '_')?;
    let (name, rest) = key.split_at(end);
    if !known.contains(&name) {
        return None;
    }
    let value = rest.trim_start_matches([' ', ':', '=', '：', ';', '>', '-', '\t']).trim_end();
    if value.is_empty() {
        return None;
    }
    if rest.starts_with(": ") {
        return Some(format!("quotation marks stand around the text only: `{name}: {value}`"));
    }
    Some(match rest.chars().next() {
        Some(':') => format!("put a space after the colon: `{name}: {value}`"),
        _ => format!("a colon and a space stand behind the name: `{name}: {value}`"),
    })
}

/// A path of names, as messages show it: `mobility.flows.learners`.
fn path_of_names(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    key: &str,
    found: Option<&MappingEntry>,
    here: Option<Shape<'_>>,
    root: Shape<'_>,
) -> Option<String> {
    let parts = key.split(['.', '/', '>', '→', '[', ']', '\\']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty() && part.parse::<usize>().is_err()).collect();
    let parts = match parts.as_slice() {
        ["partner" | "institution", rest @ ..] => rest,
        all => all,
    };
    if parts.len() < 2 && parts.first().is_none_or(|only| *only == key) {
        return None;
    }
    // A path is meant from the margin on, or from where it stands.
    let here = here.filter(|_| !path.is_empty());
    let (names, shape, is_here) = here
        .and_then(|here| Some((names_along(here, parts)?, here, true)))
        .or_else(|| Some((names_along(root, parts)?, root, false)))?;
    let value = written_value(file, found);
    if is_here {
        let lines = nested_lines(shape, &names, &value)?;
        return Some(format!("write each name on a line of its own, indented:\n{lines}"));
    }
    lines_at_margin(file, tree, root, &names, &value, "write each name on a line of its own, indented")
}

/// The names of a path as they are known, each corrected when it is misspelt.
fn names_along(shape: Shape<'_>, parts: &[&str]) -> Option<Vec<String>> {
    let mut shape = shape;
    let mut names = Vec::new();
    for part in parts {
        let group = shape.items().unwrap_or(shape).as_mapping();
        let name = match group.property(part) {
            Some(_) => (*part).to_owned(),
            None => nearest(part, group.names())?.to_owned(),
        };
        shape = group.property(&name)?;
        names.push(name);
    }
    Some(names)
}

/// The lines to paste at the left margin, or below those that stand there already.
fn lines_at_margin(
    file: &SourceFile,
    tree: &Node,
    root: Shape<'_>,
    names: &[String],
    value: &str,
    start: &str,
) -> Option<String> {
    let lines = nested_lines(root, names, value)?;
    let first = names.first()?;
    Some(match tree.entry(first) {
        Some(known) => {
            let line = file.position(known.key_span.start).line;
            format!("{start}; `{first}` stands in line {line} already, the rest belongs below it:\n{lines}")
        }
        None => format!("{start}:\n{lines}"),
    })
}

/// A path as lines below one another, the value behind the last.
fn nested_lines(shape: Shape<'_>, names: &[String], value: &str) -> Option<String> {
    let mut shape = shape;
    let mut indent = 0;
    let mut lines = Vec::new();
    let mut hyphen = "";
    for (at, name) in names.iter().enumerate() {
        shape = shape.items().unwrap_or(shape).as_mapping().property(name)?;
        let start = format!("{}{hyphen}{name}:", " ".repeat(indent));
        indent += 2 + hyphen.len();
        let is_last = at + 1 == names.len();
        let is_list = shape.items().is_some();
        hyphen = if is_list { "- " } else { "" };
        lines.push(match (is_last, is_list) {
            (true, true) if !value.starts_with('[') => format!("{start} [{value}]"),
            (true, _) => format!("{start} {value}"),
            (false, _) => start,
        });
    }
    Some(lines.join("\n"))
}

/// A value as it stands in the file, when it is short enough to be shown.
fn written_value(file: &SourceFile, found: Option<&MappingEntry>) -> String {
    let written = found.map(|entry| match entry.node.value {
        Value::Scalar { .. } => file.slice(&entry.node.span).trim(),
        _ => "",
    });
    match written {
        Some(written) if !written.is_empty() && written.len() <= 80 && !written.contains('\n') => {
            written.to_owned()
        }
        _ => "…".to_owned(),
    }
}

/// What stands behind a comma that belongs to a text or to a number: `{function: Head, sales}`, `{learners: 1,240}`.
fn behind_comma(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    key: &str,
    known: &[&str],
) -> Option<String> {
    let parent = node_at(tree, path)?;
    let Value::Mapping(entries) = &parent.value else { return None };
    let at = entries.iter().position(|entry| entry.key == key)?;
    let own = entries.get(at)?;
    let before = entries.get(at.checked_sub(1)?)?;
    let behind = file.text().get(own.key_span.end..)?.trim_start();
    let between = file.text().get(before.key_span.end..own.key_span.start)?;
    if own.node.value != Value::Null
        || behind.starts_with(':')
        || !between.trim_end().ends_with(',')
        || known.contains(&key)
    {
        return None;
    }
    if before.node.value == Value::Null {
        return Some(
            "a comma separates entries; put a text with a comma in quotes, write a number without one"
                .to_owned(),
        );
    }
    let written = file.slice(&before.node.span).trim();
    let name = &before.key;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    if is_number(written) && is_number(key) {
        let path: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
        if let Some(help) = meant::centimetres(&path, &format!("{written}.{key}")) {
            return Some(format!("a comma separates entries; {help}"));
        }
        if key.len() == 3 {
            return Some(format!(
                "a comma separates entries; write the number without it: `{name}: {written}{key}`"
            ));
        }
        return Some(format!("a comma separates entries; a number here is a whole one: `{name}: {written}`"));
    }
    let text = format!("{}, {key}", written.trim_matches('"'));
    Some(format!("a comma separates entries; put a text with a comma in quotes: `{name}: \"{text}\"`"))
}

/// The digits behind the comma of a number between brackets, which YAML takes for an entry of its own: `{left: 2,5}`.
pub fn digits_behind_comma<'t>(tree: &'t Node, path: &[String]) -> Option<&'t str> {
    let (name, parents) = path.split_last()?;
    let Value::Mapping(entries) = &node_at(tree, parents)?.value else { return None };
    let at = entries.iter().position(|entry| entry.key == *name)?;
    let next = entries.get(at + 1).filter(|next| next.node.value == Value::Null)?;
    next.key.bytes().all(|one| one.is_ascii_digit()).then_some(next.key.as_str())
}

/// Where a field of this name is known, when it is none of this place.
fn elsewhere(
    file: &SourceFile,
    tree: &Node,
    key: &str,
    found: Option<&MappingEntry>,
    known: &[&str],
    root: Shape<'_>,
) -> Option<String> {
    if nearest(key, known.iter().copied()).is_some() {
        return None;
    }
    let homes = homes_of(root, key);
    if homes.contains(&String::new()) {
        return Some(format!("`{key}` belongs at the left margin"));
    }
    match homes.as_slice() {
        [] => None,
        [only] => {
            let names: Vec<String> = only.split('.').chain([key]).map(str::to_owned).collect();
            let start = format!("`{key}` belongs under `{only}`, indented");
            lines_at_margin(file, tree, root, &names, &written_value(file, found), &start)
        }
        several => Some(format!("`{key}` belongs under {}, indented", alternatives(several))),
    }
}

/// Where a key is known, by the keys around it.
pub fn homes_of(root: Shape<'_>, key: &str) -> Vec<String> {
    fn search(shape: Shape<'_>, key: &str, path: &str, homes: &mut Vec<String>) {
        for name in shape.names() {
            if name == key {
                homes.push(path.to_owned());
            }
            let Some(field) = shape.property(name).filter(|field| field.text_kind().is_none()) else {
                continue;
            };
            let inner = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            search(field.items().unwrap_or(field), key, &inner, homes);
        }
    }
    let mut homes = Vec::new();
    search(root, key, "", &mut homes);
    homes
}
