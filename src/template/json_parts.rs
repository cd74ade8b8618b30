//! Parts of JSON objects.

use serde_json::Value as Json;

/// Sets a part of an object, when there is something to be set.
pub fn set_where_known(object: &mut Json, key: &str, value: Option<&Json>) {
    if let Some(value) = value {
        set(object, key, value.clone());
    }
}

/// Sets a part of an object.
pub fn set(object: &mut Json, key: &str, value: Json) {
    if let Json::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}
