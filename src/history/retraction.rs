//! What was retracted: a line that was noted by mistake stays, and another line takes it back.
//!
//! **Why a line is never taken away.** A log is only appended to, so that two computers can write into the same folder
//! and nothing is lost. The line that retracts another one names it by a hash of what it says: whatever the order in
//! which the lines of two computers come together, and however often, they say the same.

use std::collections::{BTreeSet, HashMap};

use super::ledger_entry::{LedgerEntry, LedgerEvent};
use crate::digest::sha256;

impl LedgerEntry {
    /// By what a line that retracts it names it; none of what cannot be retracted.
    pub fn mark(&self) -> Option<String> {
        matches!(self.event, LedgerEvent::Noted { .. })
            .then(|| sha256(serde_json::to_string(self).unwrap_or_default()))
    }
}

/// By what the lines are named that were retracted.
pub fn retracted_marks(entries: &[LedgerEntry]) -> BTreeSet<&str> {
    let marks = entries.iter().filter_map(|entry| match &entry.event {
        LedgerEvent::Undone { noted } => Some(noted.as_str()),
        _ => None,
    });
    marks.collect()
}

/// The lines of a log without what was retracted, in the order in which they stand there; what was noted and stands twice,
/// as where two versions of a log came together, is there once.
pub fn standing_entries<'e>(entries: &'e [LedgerEntry]) -> Vec<&'e LedgerEntry> {
    let retracted = retracted_marks(entries);
    let mut seen: HashMap<&str, Vec<&LedgerEntry>> = HashMap::new();
    let mut stands = |entry: &'e LedgerEntry| match &entry.event {
        LedgerEvent::Undone { .. } => false,
        LedgerEvent::Noted { .. } => {
            let same = seen.entry(&entry.at).or_default();
            let is_new = !same.contains(&entry);
            same.push(entry);
            is_new
                && (retracted.is_empty()
                    || entry.mark().is_none_or(|mark| !retracted.contains(mark.as_str())))
        }
        _ => true,
    };
    entries.iter().filter(|entry: &&'e LedgerEntry| stands(entry)).collect()
}
