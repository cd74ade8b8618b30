//! The tutorial in the browser says what stands on the page: every word that it quotes is one of the page's.

use std::collections::BTreeSet;
use std::fs;

use handclasp::locale::placeholders;
use handclasp::office::spoken;
use serde_json::Value;

use crate::support::root;

/// All texts below a value.
fn leaves(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| leaves(value, into)),
        Value::String(text) => into.push(text.clone()),
        _ => {}
    }
}

/// What is quoted in bold.
fn quoted(markdown: &str) -> BTreeSet<&str> {
    markdown.split("**").skip(1).step_by(2).collect()
}

/// Whether a quotation is a text of the page, with something in each of its blanks.
fn is_text(quotation: &str, text: &str) -> bool {
    let mut parts = Vec::new();
    let mut at = 0;
    for (_, place) in placeholders(text) {
        parts.push(&text[at..place.start]);
        at = place.end;
    }
    parts.push(&text[at..]);
    // A text that is nothing but blanks would be like everything.
    let says_something = parts.iter().any(|part| part.chars().any(char::is_alphabetic));
    let [first, middle @ .., last] = parts.as_slice() else { return quotation == text };
    let inside = quotation.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
    let filled = middle.iter().try_fold(inside.unwrap_or_default(), |rest, part| {
        rest.split_once(part).filter(|(before, _)| !before.is_empty()).map(|(_, after)| after)
    });
    says_something && filled.is_some_and(|rest| !rest.is_empty())
}

#[test]
fn every_word_that_the_tutorial_quotes_stands_on_the_page() {
    let languages = spoken().expect("languages");
    let english = languages.first().expect("English");
    assert_eq!(english.tag, "en");
    let mut texts = Vec::new();
    leaves(&serde_json::to_value(&english.words).expect("JSON"), &mut texts);
    leaves(&serde_json::to_value(&english.model).expect("JSON"), &mut texts);
    let page = fs::read_to_string(root().join("docs/tutorial.md")).expect("the tutorial");
    let quoted = quoted(&page);
    assert!(quoted.len() > 60, "only {} words are quoted", quoted.len());
    let strange: Vec<&&str> = quoted
        .iter()
        // It says itself what bold means.
        .filter(|one| **one != "bold" && !texts.iter().any(|text| is_text(one, text)))
        .collect();
    assert!(strange.is_empty(), "these do not stand on the page: {strange:#?}");
}
