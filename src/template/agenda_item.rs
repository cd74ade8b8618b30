//! The words of a usual item of the agenda: its title, its outcome and its points.

use std::sync::Arc;

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use super::engine_values::{field, is_nothing};
use crate::locale::{AgendaPoint, Locale, fill, placeholders};

/// Teaches the engine the filter `agenda_item`: an item with an `id` gets the words that the language has for it, in
/// which `{us}`, `{them}` and the like are what it is given under these names. Of the candidates for a point the first is
/// taken whose values are all there; a point of which none is, is left out.
pub fn register(engine: &mut Tera, locale: &Arc<Locale>) {
    let locale = locale.clone();
    engine.register_filter("agenda_item", move |item: Value, kwargs: Kwargs, _: &State| {
        worded(&item, &kwargs, &locale)
    });
}

fn worded(item: &Value, kwargs: &Kwargs, locale: &Locale) -> TeraResult<Value> {
    let given: Vec<(String, String)> = kwargs
        .iter()
        .filter(|(_, value)| !is_nothing(value))
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
        .collect();
    let known: Vec<(&str, &str)> =
        given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let parts = item.as_map().ok_or_else(|| Error::message("`agenda_item` needs an item with an `id`"))?;
    let id = field(item, "id").unwrap_or_default();
    let words = locale.words.agenda_items.get(&id).ok_or_else(|| {
        let language = &locale.tag;
        Error::message(format!(
            "templates/languages/{language}.yaml has no words for `{id}` in `agenda_items`"
        ))
    })?;
    let is_known = |name: &str| known.iter().any(|(own, _)| *own == name);
    let filled = |text: &str| Value::from(fill(text, &known));
    let point = |point: &AgendaPoint| {
        let all_there = |text: &&String| placeholders(text).iter().all(|(name, _)| is_known(name));
        point.candidates().iter().find(all_there).map(|text| filled(text))
    };
    let mut worded: Map = parts.clone();
    worded.insert("title".into(), filled(&words.title));
    if let Some(outcome) = &words.outcome {
        worded.insert("outcome".into(), filled(outcome));
    }
    let points: Vec<Value> = words.points.iter().filter_map(point).collect();
    worded.insert("points".into(), points.into());
    Ok(worded.into())
}
