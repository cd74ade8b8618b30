//! A mail ready to leave.

use crate::email_address::shown;
use crate::source::SourceFile;

/// A mail ready to leave.
#[derive(Debug, Clone)]
pub struct PreparedMail {
    /// The partner it goes to.
    pub partner: String,
    /// The organisation's legal name.
    pub organisation: String,
    /// The partner's file as it was when the mail was made ready: it must still be the same.
    pub file: SourceFile,
    /// The document it is.
    pub document: String,
    /// The envelope's sender.
    pub from: lettre::Address,
    /// The envelope's recipients.
    pub to: Vec<lettre::Address>,
    /// Further addresses of the same person: whoever objected under one of them is not written to under another.
    pub same_person: Vec<String>,
    /// Its subject, for the plan and the ledger.
    pub subject: String,
    /// The names of what is attached.
    pub attachments: Vec<String>,
    /// Its Message-ID, without the angle brackets.
    pub message_id: String,
    /// What tells its words from other ones: a hash of its text and of the texts attached.
    pub words: String,
    /// How many lines the partner's ledger had when the mail was made ready: nothing may have happened since.
    pub noted: usize,
    /// Of an invitation: whether it says that the meeting does not take place.
    pub cancelled: bool,
    /// Of an invitation: how often it was sent before; it may be sent again.
    pub sequence: Option<u32>,
    /// The whole message, lines ended by CRLF.
    pub bytes: Vec<u8>,
}

impl PreparedMail {
    /// Whom it goes to, as people read the addresses.
    pub fn shown_to(&self) -> String {
        let to: Vec<_> = self.to.iter().map(|address| shown(address.as_ref())).collect();
        to.join(", ")
    }

    /// The name that its copy is kept under: an update does not take the place of what it updates.
    pub fn copy_name(&self) -> String {
        match self.sequence {
            Some(sequence @ 1..) => format!("{}-{sequence}", self.document),
            _ => self.document.clone(),
        }
    }
}
