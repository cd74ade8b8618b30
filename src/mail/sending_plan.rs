//! What is about to happen, for a person who agrees to it or not.

use super::prepared::PreparedMail;
use super::wire::Server;
use crate::diagnostic::words::count;
use crate::digest::Digest;
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

    /// What tells this plan from every other one, whenever it is made: whom each mail goes to, what it says, and what was
    /// known then. Only date and Message-ID in the head of a mail may be others.
    pub fn mark(&self) -> String {
        let mut hash = Digest::new().and(self.server.shown()).and([u8::from(self.as_drafts)]);
        for mail in self.mails {
            hash.add(format!(
                "{} {} {:?} {} {:?} {} {} {} {:?} {}",
                mail.partner,
                mail.document,
                mail.occasion,
                mail.from,
                mail.to,
                mail.copies,
                mail.words,
                mail.noted,
                mail.sequence,
                mail.cancelled
            ));
            hash.add(mail.file.text());
            lines_that_stay(&mail.bytes).for_each(|line| hash.add(line));
        }
        hash.digits(32)
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

/// The lines of a mail without those in its head that say when it was made.
fn lines_that_stay(mail: &[u8]) -> impl Iterator<Item = &[u8]> {
    let (mut is_head, mut is_of_moment) = (true, false);
    mail.split(|byte| *byte == b'\n').filter(move |line| {
        is_head &= !line.trim_ascii().is_empty();
        // A line that begins with a blank goes on with the one before.
        if !line.starts_with(b" ") {
            is_of_moment = line.starts_with(b"Date:") || line.starts_with(b"Message-ID:");
        }
        !(is_head && is_of_moment)
    })
}
