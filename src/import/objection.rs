//! That somebody objected to being written to: what a table says of it, and what it cannot take back.
//!
//! **Why so strict.** A list has it under “Werbesperre”, “Abgemeldet”, “No contactar”, with `ja`, `x` or a day. What is not
//! understood there is asked about, and the row left out: whoever may have objected is not written to.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::cell_reading::{self, CellContext};
use super::field::TargetField;
use super::heads::{self, Head};
use super::names::{Answer, answer, has_word};
use super::path::Path;
use super::unreadable::{UnreadableCell, shown};
use crate::email_address::{compared, is_same};
use crate::letters::unaccented;
use crate::yaml::path::{PathStep, get};

/// The fields of a contact that say it: whether, and when.
pub const OBJECTED: &str = "objected";
pub const OBJECTED_ON: &str = "objected_on";

/// What a cell says of an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionAnswer {
    pub objected: bool,
    /// The day, when the cell has it.
    pub on: Option<String>,
}

/// Reads a cell of a column of objections; none of an empty one, or one with a dash.
///
/// # Errors
/// Text that says neither yes nor no: it is not known whether somebody objected.
pub fn read(text: &str, around: CellContext<'_>) -> Result<Option<ObjectionAnswer>, UnreadableCell> {
    let text = text.trim();
    if is_empty(text) {
        return Ok(None);
    }
    let said = |objected| Ok(Some(ObjectionAnswer { objected, on: None }));
    match answer(text) {
        Some(Answer::Yes | Answer::Objected) => return said(true),
        Some(Answer::No | Answer::Reachable) => return said(false),
        None => {}
    }
    if Head::read(text).can_be("contacts.objected") {
        return said(true);
    }
    // `ja, am 3.4.2026`, `widersprochen (Telefon)`: the first words tell.
    let start = text.split([',', ';', '(', ':', '\n']).next().unwrap_or_default().trim();
    let first = start.split_whitespace().next().unwrap_or_default();
    let says = |text: &str| {
        matches!(answer(text), Some(Answer::Yes | Answer::Objected))
            || Head::read(text).can_be("contacts.objected")
    };
    let yes = (start.len() < text.len() && says(start)) || (first.chars().count() > 1 && says(first));
    let day = |text: &str| -> Result<Option<String>, UnreadableCell> {
        let Ok(field) = TargetField::named("contacts.objected_on") else { return Ok(None) };
        let read = cell_reading::read(text, &field, around)?;
        let day = read.and_then(|day| day.as_str().map(str::to_owned));
        Ok(day.filter(|day| day.len() == 10 && day.as_bytes()[4] == b'-' && day.starts_with(['1', '2'])))
    };
    if yes {
        return said(true);
    }
    // A day with its time, as other programs write it.
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let is_day = date.chars().filter(char::is_ascii_digit).count() >= 6;
    if is_day && let Some(on) = day(date)? {
        return Ok(Some(ObjectionAnswer { objected: true, on: Some(on) }));
    }
    Err(unknown(text))
}

/// Reads a cell of a column that says whether somebody may be written to.
///
/// # Errors
/// As [`read`].
pub fn read_allowed(text: &str) -> Result<Option<ObjectionAnswer>, UnreadableCell> {
    let text = text.trim();
    match answer(text) {
        _ if is_empty(text) => Ok(None),
        Some(Answer::Yes | Answer::Reachable) => Ok(Some(ObjectionAnswer { objected: false, on: None })),
        Some(Answer::No | Answer::Objected) => Ok(Some(ObjectionAnswer { objected: true, on: None })),
        None => Err(unknown(text)),
    }
}

/// Whether a new value of a file is an objection.
pub fn is_one(path: &Path, value: &Json) -> bool {
    match path.last() {
        OBJECTED => *value == Json::Bool(true),
        OBJECTED_ON => true,
        "status" => path.first() == "logbook" && value.as_str() == Some("objected"),
        _ => false,
    }
}

/// Whether a note may say that somebody objected: “bitte nicht mehr anschreiben”.
pub fn may_be_in(note: &str) -> bool {
    static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let phrases = heads::columns().filter(|(field, ..)| *field == "contacts.objected");
        let phrases = phrases.map(|(.., name)| in_words(name));
        // “noch kein Kontakt” is no objection.
        let is_contact =
            |phrase: &str| phrase.split_once(' ').is_some_and(|(_, last)| has_word(CONTACTS, last));
        phrases.filter(|phrase| phrase.contains(' ') && !is_contact(phrase)).collect()
    });
    let note = format!(" {} ", in_words(note));
    PHRASES.iter().any(|phrase| note.contains(&format!(" {phrase} ")))
}

/// A language, and its words for a contact, of which there may be none yet.
const CONTACTS: &str = include_str!("names/contacts.tsv");

/// A text in small letters without accents, single blanks between its words.
fn in_words(text: &str) -> String {
    let plain = unaccented(text);
    let words = plain.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a cell is as good as empty: a question mark or “unknown” is not, somebody may have objected.
fn is_empty(text: &str) -> bool {
    text.is_empty()
        || text.chars().all(|one| "-‐‑‒–—−.".contains(one))
        || matches!(heads::folded(text).as_str(), "null" | "nan" | "nil")
}

fn unknown(text: &str) -> UnreadableCell {
    UnreadableCell {
        message: format!("{} does not say whether the person objected to being written to", shown(text)),
        help: "write yes, no, or the day of the objection; nobody is written to who may have objected"
            .to_owned(),
    }
}

/// Whether a value of the file stays, whatever the table says, because somebody objected: the objection itself, its
/// day, and the address that it is about. `objected` has the addresses, as compared, of those who objected
/// elsewhere.
pub fn keeps(values: &Json, objected: &BTreeSet<String>, path: &Path, new: &Json) -> bool {
    let old = get(values, &path.0);
    match path.0.as_slice() {
        [PathStep::Key(list), PathStep::Item(at), PathStep::Key(key)] if list == "contacts" => {
            let Some(contact) = values.get(list).and_then(|contacts| contacts.get(at)) else { return false };
            let says_so = contact.get("objected") == Some(&Json::Bool(true));
            let address = contact.get("email").and_then(Json::as_str).map(compared);
            let is_elsewhere = address.is_some_and(|address| objected.contains(&address));
            match key.as_str() {
                "objected" => (says_so || is_elsewhere) && *new != Json::Bool(true),
                "objected_on" => says_so && old.is_some_and(|old| old != new),
                "email" => {
                    let same = |old: &Json| {
                        let texts = (old.as_str(), new.as_str());
                        matches!(texts, (Some(old), Some(new)) if is_same(old, new))
                    };
                    (says_so || is_elsewhere) && old.is_some_and(|old| !same(old))
                }
                _ => false,
            }
        }
        [PathStep::Key(group), PathStep::Key(key)] if group == "logbook" && key == "status" => {
            let objected = Json::from("objected");
            old == Some(&objected) && *new != objected
        }
        _ => false,
    }
}
