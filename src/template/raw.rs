//! Lists and groups of fields that a template prints as they are: `["…"]`, `{"city": "…"}`.
//!
//! Where a path alone is printed, the schema tells (`fields.rs`). What is computed is only known when it is
//! printed: a text that looks like it is written a second time, by an engine that looks at each value first.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

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
/// in a template sets links in brackets too, which are not escaped.
pub fn may_be_in(text: &str, is_escaped: bool) -> bool {
    let signs = if is_escaped { ["\\[", "\\{"] } else { ["[", "{"] };
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
        engine.register_filter("looked_at", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            match Raw::of_value(&value) {
                Some(raw) => Err(found(raw)),
                None => Ok(value),
            }
        });
        // What it joins need not be pretty: nobody reads what this engine writes.
        engine.register_filter("join", |items: Value, _: Kwargs, _: &State| -> TeraResult<String> {
            let items = items.as_array().unwrap_or_default();
            match items.iter().find_map(Raw::of_value) {
                Some(_) => Err(found(Raw::Groups)),
                None => Ok(items.iter().map(ToString::to_string).collect()),
            }
        });
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
        let error = self.engine.render(part, context).err()?;
        let (message, place) = super::errors::told(&error);
        let name = message.split(FOUND).nth(1)?;
        let raw = ALL.into_iter().find(|raw| raw.name() == name)?;
        let (part, range) = place?;
        let tags = self.places.get(&part)?;
        let (_, tag) = tags.iter().find(|(here, _)| here.start <= range.start && range.start < here.end)?;
        Some((raw, part, tag.clone()))
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
