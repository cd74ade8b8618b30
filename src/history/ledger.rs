//! What happened with a partner's mails: `partners/<id>.log`, JSON Lines, only appended to.
//!
//! **Why four kinds of lines for one mail.** A server may take a mail and the connection break before it
//! says so. Right before the end of a mail is sent, `dot` is written, and the disk has it. After a crash an
//! `intent` without `dot` was surely not sent; a `dot` without `outcome` may have been: nobody sends that
//! again by itself (RFC 5321, 4.2.5: after the dot the server is responsible). A draft has `drafting` before it is
//! put into the mailbox, and `drafted` or an `outcome` behind it, for the same reason.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::facts::{Fact, standing_entries, written_day};
use super::journal::{Journal, journal_lines};
use crate::clock;
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address;
use crate::model::Occasion;
use crate::workspace::Turn;

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
        /// The line, by its [`LedgerEntry::mark`].
        noted: String,
    },
    /// A partner's file got another name, this one or that of an organisation that is named above.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl LedgerEvent {
    /// The addresses that a mail or a draft is for, of an event that names them.
    pub fn recipients(&self) -> Option<&[String]> {
        match self {
            Self::Rendered { to, .. } | Self::Drafting { to, .. } | Self::Drafted { to, .. } => Some(to),
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

/// How a document stands with a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was sent, and nothing stands against it.
    Open {
        /// How often it was tried.
        attempts: u32,
    },
    /// It was sent.
    Sent(Sent),
    /// It may have been sent.
    InDoubt {
        /// When.
        at: String,
    },
    /// It may lie in the Drafts folder, or a person may have sent it from there.
    Drafting {
        /// When.
        at: String,
        /// Its Message-ID.
        message_id: String,
    },
    /// It lies in the Drafts folder, or a person has sent it from there.
    Drafted {
        /// When.
        at: String,
        /// A hash of its subject and text.
        words: String,
    },
}

/// A mail that was sent, the last one of its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// When.
    pub at: String,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Whom it went to.
    pub to: Vec<String>,
    /// Of an invitation: how often it was sent before.
    pub sequence: u32,
    /// Of an invitation: whether it says that the meeting does not take place.
    pub cancelled: bool,
    /// A hash of its text and of the texts attached.
    pub words: String,
}

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
        let entries = entries(&lines, path)?;
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

/// What the lines of a ledger say.
///
/// # Errors
/// A line that is not one of ours: what it says may matter, so nothing is sent on top of it.
fn entries(lines: &[String], path: &Path) -> Result<Vec<LedgerEntry>, Diagnostic> {
    let read = |(at, line): (usize, &String)| {
        serde_json::from_str(line).or_else(|error| of_newer_version(line).ok_or(error)).map_err(|_| {
            let message = format!("line {} of `{}` cannot be read", at + 1, path.display());
            Diagnostic::error(codes::LEDGER, message)
                .help("the file is written by Handclasp alone; take it back from a backup, or remove the line if you know what it was")
        })
    };
    lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
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

/// How a document stands that is made for an occasion, after all that happened. What was sent stays sent, whatever was tried afterwards;
/// only what may have reached the partner, or waits for a person, counts more.
pub fn standing(entries: &[LedgerEntry], document: &str, occasion: &Occasion) -> Standing {
    let mut current = Sent::default();
    let mut sent = None;
    let mut open = Standing::Open { attempts: 0 };
    // What stood before a draft that the mailbox did not take.
    let mut before = open.clone();
    for entry in standing_entries(entries).into_iter().filter(|entry| entry.is_of(document, occasion)) {
        let at = entry.at.clone();
        match &entry.event {
            LedgerEvent::Noted { on, fact: Fact::Sent } => {
                sent = Some(Sent { at: on.to_string(), ..Sent::default() });
                open = Standing::Open { attempts: 0 };
            }
            LedgerEvent::Rendered { message_id, to, sequence, cancelled, words, .. } => {
                current = Sent {
                    at,
                    message_id: Some(message_id.clone()),
                    to: to.clone(),
                    sequence: sequence.unwrap_or_default(),
                    cancelled: *cancelled,
                    words: words.clone(),
                };
            }
            LedgerEvent::Drafting { message_id, to, .. } => {
                current = Sent { message_id: Some(message_id.clone()), to: to.clone(), ..Sent::default() };
                if !matches!(open, Standing::Drafting { .. }) {
                    before = open;
                }
                open = Standing::Drafting { at, message_id: message_id.clone() };
            }
            LedgerEvent::Drafted { message_id, words, to, .. } => {
                current = Sent { message_id: Some(message_id.clone()), to: to.clone(), ..Sent::default() };
                open = Standing::Drafted { at, words: words.clone() };
            }
            LedgerEvent::Intent { attempt, .. } => open = Standing::Open { attempts: *attempt },
            LedgerEvent::Dot => open = Standing::InDoubt { at },
            LedgerEvent::Outcome(SendingOutcome { result: SendingResult::InDoubt, .. }) => {
                if !matches!(open, Standing::Drafting { .. }) {
                    open = Standing::InDoubt { at };
                }
            }
            LedgerEvent::Outcome(SendingOutcome { result: SendingResult::Sent, .. })
            | LedgerEvent::Resolved { sent: true } => {
                sent = Some(Sent { at, ..current.clone() });
                open = Standing::Open { attempts: 0 };
            }
            LedgerEvent::Outcome(_) => {
                open = match open {
                    Standing::Drafting { .. } => before.clone(),
                    Standing::Open { attempts } => Standing::Open { attempts },
                    _ => Standing::Open { attempts: 0 },
                };
            }
            LedgerEvent::Resolved { sent: false } => open = Standing::Open { attempts: 0 },
            LedgerEvent::Noted { .. }
            | LedgerEvent::Undone { .. }
            | LedgerEvent::Renamed { .. }
            | LedgerEvent::Objected { .. }
            | LedgerEvent::TranslationChecked { .. }
            | LedgerEvent::Other => {}
        }
    }
    match (open, sent) {
        (Standing::Open { .. }, Some(sent)) => Standing::Sent(sent),
        (open, _) => open,
    }
}

/// How a document stands with one address: after the mails alone that went there, or were to.
pub fn standing_at(entries: &[LedgerEntry], document: &str, occasion: &Occasion, address: &str) -> Standing {
    // What is noted without a word of where it was to go may have been for this address.
    let mut concerns = true;
    let mut of_address = Vec::new();
    for entry in entries.iter().filter(|entry| entry.is_of(document, occasion)) {
        if let Some(to) = entry.event.recipients() {
            concerns = to.iter().any(|to| email_address::is_same(to, address));
        }
        if concerns {
            of_address.push(entry.clone());
        }
    }
    standing(&of_address, document, occasion)
}

/// The day of a moment that is noted.
pub fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or(at)
}

/// Whether something that this version does not know is noted of a document, or of the whole partner.
pub fn is_newer(entries: &[LedgerEntry], document: &str) -> bool {
    let concerns = |entry: &LedgerEntry| entry.document.as_deref().is_none_or(|other| other == document);
    entries.iter().any(|entry| entry.event == LedgerEvent::Other && concerns(entry))
}

/// All that happened with a partner, without opening the ledger for writing; and, when its end is lost, that as a
/// problem.
///
/// # Errors
/// When it cannot be read.
pub fn read_ledger(path: &Path) -> Result<(Vec<LedgerEntry>, Option<Diagnostic>), Diagnostic> {
    let (lines, torn) = journal_lines(path)?;
    Ok((entries(&lines, path)?, torn))
}
