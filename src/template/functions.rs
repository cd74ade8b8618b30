//! The words a template may use: functions for what a language decides.
//!
//! Whatever they return is a value like any other and is escaped.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::engine_values::{entry, field};
use super::readable::person_of;
use super::{agenda_item, filters, greeting, helpers, kept, schedule};
use crate::locale::{Locale, Person, Tone};

/// Teaches the engine the words of a language.
pub fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    kept::register(tera);
    agenda_item::register(tera, locale);
    filters::register(tera, locale);
    helpers::register(tera, locale);
    let words = locale.clone();
    tera.register_function("salutation", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let contact: Value = kwargs.must_get("contact")?;
        let own = entry(&contact, "salutation").and_then(|texts| field(texts, &words.tag));
        let salutation = match own {
            Some(own) => own,
            None => words.salutation(&person(&contact), tone(&kwargs)?),
        };
        greeting::marked(salutation, state)
    });
    let words = locale.clone();
    tera.register_function("closing", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let contact: Value = kwargs.must_get("contact")?;
        Ok(words.closing(&person(&contact), tone(&kwargs)?).to_owned())
    });
    let words = locale.clone();
    tera.register_function("moment", move |kwargs: Kwargs, _: &State| schedule::moment(&words, &kwargs));
    let words = locale.clone();
    tera.register_function("schedule", move |kwargs: Kwargs, _: &State| schedule::schedule(&words, &kwargs));
}

/// A person of the engine's values.
fn person(value: &Value) -> Person {
    person_of(|key| field(value, key))
}

fn tone(kwargs: &Kwargs) -> TeraResult<Tone> {
    match kwargs.get::<&str>("tone")? {
        None | Some("formal") => Ok(Tone::Formal),
        Some("informal") => Ok(Tone::Informal),
        Some(other) => Err(Error::message(format!("`{other}` is not a tone: formal, informal"))),
    }
}
