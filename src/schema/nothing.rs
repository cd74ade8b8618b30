//! What people write where they have nothing to write: `k. A.`, `n/a`, `null`, `N.N.`, `dto.`, `---`.
//!
//! The words stand in `nothing.tsv`, a line each for a kind of word and a language. A word with `=` in front counts in
//! small letters only (`sans` is nothing, Ms Sans is somebody), one with `~` not when it begins with a capital (Nan).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::shape::Shape;

/// How sure it is that a text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// It does.
    Surely,
    /// It has no word in it, or one in brackets that waits for another: `___`, `[name]`. It is printed as it is, but not
    /// signed or sent.
    Open,
    /// It does, unless somebody or some place is called so: Null, None, X.
    Mostly,
}

/// Fields that are printed as they stand, in an address or a salutation: nobody is called `-`.
const PRINTED_ALONE: &[&str] = &[
    "legal_name",
    "legal_name_latin",
    "name",
    "name_en",
    "name_latin",
    "short_name",
    "short_name_latin",
    "given_name",
    "family_name",
    "titles_before",
    "titles_after",
    "extra",
    "street",
    "street_latin",
    "postal_code",
    "city",
    "city_latin",
    "region",
    "region_latin",
    "function",
    "position",
];

/// The fields among them that name a person: nobody is called `1`.
const OF_PERSONS: &[&str] = &["given_name", "family_name", "name", "name_latin"];

/// The fields among them that name an organisation: one may be called X.
const OF_ORGANISATIONS: &[&str] =
    &["legal_name", "legal_name_latin", "name_en", "short_name", "short_name_latin"];

/// Fields that name a place: Leer and None are towns.
const OF_PLACES: &[&str] = &["city", "city_latin", "region", "region_latin"];

/// Other fields that documents print as they stand, besides those that may be given by language.
const PRINTED: &[&str] = &[
    "legal_form",
    "label",
    "number",
    "authority",
    "title",
    "acronym",
    "programme",
    "action",
    "coordinator",
    "target",
    "value",
    "ours",
    "theirs",
    "place",
    "org",
    "platform",
];

/// Fields in which nothing is an answer: where a number stands today may be unknown.
const MAY_BE_NOTHING: &[&str] = &["baseline"];

/// A kind of word, a language, and what people write in it.
const WORDS: &str = include_str!("nothing.tsv");

