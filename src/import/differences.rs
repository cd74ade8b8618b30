//! What the table says of a partner that is there, beside what its file says.

use serde_json::Value as Json;

use super::field::NOTES;
use super::new_file::new_file;
use super::path::Path;
use super::row_content::SourcedValue;
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address::is_same;
use crate::model::Partner;
use crate::schema::{PARTNER, Record, Shape};
use crate::source::SourceFile;
use crate::workspace::PARTNERS;
use crate::yaml::layout;
use crate::yaml::path::{PathStep, get};

/// The values, with notes as entries behind those of the logbook; those that stand there already are left out.
pub fn with_new_notes(given: &[SourcedValue], values: &Json) -> Vec<SourcedValue> {
    let mut all = Vec::new();
    for one in given {
        let (true, Json::Array(notes)) = (one.path.to_string() == NOTES, &one.value) else {
            all.push(one.clone());
            continue;
        };
        let there = get(values, &one.path.0).and_then(Json::as_array);
        let is_new = |note: &&Json| {
            !there.is_some_and(|there| there.iter().any(|old| old.get("summary") == note.get("summary")))
        };
        let new: Vec<Json> = notes.iter().filter(is_new).cloned().collect();
        match there {
            _ if new.is_empty() => {}
            None => all.push(SourcedValue { value: Json::Array(new), ..one.clone() }),
            Some(there) => all.extend(new.into_iter().enumerate().map(|(at, value)| {
                let path = one.path.and(PathStep::Item(there.len() + at));
                SourcedValue { path, value, ..one.clone() }
            })),
        }
    }
    all
}

/// Why a value cannot be put into a file: the schema forbids it, or the place is written otherwise.
pub fn not_merged(id: &str, one: &SourcedValue, old: Option<&Json>) -> Diagnostic {
    let file = format!("`{PARTNERS}/{id}.yaml`");
    let path = &one.path;
    let by_language = |value: &Json| value.is_object();
    let several = match old {
        Some(Json::Array(items)) => items.iter().any(by_language),
        Some(old) => by_language(old),
        None => false,
    };
    if several {
        return Diagnostic::error(
            codes::NOT_MERGED,
            format!("`{path}` has a text for each language in {file}"),
        )
        .help(format!("name the language in the column’s name: `{path}.en`, or change it in the file"));
    }
    // The value on its own tells what the schema has against it.
    let mut values =
        vec![(Path::key("legal_name"), Json::from("x")), (Path::key("kind"), Json::from("other"))];
    values.retain(|(other, _)| other != path);
    let mut steps = path.clone();
    for step in &mut steps.0 {
        if let PathStep::Item(at) = step {
            *at = 0;
        }
    }
    values.push((steps, one.value.clone()));
    let text = new_file(values.iter().map(|(path, value)| (path, value))).text;
    let refused = Record::<Partner>::read(SourceFile::new("", text)).err();
    match refused.as_ref().and_then(|found| found.iter().find(|one| one.code != codes::MISSING_KEY)) {
        Some(problem) => {
            let mut told = Diagnostic::error(codes::BAD_CELL, problem.message.clone());
            told.help.clone_from(&problem.help);
            told
        }
        None => Diagnostic::error(
            codes::NOT_MERGED,
            format!("`{path}` cannot be put into {file} without changing more"),
        )
        .help(format!(
            "nothing was changed in the file; write it there yourself: {}",
            layout::flow(&Shape::of(&PARTNER), &path.0, &one.value)
        )),
    }
}

/// Whether a text that stands by language in the file is the one of the table.
pub fn is_said_already(old: Option<&Json>, new: &Json) -> bool {
    match (old, new) {
        (Some(Json::Object(texts)), Json::String(_)) => texts.values().any(|text| text == new),
        (Some(Json::Array(old)), Json::Array(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| old == new || is_said_already(Some(old), new))
        }
        _ => false,
    }
}

/// Whether an email address differs in capitals only, or in the form of its domain: it is one mailbox.
pub fn is_same_mailbox(one: &SourcedValue, old: Option<&Json>) -> bool {
    let texts = old.and_then(Json::as_str).zip(one.value.as_str());
    one.path.last() == "email" && texts.is_some_and(|(old, new)| is_same(old, new))
}

/// Whether a text is another with `?` in place of letters that the table’s encoding did not have.
pub fn has_lost_letters(old: &str, new: &str) -> bool {
    let mut lost = false;
    old.chars().count() == new.chars().count()
        && old.chars().zip(new.chars()).all(|(old, new)| {
            let gone = new == '?' && !old.is_ascii();
            lost |= gone;
            gone || old == new
        })
        && lost
}
