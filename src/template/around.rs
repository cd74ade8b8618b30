//! The helper `around`: words around a value, and nothing where there is no value.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::engine_values::{is_compound, is_nothing};
use crate::locale::fill;

/// `level | around(with="EQF {}", otherwise="as arranged")`: the value in its words; without a value the other words,
/// or nothing.
pub fn around(value: Value, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let pattern: &str = kwargs.must_get("with")?;
    if is_nothing(&value) {
        return Ok(Value::safe_string(kwargs.get::<&str>("otherwise")?.unwrap_or_default()));
    }
    if is_compound(&value) {
        return Err(Error::message(format!("`around` needs a text, and this is a {}", value.name())));
    }
    Ok(Value::safe_string(&fill(pattern, &[("", &state.escape_if_needed(&value)?)])))
}
