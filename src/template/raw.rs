//! Lists and groups of fields that a template prints as they are: `["…"]`, `{"city": "…"}`.
//!
//! Where a path alone is printed, the schema tells (`fields.rs`). What is computed is only known when it is
//! printed: a text that looks like it is written a second time, by an engine that looks at each value first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::growth::Printed;
use super::tags::{Kind, tags};
use super::{escape, functions};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::schema::Shape;
use crate::source::Span;

/// What cannot be printed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raw {
    /// A list of texts.
    Texts,
    /// A list of words that stand for something: partnership_types.
    Words,
    /// A list of groups.
    Groups,
    /// A postal address.
    Address,
    /// Official numbers.
    Ids,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// Any other group of fields.
    Group,
}

/// Encloses what is printed in an error of the looking engine.
const FOUND: char = '\u{2}';

const ALL: [Raw; 8] =
    [Raw::Texts, Raw::Words, Raw::Groups, Raw::Address, Raw::Ids, Raw::Person, Raw::Organisation, Raw::Group];

impl Raw {
    /// What a field of this shape is, when it cannot be printed as it is.
    pub fn of_shape(shape: Shape<'_>) -> Option<Self> {
        if let Some(item) = shape.items() {
            return Some(match Self::of_shape(item) {
                Some(_) => Self::Groups,
                None if item.options().is_some() => Self::Words,
                None => Self::Texts,
            });
        }
        if shape.text_kind().is_some() || !shape.as_mapping().allows("object") {
            return None;
        }
        Some(Self::of_keys(|key| shape.as_mapping().fields().is_some_and(|fields| fields.contains_key(key))))
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Some(items) = value.as_array() {
            let groups = items.iter().any(|item| Self::of_value(item).is_some());
            return Some(if groups { Self::Groups } else { Self::Texts });
        }
        let map = value.as_map()?;
        Some(Self::of_keys(|key| map.iter().any(|(name, _)| name.as_str() == Some(key))))
    }

    fn of_keys(has: impl Fn(&str) -> bool) -> Self {
        let kinds: [(Self, &[&str]); 4] = [
            (Self::Organisation, &["legal_name"]),
            (Self::Address, &["street", "city"]),
            (Self::Person, &["given_name", "family_name"]),
            (Self::Ids, &["oid", "pic", "vat"]),
        ];
        let found = kinds.into_iter().find(|(_, keys)| keys.iter().any(|key| has(key)));
        found.map_or(Self::Group, |(kind, _)| kind)
    }

    fn name(self) -> String {
        format!("{self:?}")
    }

    /// The problem, with what helps; the place is still to be added.
    pub fn diagnostic(self, written: &str) -> Diagnostic {
        let list = written.split('|').next().unwrap_or(written).trim();
        let owner = list.rsplit_once('.').map_or("partner", |(owner, _)| owner);
        let (what, help) = match self {
            Self::Texts => (
                "a list",
                format!(
                    "`{{{{ {written} | and }}}}` prints “a, b and c”, `{{{{ {written} | join(sep=\"; \") }}}}` “a; b; c”; \
                     `{{% for one in {written} %}}- {{{{ one }}}}` and `{{% endfor %}}`, each on a line, print an item each"
                ),
            ),
            Self::Words => {
                let of = match list.rsplit('.').next() {
                    Some("partnership_types") => "partnership_types",
                    Some("ids") => "priorities",
                    _ => "…",
                };
                let help = format!(
                    "`{{{{ [one | label(of=\"{of}\") for one in {list}] | and }}}}` prints their words: “a, b and c”"
                );
                ("a list", help)
            }
            Self::Groups => (
                "a list of groups",
                format!(
                    "`{{% for one in {list} %}}` … `{{% endfor %}}` goes through it; name what is printed of each: `{{{{ one.name }}}}`"
                ),
            ),
            Self::Address => (
                "a group of fields",
                format!("`{{{{ {owner} | address_lines | join(sep=\", \") }}}}` prints an address"),
            ),
            Self::Ids => (
                "a group of fields",
                format!("`{{{{ {owner} | ids | join(sep=\", \") }}}}` prints the numbers"),
            ),
            Self::Person => {
                ("a group of fields", format!("`{{{{ {written} | full_name }}}}` prints the name"))
            }
            Self::Organisation => (
                "a group of fields",
                format!(
                    "`{{{{ {written} | short_name }}}}` or `{{{{ {written}.legal_name }}}}` prints the name"
                ),
            ),
            Self::Group => (
                "a group of fields",
                format!("name the field that is to be printed: `{{{{ {written}.… }}}}`"),
            ),
        };
        Diagnostic::error("raw-value", format!("`{written}` is {what} and would be printed as it is stored"))
            .help(help)
    }
}

/// Whether a finished text may have such a value in it: brackets that a value brought along. Whoever writes
/// in a template sets links in brackets too, which are not escaped; `safe` leaves those of a value as they are.
pub fn may_be_in(text: &str, is_escaped: bool) -> bool {
    let signs: &[&str] = if is_escaped { &["\\[", "\\{", "[\"", "{\"", "[{", "[["] } else { &["[", "{"] };
    signs.iter().any(|sign| text.contains(sign))
}

/// An engine that looks at each value before it prints it.
pub struct Looker {
    engine: Tera,
    /// Where the tags stand in the looking engine's text, and where in the template's, by part.
    places: BTreeMap<String, Vec<(Span, Span)>>,
}

impl Looker {
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

    /// The first such value of a part: what it is, the part and the place of its tag.
    pub fn look(&self, part: &str, context: &Context) -> Option<(Raw, String, Span)> {
        let error = self.engine.render_to(part, context, Printed::default()).err()?;
        let (message, place) = super::errors::told(&error);
        let name = message.split(FOUND).nth(1)?;
        let raw = ALL.into_iter().find(|raw| raw.name() == name)?;
        let (part, range) = place?;
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
        Some((raw, part, tag))
    }
}

/// What the engine's own `join` gives, so that whatever hangs on it goes the same way; it looks at each item first.
fn joined(items: &[Value], kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    if items.iter().any(|item| Raw::of_value(item).is_some()) {
        return Err(found(Raw::Groups));
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
    match Raw::of_value(&value) {
        Some(raw) => Err(found(raw)),
        None => Ok(value),
    }
}

fn found(raw: Raw) -> Error {
    Error::message(format!("{FOUND}{}{FOUND}", raw.name()))
}

/// A text in which each value is looked at before it is printed, with the places of its tags there and here.
fn looking(text: &str) -> (String, Vec<(Span, Span)>) {
    let mut looking = String::with_capacity(text.len() * 2);
    let mut moved = Vec::new();
    let mut at = 0;
    for tag in tags(text).into_iter().filter(|tag| tag.kind == Kind::Value) {
        looking.push_str(&text[at..tag.span.start]);
        let start = looking.len();
        looking.push_str(&text[tag.span.start..tag.inner.start]);
        looking.push_str(" (");
        looking.push_str(&text[tag.inner.clone()]);
        looking.push_str(") | looked_at ");
        looking.push_str(&text[tag.inner.end..tag.span.end]);
        moved.push((start..looking.len(), tag.span.clone()));
        at = tag.span.end;
    }
    looking.push_str(&text[at..]);
    (looking, moved)
}

/// What stands in a tag, without its brackets.
pub fn written(tag: &str) -> &str {
    tag.trim_start_matches("{{").trim_end_matches("}}").trim_matches('-').trim()
}
