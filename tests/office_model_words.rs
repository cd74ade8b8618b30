//! The names of fields on the office page, held against the model: complete in each language, in plain words, and the same
//! for the same thing.

use std::collections::{BTreeMap, BTreeSet};

use handclasp::office::{FieldText, ModelWords, Spoken, spoken};
use handclasp::schema::{INSTITUTION, PARTNER};
use serde_json::Value;

/// The names that belong to a type: its fields, or its values.
type Names = BTreeMap<String, BTreeSet<String>>;

/// The types of the model: those with fields, and the closed lists.
fn model() -> (Names, Names) {
    fn collect(node: &Value, fields: &mut Names, options: &mut Names) {
        match node {
            Value::Object(map) => {
                if let Some(name) = map.get("x-type").and_then(Value::as_str) {
                    let keys = map.get("properties").and_then(Value::as_object).into_iter().flatten();
                    let values = map.get("enum").and_then(Value::as_array).into_iter().flatten();
                    let (keys, values): (BTreeSet<String>, BTreeSet<String>) = (
                        keys.map(|(key, _)| key.clone()).collect(),
                        values.filter_map(|value| value.as_str().map(str::to_owned)).collect(),
                    );
                    let (all, names) =
                        if keys.is_empty() { (&mut *options, values) } else { (&mut *fields, keys) };
                    let before = all.insert(name.to_owned(), names.clone());
                    assert!(before.is_none_or(|before| before == names), "{name} is two types");
                }
                map.values().for_each(|part| collect(part, fields, options));
            }
            Value::Array(parts) => parts.iter().for_each(|part| collect(part, fields, options)),
            _ => {}
        }
    }
    let (mut fields, mut options) = (Names::new(), Names::new());
    collect(&PARTNER, &mut fields, &mut options);
    collect(&INSTITUTION, &mut fields, &mut options);
    (fields, options)
}

/// Those parts of the schemas that have fields or a choice of values, and no name of a type.
fn nameless(path: &str, node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Object(map) => {
            let is_type = map.contains_key("properties") || map.contains_key("enum");
            if is_type && map.contains_key("type") && !map.contains_key("x-type") {
                found.push(path.to_owned());
            }
            map.iter().for_each(|(key, part)| nameless(&format!("{path}/{key}"), part, found));
        }
        Value::Array(parts) => parts.iter().for_each(|part| nameless(path, part, found)),
        _ => {}
    }
}

fn keys<T>(map: &BTreeMap<String, T>) -> BTreeSet<String> {
    map.keys().cloned().collect()
}

fn languages() -> Vec<Spoken> {
    spoken().expect("languages")
}

#[test]
fn every_type_of_the_model_has_its_name_in_the_schema() {
    let mut found = Vec::new();
    nameless("partner", &PARTNER, &mut found);
    nameless("institution", &INSTITUTION, &mut found);
    // The version of the format is a word of one value, not a type of ours.
    assert_eq!(found, ["institution/properties/schema_version"]);
    let (fields, options) = model();
    assert!(fields.len() > 40 && options.len() > 20, "{} {}", fields.len(), options.len());
}

/// Tried in the page: every field and every choice of institution and partner in each language of the page | each has a
/// name, and nothing has one that is not there
#[test]
fn each_language_names_every_field_and_every_choice_and_nothing_else() {
    let (fields, options) = model();
    for one in languages() {
        assert_eq!(keys(&one.model.types), keys(&fields), "{}", one.tag);
        assert_eq!(keys(&one.model.options), keys(&options), "{}", one.tag);
        for (name, own) in &fields {
            assert_eq!(&keys(&one.model.types[name]), own, "{}: {name}", one.tag);
            assert!(own.iter().all(|key| !one.model.field(name, key).label.is_empty()));
        }
        for (name, own) in &options {
            assert_eq!(&keys(&one.model.options[name]), own, "{}: {name}", one.tag);
            assert!(own.iter().all(|value| !one.model.option(name, value).is_empty()));
        }
        for name in one.model.entries.keys() {
            assert!(fields.contains_key(name), "{}: {name}", one.tag);
            assert!(one.model.entry(name).is_some_and(|word| !word.is_empty()));
        }
    }
}

