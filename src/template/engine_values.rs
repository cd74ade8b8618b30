//! The engine's values, looked into: fields of groups, texts of lists, what is not there.

use tera::{ArgFromValue, Error, Kwargs, State, TeraResult, Value};

/// The value of a group's field.
pub fn entry<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let found = value.as_map()?.iter().find(|(name, _)| name.as_str() == Some(key));
    found.map(|(_, value)| value)
}

/// The text of a group's field; none when it is empty.
pub fn field(value: &Value, key: &str) -> Option<String> {
    let text = entry(value, key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// The items of a list as texts.
///
/// # Errors
/// That it is no list, or that its items are no texts.
pub fn strings(items: &Value) -> TeraResult<Vec<String>> {
    let items = list(items)?;
    if items.iter().any(is_compound) {
        return Err(Error::message("the items of this list are no texts: name a field of each"));
    }
    Ok(items.iter().map(ToString::to_string).collect())
}

/// The items of a list.
///
/// # Errors
/// That it is no list.
pub fn list(value: &Value) -> TeraResult<&[Value]> {
    value.as_array().ok_or_else(|| Error::message("a list is needed here"))
}

/// Texts as a value.
pub fn values(lines: Vec<String>) -> Value {
    Value::from(lines.into_iter().map(Value::from).collect::<Vec<_>>())
}

/// Whether a value was not given at all.
pub fn is_missing(value: &Value) -> bool {
    value.is_undefined() || value.is_none()
}

/// Whether there is nothing to print in a value: it was not given, or it is empty.
pub fn is_nothing(value: &Value) -> bool {
    is_missing(value)
        || value.as_str().is_some_and(str::is_empty)
        || value.as_array().is_some_and(<[Value]>::is_empty)
        || value.as_map().is_some_and(|map| map.is_empty())
}

/// Whether a value is a list or a group of fields, which is no text.
pub fn is_compound(value: &Value) -> bool {
    value.is_array() || value.is_map()
}

/// A text that was made from a value, and as safe as that: what is escaped is not escaped again.
pub fn as_safe_as(value: &Value, text: String) -> Value {
    if value.is_string() && value.is_safe() { Value::safe_string(&text) } else { Value::from(text) }
}

/// A filter that lets through what was not given; to print that stays an error.
pub fn passing(
    filter: impl Fn(Value, &Kwargs, &State<'_>) -> TeraResult<Value> + Sync + Send + 'static,
) -> impl Fn(Value, Kwargs, &State<'_>) -> TeraResult<Value> + Sync + Send + 'static {
    move |value, kwargs, state| {
        if is_missing(&value) { Ok(Value::undefined()) } else { filter(value, &kwargs, state) }
    }
}

/// The same for a filter of a text.
pub fn passing_text(
    filter: impl Fn(&str, &Kwargs, &State<'_>) -> TeraResult<Value> + Sync + Send + 'static,
) -> impl Fn(Value, Kwargs, &State<'_>) -> TeraResult<Value> + Sync + Send + 'static {
    passing(move |value, kwargs, state| filter(<&str>::from_value(&value)?, kwargs, state))
}
