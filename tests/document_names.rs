//! Where a Rust file names one of the documents that come with the program.

use std::collections::BTreeSet;
use std::fs;

use handclasp::schema::{PARTNER, Shape};

use crate::support::root;
use crate::tokens::with_literals;

/// Folders of `templates/` that hold no document.
const NO_DOCUMENTS: &[&str] = &["assets", "fonts", "languages", "layouts", "partials"];

/// Names that are words of everyday English too, so that a sentence may have them.
pub const ENGLISH: &[&str] = &["agenda", "invitation", "minutes"];

/// Literals that are no name of a document though they read like one, and what they are.
pub const OTHERS: &[(&str, &str, &str)] = &[
    ("template/definition.rs", "minutes", "a class of sections"),
    ("template/schedule.rs", "minutes", "an argument of a function of templates"),
    ("template/schedule.rs", "`minutes` needs a list of pairs: [[5, 10], [5, 7]]", "the same"),
    ("schema/field_groups.rs", "mou", "a field of a partner’s file"),
    ("schema/field_groups.rs", "loi", "the same"),
    ("template/kind.rs", "agenda", "a kind"),
    ("template/kind.rs", "minutes", "a kind"),
    ("template/kind.rs", "follow-up", "a kind"),
    ("template/kind.rs", "thank-you", "a kind"),
];

/// The documents that come with the program: the folders of `templates/` that are one.
pub fn shipped() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("templates")).expect("templates");
    let folders = entries.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().expect("UTF-8"));
    names.filter(|name| !NO_DOCUMENTS.contains(&name.as_str())).collect()
}

/// The literals and lines of comment in a file that name a document.
pub fn names_documents(file: &str, text: &str, documents: &BTreeSet<String>) -> Vec<String> {
    let (tokens, literals) = with_literals(text);
    let is_field_path = |at: usize, literal: &str| {
        let sign = |at: usize| tokens.get(at).map(String::as_str);
        let is_first = at.checked_sub(1).and_then(sign) == Some("[") && sign(at + 1) == Some(",");
        is_first && literals.get(&(at + 2)).is_some_and(|next| is_field_below(literal, next))
    };
    let is_other = |literal: &str| OTHERS.iter().any(|other| (other.0, other.1) == (file, literal));
    let spoken = literals.iter().filter(|(at, literal)| {
        let mut named = documents.iter().filter(|name| names(literal, name));
        !is_field_path(**at, literal) && !is_other(literal) && named.next().is_some()
    });
    let comments = text
        .lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with("//") && documents.iter().any(|name| names(line, name)));
    spoken.map(|(_, literal)| format!("{literal:?}")).chain(comments.map(str::to_owned)).collect()
}

/// Whether a field of a partner's file has another one below it.
fn is_field_below(name: &str, below: &str) -> bool {
    let field = Shape::of(&PARTNER).property(name);
    field.is_some_and(|field| field.as_mapping().property(below).is_some())
}

/// Whether a text names a document: as a word of its own that is neither a field (`partner.mou`, `mou:`, `mou.term`) nor,
/// where the name is English, a word of a sentence or a value that is put into one.
fn names(text: &str, name: &str) -> bool {
    let is_of_word = |one: char| one.is_alphanumeric() || "-_".contains(one);
    let is_english = ENGLISH.contains(&name);
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + name.len()..]);
        if before.ends_with(is_of_word) || behind.starts_with(is_of_word) {
            return false;
        }
        let below = behind.strip_prefix('.').unwrap_or_default();
        let below = &below[..below.find(|one: char| !is_of_word(one)).unwrap_or(below.len())];
        let is_key = behind.starts_with(':') && !behind.starts_with("::") && !before.ends_with('/');
        let is_field = Shape::of(&PARTNER).property(name).is_some()
            && (before.ends_with("partner.") || is_key || is_field_below(name, below));
        let is_value = before.ends_with('{') && behind.starts_with(['}', ':']);
        let begins = before.is_empty() || before.ends_with([' ', '(', '“', '\n']);
        let ends = below.is_empty() && !behind.starts_with(['`', '/', ']', '"']);
        let is_word = is_english && (is_value || begins && ends && text != name);
        !is_field && !is_word
    })
}

#[test]
fn a_name_of_a_document_is_seen() {
    let documents = shipped();
    let told = |text: &str| !names_documents("a.rs", text, &documents).is_empty();
    let named = [
        "a == \"mou\"",
        "f(&[\"mou\"])",
        "f(&[\"mou\", \"loi\"])",
        "f(&[\"contact-formal\", \"loi\"])",
        "\"name them: `documents: [one-pager, mou]`\"",
        "\"templates/mou/en.md\"",
        "\"write mou.pdf\"",
        "\"a letter (loi)\"",
        "\"agenda\"",
        "\"attach: [agenda.ics]\"",
        "\"write `minutes`\"",
        "r#\"the document \"mou\"\"#",
        "/// The document’s name: mou.",
        "//! `one-pager.en.pdf`",
    ];
    for text in named {
        assert!(told(text), "{text}");
    }
    let others = [
        "place(&[\"mou\", \"term\", key])",
        "\"mou.kpis\"",
        "\"mou: {term: {}}\"",
        "\"write `mou.binding: true`, or `loi:`\"",
        "\"{% if partner.loi?.direction %}\"",
        "Code::of_content(\"mou-in-scouting\")",
        "let mou = a; fn minutes() {}",
        "\"the invitation says one thing and the agenda another, {minutes} minutes.\"",
        "/// An item of the agenda.",
    ];
    for text in others {
        assert!(!told(text), "{text}");
    }
}
