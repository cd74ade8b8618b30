//! Which files in a partner's output folder are ours, by their hashes, so that nothing that a person
//! wrote is ever replaced; and what they were made from, so that nothing is made twice.
//!
//! **Older shapes.** The file has a version since 4. Of the ones before, 1 has the hashes alone, 2 also the days, 3
//! also stamps and how documents were made, with remarks in another form. The hashes have been the same ever since,
//! so that of every shape it is known which files are ours; what cannot be taken over besides costs only that a
//! document is made anew.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::remark::Remark;
use crate::diagnostic::{Diagnostic, codes};
use crate::digest::sha256;
use crate::workspace::{self, Stamp};

/// The manifest's file in the folder.
pub const NAME: &str = ".handclasp.json";

/// The shape that is written.
const VERSION: u64 = 4;

/// What is known of the files in a folder: the hashes of the last bytes we wrote or were about to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manifest {
    version: u64,
    files: BTreeMap<String, Vec<String>>,
    /// The days on which documents were made and that stand on them, by the beginning of their files' names: they keep it
    /// as long as nothing else changes; to be sent as they were seen, emails are made anew with the same day; and with it is
    /// known again what was signed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    days: BTreeMap<String, String>,
    /// The files as we left them: one that still has its stamp was not touched.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    stamps: BTreeMap<String, Stamp>,
    /// How documents were made last, by the beginning of their files' names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    made: BTreeMap<String, MakingNote>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            version: VERSION,
            files: BTreeMap::new(),
            days: BTreeMap::new(),
            stamps: BTreeMap::new(),
            made: BTreeMap::new(),
        }
    }
}

/// How a document was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakingNote {
    /// What each format was made from, by its name.
    #[serde(rename = "recipes")]
    pub fingerprints: BTreeMap<String, String>,
    /// What there was to remark, by the format's name; none where nothing was.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, Vec<Remark>>,
}

