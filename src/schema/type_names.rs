//! What the types of the model are called, written where they stand in a schema: words for a form are kept by them.
//!
//! A schema is without references, which would be looked up for every value of every file; so nothing in it says any more
//! which type a part was. Another writing of the same schema, with references, tells.

use serde_json::Value as Json;

/// The key under which the name of a type stands.
pub(super) const TYPE_NAME: &str = "x-type";

/// Writes the names of types that have fields or are closed lists into a tidy schema, from the same one with references.
pub(super) fn name_types(tidy: &mut Json, referring: &Json) {
    if let (Some(name), Json::Object(map)) = (referring.get("title").and_then(Json::as_str), &mut *tidy) {
        map.insert(TYPE_NAME.to_owned(), name.into());
    }
    name_below(tidy, referring, referring);
}

fn name_below(tidy: &mut Json, node: &Json, root: &Json) {
    let (name, node) = resolved(node, root);
    let Json::Object(map) = tidy else { return };
    if let Some(name) = name.filter(|_| map.contains_key("properties") || map.contains_key("enum")) {
        map.insert(TYPE_NAME.to_owned(), name.into());
    }
    if let (Some(Json::Object(fields)), Some(Json::Object(others))) =
        (map.get_mut("properties"), node.get("properties"))
    {
        for (key, field) in fields {
            if let Some(other) = others.get(key) {
                name_below(field, other, root);
            }
        }
    }
    for key in ["items", "additionalProperties"] {
        if let (Some(part), Some(other)) = (map.get_mut(key), node.get(key)) {
            name_below(part, other, root);
        }
    }
}

/// What a part refers to, and the name by which it does.
fn resolved<'a>(mut node: &'a Json, root: &'a Json) -> (Option<&'a str>, &'a Json) {
    let mut name = None;
    loop {
        // What may be left out is written as one of two: it, or null.
        let options = node.get("anyOf").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let optional = options.iter().find(|_| options.len() == 2).filter(|one| one.get("$ref").is_some());
        let Some(target) = optional.unwrap_or(node).get("$ref").and_then(Json::as_str) else {
            return (name, node);
        };
        let Some(found) = root.pointer(target.trim_start_matches('#')) else { return (name, node) };
        name = target.rsplit('/').next();
        node = found;
    }
}
