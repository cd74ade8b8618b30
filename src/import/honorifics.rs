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

use super::names::has_word;
use super::unreadable::{UnreadableCell, shown};
use crate::letters::unaccented;

const WORDS: &str = include_str!("../schema/names/honorifics.tsv");

/// The fields of a person that a salutation in a list may say: how it is addressed, and its degrees.
pub const HONORIFIC: &str = "honorific";
pub const TITLES: &str = "titles_before";

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A word of the field `honorific`.
    Person(&'static str),
    /// A degree or an office.
    Title,
    /// One that only a woman has: Dott.ssa.
    TitleOfWoman,
    /// A degree that stands behind the name: Ph.D., Esq.
    Behind,
    /// What somebody is: Direktorin; as it is called when nobody is spoken to (`řediteli` is a `ředitel`).
    Function(&'static str),
    /// A priest, a nun: `Fr`, which is Frau in other lists.
    Clergy,
    /// More than one person: MM., Messrs.
    Plural,
}

/// A way of writing, and what a word says in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct HonorificWord {
    way: &'static str,
    what: What,
}

impl HonorificWord {
    fn language(&self) -> &'static str {
        self.way.split(' ').next().unwrap_or_default()
    }
}

struct HonorificTables {
    /// By the word in small letters, with its points and accents.
    exact: HashMap<String, Vec<HonorificWord>>,
    /// By the word without points and accents.
    folded: HashMap<String, Vec<HonorificWord>>,
    greetings: BTreeSet<String>,
    /// The names of columns, without accents, and the languages that have them; not English ones, which people write
    /// above words of their own.
    headers: HashMap<String, Vec<&'static str>>,
}

fn tables() -> &'static HonorificTables {
    static TABLES: LazyLock<HonorificTables> = LazyLock::new(|| {
        let mut tables = HonorificTables {
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
                    "behind" => What::Behind,
                    "clergy" => What::Clergy,
                    "plural" => What::Plural,
                    "function" => What::Function(text.rsplit('=').next().unwrap_or(text)),
                    "title-ms" => What::TitleOfWoman,
                    person => What::Person(person),
                };
                let text = text.split('=').next().unwrap_or(text);
                let word = HonorificWord { way, what };
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
    text.trim_end_matches([',', ':', ';']).to_lowercase().replace('’', "'")
}

/// The same without points and accents.
fn folded(text: &str) -> String {
    let letters = unaccented(text).replace('ª', "a").replace('º', "o");
    letters.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// What a word says in each way of writing: as it is written, and without points and accents.
fn meanings(word: &str) -> (&'static [HonorificWord], &'static [HonorificWord]) {
    let tables = tables();
    let exact = tables.exact.get(word).map_or(&[][..], Vec::as_slice);
    let folded = tables.folded.get(&folded(word)).map_or(&[][..], Vec::as_slice);
    (exact, folded)
}

fn is_letter(word: &str) -> bool {
    folded(word).chars().count() == 1
}

fn is_person(word: &str) -> bool {
    let (exact, folded) = meanings(word);
    let words = if exact.is_empty() { folded } else { exact };
    words.iter().any(|word| matches!(word.what, What::Person(_) | What::Clergy | What::Plural))
}

/// Whether a word is a degree or an office, known to us or by its point.
fn is_title(word: &str) -> bool {
    let letters = word.chars().filter(|one| one.is_alphabetic()).count();
    is_known_title(word) || word.starts_with('(') || (letters > 1 && word.contains('.'))
}

/// Whether a word is a degree or an office that we know.
fn is_known_title(word: &str) -> bool {
    let (exact, _) = meanings(&key(word));
    exact.iter().any(|word| matches!(word.what, What::Title | What::TitleOfWoman))
}

/// Whether a word is a degree that stands behind a name.
fn is_behind(word: &str) -> bool {
    let (exact, _) = meanings(&key(word));
    exact.iter().any(|word| word.what == What::Behind) && !is_known_title(word)
}

/// Whether most cells of a column begin or end with what somebody is: `Responsable formation`.
pub fn are_functions<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let (mut all, mut functions) = (0, 0);
    for text in texts {
        let mut words = text.split_whitespace();
        let ends = [words.next(), words.next_back()];
        all += 1;
        functions += usize::from(ends.into_iter().flatten().any(is_function));
    }
    functions * 2 > all
}

/// Whether a text is what somebody is, and no name.
pub fn is_function(text: &str) -> bool {
    function(&key(text), &[]).is_some()
}

/// What somebody is, as a phrase says it to a person of these ways of writing.
fn function(phrase: &str, persons: &[String]) -> Option<String> {
    let said = phrase.strip_prefix("l'").unwrap_or(phrase);
    let (exact, _) = meanings(said);
    let ways = persons.iter().flat_map(|person| {
        let (exact, folded) = meanings(person);
        exact.iter().chain(folded).map(HonorificWord::language)
    });
    let ways: Vec<&str> = ways.collect();
    let functions = exact.iter().filter_map(|word| match word.what {
        What::Function(function) => Some((word.language(), function)),
        _ => None,
    });
    let functions: Vec<(&str, &str)> = functions.collect();
    let own = functions.iter().find(|(language, _)| ways.contains(language)).or(functions.first());
    own.map(|(_, function)| (*function).to_owned())
}

/// What a cell consists of.
#[derive(Default)]
struct Parts<'t> {
    /// Words for how somebody is addressed.
    persons: Vec<String>,
    titles: Vec<&'t str>,
    /// Degrees that stand behind a name.
    behind: Vec<&'t str>,
    /// What somebody is, and as it is written.
    functions: Vec<(String, String)>,
    others: Vec<&'t str>,
}

