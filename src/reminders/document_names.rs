//! Which documents are made for what is to be done: by their kinds, whatever they are called.

use crate::model::{Partner, Register};
use crate::project::Project;
use crate::template::Kind;

/// The names of the documents that things to be done are made with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentNames {
    first_emails: Vec<String>,
    first_letters: Vec<String>,
    follow_ups: Vec<String>,
    thanks: Vec<String>,
    agendas: Vec<String>,
    minutes: Vec<String>,
    letters: Vec<String>,
    agreements: Vec<String>,
}

impl DocumentNames {
    /// Those of a project.
    pub fn of(project: &Project) -> Self {
        let named = |kind: Kind| -> Vec<String> {
            project.templates.of_kind(kind).into_iter().map(str::to_owned).collect()
        };
        Self {
            first_emails: named(Kind::FirstContact),
            first_letters: named(Kind::FirstLetter),
            follow_ups: named(Kind::FollowUp),
            thanks: named(Kind::ThankYou),
            agendas: named(Kind::Agenda),
            minutes: named(Kind::Minutes),
            letters: named(Kind::Letter),
            agreements: named(Kind::Agreement),
        }
    }

    /// The document that a partner is first written to with: the one that its file names, else by the tone of its first
    /// contact; by post where no address for emails is known. None when it gets none.
    pub fn first_contact(&self, partner: &Partner) -> Option<&str> {
        let contact = partner.contacts.first();
        let by_post = contact.is_none_or(|contact| contact.email.is_none());
        let of_kind = if by_post { &self.first_letters } else { &self.first_emails };
        let mut names = of_kind.iter().map(String::as_str);
        if let Some(own) = &partner.documents {
            return names.find(|name| own.iter().any(|one| one == name));
        }
        let is_informal = contact.is_some_and(|contact| contact.register == Register::Informal);
        // In the order of their names the formal one comes first.
        if is_informal { names.next_back() } else { names.next() }
    }

    /// The reminder of the first email.
    pub fn follow_up(&self) -> Option<&str> {
        self.follow_ups.first().map(String::as_str)
    }

    /// The thanks after a meeting.
    pub fn thank_you(&self) -> Option<&str> {
        self.thanks.first().map(String::as_str)
    }

    /// Whether a document is sent after a meeting.
    pub fn is_after_meeting(&self, document: &str) -> bool {
        self.thanks.iter().chain(&self.minutes).any(|name| name == document)
    }

    /// What is prepared for a meeting: its plan and the form for its minutes.
    pub fn for_meeting(&self) -> Vec<&str> {
        self.agendas.first().into_iter().chain(self.minutes.first()).map(String::as_str).collect()
    }

    /// The letter that one side signs.
    pub fn letter(&self) -> Option<&str> {
        self.letters.first().map(String::as_str)
    }

    /// Whether a document is such a letter.
    pub fn is_letter(&self, document: &str) -> bool {
        self.letters.iter().any(|name| name == document)
    }

    /// The agreement that all sides sign.
    pub fn agreement(&self) -> Option<&str> {
        self.agreements.first().map(String::as_str)
    }
}
