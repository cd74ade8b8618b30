//! Filters for what a language decides, and for what is printed of people and organisations.
//!
//! Whatever they return is a value like any other and is escaped. What was not given goes through them.

use std::sync::Arc;

use jiff::civil::Date;
use tera::{ArgFromValue, Error, Kwargs, State, Tera, TeraResult, Value};

use super::engine_values::{
    as_safe_as, field, is_compound, is_missing, list, passing, passing_text, strings, values,
};
use super::organisation::{address_lines, ids, names};
use super::phrases;
use super::readable::person_of;
use super::requirements::is_mark;
use crate::locale::{Locale, Words};

/// Teaches the engine the filters.
pub fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    let dates = |long: fn(&Locale, Date) -> String, locale: Arc<Locale>| {
        passing_text(move |text, _, _| {
            if is_mark(text) {
                return Ok(Value::from(text));
            }
            let day: Date = text.parse().map_err(|_| Error::message(format!("`{text}` is not a day")))?;
            Ok(long(&locale, day).into())
        })
    };
    tera.register_filter("date", dates(Locale::date, locale.clone()));
    tera.register_filter("weekday_date", dates(Locale::weekday_date, locale.clone()));
    let in_a_row = |put: fn(&Locale, &[String]) -> String, locale: Arc<Locale>| {
        move |items: Value, _: Kwargs, state: &State| in_a_row(&items, state, |items| put(&locale, items))
    };
    tera.register_filter("and", in_a_row(Locale::and, locale.clone()));
    tera.register_filter("or", in_a_row(Locale::or, locale.clone()));
    tera.register_filter("apart", in_a_row(Locale::apart, locale.clone()));

    let words = locale.clone();
    tera.register_filter(
        "in_words",
        passing(move |value, _, _| {
            let number = u64::from_value(&value)?;
            Ok(words.number(usize::try_from(number).unwrap_or(usize::MAX)).into())
        }),
    );
    let words = locale.clone();
    tera.register_filter("country", passing_text(move |code, _, _| Ok(words.country(code).into())));
    let words = locale.clone();
    tera.register_filter("language", passing_text(move |tag, _, _| Ok(words.language(tag).into())));
    let words = locale.clone();
    tera.register_filter(
        "city",
        passing_text(move |zone, _, _| {
            Ok(if is_mark(zone) { zone.to_owned() } else { words.city(zone) }.into())
        }),
    );
    let words = locale.clone();
    tera.register_filter(
        "label",
        passing_text(move |key, kwargs, _| Ok(label(&words, key, kwargs.must_get("of")?)?.into())),
    );
    tera.register_filter(
        "phrase",
        passing(|value, _, state| {
            Ok(as_safe_as(&value, phrases::marked(<&str>::from_value(&value)?, state)?))
        }),
    );
    let words = locale.clone();
    tera.register_filter(
        "sentence",
        passing(move |value, _, _| {
            let sentence = sentence(<&str>::from_value(&value)?, &words.words.sentence_ends);
            Ok(as_safe_as(&value, sentence))
        }),
    );
    tera.register_filter(
        "upper_first",
        passing(|value, _, _| Ok(as_safe_as(&value, upper_first(<&str>::from_value(&value)?)))),
    );
    tera.register_filter(
        "short_name",
        passing(|organisation, _, _| {
            let name = field(&organisation, "short_name").or_else(|| field(&organisation, "legal_name"));
            name.map(Value::from).ok_or_else(|| Error::message("this organisation has no name"))
        }),
    );
    let words = locale.clone();
    tera.register_filter(
        "full_name",
        passing(move |person, kwargs, _| {
            let person = person_of(|key| field(&person, key)).for_readers(words.readers());
            let with_degrees = kwargs.get::<bool>("degrees")?.unwrap_or(true);
            let name = if with_degrees { person.full_name() } else { person.bare_name() };
            Ok(name.unwrap_or_default().into())
        }),
    );
    let words = locale.clone();
    tera.register_filter("address_lines", move |organisation: Value, kwargs: Kwargs, state: &State| {
        address_lines(&organisation, &words, kwargs.get("country")?, state).map(values)
    });
    tera.register_filter("other_names", |organisation: Value, _: Kwargs, _: &State| {
        values(names(&organisation).into_iter().skip(1).collect())
    });
    let words = locale.clone();
    tera.register_filter("ids", move |organisation: Value, _: Kwargs, _: &State| {
        values(ids(&organisation, words.readers()))
    });
}

/// The items of a list as a language puts them in a row. Where one of them is Markdown, all are, and the row too.
fn in_a_row(items: &Value, state: &State, put: impl Fn(&[String]) -> String) -> TeraResult<Value> {
    if is_missing(items) {
        return Ok(Value::undefined());
    }
    let is_markdown = list(items)?.iter().any(|item| item.is_string() && item.is_safe());
    if !(is_markdown && state.autoescaping_enabled()) || list(items)?.iter().any(is_compound) {
        return Ok(put(&strings(items)?).into());
    }
    let items: Vec<String> =
        list(items)?.iter().map(|item| state.escape_if_needed(item)).collect::<TeraResult<_>>()?;
    Ok(Value::safe_string(&put(&items)))
}

/// A text with a stop at its end, if it has none; `own_ends` are signs that end a sentence in this language too.
fn sentence(text: &str, own_ends: &str) -> String {
    let text = text.trim();
    let closing = ['"', '”', '“', '’', '»', '«', ')', ']'];
    let last = text.trim_end_matches(closing).chars().next_back();
    let ends = last.is_some_and(|last| ".!?…:".contains(last) || own_ends.contains(last));
    if text.is_empty() || ends || is_mark(text) { text.to_owned() } else { format!("{text}.") }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|one| one.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

fn label(locale: &Locale, key: &str, of: &str) -> TeraResult<String> {
    let words = &locale.words;
    // What a language leaves out in the first list it has in the next.
    let lists: &[&Words] = match of {
        "kinds" => &[&words.kinds],
        "partnership_types" => &[&words.partnership_types],
        "activities" => &[&words.activities],
        "topics" => &[&words.topics, &words.partnership_types],
        "topics_for_companies" => &[&words.topics_for_companies, &words.topics, &words.partnership_types],
        "sought" => &[&words.sought, &words.partnership_types],
        "sought_of_companies" => &[&words.sought_of_companies, &words.sought, &words.partnership_types],
        "flows" => &[&words.flows],
        "priorities" => &[&words.priorities],
        "annexes" => &[&words.annexes],
        _ => {
            return Err(Error::message(format!(
                "there is no list `{of}`; possible are kinds, partnership_types, activities, topics, topics_for_companies, sought, sought_of_companies, flows, priorities, annexes"
            )));
        }
    };
    if is_mark(key) {
        return Ok(key.to_owned());
    }
    lists.iter().find_map(|list| list.get(key)).cloned().ok_or_else(|| {
        Error::message(format!("templates/languages/{}.yaml has no word for `{key}` in `{of}`", locale.tag))
    })
}
