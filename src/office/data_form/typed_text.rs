//! What somebody typed, as it is meant: without blanks at the ends, with the line ends of our files, a partner by the name
//! of its file.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::filled::{FilledValue, VALUE};
use crate::letters;
use crate::schema::{FieldKind, FormType};

/// Organisations by what a form calls them; each name with the one of the file behind it in brackets, so that nobody is
/// taken for another.
pub type NamedPartners = BTreeMap<String, String>;

/// A text as a form has it: nobody means the blanks at the ends, and browsers have line ends of their own.
pub fn plain_lines(text: &str) -> String {
    // A page cannot hold this letter; a browser puts another one in its place.
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}").trim().to_owned()
}

/// Everything in a form, as it is meant.
pub fn meant(form: &FormType, filled: &mut FilledValue, partners: &NamedPartners) {
    for field in &form.fields {
        if let Some((_, part)) = filled.parts.iter_mut().find(|(name, _)| *name == field.key) {
            meant_in(&field.kind, part, partners);
        }
    }
}

fn meant_in(kind: &FieldKind, filled: &mut FilledValue, partners: &NamedPartners) {
    for text in &mut filled.said {
        *text = letters::composed(&plain_lines(text)).into_owned();
        match kind {
            FieldKind::PartnerName => {
                if let Some(name) = partners.get(text.as_str()) {
                    text.clone_from(name);
                }
            }
            // As browsers write it.
            FieldKind::DateTime if text.len() == 16 && text.as_bytes().get(10) == Some(&b'T') => {
                text.replace_range(10..11, " ");
            }
            _ => {}
        }
    }
    for (name, part) in &mut filled.parts {
        match kind {
            FieldKind::Group(form) => {
                if let Some(field) = form.field(name) {
                    meant_in(&field.kind, part, partners);
                }
            }
            FieldKind::Entries(entry) => meant(entry, part, partners),
            FieldKind::List(item) => meant_in(item, part, partners),
            FieldKind::ByPartner(each) => {
                for (name, part) in &mut part.parts {
                    let kind = if name == VALUE { each } else { &FieldKind::PartnerName };
                    meant_in(kind, part, partners);
                }
            }
            _ => meant_in(&FieldKind::Line(None), part, partners),
        }
    }
}

/// What is written into a file for a text: a number and yes or no as such, all else as text.
pub fn written(kind: &FieldKind, text: &str) -> Json {
    let is_number =
        |text: &str| text.bytes().all(|one| one.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    match (kind, text) {
        (FieldKind::YesNo, "true") => Json::Bool(true),
        (FieldKind::YesNo, "false") => Json::Bool(false),
        (FieldKind::Number { .. }, digits) if is_number(digits) => match digits.parse::<u64>() {
            Ok(number) => number.into(),
            Err(_) => digits.into(),
        },
        (_, text) => text.into(),
    }
}
