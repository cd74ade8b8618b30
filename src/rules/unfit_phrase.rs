//! A text of the data that stands inside a sentence reads on from the words in front of it.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::letters;
use crate::locale::{Phrases, Sentence};
use crate::partnership::Partnership;
use crate::schema::{Described, Record, Shape};
use crate::source::{SourceFile, Span};
use crate::template::{Phrase, phrase};

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("unfit-phrase"),
    reason: "Some of your texts are set into a sentence: “We are contacting you because …”. A whole sentence there reads “because Because you are great”, “would like to sending learners”, and goes out to everybody. A word typed twice does too, in any text. Which words cannot stand where is said in the language's file (`templates/languages/en.yaml`).",
    example: "why_partner: \"Because you are great.\"",
    scope: Scope::Everything,
    look: Look::Text(check),
};

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let words = &text.template.locale().words.phrases;
    let origins = DataTexts::of(text.partnership);
    doubled(text, words, &origins, found);
    if text.phrases.is_empty() {
        return;
    }
    let names = names(text.partnership);
    for phrase in text.phrases {
        let front = letters(&phrase.front);
        // A text of the template's own is its author's.
        let Some(origin) = origins.of_end(&front) else { continue };
        // The end of a name: “the work of the School of Electronics”.
        if names.iter().any(|name| name.len() > origin.text.len() && front.ends_with(name)) {
            continue;
        }
        let sentence = sentence(phrase, &front, origin.text.len());
        let Some(fault) = sentence.fault(words, &names) else { continue };
        let (name, file, span) = origin.place();
        found.push(
            Diagnostic::warning(RULE.code, format!("`{name}` {}", fault.title))
                .at(file, &span, fault.label)
                .help(format!("it reads “{}”; {}", sentence.read(), fault.advice)),
        );
    }
}

/// Texts, phrases or not, that have a word twice in a row, when they are printed.
fn doubled(text: &FinishedText<'_>, words: &Phrases, origins: &DataTexts<'_>, found: &mut Diagnostics) {
    let mut printed = None;
    for origin in &origins.texts {
        let Some(word) = words.doubled(&origin.text) else { continue };
        let printed =
            printed.get_or_insert_with(|| one_line(&letters(&text.document.markdown)).to_lowercase());
        let twice = format!("{word} {word}").to_lowercase();
        if printed.contains(&twice) {
            let (name, file, span) = origin.place();
            found.push(
                Diagnostic::warning(RULE.code, format!("`{name}` has “{word}” twice in a row"))
                    .at(file, &span, format!("“{twice}”"))
                    .help("take one of the two away"),
            );
        }
    }
}

/// A phrase of so many bytes at the end of the letters in front, with the words around it.
fn sentence(phrase: &Phrase, front: &str, length: usize) -> Sentence {
    let (lead, own) = front.split_at(front.len() - length);
    let blank = if phrase.rest.starts_with(char::is_whitespace) { " " } else { "" };
    Sentence {
        lead: lead.trim().to_owned(),
        phrase: own.to_owned(),
        rest: format!("{blank}{}", letters(&phrase.rest)),
        above: phrase.above.as_deref().map(letters),
    }
}

/// A text of the data as it stands inside a sentence, and the file that it comes from.
struct DataText<'r> {
    text: Cow<'r, str>,
    given: &'r str,
    file: &'r dyn Placed,
}

impl DataText<'_> {
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
struct DataTexts<'r> {
    texts: Vec<DataText<'r>>,
}

impl<'r> DataTexts<'r> {
    fn of(partnership: &'r Partnership<'_>) -> Self {
        let mut origins = Self { texts: Vec::new() };
        origins.add(partnership.partner);
        origins.add(partnership.institution);
        for (_, further) in partnership.further {
            origins.add(further);
        }
        origins
    }

    fn add<T: Described + 'r>(&mut self, record: &'r Record<T>) {
        let mut add = |given: &'r str| {
            let text = one_line(phrase(given));
            if !text.is_empty() {
                self.texts.push(DataText { text, given, file: record });
            }
        };
        texts_of(&record.values, Shape::of(T::schema()), &mut add);
    }

    /// The longest text that the letters end with.
    fn of_end(&self, front: &str) -> Option<&DataText<'r>> {
        let is_end = |origin: &&DataText<'r>| {
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
fn names(partnership: &Partnership<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let further = partnership.further.iter().map(|(_, further)| &further.values);
    for values in [&partnership.partner.values, &partnership.institution.values].into_iter().chain(further) {
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

/// A text with single blanks between its words.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_wide = |one: char| one.is_whitespace() && one != ' ';
    match text.contains("  ") || text.contains(is_wide) {
        true => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        false => text.into(),
    }
}
