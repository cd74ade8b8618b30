//! What words, countries and languages are called in people's spreadsheets; the heads of columns are read in `heads`.
//!
//! The names stand in `names/*.tsv` here and in `schema/names`: a line each for a word of a closed list, a country, a
//! language; those of countries and languages are CLDR's. Case, accents, blanks and punctuation make no difference. Small
//! words (articles, particles, joiners) stand a line for each language, and are compared as they are written.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::locale::{is_legal_form, latin};
use crate::schema::names::ANSWERS;
pub use crate::schema::names::{country, folded, has_word, language};

/// A field, a word of its closed list, and what people write for it.
const WORDS: &str = include_str!("../schema/names/words.tsv");

/// What a word in a column of yes and no means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// Somebody objected: `abgemeldet`.
    Objected,
    /// Nobody did: `subscribed`.
    Reachable,
}

/// Whether a text is a running number of a list: 7, 007, 7., No. 7, #7.
pub fn is_running_number(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let starts = ["#", "no.", "nr.", "n°", "nº", "č.", "αρ.", "no", "nr", "lp."];
    let rest = starts.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(&text);
    let digits = rest.trim().trim_end_matches(['.', ')', '°', 'º']);
    !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit())
}

/// The option that a word stands for.
pub fn option(field: &str, options: &[&'static str], text: &str) -> Option<&'static str> {
    let wanted = folded(text);
    let own = options.iter().find(|option| folded(option) == wanted).copied();
    own.or_else(|| {
        static MEANT: LazyLock<HashMap<(&str, String), &str>> = LazyLock::new(|| {
            let mut meant = HashMap::new();
            for line in WORDS.lines() {
                let mut words = line.split('\t');
                let (Some(of), Some(option)) = (words.next(), words.next()) else { continue };
                meant.extend(words.map(|word| ((of, folded(word)), option)));
            }
            meant
        });
        let meant =
            MEANT.iter().find(|((of, word), _)| *of == field && *word == wanted).map(|(_, option)| *option);
        // “abgemeldet” in a column of states is an objection.
        let is_objection = field == "status" && answer(text) == Some(Answer::Objected);
        let meant = meant.or(is_objection.then_some("objected"));
        options.iter().find(|option| Some(**option) == meant).copied()
    })
}

/// What a word means in a column of yes and no.
pub fn answer(text: &str) -> Option<Answer> {
    static MEANT: LazyLock<HashMap<String, Option<Answer>>> = LazyLock::new(|| {
        let mut meant: HashMap<String, Option<Answer>> = HashMap::new();
        for line in ANSWERS.lines() {
            let mut words = line.split('\t');
            let answer = match words.next() {
                Some("yes") => Answer::Yes,
                Some("no") => Answer::No,
                Some("objected") => Answer::Objected,
                Some("reachable") => Answer::Reachable,
                _ => continue,
            };
            for word in words.skip(1) {
                // What says one thing here and another there says nothing.
                let known = meant.entry(plain(word)).or_insert(Some(answer));
                if *known != Some(answer) {
                    *known = None;
                }
            }
        }
        meant
    });
    MEANT.get(&plain(text)).copied().flatten()
}

/// A word without accents and signs; what consists of signs only as it stands.
fn plain(text: &str) -> String {
    let letters = super::heads::folded(text);
    if letters.is_empty() { text.trim().to_owned() } else { letters }
}

/// Yes or no.
pub fn truth(text: &str) -> Option<bool> {
    match answer(text)? {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Objected | Answer::Reachable => None,
    }
}

/// A name for a partner's file out of an organisation's name.
pub fn file_name(name: &str, country: Option<&str>) -> String {
    let plain = latin(name, country).to_lowercase().replace(['\'', '"', '.'], "");
    let mut words: Vec<&str> =
        plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| is_legal_form(last)) {
        words.pop();
    }
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + word.len() >= 40 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(60);
    if crate::workspace::is_id(&id) { id } else { format!("partner-{id}").trim_end_matches('-').to_owned() }
}
