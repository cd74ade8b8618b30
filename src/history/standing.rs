//! How a document stands with a partner after all that its log says: sent, in doubt, in Drafts, open.
//!
//! The lines of one mail count in the order in which they stand there. What a person has noted counts wherever it stands.

use super::facts::Fact;
use super::ledger_entry::{LedgerEntry, LedgerEvent, SendingOutcome, SendingResult, is_later};
use super::retraction::standing_entries;
use crate::email_address;
use crate::model::Occasion;

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
    /// A hash of its text and of the texts attached; empty when it is not known.
    pub words: String,
    /// Whether a person has sent it by hand and noted that.
    pub is_by_hand: bool,
}

impl Standing {
    /// Since when it is open what became of it; none when it was sent, or not.
    fn since(&self) -> Option<&str> {
        match self {
            Self::InDoubt { at } | Self::Drafting { at, .. } | Self::Drafted { at, .. } => Some(at),
            Self::Open { .. } | Self::Sent(_) => None,
        }
    }
}

/// How a document stands that is made for an occasion, after all that happened. What was sent stays sent, whatever was tried afterwards;
/// only what may have reached the partner, or waits for a person, counts more.
pub fn standing(entries: &[LedgerEntry], document: &str, occasion: &Occasion) -> Standing {
    let mut current = Sent::default();
    let mut sent = None;
    let mut open = Standing::Open { attempts: 0 };
    // What stood before a draft that the mailbox did not take.
    let mut before = open.clone();
    let mut by_hand = None;
    for entry in standing_entries(entries).into_iter().filter(|entry| entry.is_of(document, occasion)) {
        let at = entry.at.clone();
        match &entry.event {
            LedgerEvent::Rendered { message_id, to, sequence, cancelled, words, .. } => {
                current = Sent {
                    at,
                    message_id: Some(message_id.clone()),
                    to: to.clone(),
                    sequence: sequence.unwrap_or_default(),
                    cancelled: *cancelled,
                    words: words.clone(),
                    is_by_hand: false,
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
            LedgerEvent::Noted { on, fact: Fact::Sent { to } } => {
                by_hand = by_hand.max(Some((on, &entry.at, to)))
            }
            LedgerEvent::Noted { .. }
            | LedgerEvent::Undone { .. }
            | LedgerEvent::Renamed { .. }
            | LedgerEvent::Objected { .. }
            | LedgerEvent::TranslationChecked { .. }
            | LedgerEvent::Other => {}
        }
    }
    let Some((on, at, to)) = by_hand else {
        return match (open, sent) {
            (Standing::Open { .. }, Some(sent)) => Standing::Sent(sent),
            (open, _) => open,
        };
    };
    let by_hand = Sent { at: on.to_string(), to: to.clone(), is_by_hand: true, ..Sent::default() };
    match (open, sent) {
        // Of a mail that we sent more is known.
        (Standing::Open { .. }, sent) => Standing::Sent(sent.unwrap_or(by_hand)),
        // Whoever notes that it was sent says what became of what was open then.
        (open, _) if open.since().is_some_and(|since| is_later(at, since)) => Standing::Sent(by_hand),
        (open, _) => open,
    }
}

/// How a document stands with one address: after the mails alone that went there, or were to. Of what a person has sent by
/// hand without noting where nobody can say that it went there.
pub fn standing_at(entries: &[LedgerEntry], document: &str, occasion: &Occasion, address: &str) -> Standing {
    let is_meant = |to: &[String]| to.iter().any(|to| email_address::is_same(to, address));
    // What is noted without a word of where it was to go may have been for this address.
    let mut concerns = true;
    let mut of_address = Vec::new();
    for entry in standing_entries(entries).into_iter().filter(|entry| entry.is_of(document, occasion)) {
        let is_one = match (&entry.event, entry.event.recipients()) {
            (LedgerEvent::Noted { .. }, to) => to.is_some_and(is_meant),
            (_, Some(to)) => {
                concerns = is_meant(to);
                concerns
            }
            (_, None) => concerns,
        };
        if is_one {
            of_address.push(entry.clone());
        }
    }
    standing(&of_address, document, occasion)
}

/// Whether something that this version does not know is noted of a document, or of the whole partner.
pub fn is_newer(entries: &[LedgerEntry], document: &str) -> bool {
    let concerns = |entry: &LedgerEntry| entry.document.as_deref().is_none_or(|other| other == document);
    standing_entries(entries).into_iter().any(|entry| entry.is_of_newer_version() && concerns(entry))
}
