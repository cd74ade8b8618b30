//! What a function or a filter of ours found wrong, as a value.
//!
//! **Why beside the engine.** Of an error that a function gives, the engine passes on the text only, within an error of
//! its own. What the error is about would have to be read out of a sentence.

use std::any::Any;
use std::cell::RefCell;

use tera::{Error, TeraResult};

thread_local! {
    static LAST: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// The error for the engine, which ends the rendering; beside it goes what was found wrong.
pub fn raise(found: impl Any, text: impl Into<String>) -> Error {
    LAST.set(Some(Box::new(found)));
    Error::message(text.into())
}

/// Renders; beside the engine's error stands what a function or a filter raised, when it is of this type.
pub fn rendered<F: Any, T>(render: impl FnOnce() -> TeraResult<T>) -> Result<T, (Error, Option<F>)> {
    LAST.set(None);
    render().map_err(|error| (error, LAST.take().and_then(|found| found.downcast().ok()).map(|found| *found)))
}
