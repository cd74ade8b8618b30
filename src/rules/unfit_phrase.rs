//! A text of the data that stands inside a sentence reads on from the words in front of it.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::{Look, Rule, Scope, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::letters;
use crate::locale::Phrases;
use crate::relation::Relation;
use crate::schema::{Described, Record, Shape};
use crate::source::{SourceFile, Span};
use crate::template::{Phrase, phrase};

pub(super) const RULE: Rule = Rule {
    code: "unfit-phrase",
    reason: "Some of your texts are set into a sentence: “We are contacting you because …”. A whole sentence there reads “because Because you are great”, and goes out to everybody. Which words cannot stand where is said in the language's file (`templates/languages/en.yaml`).",
    example: "why_partner: \"Because you are great.\"",
    scope: Scope::Everything,
    look: Look::Text(check),
};

/// In how many of a phrase's first words the words in front of it are looked for.
const BEGINNING: usize = 6;
/// In how many of a phrase's first words a second capital tells that they are a name.
const NAME: usize = 4;
/// How many letters a word has at least whose stop ends a sentence: shorter ones may be abbreviated.
const WHOLE_WORD: usize = 4;

fn check(text: &Text<'_>, found: &mut Diagnostics) {
    if text.phrases.is_empty() {
        return;
    }
    let words = &text.template.locale().words.phrases;
    let origins = Origins::of(text.relation);
    let names = names(text.relation);
    for phrase in text.phrases {
        let front = letters(&phrase.front);
        // A text of the template's own is its author's.
        let Some(origin) = origins.of_end(&front) else { continue };
        let sentence = Sentence::of(phrase, &front, origin.text.len());
        let Some(fault) = sentence.fault(words, &names) else { continue };
        let (name, file, span) = origin.place();
        found.push(
            Diagnostic::warning(RULE.code, format!("`{name}` {}", fault.title))
                .at(file, &span, fault.label)
                .help(format!("it reads “{}”; {}", sentence.read(), fault.advice)),
        );
    }
}

/// A text of the data as it stands inside a sentence, and the file that it comes from.
struct Origin<'r> {
    text: Cow<'r, str>,
    given: &'r str,
    file: &'r dyn Placed,
}

impl Origin<'_> {
    /// The field, proposal.idea, and its place.
    fn place(&self) -> (String, &SourceFile, Span) {
        let path = self.file.path_of(self.given).unwrap_or_default();
        let words = path.iter().filter(|part| part.parse::<usize>().is_err());
        let name = words.map(String::as_str).collect::<Vec<_>>().join(".");
        (name, self.file.file(), self.file.span_of(&path))
    }
}

/// A record of whatever file.
trait Placed {
    fn file(&self) -> &SourceFile;
    /// The path of this very text.
    fn path_of(&self, given: &str) -> Option<Vec<String>>;
    fn span_of(&self, path: &[String]) -> Span;
}

impl<T: Described> Placed for Record<T> {
    fn file(&self) -> &SourceFile {
        &self.file
    }

    fn path_of(&self, given: &str) -> Option<Vec<String>> {
        path_to(&self.values, given)
    }

    fn span_of(&self, path: &[String]) -> Span {
        self.place(path)
    }
}

/// The texts of the files.
struct Origins<'r> {
    texts: Vec<Origin<'r>>,
}

impl<'r> Origins<'r> {
    fn of(relation: &'r Relation<'_>) -> Self {
        let mut origins = Self { texts: Vec::new() };
        origins.add(relation.partner);
        origins.add(relation.institution);
        for (_, further) in relation.further {
            origins.add(further);
        }
        origins
    }

