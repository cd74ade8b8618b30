//! Which partners are meant: fields that they must have, as in `--where country=DE,AT`.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::diagnostic::words::{all as listed, did_you_mean, nearest};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::{PARTNER, Shape};

/// A field and the values that it may have: `country`, `DE,AT`.
pub type Condition = (String, String);

/// Whether a condition is about the events at which somebody meets a partner.
pub fn is_event(key: &str) -> bool {
    matches!(key, "event" | EVENTS)
}

/// The field with the events; a condition names one of them, and so calls it `event`.
const EVENTS: &str = "events";

/// Fields of conditions that no partner's file can have.
pub fn unknown(conditions: &[Condition]) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (key, _) in conditions.iter().filter(|(key, _)| !is_event(key)) {
        let mut shape = Shape::of(&PARTNER);
        for word in key.split('.') {
            let mapping = shape.items().unwrap_or(shape).as_mapping();
            let Some(next) = mapping.property(word) else {
                let mut diagnostic =
                    Diagnostic::error(codes::UNKNOWN_CONDITION, format!("a partner has no field `{key}`"));
                diagnostic.help = did_you_mean(word, &mapping.names());
                found.push(diagnostic);
                break;
            };
            shape = next;
        }
    }
    found
}

/// Whether a partner's values are those asked for; a list matches when one of its items does.
pub fn are_true(values: &Json, conditions: &[Condition]) -> bool {
    conditions.iter().all(|(key, wanted)| {
        let own = values_of(values, key);
        wanted.split(',').any(|one| own.iter().any(|value| value == one.trim()))
    })
}

/// The values that a partner has where a condition looks; those of a list one by one.
fn values_of(values: &Json, key: &str) -> Vec<String> {
    let pointer = format!("/{}", key.replace('.', "/"));
    let value = match key {
        "country" => values.pointer("/address/country").or_else(|| values.get("country")),
        key if is_event(key) => values.get(EVENTS),
        _ => values.pointer(&pointer),
    };
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    match value {
        Some(Json::Array(items)) => items.iter().map(text).collect(),
        Some(Json::Null) | None => Vec::new(),
        Some(value) => vec![text(value)],
    }
}

/// What somebody may have meant by a condition that is true of no partner.
pub fn meant(partners: &[Json], (key, wanted): &Condition) -> Option<String> {
    let there: BTreeSet<String> = partners.iter().flat_map(|values| values_of(values, key)).collect();
    let there: Vec<&str> = there.iter().map(String::as_str).filter(|value| is_short(value)).collect();
    let mut unknown = wanted.split(',').map(str::trim);
    if unknown.clone().any(|one| there.contains(&one)) {
        return None;
    }
    let near = unknown.find_map(|one| nearest(one, there.iter().copied()));
    let few = (1..=MOST_VALUES).contains(&there.len());
    match (near, there.as_slice()) {
        (_, []) => Some(format!("no partner’s file has a value for `{key}`")),
        (Some(near), all) if few && all.len() > 1 => {
            Some(format!("did you mean `{key}={near}`? The partners have {}", listed(all)))
        }
        (Some(near), _) => Some(format!("did you mean `{key}={near}`?")),
        (None, all) if few => Some(format!("for `{key}` the partners have {}", listed(all))),
        (None, _) => None,
    }
}

/// How many values a condition may choose from to be told.
const MOST_VALUES: usize = 12;

/// Whether a value is one to choose by, and not a text or a whole block.
fn is_short(value: &str) -> bool {
    value.chars().count() <= 40 && !value.starts_with(['{', '['])
}