/// A language, and its words in front of what somebody is: Monsieur le Directeur.
const ARTICLES: &str = include_str!("names/articles.tsv");

fn parts(text: &str) -> Parts<'_> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // The longest first: `Herr und Frau` are two.
        let ends = (at + 1..=words.len().min(at + 5)).rev();
        let phrase = |end: usize| key(&words[at..end].join(" "));
        let person = ends.clone().find(|end| is_person(&phrase(*end)));
        let greeting = ends.clone().find(|end| tables().greetings.contains(&phrase(*end)));
        if let Some(end) = person.filter(|end| greeting.is_none_or(|greeting| greeting <= *end)) {
            parts.persons.push(phrase(end));
            at = end;
        } else if let Some(end) = greeting {
            at = end;
        } else if let Some((end, function)) =
            ends.clone().find_map(|end| Some((end, function(&phrase(end), &parts.persons)?)))
        {
            let written = words[at..end].join(" ");
            parts.functions.push((in_case_of(&written, function), written));
            at = end;
        } else if has_word(ARTICLES, &key(word)) && !parts.persons.is_empty() && at + 1 < words.len() {
            at += 1;
        } else if let Some(end) = ends.clone().find(|end| is_behind(&words[at..*end].join(" "))) {
            parts.behind.extend(&words[at..end]);
            at = end;
        } else {
            let list = if is_title(word) { &mut parts.titles } else { &mut parts.others };
            list.push(*word);
            at += 1;
        }
    }
    parts
}

/// A function as it is called, with the capital that it was written with, or in the very letters.
fn in_case_of(written: &str, function: String) -> String {
    let word = written.strip_prefix("l'").or(written.strip_prefix("L'")).unwrap_or(written);
    if key(word) == function {
        return word.trim_end_matches([',', ';', ':']).to_owned();
    }
    let mut letters = function.chars();
    match letters.next() {
        Some(first) if word.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => function,
    }
}

/// How somebody is addressed, and what stands beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormOfAddress {
    /// A word of the field `honorific`.
    pub honorific: Option<&'static str>,
    /// What belongs in front of the name.
    pub titles: Option<String>,
    /// What belongs behind the name.
    pub behind: Option<String>,
    /// What the person is.
    pub function: Option<String>,
}

