//! A line of a partner's log: `partners/<id>.log`, JSON Lines, only appended to.
//!
//! **Why four kinds of lines for one mail.** A server may take a mail and the connection break before it
//! says so. Right before the end of a mail is sent, `dot` is written, and the disk has it. After a crash an
//! `intent` without `dot` was surely not sent; a `dot` without `outcome` may have been: nobody sends that
//! again by itself (RFC 5321, 4.2.5: after the dot the server is responsible). A draft has `drafting` before it is
//! put into the mailbox, and `drafted` or an `outcome` behind it, for the same reason.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::{Fact, written_day};
use crate::model::Occasion;

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// When, with the offset of the place: RFC 3339.
    pub at: String,
    /// The document; none when the line is about the partner.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
    /// What the document is made for; a line without it is about nothing in particular.
    #[serde(skip_serializing_if = "Occasion::is_none", default)]
    pub occasion: Occasion,
    /// What happened.
    #[serde(flatten)]
    pub event: LedgerEvent,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LedgerEvent {
    /// A mail was made, ready to be sent; its bytes are kept.
    Rendered {
        /// Its Message-ID, without the angle brackets.
        message_id: String,
        /// The SHA-256 of its bytes.
        sha256: String,
        /// The recipients' addresses.
        to: Vec<String>,
        /// Its subject.
        subject: String,
        /// The names of what is attached.
        attachments: Vec<String>,
        /// Of an invitation: how often it was sent before.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        sequence: Option<u32>,
        /// Of an invitation: whether it says that the meeting does not take place.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        cancelled: bool,
        /// A hash of its text and of the texts attached.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        words: String,
    },
    /// It is about to be sent.
    Intent {
        /// The which time, from 1.
        attempt: u32,
        /// The server.
        server: String,
    },
    /// All of it is sent but for its end; from here on the server may have it.
    Dot,
    /// How it ended.
    Outcome(SendingOutcome),
    /// It is about to be put into the Drafts folder of a mailbox; from here on it may lie there.
    Drafting {
        /// Its Message-ID, without the angle brackets.
        message_id: String,
        /// A hash of its subject and text.
        words: String,
        /// The recipients' addresses.
        to: Vec<String>,
        /// Its subject.
        subject: String,
        /// The folder.
        folder: String,
    },
    /// It lies in the Drafts folder of a mailbox, for a person to send.
    Drafted {
        /// Its Message-ID, without the angle brackets.
        message_id: String,
        /// A hash of its subject and text.
        words: String,
        /// The recipients' addresses.
        to: Vec<String>,
        /// Its subject.
        subject: String,
        /// The folder.
        folder: String,
    },
    /// A person has settled what was in doubt.
    Resolved {
        /// Whether it was sent.
        sent: bool,
    },
    /// Somebody objected to being written to.
    Objected {
        /// The addresses that nobody writes to any more.
        #[serde(default)]
        addresses: Vec<String>,
        /// Hashes of such addresses, where the addresses themselves are not kept.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        hashes: Vec<String>,
        /// A hash of the name of the organisation that nobody writes to any more.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        organisation: Option<String>,
    },
    /// Somebody noted what happened.
    Noted {
        /// On which day it happened.
        #[serde(with = "written_day")]
        on: Date,
        /// What.
        #[serde(flatten)]
        fact: Fact,
    },
    /// Somebody retracted what was noted.
    Undone {
        /// The line, by the hash of what it says.
        noted: String,
    },
    /// A partner's file got another name: this one, or that of an organisation that the log names.
    Renamed {
        /// The former id.
        from: String,
        /// The new one.
        to: String,
    },
    /// Somebody has looked at texts in both languages of a document, side by side.
    TranslationChecked {
        /// The texts.
        texts: Vec<CheckedText>,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}

/// A text that somebody has looked at in two languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CheckedText {
    /// Its field: partner.mou.preamble.0.
    pub field: String,
    /// A hash of both texts.
    pub hash: String,
}

impl LedgerEntry {
    /// Whether it is about a document that is made for an occasion.
    pub fn is_of(&self, document: &str, occasion: &Occasion) -> bool {
        self.document.as_deref() == Some(document) && self.occasion == *occasion
    }

    /// Whether this version does not know what it says.
    pub fn is_of_newer_version(&self) -> bool {
        matches!(self.event, LedgerEvent::Other | LedgerEvent::Noted { fact: Fact::Other, .. })
    }
}

impl LedgerEvent {
    /// The addresses that a mail or a draft is for, or that something was sent to by hand, of an event that names them.
    pub fn recipients(&self) -> Option<&[String]> {
        match self {
            Self::Rendered { to, .. } | Self::Drafting { to, .. } | Self::Drafted { to, .. } => Some(to),
            Self::Noted { fact: Fact::Sent { to }, .. } if !to.is_empty() => Some(to),
            _ => None,
        }
    }

    /// That a draft lies in the folder, of one that was about to be put there.
    pub fn drafted(&self) -> Option<Self> {
        let Self::Drafting { message_id, words, to, subject, folder } = self.clone() else { return None };
        Some(Self::Drafted { message_id, words, to, subject, folder })
    }
}

/// How the sending of a mail ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingOutcome {
    /// In a word.
    pub result: SendingResult,
    /// What the server answered last, or what broke.
    pub reply: String,
    /// During what.
    pub stage: String,
    /// Recipients that the server refused, though it took the mail for others.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub refused: Vec<String>,
}

/// The end of a mail in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SendingResult {
    /// The server has it.
    Sent,
    /// The server does not want it, now or ever.
    Refused,
    /// Not now; it may be tried again.
    Deferred,
    /// The server may have it or not.
    InDoubt,
}

/// The day of a moment that is noted.
pub fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or(at)
}

/// Whether a moment that is noted is later than another one; not of what is no moment.
pub fn is_later(at: &str, other: &str) -> bool {
    let moment = |at: &str| at.parse::<Timestamp>().ok();
    moment(at).zip(moment(other)).is_some_and(|(at, other)| at > other)
}
