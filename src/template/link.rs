//! The helper `link`: an address that can be clicked.

use tera::{ArgFromValue, Kwargs, State, TeraResult, Value};

use super::engine_values::{is_missing, is_nothing};

/// `website | link` or `website | link(words="our website")`: a web or email address as a link. The gap of a draft stays
/// text.
pub fn link(address: Value, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    if is_missing(&address) {
        return Ok(Value::undefined());
    }
    let text = <&str>::from_value(&address)?;
    let shown = state.escape_if_needed(&address)?;
    if text.is_empty() || text.starts_with('[') {
        return Ok(Value::safe_string(&shown));
    }
    let words = match kwargs.get::<Value>("words")?.filter(|words| !is_nothing(words)) {
        Some(words) => state.escape_if_needed(&words)?,
        None => shown.clone(),
    };
    let scheme = if text.contains("://") { "" } else { "mailto:" };
    Ok(Value::safe_string(&format!("[{words}](<{scheme}{shown}>)")))
}
