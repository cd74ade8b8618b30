//! Characters that no font has, told at the field that they come from.

use serde_json::Value as Json;

use super::printed_fields::{last_name, plain_parts};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Document;
use crate::format::pdf;
use crate::partnership::Partnership;
use crate::schema::{Described, Record};
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
