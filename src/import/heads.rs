//! What the head of a column says: `Straße`, `č.p.`, `Business Street 2`, `Téléphone (bureau)`.
//!
//! The words stand in `names/columns.tsv`, a line each for a field and a language, and in `names/qualifiers.tsv` those
//! for whose it is: an address at work or at home. What stands there with a `?` is no field: it is asked about, or
//! there is no place for it.
//!
//! **Why accents are not just dropped.** `č.p.` is the number of a Czech house, `C.P.` a French postal code. A word is
//! what it is as it is written; without its points and accents only where that is no other one. Where it stays several
//! things the values of its column decide, or the languages of the other heads (see `mapping`).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters::unaccented;

/// A field, a language, and what the field's column is called in it.
const COLUMNS: &str = include_str!("names/columns.tsv");

/// Whose it is, a language, and what stands for it beside the name of a field.
const QUALIFIERS: &str = include_str!("names/qualifiers.tsv");

/// How many letters a word has at most that is an abbreviation: written without accents it may be another one's.
const SHORT: usize = 3;

/// A head that says whose name it is only beside the other columns.
pub const ANY_NAME: &str = "?name";
/// A head above degrees, positions, or how somebody is addressed.
pub const TITLE: &str = "?title";
/// A head above a number: of the list, or of a house when it stands beside the street.
pub const NUMBER: &str = "?number";

/// One thing that a head can be: a field, and the language in which it is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    pub field: &'static str,
    pub language: &'static str,
}

/// Whose the value of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// It is not said.
    Unsaid,
    /// That of the place of work.
    Work,
    /// The organisation's.
    Organisation,
    /// The contact's.
    Contact,
    /// A person's private one: no business of ours.
    Home,
    /// A further one, an assistant's, that of a car.
    Other,
}

/// What a head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it can be; of no known head none.
    pub senses: Vec<Sense>,
    pub whose: Whose,
    /// The number beside it: `E-mail 2`.
    pub number: Option<usize>,
}

impl Head {
    /// Reads a head.
    pub fn read(name: &str) -> Self {
        let none = Self { senses: Vec::new(), whose: Whose::Unsaid, number: None };
        let senses = senses(name);
        if !senses.is_empty() {
            return Self { senses, ..none };
        }
        let words = words(name);
        let (rest, number) = unnumbered(&words);
        // Google has “Phone 1 - Type” beside “Phone 1 - Value”.
        if number.is_some() && rest.last().is_some_and(|last| last == "type" || last == "label") {
            return none;
        }
        let plain = |words: &[String]| self::senses(&words.join(" "));
        let senses = plain(&rest);
        if !senses.is_empty() {
            return Self { senses, number, ..none };
        }
        for (whose, phrase) in &tables().qualifiers {
            let Some(at) = rest.windows(phrase.len()).position(|words| words == phrase) else { continue };
            let left = [&rest[..at], &rest[at + phrase.len()..]].concat();
            let senses = plain(&left);
            if !senses.is_empty() {
                return Self { senses: owned(senses, *whose), whose: *whose, number };
            }
        }
        // `Land / Country`, `E-mail (work)`: a part says it all when the parts agree.
        let parts = name.split(['/', '|', '(', ')', '\n']).filter(|part| !part.trim().is_empty());
        let mut parts = parts.map(self::senses).filter(|senses| !senses.is_empty());
        let Some(mut first) = parts.next() else { return none };
        for other in parts {
            first.retain(|sense| other.iter().any(|one| one.field == sense.field));
        }
        Self { senses: first, number, ..none }
    }

    /// The fields that it can be, each once.
    pub fn fields(&self) -> Vec<&'static str> {
        let mut fields = Vec::new();
        for sense in &self.senses {
            if !fields.contains(&sense.field) {
                fields.push(sense.field);
            }
        }
        fields
    }

    /// Whether it can be this field, or be asked about as this.
    pub fn can_be(&self, field: &str) -> bool {
        self.senses.iter().any(|sense| sense.field == field)
    }
}

/// The field that a head is, when it can be only one and is no question.
pub fn only_field(name: &str) -> Option<&'static str> {
    match Head::read(name).fields().as_slice() {
        [field] if !field.starts_with('?') => Some(field),
        _ => None,
    }
}

/// A name is the organisation's or the person's when that stands beside it.
fn owned(senses: Vec<Sense>, whose: Whose) -> Vec<Sense> {
    let field = match whose {
        Whose::Organisation => "legal_name",
        Whose::Contact => "contacts.whole_name",
        _ => return senses,
    };
    // Where one word is the name and the given name, that of a firm is no person's: `Jméno firmy`.
    let is_name = |one: &str| match whose {
        Whose::Organisation => [ANY_NAME, "contacts.given_name", "contacts.whole_name"].contains(&one),
        _ => one == ANY_NAME,
    };
    let own = |sense: Sense| if is_name(sense.field) { Sense { field, ..sense } } else { sense };
    senses.into_iter().map(own).collect()
}

struct HeadTables {
    /// By the name as it is written, without its points, and without points and accents.
    written: [HashMap<String, Vec<Sense>>; 3],
    /// The longest first.
    qualifiers: Vec<(Whose, Vec<String>)>,
}

