//! The helper `around`: words around a value, and nothing where there is no value.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::engine_values::{is_compound, is_nothing};
use crate::locale::fill;

/// `level | around(with="EQF {}", otherwise="as arranged")`: the value in its words; without a value the other words,
/// or nothing. Of a list the items in theirs, `[time, city] | around(with="{1} in {2}")`, when all are there.
pub fn around(value: Value, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let pattern: &str = kwargs.must_get("with")?;
    if is_nothing(&value) {
        return Ok(Value::safe_string(kwargs.get::<&str>("otherwise")?.unwrap_or_default()));
    }
    if let Some(items) = value.as_array() {
        return all_around(items, pattern, &kwargs, state);
    }
    if is_compound(&value) {
        return Err(Error::message(format!("`around` needs a text, and this is a {}", value.name())));
    }
    Ok(Value::safe_string(&fill(pattern, &[("", &state.escape_if_needed(&value)?)])))
}

/// The items of a list in one pattern.
fn all_around(items: &[Value], pattern: &str, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    if items.iter().any(is_nothing) {
        return Ok(Value::safe_string(kwargs.get::<&str>("otherwise")?.unwrap_or_default()));
    }
    if items.iter().any(is_compound) {
        return Err(Error::message("the items of this list are no texts: name a field of each"));
    }
    let texts: Vec<String> =
        items.iter().map(|item| state.escape_if_needed(item)).collect::<TeraResult<_>>()?;
    let numbers: Vec<String> = (1..=texts.len()).map(|number| number.to_string()).collect();
    let named: Vec<(&str, &str)> =
        numbers.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    Ok(Value::safe_string(&fill(pattern, &named)))
}
