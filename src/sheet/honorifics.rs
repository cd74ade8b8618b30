//! Salutations of lists → how somebody is addressed, and degrees: `Frau Prof. Dr.`, `D.`, `K`, `Sehr geehrte Frau`.
//!
//! What is written stands in `schema/names/honorifics.tsv`, a line each for a way of writing and what its words say; a way is a
//! language, or the letters that one language has for two sexes (`pl k/m`).
//!
//! **Why the whole column is looked at.** `D.` is a man in Spain and a woman in Portugal, `M` beside `H` a woman, `K` a
//! woman in Poland. One value alone does not tell; the others of its column mostly do, else the name of the column.
//! Where nothing tells it is asked: a wrong word in the first line of a letter is worse than none.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::reading::{Flaw, shown};
use crate::letters::unaccented;

const WORDS: &str = include_str!("../schema/names/honorifics.tsv");

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A word of the field `honorific`.
    Person(&'static str),
    /// A degree or an office.
    Title,
    /// One that only a woman has: Dott.ssa.
    TitleOfWoman,
}

/// A way of writing, and what a word says in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    way: &'static str,
    what: What,
}

impl Word {
    fn language(&self) -> &'static str {
        self.way.split(' ').next().unwrap_or_default()
    }
}

struct Tables {
    /// By the word in small letters, with its points and accents.
    exact: HashMap<String, Vec<Word>>,
    /// By the word without points and accents.
    folded: HashMap<String, Vec<Word>>,
    greetings: BTreeSet<String>,
    /// The names of columns, without accents, and the languages that have them; not English ones, which people write
    /// above words of their own.
    headers: HashMap<String, Vec<&'static str>>,
}

fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        let mut tables = Tables {
            exact: HashMap::new(),
            folded: HashMap::new(),
            greetings: BTreeSet::new(),
            headers: HashMap::new(),
        };
        for line in WORDS.lines() {
            let mut parts = line.split('\t');
            let (Some(way), Some(kind)) = (parts.next(), parts.next()) else { continue };
            for text in parts {
                let what = match kind {
                    "greeting" => {
                        tables.greetings.insert(key(text));
                        continue;
                    }
                    "header" => {
                        tables.headers.entry(folded(text)).or_default().push(way);
                        continue;
                    }
                    "title" => What::Title,
                    "title-ms" => What::TitleOfWoman,
                    person => What::Person(person),
                };
                let word = Word { way, what };
                tables.exact.entry(key(text)).or_default().push(word);
                tables.folded.entry(folded(text)).or_default().push(word);
            }
        }
        tables
    });
    &TABLES
}

/// A word for comparing: in small letters, with single blanks.
fn key(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches([',', ':', ';']).to_lowercase()
}

/// The same without points and accents.
fn folded(text: &str) -> String {
    let letters = unaccented(text).replace('ª', "a").replace('º', "o");
    letters.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// What a word says in each way of writing: as it is written, and without points and accents.
fn meanings(word: &str) -> (&'static [Word], &'static [Word]) {
    let tables = tables();
    let exact = tables.exact.get(word).map_or(&[][..], Vec::as_slice);
    let folded = tables.folded.get(&folded(word)).map_or(&[][..], Vec::as_slice);
    (exact, folded)
}

fn is_person(word: &str) -> bool {
    let (exact, folded) = meanings(word);
    let words = if exact.is_empty() { folded } else { exact };
    words.iter().any(|word| matches!(word.what, What::Person(_)))
}

/// Whether a word is a degree or an office, known to us or by its point.
fn is_title(word: &str) -> bool {
    let letters = word.chars().filter(|one| one.is_alphabetic()).count();
    let (exact, _) = meanings(&key(word));
    let is_known = exact.iter().any(|word| !matches!(word.what, What::Person(_)));
    is_known || word.starts_with('(') || (letters > 1 && word.contains('.'))
}

/// What a cell consists of.
#[derive(Default)]
struct Parts<'t> {
    /// Words for how somebody is addressed.
    persons: Vec<String>,
    titles: Vec<&'t str>,
    others: Vec<&'t str>,
}

fn parts(text: &str) -> Parts<'_> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // The longest first: `Herr und Frau` are two.
        let ends = (at + 1..=words.len().min(at + 5)).rev();
        let phrase = |end: usize| key(&words[at..end].join(" "));
        if let Some(end) = ends.clone().find(|end| is_person(&phrase(*end))) {
            parts.persons.push(phrase(end));
            at = end;
        } else if let Some(end) = ends.clone().find(|end| tables().greetings.contains(&phrase(*end))) {
            at = end;
        } else {
            let list = if is_title(word) { &mut parts.titles } else { &mut parts.others };
            list.push(*word);
            at += 1;
        }
    }
    parts
}

/// How somebody is addressed, and the degrees that stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// A word of the field `honorific`.
    pub honorific: Option<&'static str>,
    /// What belongs in front of the name.
    pub titles: Option<String>,
}

/// What the words of a column say.
#[derive(Debug, Clone, Default)]
pub struct Legend {
    /// None of a word that can say several things.
    meant: HashMap<String, Option<&'static str>>,
    /// Whether it is a column of degrees, in which a word that can be one is one.
    of_titles: bool,
}

