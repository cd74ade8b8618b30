//! Lists and groups of fields that a template prints as they are: `["…"]`, `{"city": "…"}`.

use tera::Value;

use crate::diagnostic::{Diagnostic, codes};
use crate::schema::Shape;

/// What cannot be printed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawValue {
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

impl RawValue {
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

    /// What a value of the engine is, when it cannot be printed as it is.
    pub fn of_value(value: &Value) -> Option<Self> {
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
        Diagnostic::error(
            codes::RAW_VALUE,
            format!("`{written}` is {what} and would be printed as it is stored"),
        )
        .help(help)
    }
}

/// That a filter for texts was given such a value; the place is still to be added.
pub fn misfiltered(raw: RawValue, filter: &str, written: &str) -> Diagnostic {
    let before = written.rfind(&format!("| {filter}")).or_else(|| written.rfind(&format!("|{filter}")));
    let value = before.map_or(written, |at| written[..at].trim());
    let behind = before.map_or("", |at| written[at..].trim_start_matches('|').trim());
    let (what, help) = match raw {
        RawValue::Texts | RawValue::Words => (
            "a list",
            format!(
                "`{{{{ [one | {behind} for one in {value}] | and }}}}` does it with each and prints “a, b and c”"
            ),
        ),
        RawValue::Groups => (
            "a list of groups",
            format!(
                "`{{{{ [one.name | {behind} for one in {value}] | and }}}}` does it with a field of each: name which"
            ),
        ),
        _ => ("a group of fields", format!("name the field: `{{{{ {value}.… | {behind} }}}}`")),
    };
    Diagnostic::error(codes::RAW_VALUE, format!("`{filter}` needs a text, and `{value}` is {what}"))
        .help(help)
}
