//! What a log says under former names of partners' files.
//!
//! **Why it is not written anew.** A log is only appended to: a line says what a name has become, and what stands above it
//! is read as it is called now.

use super::facts::{Fact, Signer};
use super::ledger::{LedgerEntry, LedgerEvent};
use crate::workspace::SIGNED;

/// What somebody noted, with the names that organisations and their folders have by now: after the lines below it.
pub fn as_called_now<'e>(fact: &Fact, below: impl Iterator<Item = &'e LedgerEntry>) -> Fact {
    let mut fact = fact.clone();
    let Fact::Signed { by, file, .. } = &mut fact else { return fact };
    for (from, to) in below.filter_map(renaming) {
        if let Signer::Further(id) = by
            && id == from
        {
            to.clone_into(id);
        }
        if let Some(rest) = file.strip_prefix(&format!("{SIGNED}/{from}/")) {
            *file = format!("{SIGNED}/{to}/{rest}");
        }
    }
    fact
}

/// The former and the new id, of a line about that.
pub fn renaming(entry: &LedgerEntry) -> Option<(&str, &str)> {
    match &entry.event {
        LedgerEvent::Renamed { from, to } => Some((from, to)),
        _ => None,
    }
}
