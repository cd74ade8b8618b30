//! Texts of the data that are in another language than the document, and how it is known which of them it prints.
//!
//! **Why marks.** Whether a text is printed is known when the document is written, not before: a section may be left out, a
//! sentence has other candidates. So a text of another language goes into the values with a mark in front; where a mark comes
//! out, the text was used. A document with one is refused, so that no mark reaches a page.

use serde_json::{Map, Value as Json};

/// Begins a mark. No value of a file has it: the schema refuses characters of private use.
const BEGIN: char = '\u{e010}';
/// Ends it.
const END: char = '\u{e011}';
/// The digit 0 of the number between.
const ZERO: u32 = 0xe020;

/// Which file a text of another language stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextOrigin {
    /// institution.yaml.
    Institution,
    /// The partner's file.
    Partner,
    /// That of a further organisation, by its number.
    Further(usize),
    /// Of documents about all partners: one of theirs.
    OneOfAll(usize),
}

/// A text that is in another language than the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignText {
    /// The keys and indexes that lead to it.
    pub path: Vec<String>,
    /// The languages that it is in; the institution's or the file's when it names none.
    pub languages: Vec<String>,
    /// Whether it names them: {en: …}.
    pub is_tagged: bool,
}

/// The texts of one file that are in another language.
#[derive(Debug, Clone)]
pub struct ForeignTexts {
    origin: TextOrigin,
    found: Vec<ForeignText>,
}

impl ForeignTexts {
    /// None yet.
    pub fn of(origin: TextOrigin) -> Self {
        Self { origin, found: Vec::new() }
    }

    /// Notes one, and gives it with its mark.
    pub fn marked(&mut self, text: &str, foreign: ForeignText) -> String {
        let number = format!("{}.{}", number_of(self.origin), self.found.len());
        self.found.push(foreign);
        let digits = number.chars().map(|one| one.to_digit(10).map_or(END, digit));
        let digits: String = digits.collect();
        format!("{BEGIN}{digits}{END}{text}")
    }

    /// The file.
    pub fn origin(&self) -> TextOrigin {
        self.origin
    }

    /// One by its number.
    pub fn get(&self, at: usize) -> Option<&ForeignText> {
        self.found.get(at)
    }
}

fn digit(number: u32) -> char {
    char::from_u32(ZERO + number).unwrap_or(END)
}

/// A number for each file.
fn number_of(origin: TextOrigin) -> usize {
    match origin {
        TextOrigin::Institution => 0,
        TextOrigin::Partner => 1,
        TextOrigin::Further(at) => 2 + 2 * at,
        TextOrigin::OneOfAll(at) => 3 + 2 * at,
    }
}

fn origin_of(number: usize) -> TextOrigin {
    match number {
        0 => TextOrigin::Institution,
        1 => TextOrigin::Partner,
        number if number % 2 == 0 => TextOrigin::Further((number - 2) / 2),
        number => TextOrigin::OneOfAll((number - 3) / 2),
    }
}

/// The texts of other languages that stand in a written text: the files and the numbers there, each once.
pub fn printed(written: &str) -> Vec<(TextOrigin, usize)> {
    let mut all: Vec<(TextOrigin, usize)> = Vec::new();
    for mark in written.split(BEGIN).skip(1) {
        let mut numbers = mark.split(END).map(|digits| {
            let value = |one: char| u32::from(one).checked_sub(ZERO).filter(|digit| *digit < 10);
            let number = |sum: usize, one: char| Some(sum * 10 + usize::try_from(value(one)?).ok()?);
            digits.chars().try_fold(0, number)
        });
        let (file, at) = (numbers.next().flatten(), numbers.next().flatten());
        if let Some(found) = file.map(origin_of).zip(at)
            && !all.contains(&found)
        {
            all.push(found);
        }
    }
    all
}

/// Of the texts of a field the one in a language; one in the same language of no country counts too.
pub fn text_in<'t>(texts: &'t Map<String, Json>, language: &str) -> Option<&'t Json> {
    let same = || texts.iter().find(|(tag, _)| is_same_language(tag, language)).map(|(_, text)| text);
    texts.get(language).or_else(same)
}

/// Whether a text in one language is one in another: `pt` is `pt-PT`, `pt-BR` is not.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let is_whole = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    is_whole(&one, &other) && !one.contains('-')
        || is_whole(&other, &one) && !other.contains('-')
        || one == other
}
