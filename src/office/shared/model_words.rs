//! What the forms call the fields of the model: one file a language in `assets/office/fields/`.
//!
//! They are kept by the model's types, as [`Shape::type_name`](crate::schema::Shape::type_name) tells them, and by the keys
//! of the files. The doc comments of the model explain the same fields to those who write the files; these words are for
//! somebody who fills in a form.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::schema::{self, Described};

/// What a form calls something, and what helps to fill it in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldText {
    /// Two to six plain words.
    pub label: String,
    /// One or two short sentences, where the label does not say enough.
    pub hint: Option<String>,
}

/// The words of all fields, of the groups that they stand in and of what can be chosen.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelWords {
    /// The parts of a form.
    pub groups: BTreeMap<String, FieldText>,
    /// What one entry of a list is called, by its type.
    pub entries: BTreeMap<String, String>,
    /// The fields, by type and key.
    pub types: BTreeMap<String, BTreeMap<String, FieldText>>,
    /// What can be chosen, by type and value.
    pub options: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is said of a field that the files of the program do not know; a test holds that there is none.
static NOTHING: FieldText = FieldText { label: String::new(), hint: None };

impl ModelWords {
    /// What a part of a form is called: `contacts`.
    pub fn group(&self, name: &str) -> &FieldText {
        self.groups.get(name).unwrap_or(&NOTHING)
    }

    /// What a field is called, by the name of its type and its key: `PartnerContact`, `given_name`.
    pub fn field(&self, of: &str, key: &str) -> &FieldText {
        self.types.get(of).and_then(|fields| fields.get(key)).unwrap_or(&NOTHING)
    }

    /// What one entry of a list is called, by its type: a contact person. None where the list's own name has to do.
    pub fn entry(&self, of: &str) -> Option<&str> {
        self.entries.get(of).map(String::as_str)
    }

    /// What a value of a closed list is called: `OrganisationKind`, `company`.
    pub fn option(&self, of: &str, value: &str) -> &str {
        self.options.get(of).and_then(|values| values.get(value)).map(String::as_str).unwrap_or_default()
    }
}

impl Described for ModelWords {
    const WHAT: &'static str = "the names of the fields on the office page";
    const IS_OF_PROGRAM: bool = true;

    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(schema::generate::<ModelWords>);
        &SCHEMA
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> =
            LazyLock::new(|| schema::compile(ModelWords::schema()));
        &COMPILED
    }
}
