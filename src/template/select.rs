//! The helper `select`: words by a key of the data.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::engine_values::{is_compound, is_nothing};
use super::requirements::is_mark;

/// The key that stands for all that have no words of their own.
pub const OTHER: &str = "other";

/// `frequency | select(quarterly="every three months", other="once a year")`: what was given for the key, else what was
/// given for the others, else nothing. The gap of a draft stays visible.
pub fn select(key: Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    if is_compound(&key) && !is_nothing(&key) {
        return Err(Error::message(format!("`select` needs a text, and this is a {}", key.name())));
    }
    if key.as_str().is_some_and(is_mark) {
        return Ok(key);
    }
    let of = |wanted: &str| kwargs.iter().find(|(name, _)| name.as_str() == Some(wanted));
    let own = if is_nothing(&key) { None } else { of(&key.to_string()) };
    Ok(own.or_else(|| of(OTHER)).map_or_else(|| Value::from(""), |(_, words)| words.clone()))
}
