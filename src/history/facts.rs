//! What somebody notes of a partner: a call, an answer, a signature, that a contact has left.
//!
//! **Why a line is never taken away.** A log is only appended to, so that two computers can write into the same folder
//! and nothing is lost. What was noted by mistake is retracted by a line of its own, which names the other one by a hash
//! of it: whatever the order in which the lines of two computers come together, they say the same.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ledger::{LedgerEntry, LedgerEvent};
use crate::digest::sha256;

/// Something that happened with a partner, as somebody notes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// We talked on the telephone.
    Called {
        /// What about.
        text: String,
    },
    /// We met.
    Met {
        /// What about.
        text: String,
    },
    /// We wrote to them, in whatever way.
    Wrote {
        /// What about.
        text: String,
    },
    /// They answered, or turned to us.
    Answered {
        /// What they said.
        text: String,
    },
    /// A document was sent by hand: the one that the line is about.
    Sent,
    /// A document was signed: the one that the line is about.
    Signed {
        /// Who signed.
        by: Signer,
        /// The copy that is kept, below the workspace, with `/`: signed/school/mou.en.v1.us.pdf.
        file: String,
        /// The SHA-256 of its bytes.
        sha256: String,
        /// Which version of the document, from 1.
        version: u32,
        /// The text that was signed, as far as it is known.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        text: Option<SignedText>,
    },
    /// They do not want to work with us now.
    Declined {
        /// Why.
        text: String,
    },
    /// Nothing is to be done before a day.
    Snoozed {
        /// That day.
        #[serde(with = "written_day")]
        until: Date,
        /// Why.
        text: String,
    },
    /// A contact is no longer there.
    Left {
        /// The contact's address, else its name.
        contact: String,
    },
    /// Something else that is worth to know.
    Note {
        /// What.
        text: String,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}

/// By what it is known again whether a document would still have the text that was signed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SignedText {
    /// The day on the document.
    #[serde(with = "written_day")]
    pub day: Date,
    /// The SHA-256 of its text.
    pub words: String,
    /// A hash of all that people wrote of which the text is made; none when that had changed already.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub data: Option<String>,
    /// Whether its pages are marked as a draft.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub is_draft: bool,
}

/// Who signed a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signer {
    /// Us.
    Us,
    /// The partner.
    Them,
    /// A further organisation of the agreement, by its id.
    Further(String),
}

/// A day as it stands in a log: 2027-03-04.
pub mod written_day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes a day.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    /// Reads a day.
    ///
    /// # Errors
    /// When there is none of that kind.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl LedgerEntry {
    /// By what a line that retracts it names it; none of what cannot be retracted.
    pub fn mark(&self) -> Option<String> {
        matches!(self.event, LedgerEvent::Noted { .. })
            .then(|| sha256(serde_json::to_string(self).unwrap_or_default()))
    }
}

/// The lines of a log without what was retracted, in the order in which they stand there.
pub fn standing_entries(entries: &[LedgerEntry]) -> Vec<&LedgerEntry> {
    let mut undone: HashMap<&str, usize> = HashMap::new();
    for entry in entries {
        if let LedgerEvent::Undone { noted } = &entry.event {
            *undone.entry(noted).or_default() += 1;
        }
    }
    let mut stands = |entry: &LedgerEntry| {
        let left = entry.mark().and_then(|mark| undone.get_mut(mark.as_str()).filter(|left| **left > 0));
        left.map(|left| *left -= 1).is_none() && !matches!(entry.event, LedgerEvent::Undone { .. })
    };
    entries.iter().filter(|entry| stands(entry)).collect()
}
