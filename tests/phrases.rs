//! Phrases as offices type them, right ones and wrong ones: `tests/phrases/{right,wrong}.tsv`. A line has the field, the
//! phrase and, when it is wrong, a piece of what is said.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::support::{Run, Sandbox};

const RIGHT: &str = include_str!("phrases/right.tsv");
const WRONG: &str = include_str!("phrases/wrong.tsv");

/// A partner in whose documents every phrase stands.
fn partner() -> Json {
    json!({
        "legal_name": "Kovomont s.r.o.",
        "kind": "company",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "timezone": "Europe/Bratislava",
        "documents": ["contact-formal", "contact-informal", "one-pager", "mou", "loi"],
        "contacts": [{
            "given_name": "Jana", "family_name": "Kováčová", "honorific": "ms",
            "email": "jana@kovomont.example.org", "source": "the contact page of your website",
            "source_date": "2026-11-09", "prior_contact": true,
        }],
        "signatories": [{"name": "Ján Horák", "position": "Director"}],
        "partnership_types": ["mobility"],
        "activities": ["internships of three weeks"],
        "why_partner": "your workshop trains boat builders",
        "why_us_for_them": ["Small groups"],
        "cooperation": {
            "purpose": "the training of boat builders",
            "fields": ["boat building", "electronics"],
            "commitments": {"ours": ["send four learners a year"], "theirs": ["host four learners a year"]},
        },
        "loi": {
            "direction": "from_us", "role": "host company", "contribution": ["offer four places"],
            "condition": "if the funding is approved", "next_step": "a visit in spring", "valid_until": "2027-12-31",
        },
        "mou": {"term": {"start": "on_last_signature", "end": "2030-12-31"}, "binding": true, "governing_law": "the law of Slovakia"},
    })
}

/// A line of a table.
struct Line<'t> {
    field: &'t str,
    phrase: &'t str,
    said: Option<&'t str>,
}

fn lines(table: &str) -> Vec<Line<'_>> {
    let line = |line: &'_ str| -> Option<(usize, usize)> {
        let first = line.find('\t')?;
        Some((first, line[first + 1..].find('\t').map_or(line.len(), |at| first + 1 + at)))
    };
    let read = |text: &'_ str| line(text).unwrap_or_else(|| panic!("no tab in `{text}`"));
    table
        .lines()
        .map(|text| {
            let (first, second) = read(text);
            Line { field: &text[..first], phrase: &text[first + 1..second], said: text.get(second + 1..) }
        })
        .collect()
}

/// A workspace with a partner for each line, and all of their texts made at once.
fn made(lines: &[Line<'_>]) -> (Sandbox, Run) {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    for (at, Line { field, phrase, .. }) in lines.iter().enumerate() {
        let mut partner = partner();
        put(&mut partner, field, phrase);
        partner["legal_name"] = json!(format!("Kovomont {at} s.r.o."));
        partner["short_name"] = json!(format!("Kovomont {at}"));
        partner["contacts"][0]["email"] = json!(format!("jana{at}@kovomont.example.org"));
        // An idea comes before an activity.
        let text = serde_json::to_string_pretty(&partner).expect("JSON");
        sandbox.write(&format!("partners/p{at}.yaml"), text);
    }
    let run = sandbox.build(&["--format", "md"]);
    (sandbox, run)
}

/// Puts a text at a path with points; lists have numbers.
fn put(values: &mut Json, path: &str, text: &str) {
    let mut place = values;
    for part in path.split('.') {
        place = match part.parse::<usize>() {
            Ok(at) => &mut place[at],
            Err(_) => &mut place[part],
        };
    }
    *place = json!(text);
}

/// What was said of each partner, by number.
pub fn told(stderr: &str) -> BTreeMap<usize, String> {
    let mut told: BTreeMap<usize, String> = BTreeMap::new();
    let blocks = stderr.split("\n\n");
    for block in blocks.filter(|block| block.contains("[unfit-phrase]")) {
        let Some((_, rest)) = block.split_once("partners/p") else { continue };
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let _ = writeln!(told.entry(digits.parse().expect("a number")).or_default(), "{block}");
    }
    told
}

/// Tried in texts: a hundred phrases that fit, by offices all over Europe: with names, abbreviations (EQF, VET, e.g.), iPhone, titles, verbs like "need" and "discuss" | nothing is said
#[test]
fn right_phrases_are_let_alone() {
    let lines = lines(RIGHT);
    assert!(lines.len() >= 100, "{}", lines.len());
    let (_sandbox, run) = made(&lines);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = told(&run.stderr);
    let wrong: Vec<String> = told
        .iter()
        .map(|(at, text)| format!("{}: {}\n{text}", lines[*at].field, lines[*at].phrase))
        .collect();
    assert!(wrong.is_empty() && !run.stderr.contains("unfit-phrase"), "{}", wrong.join("\n"));
}

