//! What a log says under former names of partners' files.
//!
//! **Why it is not written anew.** A log is only appended to: a line says what a name has become, and what was noted before
//! is read as it is called now, wherever in the log the two stand.

use std::cmp::Ordering;

use super::facts::{Fact, Signer};
use super::ledger_entry::{LedgerEntry, LedgerEvent, is_later};

/// What somebody noted at a moment, with the names that organisations have by now.
pub fn as_called_now(fact: &Fact, at: &str, entries: &[LedgerEntry]) -> Fact {
    let mut fact = fact.clone();
    if let Fact::Signed { by: Signer::Further(id), .. } = &mut fact {
        for (entry, from, to) in in_order(entries) {
            if is_later(&entry.at, at) && id == from {
                to.clone_into(id);
            }
        }
    }
    fact
}

/// The first id of the partner that is called so now.
pub fn first_id<'a>(id: &'a str, entries: &'a [LedgerEntry]) -> &'a str {
    let mut first = id;
    for (_, from, to) in in_order(entries).into_iter().rev() {
        if to == first {
            first = from;
        }
    }
    first
}

/// The lines about new names in the order of time.
fn in_order(entries: &[LedgerEntry]) -> Vec<(&LedgerEntry, &str, &str)> {
    let with_names = |entry| renaming(entry).map(|(from, to)| (entry, from, to));
    let mut lines: Vec<_> = entries.iter().filter_map(with_names).collect();
    lines.sort_by(|(one, ..), (other, ..)| {
        if is_later(&one.at, &other.at) {
            Ordering::Greater
        } else if is_later(&other.at, &one.at) {
            Ordering::Less
        } else {
            Ordering::Equal
        }
    });
    lines
}

/// The former and the new id, of a line about that.
pub fn renaming(entry: &LedgerEntry) -> Option<(&str, &str)> {
    match &entry.event {
        LedgerEvent::Renamed { from, to } => Some((from, to)),
        _ => None,
    }
}
