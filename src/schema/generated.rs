//! The schema of a type, and the same made ready for checking.

use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value as Json;

use super::formats::{self, FORMATS};
use super::type_names::name_types;

/// The largest number that a field can have; nothing that is counted here comes near.
const LARGEST_NUMBER: u32 = 100_000;

/// The schema of a type, without `null` (what is empty counts as left out), with an example for each format and the
/// names of the types in it.
pub fn generate<T: JsonSchema>() -> Json {
    // Without references, which would be looked up for every value of every file.
    let mut json = written::<T>(true);
    tidy(&mut json);
    name_types(&mut json, &written::<T>(false));
    json
}

fn written<T: JsonSchema>(without_references: bool) -> Json {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = without_references);
    let mut schema: Schema = settings.into_generator().into_root_schema_for::<T>();
    schema.ensure_object().clone().into()
}

/// A schema made ready for checking.
pub fn compile(schema: &Json) -> Validator {
    let mut options = jsonschema::options().should_validate_formats(true);
    for format in FORMATS {
        options = options.with_format(format.name, format.holds);
    }
    // The schema is generated from our own structs; a test compiles both.
    options.build(schema).expect("a generated schema is valid")
}

fn tidy(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.values_mut().for_each(tidy);
            if let Some(Json::Array(types)) = map.get_mut("type") {
                types.retain(|one| one != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            if map.get("format").is_some_and(|format| format == "uint32") {
                map.remove("format");
                map.entry("maximum").or_insert_with(|| LARGEST_NUMBER.into());
            }
            if let Some(format) = map.get("format").and_then(Json::as_str) {
                let example = formats::example(format).to_owned();
                map.insert("examples".into(), serde_json::json!([example]));
            }
            if map.get("default") == Some(&Json::Null) {
                map.remove("default");
            }
            if let Some(Json::Array(options)) = map.get_mut("anyOf") {
                options.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
                if let [Json::Object(only)] = options.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    for (key, value) in only {
                        map.entry(key).or_insert(value);
                    }
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
