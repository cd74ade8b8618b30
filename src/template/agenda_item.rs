//! The words of a usual item of the agenda: its title, its outcome and its points.

use std::sync::Arc;

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::locale::Locale;

/// Teaches the engine the filter `agenda_item`: an item with an `id` gets the words that the language has for it, in
/// which `{us}` and `{them}` are what it is given.
pub fn register(engine: &mut Tera, locale: &Arc<Locale>) {
    let locale = locale.clone();
    engine.register_filter("agenda_item", move |item: Value, kwargs: Kwargs, _: &State| {
        worded(&item, &kwargs, &locale)
    });
}

fn worded(item: &Value, kwargs: &Kwargs, locale: &Locale) -> TeraResult<Value> {
    let names: [(&str, String); 2] = [
        ("{us}", kwargs.get::<String>("us")?.unwrap_or_default()),
        ("{them}", kwargs.get::<String>("them")?.unwrap_or_default()),
    ];
    let parts = item.as_map().ok_or_else(|| Error::message("`agenda_item` needs an item with an `id`"))?;
    let id = parts.iter().find(|(key, _)| key.as_str() == Some("id"));
    let id = id.and_then(|(_, id)| id.as_str()).unwrap_or_default();
    let words = locale.words.agenda_items.get(id).ok_or_else(|| {
        let language = &locale.tag;
        Error::message(format!(
            "templates/languages/{language}.yaml has no words for `{id}` in `agenda_items`"
        ))
    })?;
    // A name may look like the other placeholder: each place is looked at once.
    let filled = |text: &str| Value::from(filled(text, &names));
    let mut worded: Map = parts.clone();
    worded.insert("title".into(), filled(&words.title));
    if let Some(outcome) = &words.outcome {
        worded.insert("outcome".into(), filled(outcome));
    }
    let points: Vec<Value> = words.points.iter().map(|point| filled(point)).collect();
    worded.insert("points".into(), points.into());
    Ok(worded.into())
}

fn filled(text: &str, names: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        match names.iter().find(|(placeholder, _)| rest.starts_with(placeholder)) {
            Some((placeholder, name)) => {
                filled.push_str(name);
                rest = &rest[placeholder.len()..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}
