//! Who signed which document, and which version of it, as somebody noted it.

use jiff::civil::Date;

use super::facts::{Fact, SignedText, Signer};
use super::ledger_entry::{LedgerEntry, LedgerEvent};
use super::partner_history::{HistoryEventKind, PartnerHistory};
use super::retraction::standing_entries;
use crate::model::Occasion;

/// A signature, as it was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotedSignature<'h> {
    /// The day on which it was given.
    pub day: Date,
    /// The document.
    pub document: &'h str,
    /// What the document is made for.
    pub occasion: &'h Occasion,
    /// Who signed.
    pub by: &'h Signer,
    /// The copy that is kept, as the log has it.
    pub file: &'h str,
    /// The SHA-256 of its bytes.
    pub sha256: &'h str,
    /// Which version of the document, from 1.
    pub version: u32,
    /// The text that was signed, as far as it is known.
    pub text: Option<&'h SignedText>,
}

impl<'h> NotedSignature<'h> {
    /// Of what was noted of a document on a day; none when it is no signature.
    fn of(day: Date, document: &'h str, occasion: &'h Occasion, fact: &'h Fact) -> Option<Self> {
        let Fact::Signed { by, file, sha256, version, text } = fact else { return None };
        // A number that no version has means the first one.
        let (version, text) = ((*version).max(1), text.as_ref());
        Some(Self { day, document, occasion, by, file, sha256, version, text })
    }

    /// The name of the copy that is kept. A log may come from anywhere, so that only a plain name counts, which lies in
    /// the folder of the partner's signed documents whatever the log says of folders: those change with the partner's
    /// name. None when it names no file.
    pub fn file_name(&self) -> Option<&'h str> {
        let name = self.file.rsplit(['/', '\\']).next()?;
        let is_plain = !name.is_empty() && !name.starts_with('.') && !name.contains([':', '\0']);
        is_plain.then_some(name)
    }
}

impl PartnerHistory {
    /// The signatures that were noted, in the order of their days.
    pub fn signatures(&self) -> impl Iterator<Item = NotedSignature<'_>> {
        self.events().iter().filter_map(|event| match &event.kind {
            HistoryEventKind::Fact { about: Some((document, occasion)), fact } => {
                NotedSignature::of(event.day, document, occasion, fact)
            }
            _ => None,
        })
    }

    /// Those on a document, in all of its versions.
    pub fn signatures_on<'h>(&'h self, document: &str) -> impl Iterator<Item = NotedSignature<'h>> {
        self.signatures().filter(move |signature| signature.document == document)
    }
}

/// The signatures that a log has noted and nobody retracted.
pub fn signatures_in(entries: &[LedgerEntry]) -> Vec<NotedSignature<'_>> {
    standing_entries(entries).into_iter().filter_map(of_entry).collect()
}

fn of_entry(entry: &LedgerEntry) -> Option<NotedSignature<'_>> {
    let LedgerEvent::Noted { on, fact } = &entry.event else { return None };
    NotedSignature::of(*on, entry.document.as_deref()?, &entry.occasion, fact)
}

/// Those on the last version that has any.
pub fn last_version(mut signatures: Vec<NotedSignature<'_>>) -> Vec<NotedSignature<'_>> {
    let last = signatures.iter().map(|signature| signature.version).max();
    signatures.retain(|signature| Some(signature.version) == last);
    signatures
}
