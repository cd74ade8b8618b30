//! The sending itself, as work in hand: after a yes it goes on by itself, email after email, and can be stopped.

use std::sync::Arc;

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::Spoken;
use super::super::shared::work_in_hand::{NewWork, WorkInHand, WorkKind, WorkOutcome};
use super::email_plan::EmailPlan;
use super::send_results::{EmailResult, ResultKind, SendingReport};
use super::sending_form::{SendingForm, SendingWay};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::WorkspaceHistory;
use crate::mail::account::secret_unattended;
use crate::mail::batch::{self, BatchStop};
use crate::mail::mailbox::{self, MailboxStop};
use crate::mail::{Outbox, PreparedMail};

/// Begins to send what somebody agreed to; whoever asks for the same meanwhile gets the work that is in hand.
///
/// # Errors
/// When there is no thread for it.
pub fn begin_sending(
    desk: &Arc<Desk>,
    form: &SendingForm,
    plan: EmailPlan,
) -> Result<Arc<WorkInHand>, Refusal> {
    let kind = if form.way == SendingWay::Drafts { WorkKind::Drafting } else { WorkKind::Sending };
    let what = format!("{form:?}");
    let (way, back) = (form.way, form.back());
    desk.begins(NewWork { kind, what, back }, move |desk, work| {
        let EmailPlan { mails, history, outbox, .. } = plan;
        work.has_pieces(mails.len());
        let report = match outbox {
            Ok(outbox) => sent(desk, &outbox, &mails, history, way, work),
            Err(found) => SendingReport::untried(&mails, found),
        };
        Box::new(move |spoken: &Spoken| report.shown(spoken)) as WorkOutcome
    })
}

fn sent(
    desk: &Desk,
    outbox: &Outbox,
    mails: &[PreparedMail],
    history: Option<WorkspaceHistory>,
    way: SendingWay,
    work: &WorkInHand,
) -> SendingReport {
    // Nobody logs in where the account names no user.
    let logs_in = outbox.account.user.is_some();
    let fetched = match desk.secret() {
        None if logs_in => secret_unattended(&outbox.account),
        _ => Ok(None),
    };
    let secret = match &fetched {
        Ok(fetched) => desk.secret().or(fetched.as_ref()).filter(|_| logs_in),
        Err(problem) => return SendingReport::untried(mails, problem.clone().into()),
    };
    if logs_in && secret.is_none() {
        let problem = Diagnostic::error(codes::ACCOUNT, "there is no password for the account any more");
        return SendingReport::untried(mails, problem.into());
    }
    let mut results = Vec::new();
    let waits = || work.set_waiting(true);
    match (way, history) {
        (SendingWay::Drafts, Some(mut history)) => {
            let mailbox = match outbox.mailbox(secret) {
                Ok(mailbox) => mailbox,
                Err(problem) => return SendingReport::untried(mails, problem.into()),
            };
            let put = mailbox::put(&mailbox, mails, &mut history, work, waits, |mail, fate| {
                results.push(EmailResult::of(mail, ResultKind::of_draft(fate)));
            });
            let stopped = put.err();
            let found = stopped.as_ref().map(|stop| stop.problems(&outbox.server, "drafts_folder"));
            let is_asked = matches!(stopped, Some(MailboxStop::Asked));
            SendingReport::new(way, mails, results, found.unwrap_or_default(), is_asked)
        }
        // Without what is known of everybody nothing leaves.
        (SendingWay::Drafts | SendingWay::Partners, None) => {
            SendingReport::untried(mails, Diagnostics::new())
        }
        (way, history) => {
            // A test goes to nobody else, and leaves no trace.
            let history = history.filter(|_| way == SendingWay::Partners);
            let batch = outbox.batch(secret, work);
            let report = batch::run(&batch, mails, history, waits, |mail, fate| {
                results.push(EmailResult::of(mail, ResultKind::of(fate)));
            });
            let found = report.stopped.as_ref().map(|stop| stop.problems(&outbox.server)).unwrap_or_default();
            let is_asked = matches!(report.stopped, Some(BatchStop::Asked));
            let all = SendingReport::new(way, mails, results, found, is_asked);
            match way {
                SendingWay::Partners => all.with_copies(outbox.keep_copies(secret, mails, &report)),
                _ => all,
            }
        }
    }
}
