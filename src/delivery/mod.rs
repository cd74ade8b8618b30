//! Mails leave: the server, the account, the ledger of what happened.
//!
//! In: finished bytes with their envelope. Out: what became of each, and the ledger. A message is never
//! built here.

pub mod account;
pub mod batch;
pub mod drafts;
pub mod ledger;
pub mod smtp;
pub mod wire;

/// A mail ready to leave.
#[derive(Debug, Clone)]
pub struct Post {
    /// The partner it goes to.
    pub partner: String,
    /// The document it is.
    pub document: String,
    /// The envelope's sender.
    pub from: lettre::Address,
    /// The envelope's recipients.
    pub to: Vec<lettre::Address>,
    /// Its subject, for the plan and the ledger.
    pub subject: String,
    /// The names of what is attached.
    pub attachments: Vec<String>,
    /// Its Message-ID, without the angle brackets.
    pub message_id: String,
    /// What tells its words from other ones: a hash of subject and text.
    pub words: String,
    /// Of an invitation: how often it was sent before; it may be sent again.
    pub sequence: Option<u32>,
    /// The whole message, lines ended by CRLF.
    pub bytes: Vec<u8>,
}

impl Post {
    /// The name that its copy is kept under: an update does not take the place of what it updates.
    pub fn copy_name(&self) -> String {
        match self.sequence {
            Some(sequence @ 1..) => format!("{}-{sequence}", self.document),
            _ => self.document.clone(),
        }
    }
}
