//! What a table cannot take back: that somebody objected to being written to.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::field::{Path, Step};
use super::layout;
use crate::email_address::{compared, is_same};

/// Whether a value of the file stays, whatever the table says, because somebody objected: the objection itself, its
/// day, and the address that it is about. `objected` has the addresses, as compared, of those who objected
/// elsewhere.
pub fn keeps(values: &Json, objected: &BTreeSet<String>, path: &Path, new: &Json) -> bool {
    let old = layout::get(values, &path.0);
    match path.0.as_slice() {
        [Step::Key(list), Step::Item(at), Step::Key(key)] if list == "contacts" => {
            let Some(contact) = values.get(list).and_then(|contacts| contacts.get(at)) else { return false };
            let says_so = contact.get("objected") == Some(&Json::Bool(true));
            let address = contact.get("email").and_then(Json::as_str).map(compared);
            let is_elsewhere = address.is_some_and(|address| objected.contains(&address));
            match key.as_str() {
                "objected" => (says_so || is_elsewhere) && *new != Json::Bool(true),
                "objected_on" => says_so && old.is_some_and(|old| old != new),
                "email" => {
                    let same = |old: &Json| {
                        let texts = (old.as_str(), new.as_str());
                        matches!(texts, (Some(old), Some(new)) if is_same(old, new))
                    };
                    (says_so || is_elsewhere) && old.is_some_and(|old| !same(old))
                }
                _ => false,
            }
        }
        [Step::Key(group), Step::Key(key)] if group == "logbook" && key == "status" => {
            let objected = Json::from("objected");
            old == Some(&objected) && *new != objected
        }
        _ => false,
    }
}