impl Legend {
    /// Of the cells of a column of salutations.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, header: &str) -> Self {
        Self::made(texts, header, false)
    }

    /// Of the cells of a column of degrees, some of which may be salutations: “Titel: Frau”.
    pub fn of_titles<'t>(texts: impl Iterator<Item = &'t str>, header: &str) -> Self {
        Self::made(texts, header, true)
    }

    fn made<'t>(texts: impl Iterator<Item = &'t str>, header: &str, of_titles: bool) -> Self {
        let persons: BTreeSet<String> = texts.flat_map(|text| parts(text).persons).collect();
        let headers: Vec<&str> = header
            .split(['/', '|', '(', ')'])
            .filter_map(|part| tables().headers.get(&folded(part)))
            .flatten()
            .copied()
            .collect();
        let meant = persons.iter().map(|one| (one.clone(), decided(one, &persons, &headers, of_titles)));
        Self { meant: meant.collect(), of_titles }
    }

    /// What a cell says; the names are those of the person, which may stand behind a salutation.
    ///
    /// # Errors
    /// A word that can say several things, text that is neither salutation nor degree.
    pub fn read(&self, text: &str, names: &[&str]) -> Result<Address, Flaw> {
        let parts = parts(text);
        let is_name = |word: &str| {
            let word = folded(word);
            names.iter().flat_map(|name| name.split_whitespace()).any(|name| folded(name) == word)
        };
        if !parts.others.iter().all(|word| is_name(word))
            || (parts.persons.is_empty() && parts.titles.is_empty())
        {
            return Err(Flaw {
                message: format!("`honorific` cannot be {}", shown(text)),
                help: "write Ms or Mr, a word of your language, or leave the cell empty".to_owned(),
            });
        }
        let titles = (!parts.titles.is_empty()).then(|| parts.titles.join(" "));
        // Mann and Dame are names too.
        let person = parts.persons.iter().find(|word| !is_name(word)).or(parts.persons.first());
        let Some(first) = person else {
            return Ok(Address { honorific: parts.titles.iter().find_map(|title| of_woman(title)), titles });
        };
        let alone = || decided(first, &BTreeSet::new(), &[], self.of_titles);
        match self.meant.get(first).copied().unwrap_or_else(alone) {
            Some(honorific) => Ok(Address { honorific: Some(honorific), titles }),
            None => Err(Flaw {
                message: format!(
                    "{} can be a woman or a man, and no other value of the column tells",
                    shown(text)
                ),
                help: "write Ms or Mr, or a whole word of your language, in the column".to_owned(),
            }),
        }
    }

    /// The salutation in a cell of degrees, and what is left of it; none when there is no salutation.
    pub fn read_titles(&self, text: &str) -> Option<Address> {
        let parts = parts(text);
        let first = parts.persons.first().filter(|_| parts.others.is_empty())?;
        let honorific = self.meant.get(first).copied().flatten()?;
        let titles = (!parts.titles.is_empty()).then(|| parts.titles.join(" "));
        Some(Address { honorific: Some(honorific), titles })
    }
}

/// What a single text says, without a column around it.
///
/// # Errors
/// As [`Legend::read`].
pub fn alone(text: &str) -> Result<Option<&'static str>, Flaw> {
    Ok(Legend::of(std::iter::once(text), "").read(text, &[])?.honorific)
}

/// Whether a column holds salutations, whatever it is called: each of its cells is one or a degree, and one at least is a
/// whole word.
pub fn are_in<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut has_word = false;
    for text in texts {
        let parts = parts(text);
        if (parts.persons.is_empty() && parts.titles.is_empty()) || !parts.others.is_empty() {
            return false;
        }
        has_word |= parts.persons.iter().any(|word| folded(word).chars().count() > 1);
    }
    has_word
}

fn of_woman(title: &str) -> Option<&'static str> {
    let (exact, _) = meanings(&key(title));
    exact.iter().any(|word| word.what == What::TitleOfWoman).then_some("ms")
}

/// What a word says beside the others of its column; none when it can be several things.
fn decided(word: &str, column: &BTreeSet<String>, headers: &[&str], of_titles: bool) -> Option<&'static str> {
    let (exact, loose) = meanings(word);
    let written = if exact.is_empty() { loose } else { exact };
    let is_letter = folded(word).chars().count() == 1;
    if let Some(told) = agreed(written).filter(|_| !is_letter) {
        return Some(told);
    }
    let in_header = |word: &&Word| headers.contains(&word.language());
    // The way of writing that knows most of the other words; else the language.
    let same_way = |one: &Word, other: &Word| one.way == other.way;
    let same_language = |one: &Word, other: &Word| one.language() == other.language();
    for is_same in [same_way as fn(&Word, &Word) -> bool, same_language] {
        let knows = |one: &Word, other: &String| {
            let (exact, loose) = meanings(other);
            let words = if exact.is_empty() { loose } else { exact };
            words.iter().any(|word| is_same(one, word) && matches!(word.what, What::Person(_)))
        };
        let score = |one: &Word| column.iter().filter(|other| *other != word && knows(one, other)).count();
        let all: Vec<(Word, usize)> = exact.iter().chain(loose).map(|one| (*one, score(one))).collect();
        let most = all.iter().map(|(_, score)| *score).max().unwrap_or_default();
        if most > 0 {
            let best = all.iter().filter(|(_, score)| *score == most);
            let best: Vec<Word> = best.map(|(one, _)| *one).collect();
            let named: Vec<Word> = best.iter().filter(in_header).copied().collect();
            return agreed(&best).or_else(|| agreed(&named));
        }
    }
    let named: Vec<Word> = written.iter().filter(in_header).copied().collect();
    agreed(&named).or_else(|| agreed(written)).or_else(|| {
        let persons = |word: &&Word| matches!(word.what, What::Person(_)) && !of_titles;
        agreed(&written.iter().filter(persons).copied().collect::<Vec<_>>())
    })
}

/// What all of them say.
fn agreed(words: &[Word]) -> Option<&'static str> {
    let What::Person(first) = words.first()?.what else { return None };
    words.iter().all(|word| word.what == What::Person(first)).then_some(first)
}
