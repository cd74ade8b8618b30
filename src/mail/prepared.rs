//! A mail ready to leave.

use crate::email_address::shown;
use crate::model::Occasion;
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
    /// What that is made for.
    pub occasion: Occasion,
    /// What the names of its files in the folder of the partner begin with.
    pub stem: String,
    /// The envelope's sender.
    pub from: lettre::Address,
    /// The envelope's recipients: those written to, then those who get a copy.
    pub to: Vec<lettre::Address>,
    /// How many of them, at the end, get a copy.
    pub copies: usize,
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
        let written_to = self.to.len().saturating_sub(self.copies);
        let shown = |(at, address): (usize, &lettre::Address)| {
            let address = shown(address.as_ref());
            if at < written_to { address.into_owned() } else { format!("cc {address}") }
        };
        self.to.iter().enumerate().map(shown).collect::<Vec<_>>().join(", ")
    }

    /// What people are told it is: `letter, meeting 2027-03-04`.
    pub fn name(&self) -> String {
        self.occasion.named(&self.document)
    }

    /// The partner that it goes to, with what it is made for: what tells it from the others of a document.
    pub fn shown_partner(&self) -> String {
        self.occasion.named(&self.partner)
    }

    /// The document and what it is made for, as they are noted.
    pub fn about(&self) -> (&str, &Occasion) {
        (&self.document, &self.occasion)
    }

    /// The name that its copy is kept under: an update does not take the place of what it updates.
    pub fn copy_name(&self) -> String {
        match (self.occasion.id(), self.sequence) {
            (None, Some(sequence @ 1..)) => format!("{}-{sequence}", self.document),
            (None, _) => self.document.clone(),
            // An id may end in a hyphen and a number.
            (Some(id), Some(sequence @ 1..)) => format!("{}.{id}.{sequence}", self.document),
            (Some(id), _) => format!("{}.{id}", self.document),
        }
    }
}