fn tables() -> &'static HeadTables {
    static TABLES: LazyLock<HeadTables> = LazyLock::new(|| {
        let mut written = [HashMap::new(), HashMap::new(), HashMap::new()];
        for (field, language, name) in columns() {
            let sense = Sense { field, language };
            for (table, key) in written.iter_mut().zip(keys(name)) {
                let senses: &mut Vec<Sense> = table.entry(key).or_default();
                if !senses.contains(&sense) {
                    senses.push(sense);
                }
            }
        }
        let mut qualifiers = Vec::new();
        for line in QUALIFIERS.lines() {
            let mut parts = line.split('\t');
            let whose = match parts.next() {
                Some("work") => Whose::Work,
                Some("organisation") => Whose::Organisation,
                Some("contact") => Whose::Contact,
                Some("home") => Whose::Home,
                Some("other") => Whose::Other,
                _ => continue,
            };
            qualifiers.extend(parts.skip(1).map(|phrase| (whose, words(phrase))));
        }
        qualifiers.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len()));
        HeadTables { written, qualifiers }
    });
    &TABLES
}

/// The names of columns: the field, the language, the name.
pub fn columns() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    COLUMNS.lines().flat_map(|line| {
        let mut parts = line.split('\t');
        let field = parts.next().unwrap_or_default();
        let language = parts.next().unwrap_or_default();
        parts.map(move |name| (field, language, name))
    })
}

/// What a name can be, as it stands: the nearest way of writing that is known.
fn senses(name: &str) -> Vec<Sense> {
    let keys = keys(name);
    let tables = &tables().written;
    let found = |at: usize| tables[at].get(&keys[at]).filter(|_| !keys[at].is_empty());
    let Some(mut senses) = (0..3).find_map(found).cloned() else { return Vec::new() };
    // Who writes `cp` may mean `č.p.` or `C.P.`; who writes `čp` does not.
    let is_bare = keys[1] == keys[2] && keys[2].chars().count() <= SHORT;
    for sense in found(2).into_iter().flatten().filter(|_| is_bare) {
        if !senses.contains(sense) {
            senses.push(*sense);
        }
    }
    senses
}

/// A name in the three ways in which it is compared.
fn keys(name: &str) -> [String; 3] {
    let name = name.to_lowercase().replace(['’', '`', '´'], "'");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches([':', '*', ',', ';', ' ']).to_owned();
    let unpointed: String = name.chars().filter(|one| one.is_alphanumeric()).collect();
    if unpointed.is_empty() {
        return [name.clone(), name.clone(), name];
    }
    let plain = folded(&name);
    [name, unpointed, plain]
}

/// A text in small letters without accents, blanks and punctuation, in its own script.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for one in unaccented(text).chars().filter(|one| one.is_alphanumeric()) {
        match one {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            'ª' => plain.push('a'),
            'º' => plain.push('o'),
            'ς' => plain.push('σ'),
            one => plain.push(one),
        }
    }
    plain
}

/// The words of a name, small.
fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase().replace(['’', '`', '´'], "'");
    let parts = name.split(|one: char| one.is_whitespace() || "()[]:–—/,".contains(one));
    parts.filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The words without the number among them, or behind the last of them.
fn unnumbered(words: &[String]) -> (Vec<String>, Option<usize>) {
    let is_number = |word: &String| word.len() == 1 && word.bytes().all(|one| one.is_ascii_digit());
    let mut rest = words.to_vec();
    if let Some(at) = words.iter().position(is_number) {
        let number = rest.remove(at).parse().ok().filter(|number| *number > 0);
        return (rest, number);
    }
    if let Some(last) = rest.last_mut() {
        let stem = last.trim_end_matches(|one: char| one.is_ascii_digit());
        let number: Option<usize> = last[stem.len()..].parse().ok().filter(|number| (1..50).contains(number));
        if number.is_some() && !stem.is_empty() {
            *last = stem.trim_end_matches(['_', '.', '#', '-']).to_owned();
            return (rest, number);
        }
    }
    (rest, None)
}

/// The fields that an unknown head may be meant for, by its words: the longest name of a column in it. Of letters alone
/// only a plain misspelling is told, of a long word, in one of these languages (all when none is given).
pub fn meant(name: &str, languages: &[&str]) -> Vec<&'static str> {
    let words = words(name);
    let is_field = |sense: &Sense| !sense.field.starts_with('?');
    for length in (1..words.len()).rev() {
        let mut fields: Vec<&'static str> = Vec::new();
        for phrase in words.windows(length) {
            // A letter or a number is no word that says something.
            let phrase = phrase.join(" ");
            if phrase.chars().count() < 3 {
                continue;
            }
            let known = senses(&phrase);
            if known.is_empty() {
                continue;
            }
            // What is somebody's home or asks more than it says suggests nothing.
            if !known.iter().all(is_field) {
                return Vec::new();
            }
            for sense in known {
                if !fields.contains(&sense.field) {
                    fields.push(sense.field);
                }
            }
        }
        if !fields.is_empty() {
            return if fields.len() <= 2 { fields } else { Vec::new() };
        }
    }
    misspelt(name, languages)
}

/// The field of a name that differs in a letter or two.
fn misspelt(name: &str, languages: &[&str]) -> Vec<&'static str> {
    let [wanted, ..] = keys(name);
    let letters = wanted.chars().count();
    let most = match letters {
        0..=4 => return Vec::new(),
        5..=8 => 1,
        _ => 2,
    };
    let mut best: (usize, Vec<&'static str>) = (most + 1, Vec::new());
    for (field, language, other) in columns() {
        let is_near = other.chars().count().abs_diff(letters) <= most && other.chars().count() > 4;
        if !is_near || !(languages.is_empty() || languages.contains(&language)) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, other);
        if distance < best.0 {
            best = (distance, vec![field]);
        } else if distance == best.0 && distance <= most && !best.1.contains(&field) {
            best.1.push(field);
        }
    }
    if best.1.iter().any(|field| field.starts_with('?')) || best.1.len() > 2 { Vec::new() } else { best.1 }
}
