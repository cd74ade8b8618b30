//! Several email addresses in one cell, with names and remarks around them: `"Aho, Eero" <eero@…>`, `info@… / hr@…`.

use super::names::{folded, has_word};
use super::unreadable::{UnreadableCell, shown};
use crate::diagnostic::words::all;
use crate::email_address::is_email;

/// The addresses of a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Mailboxes {
    /// The one of the person that the row is about; the first where it is about none.
    pub own: String,
    /// The others, each of which is a contact.
    pub others: Vec<String>,
    /// What stands beside them in the cell and is left there: names, “(Zentrale)”.
    pub beside: Option<String>,
}

/// What stands between addresses, and around them.
fn is_between(one: char) -> bool {
    one.is_whitespace() || ";,|/\\<>()[]{}\"„“”«»‚‘’".contains(one)
}

/// The addresses of a cell, when it has one and more, or several; none when it is one address, or has none that can be
/// read. The person's name, in parts, tells which is theirs.
///
/// # Errors
/// Several addresses, of which it cannot be told whose is the person's.
pub fn read(text: &str, person: &[&str]) -> Result<Option<Mailboxes>, UnreadableCell> {
    if !text.contains('@') || is_email(text) {
        return Ok(None);
    }
    let mut addresses: Vec<&str> = Vec::new();
    let mut beside: Vec<&str> = Vec::new();
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
        let bare = word.strip_prefix("mailto:").or_else(|| word.strip_prefix("MAILTO:")).unwrap_or(word);
        let bare = bare.split('?').next().unwrap_or(bare).trim_matches(['.', ':', '\'', '*', '•', '–']);
        match bare.contains('@') {
            true if is_email(bare) => {
                if !addresses.iter().any(|other| other.eq_ignore_ascii_case(bare)) {
                    addresses.push(bare);
                }
            }
            // One that cannot be read is told with all that stands there.
            true => return Ok(None),
            false => beside.push(word),
        }
    }
    let is_joiner =
        |word: &&str| has_word(JOINERS, &word.to_lowercase()) || !word.chars().any(char::is_alphanumeric);
    beside.retain(|word| !is_joiner(word));
    // A name is written in two ways without its accents: `suss`, `suess`.
    let said: Vec<String> = person.iter().flat_map(|part| [folded(part), folded(&spelt_out(part))]).collect();
    // The person's own name is in columns of its own.
    let is_told =
        |word: &&str| said.iter().any(|part| part.contains(&folded(word)) && !folded(word).is_empty());
    beside.retain(|word| !is_told(word));
    let Some(first) = addresses.first() else { return Ok(None) };
    let beside = (!beside.is_empty()).then(|| beside.join(" "));
    if addresses.len() == 1 {
        return Ok(Some(Mailboxes { own: (*first).to_owned(), others: Vec::new(), beside }));
    }
    let own = match said.iter().all(String::is_empty) {
        true => *first,
        false => whose(&addresses, &said).ok_or_else(|| several(text, &addresses, person))?,
    };
    let others = addresses.iter().filter(|one| **one != own).map(|one| (*one).to_owned()).collect();
    Ok(Some(Mailboxes { own: own.to_owned(), others, beside }))
}

/// A language, and its words between two addresses; those of all languages behind a `*`.
const JOINERS: &str = include_str!("names/joiners.tsv");

/// A name with two letters in place of those that have two dots or a stroke.
fn spelt_out(name: &str) -> String {
    let mut out = String::new();
    for one in name.to_lowercase().chars() {
        match one {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'å' => out.push_str("aa"),
            one => out.push(one),
        }
    }
    out
}

/// The address that has a name of the person in it, when only one has.
fn whose<'a>(addresses: &[&'a str], person: &[String]) -> Option<&'a str> {
    let names: Vec<&String> = person.iter().filter(|part| part.len() > 2).collect();
    let has_name = |address: &&&str| {
        let local = folded(address.split('@').next().unwrap_or_default());
        names.iter().any(|name| local.contains(name.as_str()))
    };
    let mut own = addresses.iter().filter(has_name);
    own.next().filter(|_| own.next().is_none()).copied()
}

/// That a person has several addresses.
fn several(text: &str, addresses: &[&str], person: &[&str]) -> UnreadableCell {
    let name: Vec<&str> = person.iter().copied().filter(|part| !part.is_empty()).collect();
    UnreadableCell {
        message: format!("{} has {} addresses, and the row names one person", shown(text), addresses.len()),
        help: format!(
            "of {} leave the one that is {}’s; the other stands in a row of its own, with the name of the organisation",
            all(addresses),
            name.join(" ")
        ),
    }
}