/// What a file is that is about to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
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
    /// The manifest of a folder, of whatever version; an empty one when there is none.
    ///
    /// # Errors
    /// One that cannot be read, or that a newer version of the program wrote: then nobody knows which files a person
    /// has changed.
    pub fn read(folder: &Path) -> Result<Self, Diagnostic> {
        let path = folder.join(NAME);
        workspace::lies_in(folder, NAME)?;
        let Some(bytes) = workspace::read(&path)? else { return Ok(Self::default()) };
        let Ok(Json::Object(mut parts)) = serde_json::from_slice(&bytes) else {
            return Err(not_understood(&path, "cannot be read"));
        };
        match parts.get("version") {
            None => {}
            Some(version) if version.as_u64().is_some_and(|version| version <= VERSION) => {}
            Some(_) => return Err(not_understood(&path, "was written by a newer version of Handclasp")),
        }
        let files = parts.remove("files").and_then(|files| serde_json::from_value(files).ok());
        let files = files.ok_or_else(|| not_understood(&path, "cannot be read"))?;
        Ok(Self {
            version: VERSION,
            files,
            days: fitting(parts.remove("days")),
            stamps: fitting(parts.remove("stamps")),
            made: fitting(parts.remove("made")),
        })
    }

    /// The day on a document that was made.
    pub fn day(&self, stem: &str) -> Option<Date> {
        self.days.get(stem)?.parse().ok()
    }

    /// Notes the day on a document.
    pub fn note_day(&mut self, stem: &str, day: Date) {
        self.days.insert(stem.to_owned(), day.to_string());
    }

    /// How a document was made last.
    pub fn making(&self, stem: &str) -> Option<&MakingNote> {
        self.made.get(stem)
    }

    /// Notes how a document is made; what its other formats were made from stays known.
    pub fn note_making(&mut self, stem: &str, making: MakingNote) {
        let made = self.made.entry(stem.to_owned()).or_default();
        for format in making.fingerprints.keys() {
            made.remarks.remove(format);
        }
        made.fingerprints.extend(making.fingerprints);
        made.remarks.extend(making.remarks);
    }

    /// Forgets how a document was made, so that it is made anew.
    pub fn forget_making(&mut self, stem: &str) {
        self.made.remove(stem);
    }

    /// Notes how a file is left; none when that cannot be told.
    pub fn note_stamp(&mut self, name: &str, stamp: Option<Stamp>) {
        match stamp {
            Some(stamp) => self.stamps.insert(name.to_owned(), stamp),
            None => self.stamps.remove(name),
        };
    }

    /// Whether a file is as we left it, by its stamp or else by its bytes; a new stamp is noted.
    pub fn is_as_left(&mut self, folder: &Path, name: &str) -> bool {
        if self.is_untouched(folder, name) {
            return true;
        }
        let path = folder.join(name);
        let stamp = workspace::stamp(&path);
        let bytes = workspace::read(&path).ok().flatten();
        let same = bytes.is_some_and(|bytes| self.last(name) == Some(&sha256(bytes)));
        if same {
            self.note_stamp(name, stamp);
        }
        same
    }

    /// Whether a file has the stamp that we left it with.
    pub fn is_untouched(&self, folder: &Path, name: &str) -> bool {
        self.stamps.get(name).is_some_and(|stamp| workspace::stamp(&folder.join(name)) == Some(*stamp))
    }

    /// The names of the files that we left.
    pub fn left(&self) -> impl Iterator<Item = &str> {
        self.stamps.keys().map(String::as_str)
    }

    /// Whether a file with these bytes is one of ours.
    pub fn knows(&self, name: &str, bytes: &[u8]) -> bool {
        self.files.get(name).is_some_and(|hashes| hashes.contains(&sha256(bytes)))
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
    pub fn state(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<FileState, Diagnostic> {
        if self.is_untouched(folder, name)
            && let Some(last) = self.last(name)
        {
            return Ok(if sha256(bytes) == last { FileState::Same } else { FileState::Ours });
        }
        let Some(there) = there(folder, name)? else {
            return Ok(FileState::Absent);
        };
        if there == bytes {
            return Ok(FileState::Same);
        }
        Ok(if self.knows(name, &there) { FileState::Ours } else { FileState::Person })
    }

    /// Notes that a file with these bytes will be ours; the one that lies there still is, until it is
    /// replaced, however often that fails.
    pub fn note(&mut self, folder: &Path, name: &str, bytes: &[u8]) {
        let there = match self.is_untouched(folder, name) {
            true => self.last(name).map(str::to_owned),
            false => there(folder, name).ok().flatten().map(sha256),
        };
        let hash = sha256(bytes);
        let hashes = self.files.entry(name.to_owned()).or_default();
        hashes.retain(|other| *other != hash && Some(other) == there.as_ref());
        hashes.push(hash);
    }

    /// Writes the manifest when it is another one than before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path, before: &Self) -> Result<(), Diagnostic> {
        if self == before {
            return Ok(());
        }
        let mut text = serde_json::to_vec(self).unwrap_or_default();
        text.push(b'\n');
        workspace::write(&folder.join(NAME), &text)
    }
}

/// The entries of a part that have the shape of today.
fn fitting<T: DeserializeOwned>(part: Option<Json>) -> BTreeMap<String, T> {
    let Some(Json::Object(entries)) = part else { return BTreeMap::new() };
    let fitting = |(name, entry)| Some((name, serde_json::from_value(entry).ok()?));
    entries.into_iter().filter_map(fitting).collect()
}

/// That it is not known which files in a folder a person has changed.
fn not_understood(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(codes::NOT_UNDERSTOOD, format!("`{}` {why}", path.display())).help(
        "it says which files beside it were made and which a person has changed, so nothing is written there; use the \
         newer version if there is one; else keep what was changed by hand somewhere else, and make the folder anew \
         with `handclasp build --discard-edits`",
    )
}

/// The bytes of a file, when there is one; of a text with plain ends of lines: others are an editor's, not a
/// person's.
fn there(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    workspace::lies_in(folder, name)?;
    let bytes = workspace::read(&folder.join(name))?;
    Ok(if name.ends_with(".md") { bytes.map(workspace::with_plain_lines) } else { bytes })
}

/// Whether a file in a partner's folder of outputs is there and not as it was left: somebody has edited it.
pub fn is_edited(folder: &Path, name: &str) -> bool {
    let is_untouched = || Manifest::read(folder).is_ok_and(|known| known.is_untouched(folder, name));
    folder.join(name).is_file() && !is_untouched()
}
