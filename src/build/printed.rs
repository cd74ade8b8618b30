//! From what stands on a page back to the field that it comes from.

use crate::diagnostic::codes;
use serde_json::Value as Json;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::format::pdf;
use crate::partnership::Partnership;
use crate::schema::{Described, Record, is_language};
use crate::source::{SourceFile, Span};

/// Names the field that a character without a glyph comes from: one that the document prints, if it can be
/// told.
pub fn no_glyph(partnership: &Partnership<'_>, document: &Document, missing: char) -> Diagnostic {
    let code = missing as u32;
    let name = &document.meta.document;
    let diagnostic = Diagnostic::error(
        codes::NO_GLYPH,
        format!("no font has the character `{missing}` (U+{code:04X}), so `{name}` cannot be a PDF"),
    );
    let printed = pdf::letters(document);
    let further = || partnership.further.iter().find_map(|(_, other)| field_with(other, &printed, missing));
    let found = field_with(partnership.partner, &printed, missing)
        .or_else(|| field_with(partnership.institution, &printed, missing))
        .or_else(further);
    let help = "take the character out, or put a font that has it into `templates/fonts/`";
    match found {
        Some((file, span, field)) => diagnostic.at(file, &span, format!("in `{field}`")).help(help),
        None => diagnostic.help(format!("it stands in the template; {help}")),
    }
}

/// The file, place and name of the first field with a character in it that is among the printed letters.
fn field_with<'r, T: Described>(
    record: &'r Record<T>,
    printed: &str,
    wanted: char,
) -> Option<(&'r SourceFile, Span, String)> {
    let path = path_of(&record.values, printed, wanted)?;
    let whole = record.place(&path);
    let place = record.file.find(wanted.encode_utf8(&mut [0; 4]), &whole).unwrap_or(whole);
    Some((&record.file, place, last_name(&path)))
}

fn path_of(values: &Json, printed: &str, wanted: char) -> Option<Vec<String>> {
    let below = |name: String, value: &Json| {
        path_of(value, printed, wanted).map(|mut path| {
            path.insert(0, name);
            path
        })
    };
    match values {
        Json::String(text) => {
            let mut parts = plain_parts(text).filter(|part| part.contains(wanted));
            parts.any(|part| printed.contains(part.trim())).then(Vec::new)
        }
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(at.to_string(), item)),
        Json::Object(map) => map.iter().find_map(|(key, value)| below(key.clone(), value)),
        _ => None,
    }
}

/// How many letters a text has at least that somebody could shorten.
const SHORTEST: usize = 60;

/// A field with much text.
pub struct LongField<'r> {
    /// Its file.
    pub file: &'r SourceFile,
    /// Its place.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// How many letters of it are printed; those of a list together.
    pub letters: usize,
}

/// The fields that a document prints, those with the most letters first.
pub fn longest_fields<'r>(partnership: &Partnership<'r>, document: &Document) -> Vec<LongField<'r>> {
    let printed = pdf::letters(document);
    let mut fields = Vec::new();
    collect(partnership.partner, &printed, &mut fields);
    collect(partnership.institution, &printed, &mut fields);
    // Names and other short texts are as long as they are.
    fields.retain(|field| field.letters >= SHORTEST && !field.name.ends_with("name"));
    fields.sort_by_key(|field| std::cmp::Reverse(field.letters));
    fields
}

fn collect<'r, T: Described>(record: &'r Record<T>, printed: &str, fields: &mut Vec<LongField<'r>>) {
    let mut found = Vec::new();
    measure(&record.values, printed, &mut Vec::new(), &mut found);
    fields.extend(found.into_iter().map(|(path, letters)| LongField {
        file: &record.file,
        span: record.place(&path),
        name: last_name(&path),
        letters,
    }));
}

/// The letters of each text, and of each list of texts, by path.
fn measure(value: &Json, printed: &str, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) {
    let mut go = |name: String, value: &Json, found: &mut Vec<(Vec<String>, usize)>| {
        path.push(name);
        measure(value, printed, path, found);
        path.pop();
    };
    match value {
        Json::String(text) if printed.contains(plain_part(text)) => {
            found.push((path.clone(), text.chars().count()));
        }
        Json::Object(map) => map.iter().for_each(|(key, value)| go(key.clone(), value, found)),
        Json::Array(items) => {
            let mut inside = Vec::new();
            for (at, item) in items.iter().enumerate() {
                go(at.to_string(), item, &mut inside);
            }
            let of_texts = items.iter().all(Json::is_string);
            if of_texts && !inside.is_empty() {
                found.push((path.clone(), inside.iter().map(|(_, letters)| letters).sum()));
            } else {
                found.extend(inside);
            }
        }
        _ => {}
    }
}

/// The longest part of a text that looks on the page as it does in the file, whether it is Markdown or not.
fn plain_part(text: &str) -> &str {
    plain_parts(text).max_by_key(|part| part.len()).unwrap_or(text).trim()
}

/// The parts of a text between what may be signs of Markdown.
fn plain_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_control() || "*_`[](){}<>\\\"'~".contains(one))
}

/// The name of the field at a path: neither the number of an item nor the language of a text.
fn last_name(path: &[String]) -> String {
    let is_tag = |name: &str| (name.len() == 2 || name.contains('-')) && is_language(name);
    let mut names = path.iter().rev().filter(|name| name.parse::<usize>().is_err());
    let last = names.next();
    let name = match last {
        Some(tag) if is_tag(tag) => names.next().or(last),
        other => other,
    };
    name.cloned().unwrap_or_default()
}