fn joined(words: &[&str]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
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

    /// Of the cells of a column of whole names.
    pub fn of_names<'t>(texts: impl Iterator<Item = &'t str>, header: &str) -> Self {
        let persons: BTreeSet<String> = texts.filter_map(|text| around(text).person).collect();
        Self::from(persons, header, false)
    }

    fn made<'t>(texts: impl Iterator<Item = &'t str>, header: &str, of_titles: bool) -> Self {
        Self::from(texts.flat_map(|text| parts(text).persons).collect(), header, of_titles)
    }

    fn from(persons: BTreeSet<String>, header: &str, of_titles: bool) -> Self {
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
    pub fn read(&self, text: &str, names: &[&str]) -> Result<FormOfAddress, UnreadableCell> {
        let parts = parts(text);
        let is_name = |word: &str| {
            let word = folded(word);
            names.iter().flat_map(|name| name.split_whitespace()).any(|name| folded(name) == word)
        };
        let functions: Vec<&String> = parts
            .functions
            .iter()
            .filter(|(_, written)| !written.split(' ').all(is_name))
            .map(|(function, _)| function)
            .collect();
        let says = !parts.persons.is_empty() || !parts.titles.is_empty();
        if !parts.others.iter().all(|word| is_name(word))
            || !(says || !parts.behind.is_empty() || !functions.is_empty())
        {
            return Err(UnreadableCell {
                message: format!("`honorific` cannot be {}", shown(text)),
                help: "write Ms or Mr, a word of your language, or leave the cell empty".to_owned(),
            });
        }
        let mut address = FormOfAddress {
            honorific: None,
            titles: joined(&parts.titles),
            behind: joined(&parts.behind),
            function: functions.first().map(|function| (*function).clone()),
        };
        // Mann and Dame are names too.
        let person = parts.persons.iter().find(|word| !is_name(word)).or(parts.persons.first());
        let Some(first) = person else {
            address.honorific = parts.titles.iter().find_map(|title| of_woman(title));
            return Ok(address);
        };
        address.honorific = Some(self.person(first).ok_or_else(|| undecided(first, text))?);
        Ok(address)
    }

    /// Whether the column has a whole word of a language that has this letter: `M.` beside `Mme`. In front of a name a
    /// letter alone is one of the name.
    fn has_more_of(&self, letter: &str) -> bool {
        let ways = |word: &str| {
            let (exact, _) = meanings(word);
            exact.iter().map(HonorificWord::language).collect::<BTreeSet<_>>()
        };
        let own = ways(letter);
        self.meant.keys().any(|word| !is_letter(word) && !ways(word).is_disjoint(&own))
    }

    /// What a word for a person says in this column.
    fn person(&self, word: &str) -> Option<&'static str> {
        let alone = || decided(word, &BTreeSet::new(), &[], self.of_titles);
        self.meant.get(word).copied().unwrap_or_else(alone)
    }

    /// The salutation in a cell of degrees, and what is left of it; none when there is no salutation.
    pub fn read_titles(&self, text: &str) -> Option<FormOfAddress> {
        let parts = parts(text);
        let first = parts.persons.first().filter(|_| parts.others.is_empty())?;
        let honorific = self.meant.get(first).copied().flatten()?;
        Some(FormOfAddress {
            honorific: Some(honorific),
            titles: joined(&parts.titles),
            behind: joined(&parts.behind),
            function: parts.functions.first().map(|(function, _)| function.clone()),
        })
    }
}

