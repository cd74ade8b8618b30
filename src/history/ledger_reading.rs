//! The lines of a log as far as they are understood, and what is wrong with the others.
//!
//! **Why the rest counts.** One damaged line takes nothing from what the others say of a partner. But it may have been an
//! objection, or that an email was sent: nothing is sent on top of it.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value as Json;

use super::journal::journal_lines;
use super::ledger_entry::LedgerEntry;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::Occasion;

/// A log, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadLedger {
    /// The lines that are understood, in the order in which they stand there.
    pub entries: Vec<LedgerEntry>,
    /// That lines cannot be read, each with its number.
    pub damaged: Vec<Diagnostic>,
    /// That lines are of a later version of the program, each with its number.
    pub newer: Vec<Diagnostic>,
    /// That the end is lost.
    pub torn: Option<Diagnostic>,
}

impl ReadLedger {
    /// What lines say.
    pub(super) fn of(lines: &[String], path: &Path, torn: Option<Diagnostic>) -> Self {
        let mut read = Self { torn, ..Self::default() };
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("line {} of `{}`", at + 1, path.display());
            let Some(entry) = serde_json::from_str(line).ok().or_else(|| of_newer_version(line)) else {
                read.damaged.push(
                    Diagnostic::error(codes::LEDGER, format!("{} cannot be read", place())).help(
                        "the file is written by Handclasp alone; take it back from a backup, or remove the line if you know what it was",
                    ),
                );
                continue;
            };
            if LedgerEntry::is_of_newer_version(&entry) {
                let message = format!("{} was written by a newer version of Handclasp", place());
                let help = "install that version here too; until then nobody knows here what the line says";
                read.newer.push(Diagnostic::warning(codes::LEDGER, message).help(help));
            }
            read.entries.push(entry);
        }
        read
    }

    /// Whether nothing of it is lost.
    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty() && self.torn.is_none()
    }

    /// What is lost of it.
    pub fn lost(&self) -> Diagnostics {
        self.damaged.iter().chain(&self.torn).cloned().collect()
    }

    /// All that is wrong with it.
    pub fn problems(&self) -> Diagnostics {
        self.damaged.iter().chain(&self.newer).chain(&self.torn).cloned().collect()
    }

    /// The lines, and that the end is lost, for whoever is to decide what is sent.
    ///
    /// # Errors
    /// A line that cannot be read: what it says may matter, so nothing is sent on top of it.
    pub fn undamaged(self) -> Result<(Vec<LedgerEntry>, Option<Diagnostic>), Diagnostic> {
        match self.damaged.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok((self.entries, self.torn)),
        }
    }
}

/// A line about an occasion that this version does not know: what it says of its document is something that happened and
/// is not known, so that nothing is sent on top of it. An objection holds whatever it was about.
fn of_newer_version(line: &str) -> Option<LedgerEntry> {
    let mut line: Json = serde_json::from_str(line).ok()?;
    if Occasion::deserialize(line.get("occasion")?).is_ok() {
        return None;
    }
    let parts = line.as_object_mut()?;
    parts.remove("occasion");
    if parts.get("what").is_none_or(|what| what != "objected") {
        parts.insert("what".to_owned(), Json::from("something newer"));
    }
    serde_json::from_value(line).ok()
}

/// All that happened with a partner, without opening the ledger for writing.
///
/// # Errors
/// When it cannot be read at all.
pub fn read_ledger(path: &Path) -> Result<ReadLedger, Diagnostic> {
    let (lines, torn) = journal_lines(path)?;
    Ok(ReadLedger::of(&lines, path, torn))
}