    fn add<T: Described + 'r>(&mut self, record: &'r Record<T>) {
        let mut add = |given: &'r str| {
            let text = one_line(phrase(given));
            if !text.is_empty() {
                self.texts.push(Origin { text, given, file: record });
            }
        };
        texts_of(&record.values, Shape::of(T::schema()), &mut add);
    }

    /// The longest text that the letters end with.
    fn of_end(&self, front: &str) -> Option<&Origin<'r>> {
        let is_end = |origin: &&Origin<'r>| {
            let start = front.len().checked_sub(origin.text.len());
            let Some(tail) = start.and_then(|start| front.get(start..)) else { return false };
            // The first letter may have been raised.
            let (mut printed, mut given) = (tail.chars(), origin.text.chars());
            let (first, own) = (printed.next(), given.next());
            printed.as_str() == given.as_str()
                && (first == own || first.map(|one| one.to_lowercase().to_string()) == own.map(String::from))
        };
        // Of several the first: `max_by_key` would take the last.
        self.texts.iter().rev().filter(is_end).max_by_key(|origin| origin.text.len())
    }
}

/// Calls with each text that may be given by language.
fn texts_of<'v>(value: &'v Json, shape: Shape<'_>, found: &mut impl FnMut(&'v str)) {
    let is_text = shape.text_kind().is_some();
    match value {
        Json::String(text) if is_text => found(text),
        Json::Object(texts) if is_text => texts.values().filter_map(Json::as_str).for_each(found),
        Json::Object(map) => {
            let shape = shape.as_mapping();
            for (key, value) in map {
                if let Some(shape) = shape.property(key) {
                    texts_of(value, shape, found);
                }
            }
        }
        Json::Array(items) => {
            let Some(shape) = shape.items() else { return };
            for item in items {
                texts_of(item, shape, found);
            }
        }
        _ => {}
    }
}

/// The path of a text, which is looked for by where it lies, not by what it says.
fn path_to(value: &Json, text: &str) -> Option<Vec<String>> {
    let below = |name: String, value: &Json| {
        let mut path = path_to(value, text)?;
        path.insert(0, name);
        Some(path)
    };
    match value {
        Json::String(own) => std::ptr::eq(own.as_str(), text).then(Vec::new),
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(at.to_string(), item)),
        Json::Object(map) => map.iter().find_map(|(key, value)| below(key.clone(), value)),
        _ => None,
    }
}

/// The names that the files know, which explain a capital or a sign at the end.
fn names(relation: &Relation<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let further = relation.further.iter().map(|(_, further)| &further.values);
    for values in [&relation.partner.values, &relation.institution.values].into_iter().chain(further) {
        for pointer in ["/legal_name", "/legal_name_latin", "/name_en", "/short_name", "/address/city"] {
            names.extend(values.pointer(pointer).and_then(Json::as_str));
        }
        for (list, keys) in [
            ("contacts", ["given_name", "family_name"].as_slice()),
            ("signatories", ["name"].as_slice()),
            ("projects", ["title"].as_slice()),
        ] {
            let entries = values.get(list).and_then(Json::as_array).into_iter().flatten();
            names.extend(entries.flat_map(|one| keys.iter().filter_map(move |key| one.get(*key)?.as_str())));
        }
    }
    names.into_iter().map(str::to_owned).collect()
}

/// Why a phrase does not fit.
struct Fault {
    title: String,
    label: String,
    advice: &'static str,
}

impl Fault {
    fn new(title: impl Into<String>, label: impl Into<String>, advice: &'static str) -> Option<Self> {
        Some(Self { title: title.into(), label: label.into(), advice })
    }
}

/// A phrase with the words around it.
struct Sentence {
    /// The letters in front of the phrase, in its paragraph, item or cell.
    lead: String,
    phrase: String,
    /// The letters behind it, with the blank that they may begin with.
    rest: String,
    /// The line above a list.
    above: Option<String>,
}

impl Sentence {
    fn of(phrase: &Phrase, front: &str, length: usize) -> Self {
        let (lead, own) = front.split_at(front.len() - length);
        let blank = if phrase.rest.starts_with(char::is_whitespace) { " " } else { "" };
        Self {
            lead: lead.trim().to_owned(),
            phrase: own.to_owned(),
            rest: format!("{blank}{}", letters(&phrase.rest)),
            above: phrase.above.as_deref().map(letters),
        }
    }

