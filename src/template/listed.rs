//! The helpers for lists: `present`, `joined`, `lines`.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::engine_values::{is_compound, is_missing, is_nothing, list};
use super::requirements::is_mark;

/// `[a, b] | present`: the items that there are.
pub fn present(items: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    if is_missing(&items) {
        return Ok(Value::undefined());
    }
    Ok(Value::from(of(&items)?.into_iter().filter(|item| !is_nothing(item)).collect::<Vec<_>>()))
}

/// `[a, b] | joined(with=" · ")`: the items in a row.
pub fn joined(items: Value, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let between: &str = kwargs.must_get("with")?;
    in_a_row(&items, between, state)
}

/// `[a, b] | lines`: each item on a line of its own.
pub fn lines(items: Value, _: Kwargs, state: &State) -> TeraResult<Value> {
    let between = if state.autoescaping_enabled() { "\\\n" } else { "\n" };
    in_a_row(&items, between, state)
}

fn in_a_row(items: &Value, between: &str, state: &State) -> TeraResult<Value> {
    if is_missing(items) {
        return Ok(Value::undefined());
    }
    let mut texts = Vec::new();
    for item in of(items)? {
        if item.is_undefined() {
            return Err(Error::message(
                "an item of this list is not there; `| present` takes such items out",
            ));
        }
        if is_compound(&item) {
            return Err(Error::message("the items of this list are no texts: name a field of each"));
        }
        texts.push(state.escape_if_needed(&item)?);
    }
    Ok(Value::safe_string(&texts.join(between)))
}

/// The items of a list; of a draft's gap, its mark.
fn of(items: &Value) -> TeraResult<Vec<Value>> {
    match items.as_str() {
        Some(mark) if is_mark(mark) => Ok(vec![items.clone()]),
        _ => Ok(list(items)?.to_vec()),
    }
}
