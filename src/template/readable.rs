//! Names of people and places as the readers of a document can read them.
//!
//! **Why here.** A document names people and towns in many places, in ours and in those that somebody wrote. So the values
//! themselves are those that its readers can read, as texts are those of its language; what stands in the file is kept
//! beside them for the few places that print both. What is known of a person in one list counts in the other too.

use serde_json::{Map, Value as Json, json};

use crate::locale::{OrganisationNames, Person, Readers};
use crate::model::{Honorific, Register};

/// Where names in their own letters are kept, when others are printed; no file has such a key.
pub const ORIGINAL: &str = "in its own letters";

/// What was replaced in an organisation's file: what stands there, and what is printed.
#[derive(Debug, Clone, Default)]
pub struct ReadableNames {
    towns: Vec<(String, String)>,
    people: Vec<(Person, Person)>,
}

/// Makes an organisation's names those that these readers can read.
pub fn read_by(organisation: &mut Json, readers: Readers) -> ReadableNames {
    let mut names = ReadableNames::default();
    let Json::Object(fields) = organisation else { return names };
    organisation_names(fields, readers);
    let country = text(fields, "country");
    if let Some(Json::Object(address)) = fields.get_mut("address") {
        for key in ["street", "city", "region"] {
            let Some(own) = text(address, key).filter(|own| !readers.can_read(own)) else { continue };
            let Some(latin) = text(address, &format!("{key}_latin")) else { continue };
            address.insert(key.to_owned(), json!(latin));
            if key == "city" {
                names.towns.push((own, latin));
            }
        }
    }
    let country = fields
        .get("address")
        .and_then(|address| address.get("country")?.as_str())
        .map(str::to_owned)
        .or(country);
    same_people(fields);
    for list in ["contacts", "signatories"] {
        let Some(Json::Array(people)) = fields.get_mut(list) else { continue };
        for person in people.iter_mut().filter_map(Json::as_object_mut) {
            names.people.extend(person_names(person, list == "signatories", country.as_deref(), readers));
        }
    }
    names
}

/// Makes what a partner's file says of towns and people elsewhere the same: where and with whom one meets, where one signs.
pub fn told_elsewhere(partner: &mut Json, names: &[&ReadableNames]) {
    let towns: Vec<&(String, String)> = names.iter().flat_map(|names| &names.towns).collect();
    let people: Vec<&(Person, Person)> = names.iter().flat_map(|names| &names.people).collect();
    let Json::Object(fields) = partner else { return };
    for path in [["mou", "place"], ["loi", "place"]] {
        if let Some(value) = fields.get_mut(path[0]).and_then(|group| group.get_mut(path[1])) {
            replace_towns(value, &towns);
        }
    }
    for list in ["meeting", "meetings"] {
        let meetings: Vec<&mut Json> = match fields.get_mut(list) {
            Some(Json::Array(meetings)) => meetings.iter_mut().collect(),
            meeting => meeting.into_iter().collect(),
        };
        for meeting in meetings {
            if let Some(place) = meeting.get_mut("place") {
                replace_towns(place, &towns);
            }
            replace_people(meeting, &people);
        }
    }
}

fn replace_towns(value: &mut Json, towns: &[&(String, String)]) {
    match value {
        Json::String(town) => {
            if let Some((_, latin)) = towns.iter().find(|(own, _)| own == town) {
                town.clone_from(latin);
            }
        }
        Json::Object(map) => map.values_mut().for_each(|value| replace_towns(value, towns)),
        _ => {}
    }
}

fn replace_people(meeting: &mut Json, people: &[&(Person, Person)]) {
    let participants = meeting.get_mut("participants").and_then(Json::as_array_mut);
    for participant in participants.into_iter().flatten() {
        let Some(name) = participant.get("name").and_then(Json::as_str) else { continue };
        let own = Person { name: Some(name.to_owned()), ..Person::default() };
        let known = people.iter().find(|(written, _)| written.is_called_like(&own));
        if let (Some((_, read)), Json::Object(participant)) = (known, participant)
            && let Some(name) = read.bare_name()
        {
            participant.insert("name".to_owned(), json!(name));
        }
    }
}

fn organisation_names(fields: &mut Map<String, Json>, readers: Readers) {
    let known = ["legal_name", "legal_name_latin", "name_en", "short_name", "short_name_latin"];
    let [legal_name, legal_name_latin, name_en, short_name, short_name_latin] =
        known.map(|key| text(fields, key));
    let Some(own) = legal_name else { return };
    let names = OrganisationNames {
        legal_name: &own,
        legal_name_latin: legal_name_latin.as_deref(),
        name_en: name_en.as_deref(),
        short_name: short_name.as_deref(),
        short_name_latin: short_name_latin.as_deref(),
    };
    let read = names.legal_name(readers);
    if read != own {
        // A name is printed once.
        fields.retain(|key, value| {
            !(["legal_name_latin", "name_en"].contains(&key.as_str()) && value.as_str() == Some(read))
        });
        fields.insert("legal_name".to_owned(), json!(read));
        fields.insert(ORIGINAL.to_owned(), json!({"legal_name": own}));
    }
    match names.short_name(readers) {
        Some(short) => fields.insert("short_name".to_owned(), json!(short)),
        None => fields.remove("short_name"),
    };
}

