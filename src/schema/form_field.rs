//! The form of a kind of file, out of its schema: its fields, and what can stand in each.

use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use super::described::{INSTITUTION, PARTNER};
use super::shape::TextKind;
use super::type_names::TYPE_NAME;

/// The form of `institution.yaml`.
pub static INSTITUTION_FORM: LazyLock<FormType> = LazyLock::new(|| form_type("Institution", &INSTITUTION));

/// The form of a partner's file.
pub static PARTNER_FORM: LazyLock<FormType> = LazyLock::new(|| form_type("Partner", &PARTNER));

/// Fields that belong together: a file, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormType {
    /// The name of the type in the model: `PartnerContact`.
    pub name: String,
    /// Its fields, in the order of the model.
    pub fields: Vec<FormField>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its key in the file.
    pub key: String,
    /// What can stand in it.
    pub kind: FieldKind,
    /// Whether the file is wrong without it.
    pub is_required: bool,
}

/// What can stand in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line, letter for letter; of a format when it has one: `oid`, `year`.
    Line(Option<String>),
    /// A text that may be given by language.
    Text(TextKind),
    /// One word of a closed list.
    Choice(FormChoice),
    /// Yes, no, or not said.
    YesNo,
    /// A whole number between two others.
    Number { least: u64, most: u64 },
    /// A day.
    Date,
    /// A time of day.
    TimeOfDay,
    /// A day and a time.
    DateTime,
    /// A colour.
    Colour,
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    WebAddress,
    /// A country by its code.
    Country,
    /// A language by its tag.
    Language,
    /// A time zone by its name.
    TimeZone,
    /// The name of a partner's file, `us`, or a name of somebody without a file.
    PartnerName,
    /// A file in `templates/`.
    TemplateFile,
    /// Some words of a closed list.
    Choices(FormChoice),
    /// Values one below the other.
    List(Box<FieldKind>),
    /// Entries with parts, one below the other.
    Entries(FormType),
    /// Parts.
    Group(FormType),
    /// One line for each language.
    ByLanguage,
    /// Something for each of several partners.
    ByPartner(Box<FieldKind>),
}

/// The words of a closed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChoice {
    /// The name of the list in the model: `OrganisationKind`; that of the field where it has none.
    pub name: String,
    /// Its words.
    pub options: Vec<String>,
}

impl FormType {
    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Fields that hold a file in `templates/`, which their schema does not tell.
const TEMPLATE_FILES: &[(&str, &str)] = &[("Institution", "logo"), ("EuFunding", "emblem_file")];

fn form_type(usual_name: &str, node: &Json) -> FormType {
    let name = node.get(TYPE_NAME).and_then(Json::as_str).unwrap_or(usual_name);
    let required: Vec<&str> = words(node.get("required"));
    let no_fields = Map::new();
    let fields = node.get("properties").and_then(Json::as_object).unwrap_or(&no_fields);
    let field = |(key, node): (&String, &Json)| FormField {
        kind: kind(node, name, key),
        is_required: required.contains(&key.as_str()),
        key: key.clone(),
    };
    FormType { name: name.to_owned(), fields: fields.iter().map(field).collect() }
}

/// What can stand in a field, which the type and the key of it help to tell.
fn kind(node: &Json, owner: &str, key: &str) -> FieldKind {
    let text = |word: &str| node.get(word).and_then(Json::as_str);
    if let Some(kind) = text("x-text") {
        return FieldKind::Text(if kind == "prose" { TextKind::Prose } else { TextKind::Line });
    }
    let options = words(node.get("enum"));
    if !options.is_empty() {
        let options = options.into_iter().map(str::to_owned).collect();
        return FieldKind::Choice(FormChoice { name: text(TYPE_NAME).unwrap_or(key).to_owned(), options });
    }
    let below = |word: &str| kind(node.get(word).unwrap_or(&Json::Null), owner, key);
    let names_partner = text("x-names") == Some("partner");
    match text("type") {
        Some("boolean") => FieldKind::YesNo,
        Some("integer" | "number") => {
            let bound = |word: &str, usual| node.get(word).and_then(Json::as_u64).unwrap_or(usual);
            FieldKind::Number { least: bound("minimum", 0), most: bound("maximum", u64::MAX) }
        }
        Some("array") if names_partner => FieldKind::List(Box::new(FieldKind::PartnerName)),
        Some("array") => match below("items") {
            FieldKind::Group(entry) => FieldKind::Entries(entry),
            FieldKind::Choice(choice) => FieldKind::Choices(choice),
            item => FieldKind::List(Box::new(item)),
        },
        Some("object") if node.get("properties").is_some() => FieldKind::Group(form_type(key, node)),
        Some("object") if text("x-keys") == Some("partner") => {
            FieldKind::ByPartner(Box::new(below("additionalProperties")))
        }
        Some("object") => FieldKind::ByLanguage,
        _ if names_partner => FieldKind::PartnerName,
        _ if TEMPLATE_FILES.contains(&(owner, key)) => FieldKind::TemplateFile,
        _ => of_format(text("format")),
    }
}

fn of_format(format: Option<&str>) -> FieldKind {
    match format {
        Some("date") => FieldKind::Date,
        Some("time-of-day") => FieldKind::TimeOfDay,
        Some("local-date-time") => FieldKind::DateTime,
        Some("colour") => FieldKind::Colour,
        Some("email") => FieldKind::Email,
        Some("phone") => FieldKind::Phone,
        Some("uri") => FieldKind::WebAddress,
        Some("country") => FieldKind::Country,
        Some("language") => FieldKind::Language,
        Some("time-zone") => FieldKind::TimeZone,
        other => FieldKind::Line(other.map(str::to_owned)),
    }
}

fn words(list: Option<&Json>) -> Vec<&str> {
    list.and_then(Json::as_array)
        .map(|list| list.iter().filter_map(Json::as_str).collect())
        .unwrap_or_default()
}
