//! The value of an expression, as a value.
//!
//! **Why beside the engine.** It gives texts only; a list that sections go through has to stay a list. So an expression
//! is rendered as the argument of a function of ours, which keeps what it is given.

use std::cell::RefCell;

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// The name of the function.
const KEEP: &str = "keep";

thread_local! {
    static KEPT: RefCell<Option<Value>> = const { RefCell::new(None) };
}

/// Teaches the engine the function.
pub fn register(engine: &mut Tera) {
    engine.register_function(KEEP, |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let value: Value = kwargs.must_get("value")?;
        KEPT.set(value.as_map().and_then(|group| group.values().next()).cloned());
        Ok(String::new())
    });
}

/// What the engine is given for an expression. In a group, because what is not there can be no argument; in a list the
/// expression could have fewer lists in lists.
pub fn as_template(expression: &str) -> String {
    format!("{{{{ {KEEP}(value={{\"is\": {expression} }}) }}}}")
}

/// Takes what was kept since it was last taken; what is not there when nothing was.
pub fn take() -> Value {
    KEPT.take().unwrap_or_else(Value::undefined)
}