    fn fault(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        let leads = match (&self.above, self.lead.is_empty()) {
            (Some(above), true) => above,
            (None, true) => return None,
            (_, false) => &self.lead,
        };
        if ends_sentence(leads) {
            return None;
        }
        let leading: Vec<String> = words_of(leads);
        let own: Vec<String> = words_of(&self.phrase);
        // Above a list stands a noun too (“in these areas:”), which an item may begin with.
        let is_linked = self.above.is_none() || leading.last().is_some_and(|last| links(words, last));
        repeated(&leading, &own, is_linked)
            .or_else(|| misplaced(words, &leading, &own))
            .or_else(|| self.raised(words, names))
            .or_else(|| self.ended(words, names))
    }

    /// That a sentence begins inside of one.
    fn raised(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        // An item of a list, a title in quotes and what stands behind a colon may begin with a capital.
        let may_be_raised = |one: char| "“”„«»‹›\"‘’(['—–·:/|".contains(one);
        if self.lead.is_empty() || self.lead.ends_with(may_be_raised) {
            return None;
        }
        let mut parts = self.phrase.split_whitespace();
        let first = parts.next()?.trim_matches(|one: char| !one.is_alphanumeric());
        if !is_capitalised(first) {
            return None;
        }
        let has_name = |name: &String| name.split_whitespace().next() == Some(first);
        if names.iter().any(has_name) {
            return None;
        }
        let listed = |list: &[String], word: &str| list.contains(&word.to_lowercase().replace('\'', "’"));
        let is_ordinary = |word: &str| {
            let lower = word.to_lowercase();
            let ends = |ending: &String| lower.ends_with(ending.as_str()) && lower.len() > ending.len() + 1;
            listed(&words.ordinary, word) || words.endings.iter().any(ends)
        };
        let is_beginning = |word: &str| listed(&words.beginnings, word);
        let goes_on_as_name = || {
            let next = parts.take(NAME - 1).map(|word| word.trim_matches(|one: char| !one.is_alphanumeric()));
            let mut next = next.filter(|word| word.starts_with(char::is_uppercase));
            next.any(|word| !is_ordinary(word) && !is_beginning(word) && word != "I")
        };
        if is_beginning(first) || (is_ordinary(first) && !goes_on_as_name()) {
            return Fault::new(
                "begins with a capital inside a sentence",
                format!("“{first}” begins no sentence here"),
                "write only what goes on from the words in front, with a small letter",
            );
        }
        None
    }

    /// That a sentence ends inside of one.
    fn ended(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        let closing = |one: char| "\"”“’»«)]*_".contains(one);
        let text = self.phrase.trim_end_matches(closing);
        let is_name = names.iter().any(|name| self.phrase.ends_with(name.as_str()));
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let mark = text.chars().next_back().filter(|one| "!?…:;,-–—".contains(*one));
        let dots = last.ends_with("..").then_some('.');
        if let Some(mark) = mark.or(dots).filter(|_| !is_name) {
            return Fault::new(
                format!("ends with `{mark}` inside a sentence"),
                "the sentence goes on, or ends with a stop of its own",
                "take the sign away",
            );
        }
        // Several sentences are right at the end of one, and nowhere else.
        if self.above.is_some() || self.rest.is_empty() || self.rest.starts_with(['.', '!', '?']) {
            return None;
        }
        let mut parts = self.phrase.split_whitespace().peekable();
        while let Some(part) = parts.next() {
            let whole = part.strip_suffix(['.', '!', '?']).filter(|word| {
                word.chars().count() >= WHOLE_WORD && word.chars().all(|one| one.is_lowercase() || one == '-')
            });
            let begins = |next: &&str| {
                let lower = next.to_lowercase();
                is_capitalised(next) && (words.beginnings.contains(&lower) || words.ordinary.contains(&lower))
            };
            if whole.is_some() && parts.peek().is_some_and(begins) {
                return Fault::new(
                    "is more than one sentence",
                    "stands inside a sentence",
                    "write it as a part of one sentence",
                );
            }
        }
        None
    }