/// Tried in texts: phrases in another form than their words in front want (`sending …` or `hosts …` behind "would like to", a whole sentence behind "in", "the reason is …" behind "because", no verb at all) | a warning with the words that cannot stand there
/// Tried in texts: a phrase with a small picture, in quotation marks, in capitals, of two sentences, or with "and" or "to" as its last word | a warning that says which
/// Tried in texts: a word typed twice (`send to to you`), in any text | a warning at the text
#[test]
fn wrong_phrases_are_told_with_the_reason() {
    let lines = lines(WRONG);
    assert!(lines.len() >= 100, "{}", lines.len());
    let (_sandbox, run) = made(&lines);
    let told = told(&run.stderr);
    let mut missed = Vec::new();
    for (at, Line { field, phrase, said }) in lines.iter().enumerate() {
        let said = said.expect("what is said");
        let found = told.get(&at).map(String::as_str).unwrap_or_default();
        let plain = |text: &str| text.to_lowercase().replace('’', "'");
        if !plain(found).contains(&plain(said)) {
            missed.push(format!("{field}: {phrase}\n  wanted: {said}\n  {found}"));
        }
    }
    assert!(missed.is_empty(), "{} of {}\n{}", missed.len(), lines.len(), missed.join("\n"));
}

/// Tried in texts: a phrase with blanks in front of its stop or comma, or that ends with the stop of an abbreviation | one stop, right behind the last word
#[test]
fn a_phrase_is_closed_by_one_stop() {
    let cases = [
        ("your workshop is known .", "because your workshop is known."),
        ("your workshop is known ,", "because your workshop is known."),
        ("your workshop is known ; ", "because your workshop is known."),
        ("you work with Kovomont s.r.o.", "because you work with Kovomont s.r.o."),
        ("you work with Kovomont s.r.o", "because you work with Kovomont s.r.o."),
    ];
    let lines: Vec<Line<'_>> =
        cases.iter().map(|(phrase, _)| Line { field: "why_partner", phrase, said: None }).collect();
    let (sandbox, run) = made(&lines);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (at, (_, sentence)) in cases.iter().enumerate() {
        let text = sandbox.read(&format!("output/p{at}/contact-informal.en.md"));
        assert!(text.contains(&format!("{sentence}\n")), "{sentence}\n{text}");
    }
}

/// The rules of English name only groups that there are.
#[test]
fn every_group_of_words_is_there() {
    let text = include_str!("../templates/languages/en.yaml");
    let (_, rest) = text.split_once("\nphrases:").expect("phrases");
    let (phrases, _) = rest.split_once("\nkinds:").expect("kinds");
    let named: Vec<&str> =
        phrases.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(name, _)| name)).collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        assert!(phrases.contains(&format!("\n    {name}:")), "<{name}>");
    }
}

/// Tried in texts: what kind of provider we are, as a whole sentence, with another subject, with a sign at its end | a warning at the institution's file
#[test]
fn the_phrase_about_ourselves_is_looked_at_too() {
    let sandbox = Sandbox::with_partner("kovomont", &partner().to_string());
    let was = "a vocational training centre for electronics, cooking and boat building";
    let mut before = was.to_owned();
    for (phrase, is_wrong) in [
        ("We are a school for cooks", true),
        ("we are a school for cooks", true),
        ("is a school for cooks", true),
        ("our school teaches cooks", true),
        ("the school offers courses for cooks", true),
        ("teaches cooks and waiters", true),
        ("a school for cooks!", true),
        ("a school for for cooks", true),
        ("a school for cooks and", true),
        ("A school for cooks", true),
        ("A SCHOOL FOR COOKS", true),
        ("a school for cooks", false),
        ("a school for cooks.", false),
        ("the only school for cooks in Porto", false),
        ("one of the oldest schools of the region", false),
        ("VET provider with 600 learners", false),
        ("Portugal’s first school for boat builders", false),
    ] {
        sandbox.edit("institution.yaml", &before, phrase);
        before = phrase.to_owned();
        let run = sandbox.run(&["check", "--date", "2026-11-23"]);
        assert_eq!(
            run.stderr.contains("warning[unfit-phrase]: `provider"),
            is_wrong,
            "{phrase}\n{}",
            run.stderr
        );
    }
}
