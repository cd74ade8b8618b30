//! What is about to happen, for a person who agrees to it or not.

use super::prepared::PreparedMail;
use super::wire::Server;
use crate::diagnostic::words::count;
use crate::email_address::shown;

/// Mails, and where they are to go.
#[derive(Clone, Copy)]
pub struct SendingPlan<'a> {
    /// The mails.
    pub mails: &'a [PreparedMail],
    /// The server.
    pub server: &'a Server,
    /// Whether they go into the Drafts folder, for a person to send.
    pub as_drafts: bool,
}

impl SendingPlan<'_> {
    /// The heads of the columns of [`SendingPlan::rows`].
    pub const COLUMNS: [&'static str; 5] = ["partner", "to", "subject", "attached", "size"];

    /// Of each mail what a person looks at before it leaves.
    pub fn rows(&self) -> impl Iterator<Item = [String; 5]> {
        self.mails.iter().map(|mail| {
            let size = format!("{} kB", mail.bytes.len().div_ceil(1000));
            let attached = mail.attachments.join(", ");
            [mail.shown_partner(), mail.shown_to(), mail.subject.clone(), attached, size]
        })
    }

    /// How many there are, from whom, and where they go.
    pub fn sum(&self) -> String {
        let from = self.mails.first().map_or_else(String::new, |mail| shown(mail.from.as_ref()).into_owned());
        let (mails, place) = (count(self.mails.len(), "email"), self.server.shown());
        if self.as_drafts {
            format!("{mails} from {from} into Drafts at {place}")
        } else {
            format!("{mails} from {from} by {place}")
        }
    }

    /// What a person is asked; nothing before drafts, which go to nobody.
    pub fn question(&self) -> Option<&'static str> {
        match self.mails.len() {
            _ if self.as_drafts => None,
            1 => Some("Send it now"),
            _ => Some("Send them now"),
        }
    }
}
