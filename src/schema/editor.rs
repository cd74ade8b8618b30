//! The schema as an editor needs it.
//!
//! **Why another than the one that `check` uses.** An editor's language server guesses types before it
//! looks into the schema: `pic: 000000001` is a number to it, an empty value is `null`. Handclasp takes
//! both (every scalar stays as typed, what is empty counts as left out), so the editor must not mark them.

use serde_json::{Map, Value as Json, json};

use super::formats::FORMATS;

/// What stands in each schema file, so that it is known as ours and may be renewed.
pub const MARK: &str = "written by handclasp, which renews it; changes are lost";

/// The schema for an editor: JSON Schema 2020-12, with patterns for the formats that editors do not know.
fn for_editors(schema: &Json) -> Json {
    let mut schema = schema.clone();
    relax(&mut schema);
    // At the top, where somebody who opens the file sees it.
    let mut all = Map::new();
    all.insert("$comment".to_owned(), MARK.into());
    if let Json::Object(map) = schema {
        all.extend(map);
    }
    Json::Object(all)
}

/// The same as the text of a file.
pub fn text_for_editors(schema: &Json) -> String {
    // Printing a tree of JSON does not fail.
    serde_json::to_string_pretty(&for_editors(schema)).unwrap_or_default() + "\n"
}

fn relax(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.values_mut().for_each(relax);
            if let Some(Json::String(kind)) = map.get("type") {
                let kinds = match kind.as_str() {
                    "string" => json!(["string", "number", "null"]),
                    other => json!([other, "null"]),
                };
                map.insert("type".to_owned(), kinds);
            }
            if let Some(Json::Array(options)) = map.get_mut("enum") {
                options.push(Json::Null);
            }
            let format = map.get("format").and_then(Json::as_str);
            let known = FORMATS.iter().find(|known| Some(known.name) == format);
            if let Some((known, pattern)) = known.and_then(|known| Some((known, known.pattern?))) {
                map.remove("format");
                map.insert("pattern".to_owned(), pattern.into());
                // Not JSON Schema, but what language servers print in place of the pattern.
                map.insert("patternErrorMessage".to_owned(), format!("write {}", known.expected).into());
            }
            must_have_a_value(map);
            // Our own words mean nothing to an editor.
            map.retain(|key, _| !key.starts_with("x-"));
        }
        Json::Array(items) => items.iter_mut().for_each(relax),
        _ => {}
    }
}

/// What is required is not there when it is empty.
fn must_have_a_value(mapping: &mut Map<String, Json>) {
    let Some(Json::Array(required)) = mapping.get("required").cloned() else { return };
    let Some(Json::Object(properties)) = mapping.get_mut("properties") else { return };
    for name in required.iter().filter_map(Json::as_str) {
        let kinds = properties.get_mut(name).and_then(|property| property.get_mut("type"));
        if let Some(Json::Array(kinds)) = kinds {
            kinds.retain(|kind| kind != "null");
        }
    }
}
