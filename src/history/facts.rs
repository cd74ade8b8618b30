//! What somebody notes of a partner: a call, an answer, a signature, that a contact has left.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that happened with a partner, as somebody notes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// A document was sent by hand: the one that the line is about.
    Sent {
        /// The addresses that it went to, as far as they are known.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        to: Vec<String>,
    },
    /// We wrote to them, in whatever way.
    Wrote {
        /// What about.
        text: String,
    },
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
    /// They answered, or turned to us.
    Answered {
        /// What they said.
        text: String,
    },
    /// A document was signed: the one that the line is about.
    Signed {
        /// Who signed.
        by: Signer,
        /// The copy that is kept, below the workspace, with `/`: signed/school/agreement.en.v1.us.pdf.
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signer {
    /// Us.
    Us,
    /// The partner.
    Them,
    /// A further organisation of the agreement, by its id.
    Further(String),
}

impl Fact {
    /// How it is called in a log and on the command line: answered.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Wrote { .. } => "wrote",
            Self::Called { .. } => "called",
            Self::Met { .. } => "met",
            Self::Answered { .. } => "answered",
            Self::Signed { .. } => "signed",
            Self::Declined { .. } => "declined",
            Self::Snoozed { .. } => "snoozed",
            Self::Left { .. } => "left",
            Self::Note { .. } => "note",
            Self::Other => "other",
        }
    }

    /// Whether we turned to the partner, or talked with it.
    pub fn is_from_us(&self) -> bool {
        matches!(
            self,
            Self::Called { .. }
                | Self::Met { .. }
                | Self::Wrote { .. }
                | Self::Sent { .. }
                | Self::Signed { by: Signer::Us, .. }
        )
    }

    /// Whether the partner turned to us, or talked with us.
    pub fn is_from_them(&self) -> bool {
        matches!(
            self,
            Self::Called { .. }
                | Self::Met { .. }
                | Self::Answered { .. }
                | Self::Declined { .. }
                | Self::Signed { by: Signer::Them, .. }
        )
    }
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
        let text = String::deserialize(deserializer)?;
        let day = (text.len() == LENGTH).then(|| text.parse().ok()).flatten();
        day.ok_or_else(|| D::Error::custom("no day"))
    }

    /// The length of a day.
    const LENGTH: usize = 10;
}
