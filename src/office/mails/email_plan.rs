//! Emails that somebody asked for, made ready: what is going to be sent, and the mark of it.

use super::super::shared::desk::Desk;
use super::super::shared::snapshot::Snapshot;
use super::sending_form::{SendingForm, SendingWay};
use crate::diagnostic::Diagnostics;
use crate::email_address::shown;
use crate::history::WorkspaceHistory;
use crate::mail::account::needs_no_typing;
use crate::mail::{self, Outbox, PreparedMail};

/// Emails that were made ready, and where they are to go.
pub struct EmailPlan {
    /// The emails.
    pub mails: Vec<PreparedMail>,
    /// What was known of everybody.
    pub history: Option<WorkspaceHistory>,
    /// Where they go.
    pub outbox: Result<Outbox, Diagnostics>,
    /// Problems and remarks.
    pub found: Diagnostics,
    /// How many could leave, without the limit.
    pub all: usize,
    /// Whether nobody has to type a password any more.
    pub can_log_in: bool,
}

impl EmailPlan {
    /// Makes ready what somebody asks for.
    pub fn of(desk: &Desk, snapshot: &Snapshot, form: &SendingForm) -> Self {
        let prepared = mail::prepare(&snapshot.project, &form.request(snapshot, desk.jobs));
        let mut mails = prepared.mails;
        let all = mails.len();
        mails.truncate(form.most().ok().flatten().unwrap_or(usize::MAX));
        let outbox = Outbox::of(&snapshot.project, form.way == SendingWay::Drafts);
        let needs_nothing = outbox.as_ref().is_ok_and(|outbox| needs_no_typing(&outbox.account));
        let can_log_in = desk.secret().is_some() || needs_nothing;
        Self { mails, history: prepared.history, outbox, found: prepared.found, all, can_log_in }
    }

    /// What tells it from every other plan; none when nothing can be sent.
    pub fn mark(&self) -> Option<String> {
        let outbox = self.outbox.as_ref().ok()?;
        let is_possible = !self.found.has_errors() && !self.mails.is_empty() && self.can_log_in;
        is_possible.then(|| outbox.plan(&self.mails).mark())
    }

    /// Whom they are from.
    pub fn from(&self) -> String {
        self.mails.first().map_or_else(String::new, |mail| shown(mail.from.as_ref()).into_owned())
    }

    /// The server that they go to.
    pub fn server(&self) -> String {
        self.outbox.as_ref().map(|outbox| outbox.server.shown()).unwrap_or_default()
    }
}
