//! What stands in the files of a workspace, read without the program: an expectation of its own.

use serde_json::Value;

/// A YAML file as a tree.
pub fn read(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// What stands at a path of keys: `address.city`; nothing when it is not there.
pub fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| value.get(key).unwrap_or(&Value::Null))
}

/// A text, in English when there are several languages.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(languages) => languages.get("en").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// The text at a path, nothing when it is not there.
pub fn text(value: &Value, path: &str) -> Option<String> {
    text_of(at(value, path))
}

/// The items of a list at a path.
pub fn items<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    at(value, path).as_array().map_or(&[], Vec::as_slice)
}

/// The texts of a list at a path.
pub fn texts(value: &Value, path: &str) -> Vec<String> {
    items(value, path).iter().filter_map(text_of).collect()
}

/// Whether something is switched on.
pub fn is_on(value: &Value, path: &str) -> bool {
    at(value, path).as_bool() == Some(true)
}

/// All that an organisation may be called by.
pub fn names(organisation: &Value) -> Vec<String> {
    ["short_name", "legal_name", "legal_name_latin", "name_en"]
        .iter()
        .filter_map(|key| text(organisation, key))
        .collect()
}

/// The names of an organisation that somebody can read who knows Latin letters only.
pub fn readable_names(organisation: &Value) -> Vec<String> {
    names(organisation).into_iter().filter(|name| is_latin(name)).collect()
}

/// Whether all letters of a text are Latin.
pub fn is_latin(text: &str) -> bool {
    !text.chars().any(|one| ('\u{370}'..='\u{58f}').contains(&one))
}

/// The town, in all forms that the file has.
pub fn towns(organisation: &Value) -> Vec<String> {
    ["address.city", "address.city_latin"].iter().filter_map(|key| text(organisation, key)).collect()
}

/// A person’s name without degrees, in all forms that the file has.
pub fn names_of_person(person: &Value) -> Vec<String> {
    let parts: Vec<String> =
        ["given_name", "family_name"].iter().filter_map(|key| text(person, key)).collect();
    let mut names: Vec<String> = Some(parts.join(" ")).filter(|name| !name.is_empty()).into_iter().collect();
    names.extend(["name", "name_latin"].iter().filter_map(|key| text(person, key)));
    names
}

/// All persons of an organisation’s file.
pub fn people(organisation: &Value) -> Vec<&Value> {
    items(organisation, "contacts").iter().chain(items(organisation, "signatories")).collect()
}

/// The word behind "Dear", by the highest degree in front of or behind the name.
fn spoken_title(person: &Value) -> Option<&'static str> {
    let degrees = ["titles_before", "titles_after"].iter().filter_map(|key| text(person, key));
    let words: Vec<String> =
        degrees.flat_map(|all| all.split([' ', ',']).map(str::to_owned).collect::<Vec<_>>()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.trim_end_matches('.')));
    if has(&["Prof", "Professor"]) { Some("Professor") } else { has(&["Dr", "dr", "PhD"]).then_some("Dr") }
}

/// How a person of an organisation may be greeted in a formal letter; several when more than one is right.
pub fn greetings(person: &Value, organisation: &Value, word: &str) -> Vec<String> {
    if let Some(own) = text(person, "salutation.en") {
        return vec![own];
    }
    let family: Vec<String> = match text(person, "name_latin") {
        // Where the family name begins is not said: any of the words may be the first of it.
        Some(latin) => latin.match_indices(' ').map(|(blank, _)| latin[blank + 1..].to_owned()).collect(),
        None => text(person, "family_name").into_iter().collect(),
    };
    let whole = match text(person, "name_latin") {
        Some(latin) => vec![latin],
        None => names_of_person(person),
    };
    let honorific = match text(person, "honorific").as_deref() {
        Some("ms") => Some("Ms"),
        Some("mr") => Some("Mr"),
        Some("mx") => Some("Mx"),
        _ => None,
    };
    let by_title = |title: &str| family.iter().map(|name| format!("{word} {title} {name},")).collect();
    match (spoken_title(person), honorific) {
        (Some(title), _) if !family.is_empty() => by_title(title),
        (_, Some(honorific)) if !family.is_empty() => by_title(honorific),
        _ if whole.is_empty() => {
            let teams = names(organisation).into_iter().map(|name| format!("{word} {name} team,"));
            teams.chain([format!("{word} Sir or Madam,"), format!("{word},")]).collect()
        }
        _ => whole.iter().map(|name| format!("{word} {name},")).collect(),
    }
}

/// What a country is called in English; the test fails for one that is not listed.
pub fn country(organisation: &Value) -> &'static str {
    let code = text(organisation, "address.country").or_else(|| text(organisation, "country"));
    match code.as_deref() {
        Some("AT") => "Austria",
        Some("BG") => "Bulgaria",
        Some("DE") => "Germany",
        Some("ES") => "Spain",
        Some("FI") => "Finland",
        Some("GR") => "Greece",
        Some("IE") => "Ireland",
        Some("NO") => "Norway",
        Some("PL") => "Poland",
        Some("PT") => "Portugal",
        other => panic!("what is {other:?} called?"),
    }
}

/// The city of a time zone.
pub fn city(organisation: &Value) -> String {
    let zone = text(organisation, "timezone").unwrap_or_default();
    zone.rsplit('/').next().unwrap_or_default().replace('_', " ")
}

/// A day as it is written in English: 5 March 2027.
pub fn day(date: &str) -> String {
    let date: jiff::civil::Date = date[..10].parse().unwrap_or_else(|error| panic!("{date}: {error}"));
    date.strftime("%-d %B %Y").to_string()
}

/// The same with the weekday in front: Friday, 5 March 2027.
pub fn weekday(date: &str) -> String {
    let date: jiff::civil::Date = date[..10].parse().unwrap_or_else(|error| panic!("{date}: {error}"));
    date.strftime("%A, %-d %B %Y").to_string()
}

/// A number as a word.
pub fn in_words(number: usize) -> &'static str {
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]
    .get(number)
    .copied()
    .unwrap_or("more than twelve")
}