/// Why a word for a person does not say who it is.
fn undecided(word: &str, text: &str) -> UnreadableCell {
    let (exact, folded) = meanings(word);
    let words = if exact.is_empty() { folded } else { exact };
    let is_any = |what: What| words.iter().any(|word| word.what == what);
    let help = "write Ms or Mr, or a whole word of your language, in the column".to_owned();
    if words.iter().all(|word| word.what == What::Plural) {
        return UnreadableCell {
            message: format!("{} is more than one person", shown(text)),
            help: "give each person a row, with Ms or Mr; or leave the cell empty".to_owned(),
        };
    }
    let several = if is_any(What::Clergy) {
        "be a salutation, or Father, Sister or Brother,"
    } else {
        "be a woman or a man,"
    };
    let message = format!("{} can {several} and no other value of the column tells", shown(text));
    UnreadableCell { message, help }
}

/// What a single text says, without a column around it.
///
/// # Errors
/// As [`Legend::read`].
pub fn alone(text: &str) -> Result<Option<&'static str>, UnreadableCell> {
    Ok(Legend::of(std::iter::once(text), "").read(text, &[])?.honorific)
}

/// Whether a column holds salutations, whatever it is called: each of its cells is one or a degree, and one at least is a
/// whole word.
pub fn are_in<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut has_word = false;
    for text in texts {
        let parts = parts(text);
        // A position alone is none.
        if (parts.persons.is_empty() && parts.titles.is_empty()) || !parts.others.is_empty() {
            return false;
        }
        has_word |= parts.persons.iter().any(|word| folded(word).chars().count() > 1);
    }
    has_word
}

/// Whether a column holds degrees and nothing else: `Ing.`, `Mgr.`, `Dott.ssa`.
pub fn are_degrees<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut all = texts.map(parts).peekable();
    let is_only = |parts: Parts<'_>| {
        !parts.titles.is_empty()
            && parts.persons.is_empty()
            && parts.functions.is_empty()
            && parts.others.is_empty()
    };
    all.peek().is_some() && all.all(is_only)
}

/// What stands around a person’s name in one cell: `Frau Dr. Anna Müller, Ph.D.`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TitledName<'t> {
    /// A word for how somebody is addressed, as [`Legend::of_names`] knows it.
    person: Option<String>,
    titles: Vec<&'t str>,
    behind: Vec<&'t str>,
    function: Option<String>,
    /// The words of the name, a comma with the word in front of it.
    pub name: Vec<&'t str>,
}

/// A language, and words for a man or a woman in a column that are no salutation in front of a name: `Karl`, `Mann`.
const SEXES: &str = include_str!("names/sexes.tsv");

/// Takes off what stands around a name.
pub fn around(text: &str) -> TitledName<'_> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut around = TitledName::default();
    let phrase = |words: &[&str], end: usize| key(&words[..end].join(" "));
    while words.len() > 1 {
        let longest = || (1..words.len().min(6)).rev();
        let person = longest().find(|end| {
            let phrase = phrase(&words, *end);
            is_person(&phrase) && !has_word(SEXES, &phrase)
        });
        if let Some(end) = person.filter(|_| around.person.is_none()) {
            around.person = Some(phrase(&words, end));
            words.drain(..end);
        } else if let Some(end) = longest().find(|end| tables().greetings.contains(&phrase(&words, *end))) {
            words.drain(..end);
        } else if is_known_title(words[0]) || words[0].starts_with('(') {
            around.titles.push(words.remove(0).trim_end_matches(','));
        } else if let Some((end, function)) = longest()
            .filter(|_| around.person.is_some())
            .find_map(|end| Some((end, function(&phrase(&words, end), around.person.as_slice())?)))
        {
            around.function = Some(in_case_of(&words[..end].join(" "), function));
            words.drain(..end);
        } else if around.person.is_some() && has_word(ARTICLES, words[0]) && words.len() > 2 {
            words.remove(0);
        } else {
            break;
        }
    }
    // Behind the name: `Dvořák, Ph.D.`, `Smith MBA`.
    while let [.., before, last] = words.as_slice() {
        let is_after_comma = before.ends_with(',');
        let (exact, _) = meanings(&key(last));
        let may_stand_behind = exact.iter().any(|word| word.what == What::Behind);
        let is_degree = may_stand_behind || (is_after_comma && last.contains('.') && is_title(last));
        if !is_degree || (words.len() == 2 && !may_stand_behind) {
            break;
        }
        around.behind.insert(0, last.trim_end_matches(','));
        words.pop();
        if let Some(last) = words.last_mut() {
            *last = last.trim_end_matches(',');
        }
    }
    around.name = words;
    around
}

