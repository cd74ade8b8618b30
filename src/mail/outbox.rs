//! The account that mails leave from, with its server: what the command and the page send by.

use std::time::Duration;

use super::account::{self, Secret, ServerUse, server_of};
use super::batch::{self, Batch, BatchReport, SendingObserver};
use super::mailbox::{self, Mailbox};
use super::prepared::PreparedMail;
use super::sending_plan::SendingPlan;
use super::wire::Server;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::MailAccount;
use crate::project::Project;
use crate::workspace::Workspace;

/// The account that mails leave from, with the server that takes them.
pub struct Outbox {
    /// The account.
    pub account: MailAccount,
    /// The server that sends, or the one that keeps the mailbox.
    pub server: Server,
    as_drafts: bool,
    workspace: Workspace,
}

impl Outbox {
    /// The one of a workspace, for sending or for drafts.
    ///
    /// # Errors
    /// No account or no server is named, or what is named cannot be read.
    pub fn of(project: &Project, as_drafts: bool) -> Result<Self, Diagnostics> {
        let account = account::account(project)?;
        let server_use = if as_drafts { ServerUse::Mailbox } else { ServerUse::Sending };
        let server = server_of(&account, &project.workspace, server_use)?;
        Ok(Self { account, server, as_drafts, workspace: project.workspace.clone() })
    }

    /// What is about to happen with these mails.
    pub fn plan<'a>(&'a self, mails: &'a [PreparedMail]) -> SendingPlan<'a> {
        SendingPlan { mails, server: &self.server, as_drafts: self.as_drafts }
    }

    /// What sends mails from here.
    pub fn batch<'a>(&'a self, secret: Option<&Secret>, observer: &'a dyn SendingObserver) -> Batch<'a> {
        let most = self.account.per_minute.filter(|most| *most > 0);
        Batch {
            server: &self.server,
            login: secret.map(|secret| account::credentials(&self.account, secret)),
            interval: most.map_or(Duration::ZERO, |most| Duration::from_secs(60) / most),
            pauses: batch::pauses(),
            observer,
        }
    }

    /// What drafts are put into.
    ///
    /// # Errors
    /// That the account does not say whose mailbox it is.
    pub fn mailbox<'a>(&'a self, secret: Option<&'a Secret>) -> Result<Mailbox<'a>, Diagnostic> {
        let secret = secret.ok_or_else(|| {
            Diagnostic::error(codes::ACCOUNT, "the account does not say whose mailbox it is")
                .help("add `user: \"name@example.org\"`")
        })?;
        Ok(Mailbox { server: &self.server, account: &self.account, secret })
    }

    /// Puts copies of what was sent into the mailbox, where the account asks for it; gives how many, none when there was
    /// nothing to do.
    ///
    /// # Errors
    /// Why they are not there. The mails were sent whether this goes well or not.
    pub fn keep_copies(
        &self,
        secret: Option<&Secret>,
        mails: &[PreparedMail],
        report: &BatchReport,
    ) -> Result<Option<usize>, Diagnostics> {
        let Some(secret) = secret.filter(|_| self.account.copy_to_sent) else { return Ok(None) };
        let sent = mails.iter().zip(&report.fates).filter(|(_, fate)| fate.is_sent());
        let sent: Vec<&PreparedMail> = sent.map(|(mail, _)| mail).collect();
        if sent.is_empty() {
            return Ok(None);
        }
        let mailbox = server_of(&self.account, &self.workspace, ServerUse::Mailbox);
        let copied = mailbox.and_then(|mailbox| {
            let copied = mailbox::copy(&mailbox, &self.account, secret, sent.into_iter());
            copied.map_err(|stop| stop.problems(&mailbox, "sent_folder"))
        });
        copied.map(Some).map_err(|found| found.map(Diagnostic::as_remark))
    }
}
