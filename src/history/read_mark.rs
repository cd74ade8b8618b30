//! How far somebody has read a log, so that it is known later on what has come since.

use std::fmt;
use std::str::FromStr;

use super::ledger_entry::LedgerEntry;
use crate::digest::Digest;

/// How far somebody has read a log: so many lines, and a hash of what they say. Written, it is `3-0123456789abcdef`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMark {
    lines: usize,
    hash: String,
}

impl ReadMark {
    /// That of all these lines.
    pub fn of(entries: &[LedgerEntry]) -> Self {
        let written = |entry: &LedgerEntry| serde_json::to_string(entry).unwrap_or_default();
        let hash = entries.iter().fold(Digest::new().and("read"), |all, entry| all.and(written(entry)));
        Self { lines: entries.len(), hash: hash.digits(16) }
    }

    /// What has come since. A log whose first lines are others, as when two versions of it came together, is all new.
    pub fn since<'e>(&self, entries: &'e [LedgerEntry]) -> &'e [LedgerEntry] {
        if self.begins(entries) { entries.get(self.lines..).unwrap_or_default() } else { entries }
    }

    /// Whether a log still begins with what was read.
    pub fn begins(&self, entries: &[LedgerEntry]) -> bool {
        entries.get(..self.lines).is_some_and(|read| Self::of(read) == *self)
    }

    /// Whether nothing has come since, and nothing is another than it was.
    pub fn is_of(&self, entries: &[LedgerEntry]) -> bool {
        Self::of(entries) == *self
    }
}

impl fmt::Display for ReadMark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.lines, self.hash)
    }
}

impl FromStr for ReadMark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (lines, hash) = text.split_once('-').ok_or(())?;
        Ok(Self { lines: lines.parse().map_err(|_| ())?, hash: hash.to_owned() })
    }
}
