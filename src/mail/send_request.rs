//! Which emails are to be sent, and how.

use std::path::PathBuf;

use jiff::Zoned;
use jiff::civil::Date;

use crate::due::Selection;

/// Which mails are wanted.
#[derive(Debug, Clone)]
pub struct SendRequest {
    /// Which documents of which partners.
    pub selection: Selection,
    /// The folder with the documents that were looked at.
    pub out: PathBuf,
    /// This moment, for the date of the mails.
    pub now: Zoned,
    /// The day for what was not built yet.
    pub today: Date,
    /// Whom all of them go to for a test, instead of the partners.
    pub test_to: Option<String>,
    /// Whether they go into the Drafts folder, for a person to send.
    pub as_drafts: bool,
    /// Whether calendar entries are invitations.
    pub invitation: InvitationKind,
    /// How many workers.
    pub jobs: usize,
}

/// Whether calendar entries are invitations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InvitationKind {
    /// They are attached like other files.
    #[default]
    No,
    /// They ask for an answer.
    New,
    /// They take the place of those that were sent.
    Update,
    /// They say that the meeting does not take place.
    Cancel,
}
