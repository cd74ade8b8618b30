//! A document that binds nobody does not speak as if it did.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::schema::{Described, Record};
use crate::source::{SourceFile, Span};
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("binding-words"),
    reason: "“Not legally binding” beside “the partners shall” is the classic fault of such documents: a court looks at both. The words that bind, and the better ones, stand in the language's file (`templates/languages/en.yaml`).",
    example: "mou:\n  term: {start: on_last_signature, end: 2030-12-31}\n  own_clauses:\n    - {title: \"Equipment\", text: \"Both schools shall insure the equipment.\"}",
    scope: Scope::Kinds(&[Kind::Agreement, Kind::Letter]),
    look: Look::Text(check),
};

/// How many words on each side tell where a word of the document comes from.
const NEIGHBOURS: usize = 4;

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let document = text.document;
    let mou = text.partnership.partner.model.mou.as_ref();
    if text.template.kind() == Kind::Agreement && mou.is_some_and(|mou| mou.binding) {
        return;
    }
    let words = &text.template.locale().words.binding_words;
    let mut avoided: HashMap<String, Vec<AvoidedPhrase<'_>>> = HashMap::new();
    for (phrase, better) in &words.avoid {
        let has_capital = phrase.starts_with(char::is_uppercase);
        let words = letters_of(phrase);
        let Some(first) = words.first().cloned() else { continue };
        avoided.entry(first).or_default().push(AvoidedPhrase { words, has_capital, better: better.as_str() });
    }
    let printed = words_of(&document.markdown);
    let mut known: Vec<(SourceFile, Span)> = Vec::new();
    for (at, word) in printed.iter().enumerate() {
        for AvoidedPhrase { words: phrase, has_capital, better } in
            avoided.get(&word.letters).into_iter().flatten()
        {
            let range = at..at + phrase.len();
            let is_here = printed.get(range.clone()).is_some_and(|words| are(words, phrase));
            if !is_here {
                continue;
            }
            let is_allowed = words.allowed.iter().any(|phrase| is_part_of(&printed, &range, phrase));
            let is_address = document.markdown[word.span.end..].starts_with(['@', '&', ';']);
            let is_name = !has_capital && is_name(&document.markdown, word);
            if is_allowed || is_address || is_name {
                continue;
            }
            let Some((file, span)) = origin(text, &printed, &range) else { continue };
            if known.contains(&(file.clone(), span.clone())) {
                continue;
            }
            known.push((file.clone(), span.clone()));
            let said = &document.markdown[printed[at].span.start..printed[range.end - 1].span.end];
            let name = &document.meta.document;
            found.push(
                Diagnostic::warning(RULE.code, format!("“{said}” in `{name}`, which is not binding"))
                    .at(&file, &span, format!("better: {better}"))
                    .help("use the better word; what is meant to bind belongs in `mou.binding_exceptions`, or `mou.binding: true` says that all of it binds"),
            );
        }
    }
}

/// A phrase that binds, as the language's file has it.
struct AvoidedPhrase<'w> {
    /// Its words in small letters.
    words: Vec<String>,
    /// Whether it begins with a capital letter, as a German noun: then it is no name by having one.
    has_capital: bool,
    /// What says the same without binding.
    better: &'w str,
}

/// A word in small letters and its place in the text.
struct PrintedWord {
    letters: String,
    span: Span,
}

