//! A partner's log, open for writing: what happens is appended to it.

use std::path::Path;

use super::journal::Journal;
use super::ledger_entry::{LedgerEntry, LedgerEvent};
use super::ledger_reading::ReadLedger;
use super::standing::{Standing, standing};
use crate::clock;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Occasion;
use crate::workspace::Turn;

/// A partner's ledger, open for writing.
pub struct Ledger {
    journal: Journal,
    entries: Vec<LedgerEntry>,
}

impl Ledger {
    /// Opens a partner's ledger; no other run can meanwhile.
    ///
    /// # Errors
    /// When it cannot be read or written, another run has it, or a line of it is not one of ours.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let (journal, lines) = Journal::open(path)?;
        let (entries, _) = ReadLedger::of(&lines, path, None).undamaged()?;
        Ok(Self { journal, entries })
    }

    /// The same to note what a person says, which harms no line that cannot be read; another run that has it is waited for
    /// a little.
    ///
    /// # Errors
    /// When it cannot be read or written, another run keeps it, or its end is lost.
    pub fn open_to_note(path: &Path) -> Result<Self, Diagnostic> {
        let (journal, lines) = Journal::open_when_free(path)?;
        let ReadLedger { entries, .. } = ReadLedger::of(&lines, path, None);
        Ok(Self { journal, entries })
    }

    /// The same in one's turn to send: a line that another run left half-written when it was cut off is cut away, then it
    /// is noted that this ledger is written into from now on.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_in(turn: &mut Turn, path: &Path) -> Result<Self, Diagnostic> {
        let ledger = Self::open(path)?;
        // To open it cuts the half line off.
        turn.writes(path, |left| drop(Journal::open(left)));
        Ok(ledger)
    }

    /// Appends what happened. When this returns, the disk has it, and all before it; but what only says that
    /// something is about to be tried may reach it later: until the dot nothing can go out. `about` is a document and
    /// what it is made for; none when it is about the partner.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&mut self, about: Option<(&str, &Occasion)>, event: LedgerEvent) -> Result<(), Diagnostic> {
        let now = clock::now();
        let at = now.timestamp().display_with_offset(now.offset()).to_string();
        let document = about.map(|(document, _)| document.to_owned());
        let occasion = about.map(|(_, occasion)| occasion.clone()).unwrap_or_default();
        let entry = LedgerEntry { at, document, occasion, event };
        let line = serde_json::to_string(&entry).map_err(|error| {
            Diagnostic::error(codes::INTERNAL, format!("the ledger cannot be written: {error}"))
        })?;
        let lasting = !matches!(entry.event, LedgerEvent::Rendered { .. } | LedgerEvent::Intent { .. });
        self.journal.append(&line, lasting)?;
        self.entries.push(entry);
        Ok(())
    }

    /// How a document stands that is made for an occasion.
    pub fn standing(&self, document: &str, occasion: &Occasion) -> Standing {
        standing(&self.entries, document, occasion)
    }

    /// All that happened.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }
}
