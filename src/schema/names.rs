//! What countries, languages, words of closed lists, yes and no are called in the languages of Europe.
//!
//! Those of countries and languages are CLDR's (`display_names`), with what countries are called besides. The rest stands
//! in `names/*.tsv`: a line each for a word of a closed list, a way to address somebody, the months of a language, which
//! are CLDR's too, yes or no in a language.
//! Case, accents, blanks and punctuation make no difference.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::display_names;

/// A country, and what it is called besides its names in CLDR: official and old names, letters on cars.
const COUNTRIES: &str = include_str!("names/countries.tsv");
/// A field, a word of its closed list, and what people write for it.
const WORDS: &str = include_str!("names/words.tsv");
/// A way of writing, what it says of a person, and the words.
const HONORIFICS: &str = include_str!("names/honorifics.tsv");
/// A language, and its months, each with its forms.
const MONTHS: &str = include_str!("names/months.tsv");
/// What it means, a language, and the words for it: yes, no, that somebody objected.
pub const ANSWERS: &str = include_str!("names/answers.tsv");

/// A text without case, accents, blanks and punctuation, to compare what people write.
pub fn folded(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let letters: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    // What consists of signs only is compared as it stands.
    if letters.is_empty() { text.trim().to_lowercase() } else { letters }
}

/// Whether a word stands in a table of words: a line for each language, which stands in front. It is
/// compared as it is written.
pub fn has_word(table: &str, word: &str) -> bool {
    table.lines().any(|line| line.split('\t').skip(1).any(|one| one == word))
}

/// The code of a country by its name.
pub fn country(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
        let others = COUNTRIES.lines().filter_map(|line| line.split_once('\t'));
        let others = others.flat_map(|(code, names)| names.split('\t').map(move |name| (code, name)));
        let mut names = codes(display_names::all().filter(|(code, _)| is_country(code)));
        // Where languages differ, what is said here decides: Kongo.
        names.extend(codes(others));
        names
    });
    NAMES.get(&folded(name)).copied().flatten()
}

/// The tag of a language by its name. Norwegian without more is Bokmål.
pub fn language(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
        let languages = display_names::all().filter(|(code, _)| !is_country(code));
        codes(languages.map(|(tag, name)| (if tag == "no" { "nb" } else { tag }, name)))
    });
    NAMES.get(&folded(name)).copied().flatten()
}

/// Whether a code is that of a country, and not of a language.
fn is_country(code: &str) -> bool {
    code.bytes().all(|one| one.is_ascii_uppercase())
}

/// Codes by name; a name that two of them have is none's.
fn codes(names: impl Iterator<Item = (&'static str, &'static str)>) -> HashMap<String, Option<&'static str>> {
    let mut codes: HashMap<String, Option<&'static str>> = HashMap::new();
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for (code, name) in names.filter(|named| !named.1.is_empty() && seen.insert(*named)) {
        let known = codes.entry(folded(name)).or_insert(Some(code));
        if *known != Some(code) {
            *known = None;
        }
    }
    codes
}

/// The options that a word stands for in a field: one, or several when languages differ.
pub fn options<'o>(field: &str, options: &[&'o str], text: &str) -> Vec<&'o str> {
    let wanted = folded(text);
    if let Some(own) = options.iter().find(|option| folded(option) == wanted) {
        return vec![own];
    }
    // What we are is told with the words of what a partner is.
    let field = if field == "org_type" { "kind" } else { field };
    let (table, start) = if field == "honorific" { (HONORIFICS, "") } else { (WORDS, field) };
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for line in table.lines() {
        let mut words = line.split('\t');
        let (Some(first), Some(option)) = (words.next(), words.next()) else { continue };
        if (start.is_empty() || first == start) && words.any(|word| folded(word) == wanted) {
            found.insert(option);
        }
    }
    options.iter().filter(|option| found.contains(**option)).copied().collect()
}

/// Yes or no, in a language of Europe; none for a word that is yes in one and no in another.
pub fn truth(text: &str) -> Option<bool> {
    let wanted = folded(text);
    let mut found = BTreeSet::new();
    for line in ANSWERS.lines() {
        let mut words = line.split('\t');
        let is_yes = match words.next() {
            Some("yes") => true,
            Some("no") => false,
            _ => continue,
        };
        if words.skip(1).any(|word| folded(word) == wanted) {
            found.insert(is_yes);
        }
    }
    if found.len() == 1 { found.first().copied() } else { None }
}

/// The months that a word may be, counted from 1: Listopad is October in Croatian and November in Polish. A word of
/// three letters or more may be the beginning of a name.
pub fn months(word: &str) -> BTreeSet<i8> {
    let wanted = folded(word);
    let mut exact = BTreeSet::new();
    let mut begun = BTreeSet::new();
    if wanted.len() < 3 || wanted.bytes().any(|one| one.is_ascii_digit()) {
        return exact;
    }
    for line in MONTHS.lines() {
        for (month, forms) in (1..).zip(line.split('\t').skip(1)) {
            for form in forms.split(' ').map(folded) {
                if form == wanted {
                    exact.insert(month);
                } else if form.starts_with(&wanted) || (form.len() > 3 && wanted.starts_with(&form)) {
                    begun.insert(month);
                }
            }
        }
    }
    if exact.is_empty() { begun } else { exact }
}