fn words_of(text: &str) -> Vec<PrintedWord> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(PrintedWord { letters: text[from..at].to_lowercase(), span: from..at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn letters_of(text: &str) -> Vec<String> {
    words_of(text).into_iter().map(|word| word.letters).collect()
}

fn are(words: &[PrintedWord], phrase: &[String]) -> bool {
    words.len() == phrase.len() && words.iter().zip(phrase).all(|(word, wanted)| word.letters == *wanted)
}

/// Where a phrase begins among the words.
fn places<'w>(words: &'w [PrintedWord], phrase: &'w [String]) -> impl Iterator<Item = usize> + 'w {
    let matches =
        move |window: &[PrintedWord]| window.iter().zip(phrase).all(|(word, wanted)| word.letters == *wanted);
    words
        .windows(phrase.len().max(1))
        .enumerate()
        .filter(move |(_, window)| matches(window))
        .map(|(at, _)| at)
}

/// Whether these words stand in an occurrence of a phrase.
fn is_part_of(words: &[PrintedWord], range: &Span, phrase: &str) -> bool {
    let phrase = letters_of(phrase);
    if phrase.len() < range.len() {
        return false;
    }
    let from = range.end.saturating_sub(phrase.len());
    let to = (range.start + phrase.len()).min(words.len());
    places(&words[from..to], &phrase)
        .any(|at| from + at <= range.start && range.end <= from + at + phrase.len())
}

/// Whether a word is part of a name: a capital letter that begins no sentence, as in “Learning Agreement”.
fn is_name(text: &str, word: &PrintedWord) -> bool {
    let before = text[..word.span.start].trim_end_matches([' ', '*', '_', '“', '"', '\u{a0}']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '#', '-', '|', ')']);
    !begins && text[word.span.clone()].starts_with(char::is_uppercase)
}

/// Where words of a document come from: a field of the data, else the template. The more neighbours agree,
/// the surer.
fn origin(text: &FinishedText<'_>, printed: &[PrintedWord], range: &Span) -> Option<(SourceFile, Span)> {
    let partnership = text.partnership;
    let length = range.len();
    (0..=NEIGHBOURS).rev().find_map(|neighbours| {
        let before = range.start - neighbours.min(range.start);
        let after = (range.end + neighbours).min(printed.len());
        let window: Vec<String> = printed[before..after].iter().map(|word| word.letters.clone()).collect();
        let lead = range.start - before;
        let within = |text: &str| {
            let words = words_of(text);
            let at = places(&words, &window).next()? + lead;
            Some(words[at].span.start..words[at + length - 1].span.end)
        };
        // A short field may be shorter than the window.
        let short = |text: &str| {
            let words = words_of(text);
            let own: Vec<String> = words.iter().map(|word| word.letters.clone()).collect();
            let whole = own.len() < window.len() && window.windows(own.len().max(1)).any(|part| part == own);
            let avoided: Vec<String> =
                printed[range.clone()].iter().map(|word| word.letters.clone()).collect();
            let at = places(&words, &avoided).next().filter(|_| whole)?;
            Some(words[at].span.start..words[at + length - 1].span.end)
        };
        let in_text = |text: &str| within(text).or_else(|| short(text));
        // Without neighbours a word may stand anywhere: then it is the template's, if it stands there.
        let in_template =
            || text.template.worded_files().find_map(|file| Some((file.clone(), within(file.text())?)));
        if neighbours == 0
            && let Some(found) = in_template()
        {
            return Some(found);
        }
        let further = || partnership.further.iter().find_map(|(_, other)| in_record(other, &in_text));
        let in_data = in_record(partnership.partner, &in_text)
            .or_else(|| in_record(partnership.institution, &in_text))
            .or_else(further);
        in_data.or_else(in_template)
    })
}

/// The first text of a record in which something is found, and its place in the file.
fn in_record<T: Described>(
    record: &Record<T>,
    search: &impl Fn(&str) -> Option<Span>,
) -> Option<(SourceFile, Span)> {
    let mut path = Vec::new();
    in_values(&record.values, search, &mut path)?;
    let field = record.place(&path);
    // The words as they stand in the file, where quotes and line ends may lie between.
    let span = search(record.file.slice(&field))
        .map_or(field.clone(), |inner| field.start + inner.start..field.start + inner.end);
    Some((record.file.clone(), span))
}

fn in_values(values: &Json, search: &impl Fn(&str) -> Option<Span>, path: &mut Vec<String>) -> Option<Span> {
    let is_whole = path.is_empty();
    let mut below = |name: String, value: &Json| {
        path.push(name);
        let found = in_values(value, search, path);
        if found.is_none() {
            path.pop();
        }
        found
    };
    match values {
        Json::String(text) => search(text),
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(at.to_string(), item)),
        Json::Object(map) => {
            // The names of documents are printed nowhere.
            let mut fields = map.iter().filter(|(key, _)| !(is_whole && *key == "documents"));
            fields.find_map(|(key, value)| below(key.clone(), value))
        }
        _ => None,
    }
}