/// What is known of somebody as a contact counts for who signs, and the other way round.
fn same_people(fields: &mut Map<String, Json>) {
    let people = |list: &str| -> Vec<Map<String, Json>> {
        let people = fields.get(list).and_then(Json::as_array).into_iter().flatten();
        people.map(|person| person.as_object().cloned().unwrap_or_default()).collect()
    };
    let (contacts, signatories) = (people("contacts"), people("signatories"));
    for (list, others) in [("contacts", &signatories), ("signatories", &contacts)] {
        let Some(Json::Array(people)) = fields.get_mut(list) else { continue };
        for person in people.iter_mut().filter_map(Json::as_object_mut) {
            if let Some(same) = others.iter().find(|other| are_same(person, other)) {
                complete(person, same, list == "signatories");
            }
        }
    }
}

/// Whether two entries are of one person: they are called alike, or have one id and names that may be one person’s. An id may
/// stand twice by mistake, and nobody is to get the degrees of somebody else.
fn are_same(one: &Map<String, Json>, other: &Map<String, Json>) -> bool {
    let id = text(one, "id");
    let (own, others) = (person(one), person(other));
    own.is_called_like(&others)
        || (id.is_some() && id == text(other, "id") && !own.is_called_otherwise(&others))
}

fn complete(person: &mut Map<String, Json>, same: &Map<String, Json>, signs: bool) {
    let is_known = |person: &Map<String, Json>, key: &str| {
        person.get(key).is_some_and(|value| *value != json!("unknown") && *value != json!(""))
    };
    // Degrees are those of one list: the two may be written in other ways.
    let has_titles = {
        let apart = self::person(person).apart();
        apart.titles_before.is_some() || apart.titles_after.is_some()
    };
    let titles = if has_titles { &[][..] } else { &["titles_before", "titles_after"][..] };
    let names = if signs { &["given_name", "family_name", "email"][..] } else { &[][..] };
    for key in ["honorific", "name_latin", "salutation"].iter().chain(titles).chain(names) {
        if !is_known(person, key)
            && let Some(value) = same.get(*key).filter(|_| is_known(same, key))
        {
            person.insert((*key).to_owned(), value.clone());
        }
    }
    if !has_titles && !signs {
        let apart = self::person(same).apart();
        for (key, titles) in [("titles_before", apart.titles_before), ("titles_after", apart.titles_after)] {
            if let Some(titles) = titles {
                person.insert(key.to_owned(), json!(titles));
            }
        }
    }
}

/// Makes a person's names those that can be read; who signs has a whole name. What was replaced is given.
fn person_names(
    fields: &mut Map<String, Json>,
    signs: bool,
    country: Option<&str>,
    readers: Readers,
) -> Option<(Person, Person)> {
    if let Some(country) = country {
        fields.insert("country".to_owned(), json!(country));
    }
    let own = person(fields);
    let read = own.for_readers(readers);
    if signs && let Some(name) = read.full_name() {
        fields.insert("name".to_owned(), json!(name));
    }
    if read == own {
        return None;
    }
    let parts = [
        ("given_name", &read.given_name),
        ("family_name", &read.family_name),
        ("titles_before", &read.titles_before),
        ("titles_after", &read.titles_after),
    ];
    for (key, value) in parts {
        match value {
            Some(value) => fields.insert(key.to_owned(), json!(value)),
            None => fields.remove(key),
        };
    }
    if let Some(name) = own.full_name() {
        fields.insert(ORIGINAL.to_owned(), json!({"name": name}));
    }
    Some((own, read))
}

/// A person of the data.
fn person(fields: &Map<String, Json>) -> Person {
    person_of(|key| text(fields, key))
}

/// A person whose fields a question answers.
pub fn person_of(field: impl Fn(&str) -> Option<String>) -> Person {
    Person {
        name: field("name"),
        given_name: field("given_name"),
        family_name: field("family_name"),
        name_latin: field("name_latin"),
        honorific: match field("honorific").as_deref() {
            Some("ms") => Honorific::Ms,
            Some("mr") => Honorific::Mr,
            Some("mx") => Honorific::Mx,
            _ => Honorific::Unknown,
        },
        titles_before: field("titles_before"),
        titles_after: field("titles_after"),
        register: match field("register").as_deref() {
            Some("informal") => Register::Informal,
            _ => Register::Formal,
        },
        function: field("function").or_else(|| field("position")),
        organisation: field("organisation"),
        country: field("country"),
    }
}

/// The text of a key; none when it is empty.
fn text(fields: &Map<String, Json>, key: &str) -> Option<String> {
    fields.get(key).and_then(Json::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
