//! What people write where they have nothing to write: `k. A.`, `n/a`, `null`, `N.N.`, `dto.`, `---`.
//!
//! The words stand in `nothing.tsv`, a line each for a kind of word and a language. A word with `=` in front counts in
//! small letters only (`sans` is nothing, Ms Sans is somebody), one with `~` not when it begins with a capital (Nan).

use std::collections::HashMap;
use std::sync::LazyLock;

/// How sure it is that a text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// It does.
    Surely,
    /// It does, unless somebody or some place is called so: Null, None, X, `---`.
    Mostly,
}

/// Fields that are printed as they stand, in an address or a salutation: nobody is called `-`.
const PRINTED_ALONE: &[&str] = &[
    "legal_name",
    "name",
    "name_en",
    "short_name",
    "given_name",
    "family_name",
    "titles_before",
    "titles_after",
    "street",
    "postal_code",
    "city",
    "region",
    "function",
    "position",
];

/// The fields among them that name a person: nobody is called `1`.
const OF_PERSONS: &[&str] = &["given_name", "family_name", "name"];

/// The fields among them that name an organisation: one may be called X.
const OF_ORGANISATIONS: &[&str] = &["legal_name", "name_en", "short_name"];

/// Fields that name a place: Leer and None are towns.
const OF_PLACES: &[&str] = &["city", "region"];

/// A kind of word, a language, and what people write in it.
const WORDS: &str = include_str!("nothing.tsv");

/// A word of the table.
#[derive(Debug, Clone, Copy)]
struct Word {
    written: &'static str,
    kind: Kind,
    case: Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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
enum Case {
    Any,
    Small,
    NotCapitalised,
}

/// Whether a field is printed as it stands, so that what says nothing has to be left out.
pub fn is_printed_alone(field: &str) -> bool {
    PRINTED_ALONE.contains(&field)
}

/// Whether a text says that there is nothing to say, whatever the field: `k. A.`, `n/a`, `unknown`, `–`, `?`, `null`.
pub fn is_no_answer(text: &str) -> bool {
    says_nothing("", text).is_some()
}

/// Whether and how surely a text says nothing in the field whose last key this is.
pub fn says_nothing(field: &str, text: &str) -> Option<Nothing> {
    let text = text.trim();
    // Longer ones are something else, and this is asked of every cell.
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    if text.chars().all(is_sign) {
        // Of longer ones nobody knows: a value is letters, whatever they mean elsewhere.
        let is_usual = text == "--"
            || text.chars().all(|one| one == '?')
            || (text.chars().count() == 1 && ".-‐‑‒–—−/".contains(text));
        return Some(if is_usual { Nothing::Surely } else { Nothing::Mostly });
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
    let counts = |word: &&Word| {
        let in_case = match word.case {
            Case::Any => true,
            Case::Small => is_bracketed || inner == word.written,
            Case::NotCapitalised => !is_capitalised,
        };
        let in_field = match word.kind {
            Kind::Always | Kind::Mostly => true,
            Kind::Names | Kind::NamesButTowns => is_name || is_bracketed,
            Kind::Initials => inner.contains('.'),
        };
        let may_be_town = matches!(word.kind, Kind::Mostly | Kind::NamesButTowns);
        let is_town = is_capitalised && may_be_town && OF_PLACES.contains(&field);
        in_case && in_field && !is_town
    };
    let word = table().get(&plain(inner))?.iter().find(counts)?;
    let is_letter = inner.chars().count() == 1;
    let may_be_name = is_letter
        || (is_capitalised && matches!(word.kind, Kind::Mostly | Kind::Names | Kind::NamesButTowns));
    Some(if may_be_name { Nothing::Mostly } else { Nothing::Surely })
}

/// Signs that say nothing by themselves: dashes, points, ditto marks, brackets, question marks.
fn is_sign(one: char) -> bool {
    one.is_whitespace() || "-‐‑‒–—―−_./\\|*#~,;'´`\"„“”‚‘’‟″′〃«»‹›()[]{}<>?!¿¡·•…".contains(one)
}

/// A text without case, points and blanks.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|one| *one != '.' && !one.is_whitespace()).collect()
}

fn table() -> &'static HashMap<String, Vec<Word>> {
    static TABLE: LazyLock<HashMap<String, Vec<Word>>> = LazyLock::new(|| {
        let mut table: HashMap<String, Vec<Word>> = HashMap::new();
        for line in WORDS.lines() {
            let mut parts = line.split('\t');
            let kind = match parts.next() {
                Some("always") => Kind::Always,
                Some("mostly") => Kind::Mostly,
                Some("names") => Kind::Names,
                Some("names-but-towns") => Kind::NamesButTowns,
                Some("initials") => Kind::Initials,
                _ => continue,
            };
            // The language says who knows the word; it counts in all of them.
            for word in parts.skip(1) {
                let (case, written) = match (word.strip_prefix('='), word.strip_prefix('~')) {
                    (Some(word), _) => (Case::Small, word),
                    (_, Some(word)) => (Case::NotCapitalised, word),
                    _ => (Case::Any, word),
                };
                table.entry(plain(written)).or_default().push(Word { written, kind, case });
            }
        }
        table
    });
    &TABLE
}
