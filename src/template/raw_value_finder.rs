//! Finds the lists and groups of fields that are printed as they are.
//!
//! Where a path alone is printed, the schema tells (`fields.rs`). What is computed is only known when it is
//! printed: a text that looks like it is written a second time, by an engine that looks at each value first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::around::{around, is_for_items};
use super::engine_values::{is_compound, is_nothing};
use super::errors::place_of;
use super::growth::Printed;
use super::link::link;
use super::raised::{raise, rendered};
use super::raw_value::RawValue;
use super::select::select;
use super::tags::{TagKind, string_end, tags};
use super::{escape, functions, listed};
use crate::locale::Locale;
use crate::source::Span;

/// Filters that take a text and no list.
const OF_TEXTS: &[&str] = &[
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "trim_start",
    "trim_end",
    "truncate",
    "replace",
    "wordcount",
    "date",
    "weekday_date",
    "phrase",
    "sentence",
    "upper_first",
    "country",
    "language",
    "city",
    "label",
];

/// Helpers that take a text and no list, with what they do.
const HELPERS_OF_TEXTS: &[(&str, HelperFilter)] = &[("around", around), ("link", link), ("select", select)];

/// Helpers that take a list of texts, with what they do.
const HELPERS_OF_LISTS: &[(&str, HelperFilter)] = &[("joined", listed::joined), ("lines", listed::lines)];

type HelperFilter = fn(Value, Kwargs, &State) -> TeraResult<Value>;

/// Whether a value is a list of texts that a pattern takes one by one.
fn are_items(value: &Value, kwargs: &Kwargs) -> bool {
    let pattern = kwargs.get::<&str>("with").ok().flatten();
    pattern.is_some_and(is_for_items) && value.as_array().is_some_and(|items| !items.iter().any(is_compound))
}

/// Whether a finished text may have such a value in it: brackets that a value brought along. Whoever writes
/// in a template sets links in brackets too, which are not escaped; `safe` leaves those of a value as they are.
pub fn may_be_in(text: &str, is_escaped: bool) -> bool {
    let signs: &[&str] = if is_escaped { &["\\[", "\\{", "[\"", "{\"", "[{", "[["] } else { &["[", "{"] };
    signs.iter().any(|sign| text.contains(sign))
}

/// A value that cannot be printed as it is stored, and how it was used.
pub struct Unprintable {
    /// What it is.
    pub raw: RawValue,
    /// The filter for texts that it was given to; none when it was printed.
    pub filter: Option<&'static str>,
}

/// Such a value, and where a template prints it.
pub struct FoundRawValue {
    /// The value.
    pub value: Unprintable,
    /// The part.
    pub part: String,
    /// The place of its tag there.
    pub tag: Span,
}

/// An engine that looks at each value before it prints it.
pub struct RawValueFinder {
    engine: Tera,
    /// Where the tags stand in the looking engine's text, and where in the template's, by part.
    places: BTreeMap<String, Vec<(Span, Span)>>,
}

impl RawValueFinder {
    /// One for the same parts; none when they cannot be read that way.
    pub fn new(parts: &[(String, String)], locale: &Arc<Locale>) -> Option<Self> {
        let mut engine = Tera::default();
        engine.autoescape_on([".md"]);
        engine.set_escape_fn(escape::markdown);
        functions::register(&mut engine, locale);
        engine.register_filter("looked_at", |value: Value, _: Kwargs, _: &State| looked_at(value));
        // These two make a text of whatever they get.
        engine.register_filter("safe", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Ok(Value::safe_string(&looked_at(value)?.to_string()))
        });
        engine.register_filter("str", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Ok(Value::from(looked_at(value)?.to_string()))
        });
        engine.register_filter("join", joined);
        for &name in OF_TEXTS {
            engine.register_filter(name, move |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
                match RawValue::of_value(&value) {
                    Some(raw) => Err(raise(Unprintable { raw, filter: Some(name) }, name)),
                    None => Ok(value),
                }
            });
        }
        for &(name, helper) in HELPERS_OF_TEXTS {
            engine.register_filter(name, move |value: Value, kwargs: Kwargs, state: &State| {
                let is_right = is_nothing(&value) || (name == "around" && are_items(&value, &kwargs));
                match RawValue::of_value(&value).filter(|_| !is_right) {
                    Some(raw) => Err(raise(Unprintable { raw, filter: Some(name) }, name)),
                    None => helper(value, kwargs, state),
                }
            });
        }
        for &(name, helper) in HELPERS_OF_LISTS {
            engine.register_filter(name, move |value: Value, kwargs: Kwargs, state: &State| {
                let items = value.as_array().unwrap_or_default();
                if items.iter().any(|item| RawValue::of_value(item).is_some()) {
                    return Err(found(RawValue::Groups));
                }
                helper(value, kwargs, state)
            });
        }
        let mut places = BTreeMap::new();
        let parts = parts.iter().map(|(name, text)| {
            let (text, moved) = looking(text);
            places.insert(name.clone(), moved);
            (name.clone(), text)
        });
        let parts: Vec<(String, String)> = parts.collect();
        engine.add_raw_templates(parts).ok()?;
        Some(Self { engine, places })
    }

    /// The first such value of a part.
    pub fn look(&self, part: &str, context: &Context) -> Option<FoundRawValue> {
        let look = || self.engine.render_to(part, context, Printed::default());
        let (error, Some(value)) = rendered(look).err()? else { return None };
        let (part, range) = place_of(&error)?;
        let tags = self.places.get(&part)?;
        let within = tags.iter().find(|(here, _)| here.contains(&range.start));
        let tag = within.map_or_else(
            || {
                // In a tag that prints nothing, `{% set %}`, which is only further back here.
                let before = tags.iter().rev().find(|(here, _)| here.end <= range.start);
                let moved = before.map_or(0, |(here, tag)| here.end - tag.end);
                range.start - moved..range.end - moved
            },
            |(_, tag)| tag.clone(),
        );
        Some(FoundRawValue { value, part, tag })
    }
}

