//! When two names are most likely one organisation's: legal form, case, accents and punctuation aside.

use std::collections::HashSet;
use std::sync::LazyLock;

use deunicode::deunicode;

/// Legal forms of companies and associations by country, without points and accents: whether they stand in front of a
/// name (`UAB Laivas`), at its end (`Laiva Oy`), or both.
const FORMS: &str = include_str!("legal_forms.tsv");

/// The forms that stand in front of a name, and those at its end.
struct Forms {
    front: HashSet<&'static str>,
    end: HashSet<&'static str>,
}

static KNOWN: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms { front: HashSet::new(), end: HashSet::new() };
    for line in FORMS.lines().skip(1) {
        let mut parts = line.split('\t').skip(1);
        let (Some(place), Some(words)) = (parts.next(), parts.next()) else { continue };
        if place != "end" {
            forms.front.extend(words.split(' '));
        }
        if place != "front" {
            forms.end.extend(words.split(' '));
        }
    }
    forms
});

/// Words that join parts of a name, in place of which others write `&` or nothing.
const JOINING: &[&str] = &["und", "and", "et", "y", "e", "i", "og", "och", "ja", "en", "a", "oraz", "si"];

/// Whether a word is a legal form at the end of a name, written without points: gmbh, sro.
pub fn is_legal_form(word: &str) -> bool {
    KNOWN.end.contains(word)
}

/// What is left of a name when case, accents, punctuation, joining words and the legal form are put aside; names of one
/// organisation mostly have the same. Empty when nothing is left.
pub fn likeness(name: &str) -> String {
    // Abbreviations lose their points: G.m.b.H.
    let plain = deunicode(name).to_lowercase().replace(['.', '\'', '`'], "");
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    for word in plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        // `s r o` is one word, as is `S L`.
        if word.len() == 1 {
            letters.push_str(word);
            continue;
        }
        // `spol. s r.o.`
        if letters == "s" && word == "ro" {
            letters.push_str(word);
            continue;
        }
        push_letters(&mut words, &mut letters);
        words.push(word.to_owned());
    }
    push_letters(&mut words, &mut letters);
    let mut in_front = 0;
    while in_front + 1 < words.len()
        && (is_in_front(&words[in_front]) || is_of_polish_front(&words[..=in_front]))
    {
        in_front += 1;
    }
    words.drain(..in_front);
    // Sp. j., Sp. k., Sp. p.
    if let [_, .., sp, letter] = words.as_slice()
        && sp == "sp"
        && letter.len() == 1
    {
        words.truncate(words.len() - 2);
    }
    let is_polish = words.last().is_some_and(|last| last == "oo");
    // The `z` of `Sp. z o.o.`; other single letters belong to the name.
    let is_form = |word: &String| is_legal_form(word) && (word.len() > 1 || (is_polish && word == "z"));
    while words.len() > 1 && words.last().is_some_and(is_form) {
        words.pop();
    }
    let few = words.len() < 3;
    words.retain(|word| few || !JOINING.contains(&word.as_str()));
    // In German ä is written ae where there is no ä.
    words.concat().replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether a word is a legal form in front of a name: UAB, Sté.
fn is_in_front(word: &str) -> bool {
    KNOWN.front.contains(word)
}

/// Whether words are the beginning of `Spółka z o.o. Laiva`, `Sp. z o.o. Laiva`.
fn is_of_polish_front(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["sp"] | ["spolka" | "sp", "z"] | ["spolka" | "sp", "z", "oo"])
}

/// Puts single letters behind the words: together when they are a legal form, else each as it is.
fn push_letters(words: &mut Vec<String>, letters: &mut String) {
    match letters.as_str() {
        "" => return,
        "zoo" => words.extend(["z".to_owned(), "oo".to_owned()]),
        form if is_legal_form(form) && form.len() > 1 => words.push(form.to_owned()),
        several => words.extend(several.chars().map(String::from)),
    }
    letters.clear();
}
