//! The office page in other languages: no word of English on a page of them; the institution's colour, whatever it is.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, header};
use handclasp::locale::placeholders;
use handclasp::office::{PageWords, Spoken, spoken};
use handclasp::reminders::ReminderPhrase;
use serde_json::Value;

use crate::office_browser::Browser;
use crate::support::Sandbox;

/// All texts of a language's file, each with where it stands.
fn texts(words: &PageWords) -> Vec<(String, String)> {
    fn leaves(path: &str, value: &Value, into: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| leaves(&format!("{path}/{key}"), value, into));
            }
            Value::String(text) => into.push((path.to_owned(), text.clone())),
            _ => {}
        }
    }
    let mut all = Vec::new();
    leaves("", &serde_json::to_value(words).expect("JSON"), &mut all);
    all
}

#[test]
fn every_language_has_each_sentence_of_a_reminder_with_what_is_set_into_it() {
    let blanks = |text: &str| -> BTreeSet<String> {
        placeholders(text).into_iter().map(|(name, _)| name.to_owned()).collect()
    };
    let keys: BTreeSet<&str> = ReminderPhrase::ALL.iter().map(|phrase| phrase.key()).collect();
    assert_eq!(keys.len(), ReminderPhrase::ALL.len(), "two have the same name");
    for one in spoken().expect("languages") {
        let own: BTreeSet<&str> = one.words.reminders.keys().map(String::as_str).collect();
        assert_eq!(own, keys, "{}", one.tag);
        for phrase in ReminderPhrase::ALL {
            let text = one.words.reminder(*phrase);
            assert_eq!(blanks(text), blanks(phrase.english()), "{}: {}: {text}", one.tag, phrase.key());
        }
    }
}