/// What the engine's own `join` gives, so that whatever hangs on it goes the same way; it looks at each item first.
fn joined(items: &[Value], kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    if items.iter().any(|item| RawValue::of_value(item).is_some()) {
        return Err(found(RawValue::Groups));
    }
    let separator = kwargs.get::<StringInput<'_>>("sep")?;
    let is_safe = items.iter().any(|item| item.is_string() && item.is_safe())
        || separator.as_ref().is_some_and(|text| text.is_safe());
    if !(is_safe && state.autoescaping_enabled()) {
        let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
        return Ok(Value::from(texts.join(separator.as_ref().map_or("", |text| text.as_str()))));
    }
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        texts.push(if item.is_undefined() { String::new() } else { state.escape_if_needed(item)? });
    }
    let separator = match &separator {
        Some(text) => text.rendered(state)?,
        None => Cow::Borrowed(""),
    };
    Ok(Value::safe_string(&texts.join(&*separator)))
}

/// The value, unless it would be printed as it is stored.
fn looked_at(value: Value) -> TeraResult<Value> {
    match RawValue::of_value(&value) {
        Some(raw) => Err(found(raw)),
        None => Ok(value),
    }
}

fn found(raw: RawValue) -> Error {
    raise(Unprintable { raw, filter: None }, "a value is printed as it is stored")
}

/// A text in which each value is looked at before it is printed or joined to a text, with the places of its tags there
/// and here.
fn looking(text: &str) -> (String, Vec<(Span, Span)>) {
    let mut looking = String::with_capacity(text.len() * 2);
    let mut moved = Vec::new();
    let mut at = 0;
    for tag in tags(text) {
        let inner = &text[tag.inner.clone()];
        let is_set =
            tag.kind == TagKind::Statement && inner.trim_start().starts_with("set") && inner.contains('~');
        if tag.kind != TagKind::Value && !is_set {
            continue;
        }
        looking.push_str(&text[at..tag.span.start]);
        let start = looking.len();
        looking.push_str(&text[tag.span.start..tag.inner.start]);
        if is_set {
            looking.push_str(&joined_parts(inner));
        } else {
            looking.push_str(&format!(" ({}) | looked_at ", joined_parts(inner)));
        }
        looking.push_str(&text[tag.inner.end..tag.span.end]);
        moved.push((start..looking.len(), tag.span.clone()));
        at = tag.span.end;
    }
    looking.push_str(&text[at..]);
    (looking, moved)
}

/// Words of the engine that end what is joined by `~`.
const BETWEEN: &[&str] = &["if", "else", "or", "and", "not", "in", "for", "is"];

/// A run of parts: where the present one begins, and whether `~` stands in front of it.
struct Run {
    start: usize,
    is_joined: bool,
}

/// The inner of a tag in which what is joined by `~` is looked at, part by part: joined, a list is a text already.
fn joined_parts(inner: &str) -> String {
    if !inner.contains('~') {
        return inner.to_owned();
    }
    let mut ranges: Vec<Span> = Vec::new();
    let mut runs = vec![Run { start: 0, is_joined: false }];
    let mut at = 0;
    while let Some(one) = inner[at..].chars().next() {
        let next = at + one.len_utf8();
        let end = |run: &Run, ranges: &mut Vec<Span>| {
            if run.is_joined {
                ranges.push(run.start..at);
            }
        };
        match one {
            '"' | '\'' | '`' => {
                at = string_end(inner, at);
                continue;
            }
            '(' | '[' | '{' => runs.push(Run { start: next, is_joined: false }),
            ')' | ']' | '}' if runs.len() > 1 => {
                if let Some(run) = runs.pop() {
                    end(&run, &mut ranges);
                }
            }
            '~' => {
                if let Some(run) = runs.last_mut() {
                    ranges.push(run.start..at);
                    *run = Run { start: next, is_joined: true };
                }
            }
            ',' | '=' | '<' | '>' | '!' => {
                if let Some(run) = runs.last_mut() {
                    end(run, &mut ranges);
                    *run = Run { start: next, is_joined: false };
                }
            }
            one if one.is_alphabetic() || one == '_' => {
                let rest = &inner[at..];
                let length =
                    rest.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(rest.len());
                if BETWEEN.contains(&&rest[..length])
                    && let Some(run) = runs.last_mut()
                {
                    end(run, &mut ranges);
                    *run = Run { start: at + length, is_joined: false };
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at = next;
    }
    if let Some(run) = runs.last().filter(|run| run.is_joined) {
        ranges.push(run.start..inner.len());
    }
    let mut insertions: Vec<(usize, &str)> = Vec::new();
    for range in ranges {
        let part = &inner[range.clone()];
        if !part.trim().is_empty() {
            let start = range.start + part.len() - part.trim_start().len();
            insertions.push((start, "(("));
            insertions.push((range.start + part.trim_end().len(), ") | looked_at)"));
        }
    }
    insertions.sort_by_key(|(at, _)| *at);
    let mut looked = inner.to_owned();
    for (at, text) in insertions.into_iter().rev() {
        looked.insert_str(at, text);
    }
    looked
}

/// What stands in a tag, without its brackets.
pub fn written(tag: &str) -> &str {
    tag.trim_start_matches("{{").trim_end_matches("}}").trim_matches('-').trim()
}