#[test]
fn every_list_whose_items_have_parts_says_what_one_of_them_is_called() {
    fn items(node: &Value, found: &mut BTreeSet<String>) {
        match node {
            Value::Object(map) => {
                let item = map.get("items").filter(|item| item.get("properties").is_some());
                found.extend(item.and_then(|item| item.get("x-type")?.as_str()).map(str::to_owned));
                map.values().for_each(|part| items(part, found));
            }
            Value::Array(parts) => parts.iter().for_each(|part| items(part, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    items(&PARTNER, &mut found);
    items(&INSTITUTION, &mut found);
    for one in languages() {
        assert_eq!(keys(&one.model.entries), found, "{}", one.tag);
    }
}

/// All labels and hints, each with where it stands.
fn texts(model: &ModelWords) -> Vec<(String, &FieldText)> {
    let groups = model.groups.iter().map(|(name, text)| (format!("groups/{name}"), text));
    let fields = model
        .types
        .iter()
        .flat_map(|(of, fields)| fields.iter().map(move |(key, text)| (format!("{of}/{key}"), text)));
    groups.chain(fields).collect()
}

#[test]
fn labels_are_short_and_hints_are_sentences_without_code() {
    for one in languages() {
        for (at, text) in texts(&one.model) {
            let label = &text.label;
            assert!(label.chars().count() <= 60, "{}: {at}: {label}", one.tag);
            assert!(label.starts_with(|first: char| !first.is_lowercase()), "{}: {at}: {label}", one.tag);
            assert!(!label.ends_with(':') && !label.contains(". "), "{}: {at}: {label}", one.tag);
            assert!(!label.contains(['`', '{', '[', '_']), "{}: {at}: {label}", one.tag);
            // What has to be typed in just this way stands there in just this way.
            let Some(hint) = text.hint.as_ref().map(|hint| hint.replace("on_last_signature", "")) else {
                continue;
            };
            assert!(!hint.contains(['`', '{', '}', '[', ']', '_']), "{}: {at}: {hint}", one.tag);
            // A salutation ends as one does.
            assert!(hint.ends_with(['.', ',', '!']), "{}: {at}: {hint}", one.tag);
            assert!(hint.chars().count() <= 170, "{}: {at}: {hint}", one.tag);
        }
        for (of, fields) in &one.model.types {
            let labels: BTreeSet<String> = fields.values().map(|text| text.label.to_lowercase()).collect();
            assert_eq!(labels.len(), fields.len(), "{}: two fields of {of} are called alike", one.tag);
        }
        for (of, values) in &one.model.options {
            let words: BTreeSet<&String> = values.values().collect();
            assert_eq!(words.len(), values.len(), "{}: two values of {of} are called alike", one.tag);
        }
    }
}

/// What is called in another language as in English.
const LOANWORDS: &[&str] = &[
    "Adobe Acrobat Sign",
    "DocuSeal",
    "DocuSign",
    "Documenso",
    "EPALE",
    "Innovation",
    "Link",
    "LinkedIn",
    "Logo",
    "Memorandum of Understanding",
    "Name",
    "Online",
    "Organisation",
    "Website",
    "eTwinning",
];

#[test]
fn no_other_language_has_english_names() {
    let all = languages();
    let (english, others) = all.split_first().expect("English");
    assert!(others.len() >= 3);
    let mut wrong = Vec::new();
    for one in others {
        let own: BTreeMap<String, &FieldText> = texts(&one.model).into_iter().collect();
        assert_eq!(keys(&one.model.groups), keys(&english.model.groups), "{}", one.tag);
        for (at, text) in texts(&english.model) {
            let translated = own[&at];
            if translated.label == text.label && !LOANWORDS.contains(&text.label.as_str()) {
                wrong.push(format!("{}: {at}: {}", one.tag, text.label));
            }
            if text.hint.is_some() && translated.hint == text.hint {
                wrong.push(format!("{}: {at}: {:?}", one.tag, text.hint));
            }
            // What is explained in English is explained everywhere.
            assert_eq!(translated.hint.is_some(), text.hint.is_some(), "{}: {at}", one.tag);
        }
        for (of, values) in &english.model.options {
            for (value, word) in values {
                let same = one.model.option(of, value) == word && !LOANWORDS.contains(&word.as_str());
                wrong.extend(same.then(|| format!("{}: {of}/{value}: {word}", one.tag)));
            }
        }
        for (of, word) in &english.model.entries {
            let same = one.model.entry(of) == Some(word) && !LOANWORDS.contains(&word.as_str());
            wrong.extend(same.then(|| format!("{}: entry {of}: {word}", one.tag)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where the fields stand that lists have.
fn type_of(path: &str) -> (&'static str, &str) {
    const PARTS: [(&str, &str); 9] = [
        ("address", "Address"),
        ("contacts", "PartnerContact"),
        ("signatories", "Signatory"),
        ("proposal", "Proposal"),
        ("cooperation", "Cooperation"),
        ("ids.registration", "Registration"),
        ("ids.erasmus_accreditation", "Accreditation"),
        ("ids", "Ids"),
        ("logbook", "Logbook"),
    ];
    let Some((part, key)) = path.rsplit_once('.') else { return ("Partner", path) };
    let (_, name) = PARTS.iter().find(|(of, _)| *of == part).unwrap_or_else(|| panic!("{path}"));
    (name, key)
}

#[test]
fn a_field_is_called_alike_in_a_form_and_in_a_list_that_is_imported() {
    // In a list they stand for more than the field: the accreditation itself, one note out of many.
    const OTHERWISE: [&str; 2] = ["ids.erasmus_accreditation.code", "logbook.log"];
    for one in languages() {
        let mut seen = 0;
        for (path, word) in &one.words.fields.names {
            let (of, key) = type_of(path);
            // A list has columns that are put together out of several, or into several.
            let Some(text) = one.model.types[of].get(key).filter(|_| !OTHERWISE.contains(&path.as_str()))
            else {
                continue;
            };
            assert_eq!(text.label.to_lowercase(), word.to_lowercase(), "{}: {path}", one.tag);
            seen += 1;
        }
        assert!(seen > 45, "{}: {seen}", one.tag);
        let kinds = serde_json::to_value(&one.words.kinds).expect("JSON");
        assert_eq!(kinds, serde_json::json!(one.model.options["OrganisationKind"]), "{}", one.tag);
        let phases = serde_json::to_value(&one.words.phases).expect("JSON");
        assert_eq!(phases, serde_json::json!(one.model.options["Phase"]), "{}", one.tag);
    }
}
