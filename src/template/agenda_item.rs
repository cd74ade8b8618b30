//! The words of a usual item of the agenda: its title, its outcome and its points.

use std::sync::Arc;

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use super::engine_values::field;
use crate::locale::{Locale, fill};

/// Teaches the engine the filter `agenda_item`: an item with an `id` gets the words that the language has for it, in
/// which `{us}` and `{them}` are what it is given.
pub fn register(engine: &mut Tera, locale: &Arc<Locale>) {
    let locale = locale.clone();
    engine.register_filter("agenda_item", move |item: Value, kwargs: Kwargs, _: &State| {
        worded(&item, &kwargs, &locale)
    });
}

fn worded(item: &Value, kwargs: &Kwargs, locale: &Locale) -> TeraResult<Value> {
    let us = kwargs.get::<&str>("us")?.unwrap_or_default();
    let them = kwargs.get::<&str>("them")?.unwrap_or_default();
    let names = [("us", us), ("them", them)];
    let parts = item.as_map().ok_or_else(|| Error::message("`agenda_item` needs an item with an `id`"))?;
    let id = field(item, "id").unwrap_or_default();
    let words = locale.words.agenda_items.get(&id).ok_or_else(|| {
        let language = &locale.tag;
        Error::message(format!(
            "templates/languages/{language}.yaml has no words for `{id}` in `agenda_items`"
        ))
    })?;
    let filled = |text: &str| Value::from(fill(text, &names));
    let mut worded: Map = parts.clone();
    worded.insert("title".into(), filled(&words.title));
    if let Some(outcome) = &words.outcome {
        worded.insert("outcome".into(), filled(outcome));
    }
    let points: Vec<Value> = words.points.iter().map(|point| filled(point)).collect();
    worded.insert("points".into(), points.into());
    Ok(worded.into())
}
