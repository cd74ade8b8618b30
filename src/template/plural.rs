//! The helper `plural`: the words that belong to a number.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::engine_values::is_missing;
use super::requirements::is_mark;
use super::select::OTHER;
use crate::locale::{Locale, fill};

/// What stands in front of an exact number: `is_2`.
pub const EXACT: &str = "is_";

/// The placeholder of the number in words.
pub const WORDS: &str = "words";

/// `weeks | plural(one="{} week", other="{} weeks")`: the words for a number, or for how many items a list has, by the
/// rules of the language. An exact number, `is_2="both"`, goes first.
pub fn plural(value: &Value, kwargs: &Kwargs, state: &State, locale: &Locale) -> TeraResult<Value> {
    let Some(other) = kwargs.get::<&str>(OTHER)? else {
        return Err(Error::message("`plural` needs `other`, the words for all other numbers"));
    };
    if is_missing(value) {
        return Ok(Value::undefined());
    }
    let number = match (value.as_array(), value.as_i128(), value.as_str()) {
        (Some(items), ..) => i128::try_from(items.len()).unwrap_or(i128::MAX),
        (_, Some(number), _) => number,
        // The gap of a draft.
        (_, _, Some(text)) if is_mark(text) => {
            let mark = state.escape_if_needed(value)?;
            return Ok(Value::safe_string(&fill(other, &[("", &mark), (WORDS, &mark)])));
        }
        _ => {
            let message = format!("`plural` needs a whole number or a list, and this is a {}", value.name());
            return Err(Error::message(message));
        }
    };
    let digits = number.to_string();
    let of = |name: &str| {
        let words = kwargs.iter().find(|(key, _)| key.as_str() == Some(name));
        words.and_then(|(_, words)| words.as_str())
    };
    let exact = of(&format!("{EXACT}{digits}"));
    let pattern = exact.or_else(|| of(locale.plural_category(number))).unwrap_or(other);
    let words = usize::try_from(number).map_or_else(|_| digits.clone(), |number| locale.number(number));
    let words = if state.autoescaping_enabled() { state.escape(&words)? } else { words };
    Ok(Value::safe_string(&fill(pattern, &[("", &digits), (WORDS, &words)])))
}