    /// The whole sentence as it will be read.
    fn read(&self) -> String {
        let lead = &self.lead[last_end(&self.lead)..];
        let rest = &self.rest[..first_end(&self.rest)];
        let above = self.above.as_deref().map(|above| &above[last_end(above)..]);
        let blank =
            if lead.is_empty() || lead.ends_with(['“', '„', '«', '(', '[', '/']) { "" } else { " " };
        let sentence = format!("{lead}{blank}{}{rest}", self.phrase);
        match above {
            Some(above) => format!("{above} {sentence}"),
            None => sentence,
        }
    }
}

/// That a phrase says again what stands in front of it: “because Because”, “would like to We would like to”.
fn repeated(leading: &[String], own: &[String], is_linked: bool) -> Option<Fault> {
    let last = leading.last()?;
    let advice = "write only what comes behind these words";
    if is_linked && own.first() == Some(last) {
        return Fault::new(
            format!("repeats “{last}”"),
            format!("“{last}” stands in front of it already"),
            advice,
        );
    }
    let two = leading.len().checked_sub(2).and_then(|from| leading.get(from..))?;
    let beginning = &own[..own.len().min(BEGINNING)];
    beginning.windows(2).any(|pair| pair == two).then(|| {
        let two = two.join(" ");
        let (title, label) = (format!("repeats “{two}”"), format!("“{two}” stands in front of it already"));
        Fault { title, label, advice }
    })
}

/// Whether a word links what stands behind it to a sentence.
fn links(words: &Phrases, word: &str) -> bool {
    words.never_behind.keys().any(|front| front.split_whitespace().next_back() == Some(word))
}

/// That a word cannot stand behind those in front of it.
fn misplaced(words: &Phrases, leading: &[String], own: &[String]) -> Option<Fault> {
    let first = own.first()?;
    let is_misplaced = words.never_behind.iter().any(|(front, never)| {
        let front: Vec<&str> = front.split_whitespace().collect();
        let from = leading.len().checked_sub(front.len());
        from.is_some_and(|from| leading[from..].iter().eq(front.iter())) && never.contains(first)
    });
    is_misplaced.then(|| Fault {
        title: "does not fit into its sentence".to_owned(),
        label: format!("“{first}” cannot stand there"),
        advice: "write it so that it goes on from the words in front",
    })
}

/// Words in small letters, without the signs around them.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|one: char| !one.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A text with single blanks between its words.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_wide = |one: char| one.is_whitespace() && one != ' ';
    match text.contains("  ") || text.contains(is_wide) {
        true => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        false => text.into(),
    }
}

/// Whether a word has one capital, its first letter, as in a name or at the beginning of a sentence.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let small = |one: char| one.is_lowercase() || !one.is_alphabetic();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|one| small(one) && !one.is_numeric())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?'])
}

/// Where the last sentence of a text begins.
fn last_end(text: &str) -> usize {
    ends(text).last().unwrap_or(0)
}

/// Where the first sentence of a text is over.
fn first_end(text: &str) -> usize {
    ends(text).next().map_or(text.len(), |at| text[..at].trim_end().len())
}

/// The bytes at which a sentence begins behind another one: behind a stop and a blank, with a capital.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let stops = text.match_indices(['.', '!', '?']);
    stops.filter_map(move |(at, _)| {
        let behind = &text[at + 1..];
        let blanks = behind.len() - behind.trim_start().len();
        (blanks > 0 && behind.trim_start().starts_with(char::is_uppercase)).then_some(at + 1 + blanks)
    })
}