/// A word of the table.
#[derive(Debug, Clone, Copy)]
struct NothingWord {
    written: &'static str,
    kind: WordScope,
    case: LetterCase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordScope {
    /// In every field.
    Always,
    /// In every field, but it may be a name.
    Mostly,
    /// In the names of people and in addresses, where it may be a name.
    Names,
    /// The same, but a town may be called so: None, in Italy.
    NamesButTowns,
    /// In every field, with a point: `n. d.`; without one it is a code or a name.
    Initials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LetterCase {
    Any,
    Small,
    NotCapitalised,
}

/// Whether a field is printed as it stands, so that what says nothing has to be left out.
pub fn is_printed_alone(field: &str) -> bool {
    PRINTED_ALONE.contains(&field)
}

/// Whether a field is printed, alone or inside a sentence; `is_text` says that it may be given by language.
pub fn is_printed(field: &str, is_text: bool) -> bool {
    let is_known = is_text || is_printed_alone(field) || PRINTED.contains(&field);
    is_known && !MAY_BE_NOTHING.contains(&field)
}

/// The place that somebody left open inside of a text: `___`, `xxx`.
pub fn blank_inside(text: &str) -> Option<&str> {
    let is_blank = |word: &&str| {
        let word = word.trim_matches(|one: char| ",;:!?()".contains(one));
        word.len() > 2 && (word.bytes().all(|one| one == b'_') || word.eq_ignore_ascii_case("xxx"))
    };
    text.split_whitespace().find(is_blank)
}

/// The same in a file that a person has written: there a word in brackets, `[name]`, waits for one's own. In a list of
/// somebody else's it may be a value.
pub fn says_nothing_yet(field: &str, text: &str) -> Option<Nothing> {
    says_nothing(field, text).or_else(|| is_slot(text.trim()).then_some(Nothing::Open))
}

/// The paths of the values that were left open: of what documents print, all that is no text yet.
pub fn left_open(values: &Json, shape: Shape<'_>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    search(values, shape, ("", false), &mut Vec::new(), &mut found);
    found
}

fn search(
    value: &Json,
    shape: Shape<'_>,
    (name, is_text): (&str, bool),
    path: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) {
    let is_text = is_text || shape.text_kind().is_some();
    match value {
        Json::String(text) => {
            let is_open = says_nothing_yet(name, text) == Some(Nothing::Open);
            let has_blank = || !shape.is_prose() && blank_inside(text).is_some();
            if is_printed(name, is_text) && (is_open || has_blank()) {
                found.push(path.clone());
            }
        }
        Json::Object(map) => {
            for (key, value) in map {
                let Some(below) = shape.as_mapping().property(key) else { continue };
                path.push(key.clone());
                search(value, below, (if is_text { name } else { key }, is_text), path, found);
                path.pop();
            }
        }
        Json::Array(items) => {
            let Some(below) = shape.items() else { return };
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                search(item, below, (name, false), path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Whether a text says that there is nothing to say, whatever the field: `k. A.`, `n/a`, `unknown`, `–`, `?`, `null`.
pub fn is_no_answer(text: &str) -> bool {
    says_nothing("", text).is_some()
}

/// Whether and how surely a text says nothing in the field whose last key this is.
pub fn says_nothing(field: &str, text: &str) -> Option<Nothing> {
    let text = text.trim();
    // Longer ones are something else, and this is asked of every cell.
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    // A value is letters, whatever they mean elsewhere; of what somebody may well have left open all are told.
    if text.chars().all(is_sign) {
        let is_usual = text == "--"
            || text.chars().all(|one| one == '?')
            || (text.chars().count() == 1 && ".-‐‑‒–—−/".contains(text));
        return Some(if is_usual && is_printed_alone(field) { Nothing::Surely } else { Nothing::Open });
    }
    let inner = text
        .strip_prefix(['(', '[', '<', '{', '"', '#', '*'])
        .map(|inner| inner.trim_end_matches([')', ']', '>', '}', '"', '#', '*', '!', '?']).trim());
    let is_bracketed = inner.is_some();
    let inner = inner.unwrap_or(text);
    let is_name = is_printed_alone(field) && !OF_ORGANISATIONS.contains(&field);
    let has_no_letter = OF_PERSONS.contains(&field) && !inner.contains(char::is_alphabetic);
    if has_no_letter || is_name && inner.bytes().all(|one| one == b'0') {
        return Some(Nothing::Mostly);
    }
    // Somebody may be called Null, nobody NULL or n. n.
    let is_capitalised = !is_bracketed
        && !inner.contains('.')
        && inner.starts_with(char::is_uppercase)
        && inner.chars().count() > 1
        && !inner.chars().skip(1).any(char::is_uppercase);
    let counts = |word: &&NothingWord| {
        let in_case = match word.case {
            LetterCase::Any => true,
            LetterCase::Small => is_bracketed || inner == word.written,
            LetterCase::NotCapitalised => !is_capitalised,
        };
        let in_field = match word.kind {
            WordScope::Always | WordScope::Mostly => true,
            WordScope::Names | WordScope::NamesButTowns => is_name || is_bracketed,
            WordScope::Initials => inner.contains('.'),
        };
        let may_be_town = matches!(word.kind, WordScope::Mostly | WordScope::NamesButTowns);
        let is_town = is_capitalised && may_be_town && OF_PLACES.contains(&field);
        in_case && in_field && !is_town
    };
    let word = table().get(&plain(inner))?.iter().find(counts)?;
    let is_letter = inner.chars().count() == 1;
    let may_be_name = is_letter
        || (is_capitalised
            && matches!(word.kind, WordScope::Mostly | WordScope::Names | WordScope::NamesButTowns));
    Some(if may_be_name { Nothing::Mostly } else { Nothing::Surely })
}

/// Whether a text is a slot for a word: `[name]`, `<name>`, `{{name}}`; an address in such brackets is none.
fn is_slot(text: &str) -> bool {
    let inner = [('[', ']'), ('<', '>'), ('{', '}')].into_iter().find_map(|(open, close)| {
        Some(text.strip_prefix(open)?.strip_suffix(close)?.trim_start_matches(open).trim_end_matches(close))
    });
    inner.is_some_and(|inner| !inner.contains(|one| "@/:[]<>{}".contains(one)))
}

/// Signs that say nothing by themselves: dashes, points, ditto marks, brackets, question marks.
fn is_sign(one: char) -> bool {
    one.is_whitespace() || "-‐‑‒–—―−_./\\|*#~,;'´`\"„“”‚‘’‟″′〃«»‹›()[]{}<>?!¿¡·•…".contains(one)
}

/// A text without case, points and blanks.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|one| *one != '.' && !one.is_whitespace()).collect()
}

fn table() -> &'static HashMap<String, Vec<NothingWord>> {
    static TABLE: LazyLock<HashMap<String, Vec<NothingWord>>> = LazyLock::new(|| {
        let mut table: HashMap<String, Vec<NothingWord>> = HashMap::new();
        for line in WORDS.lines() {
            let mut parts = line.split('\t');
            let kind = match parts.next() {
                Some("always") => WordScope::Always,
                Some("mostly") => WordScope::Mostly,
                Some("names") => WordScope::Names,
                Some("names-but-towns") => WordScope::NamesButTowns,
                Some("initials") => WordScope::Initials,
                _ => continue,
            };
            // The language says who knows the word; it counts in all of them.
            for word in parts.skip(1) {
                let (case, written) = match (word.strip_prefix('='), word.strip_prefix('~')) {
                    (Some(word), _) => (LetterCase::Small, word),
                    (_, Some(word)) => (LetterCase::NotCapitalised, word),
                    _ => (LetterCase::Any, word),
                };
                table.entry(plain(written)).or_default().push(NothingWord { written, kind, case });
            }
        }
        table
    });
    &TABLE
}
