//! Each value of the sample that is nobody else's is told when it is left, alone, in an institution of one's own: the values
//! come from the sample itself.

use std::collections::BTreeSet;

use handclasp::model::Institution;
use handclasp::schema::{INSTITUTION, Record, Shape};
use handclasp::source::SourceFile;
use serde_json::{Value as Json, json};

use crate::support::{Sandbox, TODAY, root};

/// A value of the sample: its path, and what it says.
struct Leaf {
    path: Vec<String>,
    value: Json,
}

impl Leaf {
    /// The field without numbers of items and languages: contacts.phone.
    fn name(&self) -> String {
        let is_key =
            |part: &&String| part.parse::<usize>().is_err() && !["en", "pt-PT"].contains(&part.as_str());
        self.path.iter().filter(is_key).map(String::as_str).collect::<Vec<_>>().join(".")
    }
}

/// All texts of the sample's institution that a person wrote as free text, or whose format makes them somebody's own.
fn leaves(value: &Json, shape: Shape<'_>, path: &mut Vec<String>, found: &mut Vec<Leaf>) {
    match value {
        Json::String(_) => {
            let is_own = shape
                .format()
                .is_none_or(|format| !["language", "country", "date", "year", "colour"].contains(&format));
            if is_own && shape.options().is_none() {
                found.push(Leaf { path: path.clone(), value: value.clone() });
            }
        }
        Json::Object(map) => {
            for (key, value) in map {
                let Some(shape) = shape.as_mapping().property(key) else { continue };
                path.push(key.clone());
                leaves(value, shape, path, found);
                path.pop();
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                leaves(item, shape.items().expect("items"), path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// What others have alike, or what names nobody: of these the sample's are not told one by one.
fn is_common(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    // Words for an office, a given name, the number of a version, a word of a closed list; numbers are looked at as a whole; many teach cooking.
    ["schema_version", "position", "given_name", "id", "role", "years", "legal_basis"].contains(&last)
        || name.starts_with("facts.")
        || name.starts_with("programmes.")
        || name == "legal_name"
        // Bytes, not words: another test.
        || name == "logo"
}

fn sample() -> Json {
    let text = std::fs::read_to_string(root().join("institution.yaml")).expect("the sample");
    Record::<Institution>::read(SourceFile::new("institution.yaml", text)).expect("right").values
}

/// An institution with nothing of the sample.
fn own() -> Json {
    json!({
        "legal_name": "Berufskolleg am Hafen",
        "short_name": "BKH",
        "address": {"street": "Kai 7", "postal_code": "26721", "city": "Emden", "country": "DE"},
        "timezone": "Europe/Berlin",
        "website": "https://bkh.example.org",
        "languages": ["en", "pt-PT"],
        "ids": {"registration": {"label": "VR", "number": "12"}, "erasmus_accreditation": {"code": "2022-1-DE01-KA120-VET-000000009"}},
        "contacts": [{"given_name": "Uwe", "family_name": "Janßen", "position": "Teacher", "email": "u@bkh.example.org", "phone": "+49 4921 200000"}],
        "signatories": [{"name": "Elke Harms", "position": "Head"}],
        "who_we_are": "A school by the sea.",
        "offer": ["Courses"],
        "looking_for": ["Partners"],
        "why_us": ["Short ways"],
        "facts": [{"label": "Places", "value": "99", "year": "2026"}],
        "projects": [{"title": "Tide"}, {"title": "Dyke"}],
        "privacy": {"notice_url": "https://bkh.example.org/privacy"},
        "defaults": {"mou_term_years": 3, "notice_months": 3},
        "mail": {"host": "127.0.0.1", "port": 1, "tls": "none"},
    })
}

fn put(values: &mut Json, path: &[String], value: &Json) {
    let mut place = values;
    for part in path {
        place = match part.parse::<usize>() {
            Ok(at) => {
                if !place.is_array() {
                    *place = json!([]);
                }
                let items = place.as_array_mut().expect("a list");
                while items.len() <= at {
                    items.push(json!(format!("Own point {}", items.len())));
                }
                &mut items[at]
            }
            Err(_) => {
                if !place.is_object() {
                    *place = json!({});
                }
                &mut place[part]
            }
        };
    }
    *place = value.clone();
}

const PARTNER: &str = r#"legal_name: "Kovomont s.r.o."
kind: company
address: {street: "Dlhá 1", postal_code: "01000", city: "Lipová", country: "SK"}
timezone: "Europe/Bratislava"
contacts: [{given_name: "Jana", family_name: "Kováčová", honorific: ms, email: "jana@kovomont.example.org", source: "your website", prior_contact: true}]
signatories: [{name: "Ján Horák", position: "Director"}]
partnership_types: [mobility]
activities: ["internships of three weeks"]
why_partner: "your workshop trains boat builders"
cooperation: {purpose: "the training of boat builders"}
proposal: {reply_by: "2027-01-15"}
mou: {status: final, term: {start: "2027-01-01", end: "2029-12-31"}, review: {first_date: "2028-01-15"}}
documents: [contact-formal, mou]
"#;

fn workspace(institution: &Json) -> Sandbox {
    let sandbox = Sandbox::with_partner("kovomont", PARTNER);
    sandbox.write("institution.yaml", institution.to_string());
    sandbox
}

/// Tried in documents: each value of the sample's `institution.yaml`, left alone in one of another name | told in `check`, refused for a final memorandum and for `send`
#[test]
fn each_value_of_the_sample_that_is_left_is_told() {
    let run = workspace(&own()).run(&["check", "--date", TODAY]);
    assert_eq!(run.stderr, "no problems in 1 partner and the institution\n");
    let sample = sample();
    let mut all = Vec::new();
    leaves(&sample, Shape::of(&INSTITUTION), &mut Vec::new(), &mut all);
    all.retain(|leaf| !is_common(&leaf.name()));
    for entry in sample["facts"].as_array().expect("a list") {
        // Told as a whole: the number, what it counts, and the year.
        all.push(Leaf { path: vec!["facts".to_owned()], value: json!([entry]) });
    }
    assert!(all.len() > 40, "{}", all.len());
    let mut missed = Vec::new();
    let mut sent = BTreeSet::new();
    for leaf in all {
        let mut institution = own();
        put(&mut institution, &leaf.path, &leaf.value);
        let sandbox = workspace(&institution);
        let name = leaf.name();
        let run = sandbox.run(&["check", "--date", TODAY]);
        let told = run.stderr.contains(&format!("warning[sample-words]: `{name}` is still the sample’s"));
        let run = sandbox.build(&["mou", "--format", "md"]);
        let refused = run.code == 1 && run.stderr.contains("error[sample-words]");
        // Sending asks the same question of all fields alike: one of each group is enough.
        let mut unsent = true;
        if sent.insert(leaf.path[0].clone()) {
            let built = sandbox.build(&["contact-formal"]);
            let run = sandbox
                .run_with(&["send", "contact-formal", "--plan"], &[("SOURCE_DATE_EPOCH", "1795435200")]);
            unsent = run.code == 1 && run.stderr.contains("error[sample-words]");
            assert!(unsent || !told, "{name}\n{}{}", built.stderr, run.stderr);
        }
        if !(told && refused && unsent) {
            missed.push(format!("{name} = {}: told {told}, refused {refused}, unsent {unsent}", leaf.value));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Tried in documents: an institution in the sample's country with a legal form, a region and a time zone as the sample's | nothing is said
#[test]
fn what_others_in_the_samples_country_have_is_theirs() {
    let mut institution = own();
    for (path, value) in [
        ("address.country", "PT"),
        ("address.region", "Centro"),
        ("timezone", "Europe/Lisbon"),
        ("legal_form", "associação sem fins lucrativos"),
        ("ids.registration.label", "NIPC"),
    ] {
        let path: Vec<String> = path.split('.').map(str::to_owned).collect();
        put(&mut institution, &path, &json!(value));
    }
    let run = workspace(&institution).run(&["check", "--date", TODAY]);
    assert_eq!(run.stderr, "no problems in 1 partner and the institution\n");
}
