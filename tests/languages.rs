//! What each language decides, and that its words are whole: salutations, dates, phrases, documents of the sample.

use std::collections::BTreeMap;
use std::fmt::Write;

use handclasp::locale::{Locale, Person, Tone};
use handclasp::model::{Honorific, Register};
use handclasp::workspace::TemplateFiles;
use serde_json::{Value as Json, json};

use crate::checklists::data;
use crate::phrases;
use crate::support::{Sandbox, files_below, root};

/// The languages that all documents are in.
pub const LANGUAGES: [&str; 9] = ["de", "el", "en", "es", "fi", "fr", "it", "pl", "pt-PT"];

pub fn locale(tag: &str) -> Locale {
    let file = TemplateFiles::built_in().text(&format!("languages/{tag}.yaml"));
    let file = file.unwrap_or_else(|| panic!("{tag} has no file")).expect("text");
    Locale::read(tag, file).unwrap_or_else(|found| panic!("{tag}: {found:?}"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines of a table without remarks, cell by cell.
fn rows(path: &str) -> Vec<Vec<String>> {
    let text = read(path);
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn person(values: &Json) -> Person {
    let text = |key: &str| values.get(key).and_then(Json::as_str).map(str::to_owned);
    Person {
        given_name: text("given_name"),
        family_name: text("family_name"),
        name_latin: text("name_latin"),
        honorific: match text("honorific").as_deref() {
            Some("ms") => Honorific::Ms,
            Some("mr") => Honorific::Mr,
            Some("mx") => Honorific::Mx,
            _ => Honorific::Unknown,
        },
        titles_before: text("titles_before"),
        titles_after: text("titles_after"),
        register: if text("register").is_some() { Register::Informal } else { Register::Formal },
        function: text("function"),
        organisation: text("organisation"),
        country: text("country"),
        ..Person::default()
    }
}

/// Tried in languages: 32 people (degrees, particles, two family names, one name, unknown gender, a function only, nobody) in nine languages | the salutation that an office of that language writes
#[test]
fn everybody_is_greeted_as_an_office_of_the_language_does() {
    let people = data::read(&read("tests/salutations/people.yaml"));
    let people = people.as_array().expect("a list");
    assert!(people.len() >= 30);
    let mut wrong = String::new();
    for tag in LANGUAGES {
        let locale = locale(tag);
        let rows = rows(&format!("tests/salutations/{tag}.tsv"));
        assert_eq!(rows.len(), people.len(), "{tag}");
        for (row, values) in rows.iter().zip(people) {
            let [id, formal, informal] = row.as_slice() else { panic!("{tag}: {row:?}") };
            assert_eq!(Some(id.as_str()), values["id"].as_str(), "{tag}");
            let person = person(values);
            for (wanted, tone) in [(formal, Tone::Formal), (informal, Tone::Informal)] {
                let got = locale.salutation(&person, tone);
                if *wanted != got {
                    let _ = writeln!(wrong, "{tag} {id}: wanted {wanted}, got {got}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What each language writes of a day: alone, with its weekday, the first of a month, a time.
#[test]
fn days_and_times_are_those_of_the_language() {
    let cases = [
        ("de", "4. März 2027", "Donnerstag, 4. März 2027", "1. März 2027", "11:00"),
        ("el", "4 Μαρτίου 2027", "Πέμπτη 4 Μαρτίου 2027", "1η Μαρτίου 2027", "11:00"),
        ("en", "4 March 2027", "Thursday, 4 March 2027", "1 March 2027", "11:00"),
        ("es", "4 de marzo de 2027", "jueves, 4 de marzo de 2027", "1 de marzo de 2027", "11:00"),
        ("fi", "4. maaliskuuta 2027", "torstai 4. maaliskuuta 2027", "1. maaliskuuta 2027", "11.00"),
        ("fr", "4 mars 2027", "jeudi 4 mars 2027", "1er mars 2027", "11\u{a0}h\u{a0}00"),
        ("it", "4 marzo 2027", "giovedì 4 marzo 2027", "1º marzo 2027", "11.00"),
        ("pl", "4 marca 2027\u{a0}r.", "czwartek, 4 marca 2027\u{a0}r.", "1 marca 2027\u{a0}r.", "11:00"),
        ("pt-PT", "4 de março de 2027", "quinta-feira, 4 de março de 2027", "1 de março de 2027", "11h00"),
    ];
    let mut wrong = String::new();
    for (tag, date, weekday_date, first, clock) in cases {
        let locale = locale(tag);
        let day = jiff::civil::date(2027, 3, 4);
        let got = [
            locale.date(day),
            locale.weekday_date(day),
            locale.date(jiff::civil::date(2027, 3, 1)),
            locale.clock(jiff::civil::time(11, 0, 0, 0)),
        ];
        for (wanted, got) in [date, weekday_date, first, clock].into_iter().zip(got) {
            if wanted != got {
                let _ = writeln!(wrong, "{tag}: wanted {wanted}, got {got}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A workspace that is the sample in a language.
pub fn sample(tag: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    let run = sandbox.run(&["init", "--lang", tag, &sandbox.path("").display().to_string()]);
    assert_eq!(run.code, 0, "{tag}: {}", run.stderr);
    sandbox
}

/// Tried in languages: the example in each of nine languages (`init --lang`) | all documents are made, none with a remark
#[test]
fn the_sample_of_each_language_is_made_without_a_remark() {
    let mut wrong = String::new();
    let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for tag in LANGUAGES {
        let sandbox = sample(tag);
        let run = sandbox.build(&[]);
        if run.code != 0 || run.stderr.contains("warning") || run.stderr.contains("error") {
            let _ = writeln!(wrong, "== {tag} (exit code {})\n{}", run.code, run.stderr);
            continue;
        }
        let check = sandbox.run(&["check", "--date", "2026-11-23"]);
        if check.code != 0 || !check.stderr.contains("no problems") && !check.stdout.contains("no problems") {
            let _ = writeln!(wrong, "== {tag}: check\n{}{}", check.stdout, check.stderr);
        }
        let files = files_below(&sandbox.path("output"));
        let made = files.keys().map(|name| name.replace(&format!(".{tag}."), ".xx.")).collect();
        names.insert(tag, made);
    }
    assert!(wrong.is_empty(), "{wrong}");
    for (tag, made) in &names {
        assert_eq!(made, &names["en"], "{tag}");
    }
}

/// The first right phrase of each field of a language.
fn firsts(lines: &[Vec<String>]) -> BTreeMap<String, String> {
    let mut firsts = BTreeMap::new();
    for line in lines {
        firsts.entry(line[0].clone()).or_insert_with(|| line[1].clone());
    }
    firsts
}

/// A partner in whose documents every phrase stands, with texts of a language.
fn partner(texts: &BTreeMap<String, String>) -> Json {
    let text = |field: &str| json!(texts.get(field).map_or("1", String::as_str));
    json!({
        "legal_name": "Kovomont s.r.o.",
        "kind": "company",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "timezone": "Europe/Bratislava",
        "documents": ["contact-formal", "contact-informal", "one-pager", "mou", "loi"],
        "contacts": [{
            "given_name": "Jana", "family_name": "Kováčová", "honorific": "ms",
            "email": "jana@kovomont.example.org", "source": text("contacts.0.source"),
            "source_date": "2026-11-09", "prior_contact": true,
        }],
        "signatories": [{"name": "Ján Horák", "position": "1"}],
        "partnership_types": ["mobility"],
        "activities": [text("activities.0")],
        "why_partner": text("why_partner"),
        "why_us_for_them": ["1"],
        "cooperation": {
            "purpose": text("cooperation.purpose"),
            "fields": [text("cooperation.fields.0")],
            "commitments": {
                "ours": [text("cooperation.commitments.ours.0")],
                "theirs": [text("cooperation.commitments.theirs.0")],
            },
        },
        "loi": {
            "direction": "from_us", "role": text("loi.role"), "contribution": [text("loi.contribution.0")],
            "condition": text("loi.condition"), "next_step": text("loi.next_step"), "valid_until": "2027-12-31",
        },
        "mou": {
            "term": {"start": "on_last_signature", "end": "2030-12-31"}, "binding": true,
            "governing_law": text("mou.governing_law"),
        },
    })
}

/// A workspace in a language with a partner for each phrase, and what is said of each.
fn told(tag: &str, lines: &[Vec<String>], texts: &BTreeMap<String, String>) -> BTreeMap<usize, String> {
    let sandbox = sample(tag);
    for (name, _) in files_below(&sandbox.path("partners")) {
        std::fs::remove_file(sandbox.path(&format!("partners/{name}"))).expect("removed");
    }
    for (at, line) in lines.iter().enumerate() {
        let mut values = partner(texts);
        let mut place = &mut values;
        for part in line[0].split('.') {
            place = match part.parse::<usize>() {
                Ok(at) => &mut place[at],
                Err(_) => &mut place[part],
            };
        }
        *place = json!(line[1]);
        values["legal_name"] = json!(format!("Kovomont {at} s.r.o."));
        values["short_name"] = json!(format!("Kovomont {at}"));
        values["contacts"][0]["email"] = json!(format!("jana{at}@kovomont.example.org"));
        sandbox.write(&format!("partners/p{at}.yaml"), values.to_string());
    }
    let run = sandbox.build(&["--format", "md"]);
    phrases::told(&run.stderr)
}

/// Tried in languages: forty and more right phrases in each language, behind its own words | nothing is said
/// Tried in languages: forty and more wrong phrases in each language: a whole sentence, the words in front once more, a wrong form, a capital, an open end | a warning that says what is wrong
#[test]
fn phrases_fit_behind_the_words_of_each_language() {
    let mut wrong = String::new();
    for tag in LANGUAGES.into_iter().filter(|tag| *tag != "en") {
        let right_lines = rows(&format!("tests/phrases/{tag}/right.tsv"));
        let wrong_lines = rows(&format!("tests/phrases/{tag}/wrong.tsv"));
        assert!(right_lines.len() >= 40 && wrong_lines.len() >= 40, "{tag}");
        let texts = firsts(&right_lines);
        for (at, text) in told(tag, &right_lines, &texts) {
            let _ = writeln!(wrong, "{tag}: right, but told: {}\n{text}", right_lines[at].join(" | "));
        }
        let found = told(tag, &wrong_lines, &texts);
        let plain = |text: &str| text.to_lowercase().replace('’', "'");
        for (at, line) in wrong_lines.iter().enumerate() {
            let found = found.get(&at).map(String::as_str).unwrap_or_default();
            if !plain(found).contains(&plain(&line[2])) {
                let _ = writeln!(wrong, "{tag}: wrong, and not told: {}\n{found}", line.join(" | "));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
