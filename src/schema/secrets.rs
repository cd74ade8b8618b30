//! Passwords that somebody wrote into a file.
//!
//! **Why before everything else, and without the line.** Every other message shows the line that it is
//! about. A password would stand on the screen, in a log, in a screenshot that is sent to a helper.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::SourceFile;
use crate::yaml::{MappingEntry, Node, Value};

/// What the names of secrets contain, in the languages of our users.
const WORDS: &[&str] = &[
    "pass",
    "pwd",
    "secret",
    "token",
    "kennwort",
    "parola",
    "contrase",
    "senha",
    "salasana",
    "haslo",
    "hasło",
    "heslo",
    "lozinka",
    "wachtwoord",
    "apikey",
    "api_key",
];
/// That a secret stands in a file.
pub fn secret(file: &SourceFile, tree: &Node) -> Option<Diagnostic> {
    let at = search(tree)?;
    Some(told(file, file.position(at).line))
}

/// Problems of a file without the lines in which a secret may stand; a text that is no YAML may hold one
/// too.
pub fn without_lines(found: Diagnostics) -> Diagnostics {
    found.map(|mut problem| {
        let hidden = problem.label.as_ref().filter(|label| {
            let line = label.file.position(label.span.start).line;
            // A mistake is often told a line further down.
            let lines = label.file.text().lines().skip(line.saturating_sub(2)).take(3);
            lines.into_iter().any(is_suspect)
        });
        if let Some(label) = hidden {
            let line = label.file.position(label.span.start).line;
            problem.message = format!("{} (`{}`, line {line})", problem.message, label.file.name());
            problem.label = None;
            // The help may quote the line.
            problem.help =
                Some("a text with signs in it stands in quotes; a password stands in no file".to_owned());
        }
        problem
    })
}

/// Whether a line may hold a secret.
fn is_suspect(line: &str) -> bool {
    let lower = line.to_lowercase();
    let named = WORDS.iter().any(|word| lower.contains(word));
    named && lower.contains(':') || in_address(&lower)
}

fn told(file: &SourceFile, line: usize) -> Diagnostic {
    let message = format!("a password or token stands in line {line} of `{}`", file.name());
    Diagnostic::error(codes::SECRET_IN_FILE, message).help(
        "take it out of the file, and change it if others can read the file; Handclasp gets it from \
         `password_command`, from the environment variable HANDCLASP_PASSWORD, or asks for it",
    )
}

/// The byte where a secret is named.
fn search(node: &Node) -> Option<usize> {
    match &node.value {
        Value::Mapping(entries) => entries.iter().find_map(|entry| {
            if is_secret(entry) { Some(entry.key_span.start) } else { search(&entry.node) }
        }),
        Value::Sequence(items) => items.iter().find_map(search),
        Value::Scalar { text, .. } => in_address(text).then_some(node.span.start),
        Value::Null => None,
    }
}

fn is_secret(entry: &MappingEntry) -> bool {
    let Value::Scalar { text, .. } = &entry.node.value else { return false };
    let is_small = entry.key.bytes().all(|one| one.is_ascii_lowercase() || one == b'_');
    let key = if is_small { Cow::Borrowed(entry.key.as_str()) } else { Cow::Owned(entry.key.to_lowercase()) };
    match &*key {
        // A command is a list of words; what is one text may be the secret itself.
        "password_command" => true,
        "password_variable" => !is_variable(text),
        "host" | "imap_host" => text.contains('@'),
        key => WORDS.iter().any(|word| key.contains(word)),
    }
}

/// Whether this can be the name of an environment variable, as people write them.
fn is_variable(name: &str) -> bool {
    let fits = |one: char| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_';
    !name.is_empty() && name.chars().all(fits)
}

/// Whether a text has a user and a secret in an address: smtp://me:secret@host.
fn in_address(text: &str) -> bool {
    text.match_indices("://").any(|(at, _)| {
        let host = text[at + 3..].split(['/', ' ', '"']).next().unwrap_or_default();
        host.split_once('@').is_some_and(|(user, _)| user.contains(':'))
    })
}
