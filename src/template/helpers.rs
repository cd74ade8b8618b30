//! Helpers for words: filters that keep a sentence of a template whole, where it would be cut by `if` and `or`.
//!
//! **Values and patterns.** A value is escaped before it goes into a pattern; the pattern is the template's own
//! Markdown. What comes out is Markdown, and is not escaped once more.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

use super::around::around;
use super::link::link;
use super::listed::{joined, lines, present};
use super::party::party;
use super::plural::plural;
use super::said::said_in;
use super::select::select;
use crate::locale::Locale;

/// Teaches the engine the helpers.
pub fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    tera.register_filter("around", around);
    tera.register_filter("joined", joined);
    tera.register_filter("lines", lines);
    tera.register_filter("link", link);
    tera.register_filter("present", present);
    tera.register_filter("said_in", said_in);
    tera.register_filter("select", select);
    let words = locale.clone();
    tera.register_filter("party", move |organisation: Value, _: Kwargs, state: &State| {
        party(&organisation, state, &words)
    });
    let words = locale.clone();
    tera.register_filter("plural", move |number: Value, kwargs: Kwargs, state: &State| {
        plural(&number, &kwargs, state, &words)
    });
}
