//! A log without what names somebody: the line stays, and in the place of the words stands that they were forgotten.
//!
//! What was retracted is known by a hash of the line; where that line changes, the one that retracts it changes along. An
//! address that nobody may write to stays as its hash.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::marks_of_person::Marks;
use crate::history::{LedgerEntry, mark_of_address};

/// What stands in the place of words that are forgotten.
pub const FORGOTTEN: &str = "(forgotten)";

/// A log without what names somebody, and in how many lines it did.
pub fn blotted(text: &str, marks: &Marks) -> (String, usize) {
    let mut new_marks: HashMap<String, String> = HashMap::new();
    let mut lines: Vec<String> = Vec::new();
    let mut number = 0;
    for line in text.lines() {
        match blotted_line(line, marks) {
            Some(other) => {
                number += 1;
                let mark = |line: &str| serde_json::from_str::<LedgerEntry>(line).ok()?.mark();
                if let (Some(before), Some(now)) = (mark(line), mark(&other)) {
                    new_marks.insert(before, now);
                }
                lines.push(other);
            }
            None => lines.push(line.to_owned()),
        }
    }
    if !new_marks.is_empty() {
        for line in &mut lines {
            if let Some((before, now)) = new_marks.iter().find(|(before, _)| line.contains(before.as_str())) {
                *line = line.replace(before.as_str(), now);
            }
        }
    }
    let mut whole = lines.join("\n");
    if text.ends_with('\n') {
        whole.push('\n');
    }
    (whole, number)
}

/// A line with other words, when it names somebody and can be read.
fn blotted_line(line: &str, marks: &Marks) -> Option<String> {
    let mut parts: Json = serde_json::from_str(line).ok()?;
    let is_objection = parts.get("what").and_then(Json::as_str) == Some("objected");
    let mut has_changed = false;
    if let Json::Object(map) = &mut parts {
        if is_objection {
            has_changed |= keep_as_hashes(map, marks);
        }
        for (key, value) in map.iter_mut() {
            // What kind of line it is, and when it was written, is nobody's name.
            if !matches!(key.as_str(), "at" | "what" | "fact" | "on" | "document" | "hashes" | "organisation")
            {
                has_changed |= blot(value, marks);
            }
        }
    }
    has_changed.then(|| parts.to_string())
}

/// Takes the addresses out of an objection that are somebody's, and keeps their hashes.
fn keep_as_hashes(parts: &mut Map<String, Json>, marks: &Marks) -> bool {
    let Some(Json::Array(addresses)) = parts.get_mut("addresses") else { return false };
    let is_theirs = |address: &Json| address.as_str().is_some_and(|address| marks.has_address(address));
    let hashes: Vec<Json> = addresses
        .iter()
        .filter(|address| is_theirs(address))
        .filter_map(|address| Some(Json::from(mark_of_address(address.as_str()?))))
        .collect();
    addresses.retain(|address| !is_theirs(address));
    let has_changed = !hashes.is_empty();
    if let Some(Json::Array(kept)) =
        has_changed.then(|| parts.entry("hashes").or_insert_with(|| Json::Array(Vec::new())))
    {
        kept.extend(hashes);
    }
    has_changed
}

fn blot(value: &mut Json, marks: &Marks) -> bool {
    match value {
        Json::String(text) if marks.found_in(text).is_some() => {
            FORGOTTEN.clone_into(text);
            true
        }
        Json::Array(items) => blot_all(items.iter_mut(), marks),
        Json::Object(parts) => blot_all(parts.values_mut(), marks),
        _ => false,
    }
}

/// The same in each of several; all of them are looked at.
fn blot_all<'v>(values: impl Iterator<Item = &'v mut Json>, marks: &Marks) -> bool {
    let mut is_changed = false;
    for value in values {
        is_changed |= blot(value, marks);
    }
    is_changed
}
