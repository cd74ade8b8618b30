//! Which files in a partner's output folder are ours, by their hashes, so that nothing that a person
//! wrote is ever replaced.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::workspace;

/// The manifest's file in the folder.
const NAME: &str = ".handclasp.json";

/// What is known of the files in a folder: the hashes of the last bytes we wrote or were about to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    files: BTreeMap<String, Vec<String>>,
    /// The days that stand on emails, by the beginning of their files' names: to be sent as they were seen,
    /// they are made anew with the same day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    days: BTreeMap<String, String>,
}

/// What a file is that is about to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is not there.
    Absent,
    /// It has the bytes already.
    Same,
    /// It is one of ours, from before.
    Ours,
    /// A person wrote or changed it.
    Person,
}

impl Manifest {
    /// The manifest of a folder; an empty one when there is none or it cannot be read, so that in doubt a
    /// file counts as a person's.
    pub fn read(folder: &Path) -> Self {
        workspace::read(&folder.join(NAME))
            .ok()
            .flatten()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// The day on a document that was made.
    pub fn day(&self, stem: &str) -> Option<Date> {
        self.days.get(stem)?.parse().ok()
    }

    /// Notes the day on a document.
    pub fn note_day(&mut self, stem: &str, day: Date) {
        self.days.insert(stem.to_owned(), day.to_string());
    }

    /// Whether a file with these bytes is one of ours.
    pub fn knows(&self, name: &str, bytes: &[u8]) -> bool {
        self.files.get(name).is_some_and(|hashes| hashes.contains(&hash(bytes)))
    }

    /// The hash of the bytes that we wrote last.
    pub fn last(&self, name: &str) -> Option<&str> {
        self.files.get(name)?.last().map(String::as_str)
    }

    /// The names of all files that are or were ours.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What a file is.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn state(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<State, Diagnostic> {
        let Some(there) = workspace::read(&folder.join(name))? else {
            return Ok(State::Absent);
        };
        // The ends of lines are an editor's, not a person's.
        let there = if name.ends_with(".md") { workspace::with_plain_lines(there) } else { there };
        if there == bytes {
            return Ok(State::Same);
        }
        Ok(if self.knows(name, &there) { State::Ours } else { State::Person })
    }

    /// Notes that a file with these bytes will be ours; the one before still is, until it is replaced.
    pub fn note(&mut self, name: &str, bytes: &[u8]) {
        let hash = hash(bytes);
        let hashes = self.files.entry(name.to_owned()).or_default();
        hashes.retain(|other| *other != hash);
        hashes.push(hash);
        let from = hashes.len().saturating_sub(2);
        hashes.drain(..from);
    }

    /// Writes the manifest when it has changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Diagnostic> {
        if *self == Self::read(folder) {
            return Ok(());
        }
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        workspace::write(&folder.join(NAME), &text)
    }
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