impl TitledName<'_> {
    /// Whether a salutation stands in front of the name.
    pub fn has_person(&self) -> bool {
        self.person.is_some()
    }

    /// What it says of the person, in a column with this legend.
    ///
    /// # Errors
    /// A word that can say several things.
    pub fn address(&self, legend: &Legend) -> Result<FormOfAddress, UnreadableCell> {
        let honorific = match &self.person {
            None => None,
            Some(word) if is_letter(word) && !legend.has_more_of(word) => return Err(undecided(word, word)),
            Some(word) => Some(legend.person(word).ok_or_else(|| undecided(word, word))?),
        };
        Ok(FormOfAddress {
            honorific,
            titles: joined(&self.titles),
            behind: joined(&self.behind),
            function: self.function.clone(),
        })
    }
}

fn of_woman(title: &str) -> Option<&'static str> {
    let (exact, _) = meanings(&key(title));
    exact.iter().any(|word| word.what == What::TitleOfWoman).then_some("ms")
}

/// What a word says beside the others of its column; none when it can be several things.
fn decided(word: &str, column: &BTreeSet<String>, headers: &[&str], of_titles: bool) -> Option<&'static str> {
    let (exact, loose) = meanings(word);
    let written = if exact.is_empty() { loose } else { exact };
    if let Some(told) = agreed(written).filter(|_| !is_letter(word)) {
        return Some(told);
    }
    let in_header = |word: &&HonorificWord| headers.contains(&word.language());
    // The way of writing that knows most of the other words; else the language.
    let same_way = |one: &HonorificWord, other: &HonorificWord| one.way == other.way;
    let same_language = |one: &HonorificWord, other: &HonorificWord| one.language() == other.language();
    for is_same in [same_way as fn(&HonorificWord, &HonorificWord) -> bool, same_language] {
        let knows = |one: &HonorificWord, other: &String| {
            let (exact, loose) = meanings(other);
            let words = if exact.is_empty() { loose } else { exact };
            words.iter().any(|word| is_same(one, word) && matches!(word.what, What::Person(_)))
        };
        let score =
            |one: &HonorificWord| column.iter().filter(|other| *other != word && knows(one, other)).count();
        let all: Vec<(HonorificWord, usize)> =
            exact.iter().chain(loose).map(|one| (*one, score(one))).collect();
        let most = all.iter().map(|(_, score)| *score).max().unwrap_or_default();
        if most > 0 {
            let best = all.iter().filter(|(_, score)| *score == most);
            let best: Vec<HonorificWord> = best.map(|(one, _)| *one).collect();
            let named: Vec<HonorificWord> = best.iter().filter(in_header).copied().collect();
            return agreed(&best).or_else(|| agreed(&named));
        }
    }
    let named: Vec<HonorificWord> = written.iter().filter(in_header).copied().collect();
    // Fr is Frau, and under an English head a priest: only the column tells.
    if headers.is_empty() && written.iter().any(|word| word.what == What::Clergy) {
        return None;
    }
    agreed(&named).or_else(|| agreed(written)).or_else(|| {
        let persons = |word: &&HonorificWord| matches!(word.what, What::Person(_)) && !of_titles;
        agreed(&written.iter().filter(persons).copied().collect::<Vec<_>>())
    })
}

/// What all of them say.
fn agreed(words: &[HonorificWord]) -> Option<&'static str> {
    let What::Person(first) = words.first()?.what else { return None };
    words.iter().all(|word| word.what == What::Person(first)).then_some(first)
}
