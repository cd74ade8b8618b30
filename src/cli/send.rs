//! `handclasp send`: the plan, the question, the sending.

use std::io;
use std::path::PathBuf;

use clap::Args;
use comfy_table::Table;
use handclasp::clock;
use handclasp::diagnostic::words::count;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, codes};
use handclasp::email_address::{self, is_email};
use handclasp::history::{SendingResult, WorkspaceHistory};
use handclasp::mail::account::{self, Secret};
use handclasp::mail::batch::{self, Batch, BatchReport, BatchStop, Fate};
use handclasp::mail::mailbox::{self, DraftFate, Mailbox, MailboxStop};
use handclasp::mail::result::{line, no_entry, record};
use handclasp::mail::wire::Server;
use handclasp::mail::{self, InvitationKind, Outbox, PreparedMail, SendRequest, SendingPlan};
use handclasp::model::{AuthKind, MailAccount, TlsMode};
use handclasp::workspace::OUTPUT;

use super::columns::in_columns;
use super::common::{Common, project, workers};
use super::day::day;
use super::error::CommandError;
use super::selecting::DocumentFlags;
use super::stopping::Stopping;
use super::terminal::Terminal;
use super::typed_password::typed_password;

#[derive(Args)]
#[command(mut_arg("documents", |documents| {
    documents.help("Emails, by the names of their documents").required_unless_present("check_account")
}))]
#[command(mut_arg("lang", |lang| lang.help("Language of the emails")))]
pub struct Arguments {
    #[command(flatten)]
    which: DocumentFlags,
    /// Folder with the documents that were looked at [default: output in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Send at most so many of them
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Send all of them to this address instead, to see how they arrive; nothing is noted
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    test_to: Option<String>,
    /// Put them into the Drafts folder of the mailbox instead, for you to send from there
    #[arg(long, conflicts_with = "test_to")]
    to_drafts: bool,
    /// Make the calendar entry an invitation that can be accepted
    #[arg(long)]
    invite: bool,
    /// Send an invitation again that has changed; it takes the place of the one before
    #[arg(long, conflicts_with = "cancel")]
    update: bool,
    /// Cancel a meeting that was invited to
    #[arg(long)]
    cancel: bool,
    /// Show the plan and stop
    #[arg(long)]
    plan: bool,
    /// Send without asking
    #[arg(long)]
    yes: bool,
    /// Read the password or token from standard input
    #[arg(long)]
    password_stdin: bool,
    /// Log in, tell what works, and send nothing
    #[arg(long, conflicts_with_all = ["documents", "plan"])]
    check_account: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let stopping = Stopping::new(terminal);
    let workspace = common.workspace()?;
    let selection = arguments.which.selection(&[])?;
    if selection.languages.may_be_several() {
        let problem = Diagnostic::error(codes::SEVERAL_LANGUAGES, "an email is sent in one language");
        let help = "name one language, or leave `--lang` out: each partner is written to in its own";
        return Err(problem.help(help).into());
    }
    let today = day(None)?;
    let project = project(&workspace)?;
    let mut mails = Vec::new();
    let mut history = None;
    if !arguments.check_account {
        let request = SendRequest {
            selection,
            out: arguments.out.clone().unwrap_or_else(|| workspace.root().join(OUTPUT)),
            now: clock::now(),
            today,
            test_to: arguments.test_to.clone(),
            as_drafts: arguments.to_drafts,
            invitation: match (arguments.invite, arguments.update, arguments.cancel) {
                (_, true, _) => InvitationKind::Update,
                (_, _, true) => InvitationKind::Cancel,
                (true, false, false) => InvitationKind::New,
                (false, false, false) => InvitationKind::No,
            },
            jobs: workers(),
        };
        let prepared = mail::prepare(&project, &request);
        terminal.report(&prepared.found)?;
        if prepared.found.has_errors() {
            terminal.say("nothing was sent")?;
            return Ok(prepared.found.exit());
        }
        mails = prepared.mails;
        history = prepared.history;
        mails.truncate(arguments.limit.unwrap_or(usize::MAX));
        if mails.is_empty() {
            terminal.say("there is nothing to send")?;
            return Ok(Exit::Fine);
        }
    }
    let outbox = Outbox::of(&project, arguments.to_drafts)?;
    if !arguments.check_account {
        let plan = outbox.plan(&mails);
        if !terminal.is_json() {
            terminal.data(&table(&plan))?;
        } else if arguments.plan {
            let planned: Vec<String> = mails.iter().map(|mail| record(mail, &Fate::NotTried)).collect();
            terminal.data(&planned.join("\n"))?;
        }
        if arguments.plan {
            return Ok(Exit::Fine);
        }
        let question = plan.question().filter(|_| !arguments.yes);
        if let Some(question) = question
            && let Err(exit) = terminal.agreed(question, "send")?
        {
            terminal.say("nothing was sent")?;
            return Ok(exit);
        }
    }
    let login = login(&outbox.account, arguments.password_stdin)?;
    if arguments.to_drafts {
        let mailbox = outbox.mailbox(login.as_ref())?;
        if let Some(history) = history.as_mut() {
            stopping.begin(mails.len(), true);
            return put_drafts(&mailbox, &mails, history, &stopping, terminal);
        }
    }
    if !arguments.check_account {
        stopping.begin(mails.len(), false);
    }
    let batch = outbox.batch(login.as_ref(), &stopping);
    if arguments.check_account {
        return check_account(&batch, &outbox.account, terminal);
    }
    let mut told = Ok(());
    let history = history.filter(|_| arguments.test_to.is_none());
    let waits = || tell_of_waiting(terminal);
    let report = batch::run(&batch, &mails, history, waits, |mail, fate| {
        if told.is_ok() {
            told = match terminal.is_json() {
                true => terminal.data(&record(mail, fate)),
                false => terminal.say(&line(mail, fate)),
            };
        }
    });
    told?;
    if terminal.is_json() {
        let untried = mails.iter().zip(&report.fates).filter(|(_, fate)| matches!(fate, Fate::NotTried));
        for (mail, fate) in untried {
            terminal.data(&record(mail, fate))?;
        }
    }
    if arguments.test_to.is_none() {
        tell_of_copies(outbox.keep_copies(login.as_ref(), &mails, &report), terminal)?;
    }
    conclude(&report, &outbox.server, terminal)
}

/// What became of the copies of what was sent.
fn tell_of_copies(copied: Result<Option<usize>, Diagnostics>, terminal: &Terminal) -> io::Result<()> {
    match copied {
        Ok(None) => Ok(()),
        Ok(Some(copied)) => terminal.say(&format!("{} copied into Sent", count(copied, "email"))),
        Err(found) => {
            terminal.report(&found)?;
            terminal.say("the mails were sent; only their copies are not in Sent")
        }
    }
}

fn address(text: &str) -> Result<String, String> {
    if is_email(text) {
        Ok(text.to_owned())
    } else {
        Err(email_address::advice(text)
            .unwrap_or_else(|| "write one email address: name@example.org".to_owned()))
    }
}

/// Tells that another run has its turn to send. Who has closed the output waits without a word.
fn tell_of_waiting(terminal: &Terminal) {
    let _ = terminal.say("another run sends from this folder; this one goes on when its turn comes");
}

/// Puts the mails into the Drafts folder.
fn put_drafts(
    mailbox: &Mailbox<'_>,
    mails: &[PreparedMail],
    history: &mut WorkspaceHistory,
    stopping: &Stopping,
    terminal: &Terminal,
) -> Result<Exit, CommandError> {
    let mut told = Ok(());
    let (mut number, mut refused, mut changed, mut doubts) = (0, 0, 0, 0);
    let waits = || tell_of_waiting(terminal);
    let result = mailbox::put(mailbox, mails, history, stopping, waits, |mail, draft| {
        match draft {
            DraftFate::Put => number += 1,
            DraftFate::There => {}
            DraftFate::InDoubt => doubts += 1,
            DraftFate::Changed(_) => changed += 1,
            DraftFate::Refused(_) => refused += 1,
        }
        if told.is_ok() {
            told = terminal.say(&format!("{}  {}", mail.shown_partner(), draft.words(mail)));
        }
    });
    told?;
    let stopped = result.err();
    if let Some(stop) = &stopped {
        terminal.report(&stop.problems(mailbox.server, "drafts_folder"))?;
    }
    terminal.say(&format!("{} put into Drafts; nothing was sent", count(number, "email")))?;
    if matches!(stopped, Some(MailboxStop::Asked)) {
        terminal.say(STOPPED)?;
    }
    Ok(match stopped {
        Some(MailboxStop::Asked) => Exit::Stopped,
        _ if doubts > 0 => Exit::InDoubt,
        Some(MailboxStop::Mailbox(_)) => Exit::NoEntry,
        Some(MailboxStop::Records(problems)) => problems.exit().max(Exit::Content),
        Some(MailboxStop::NoFolder(_)) => Exit::Content,
        None if refused > 0 => Exit::Refused,
        None if changed > 0 => Exit::Deferred,
        None => Exit::Fine,
    })
}

/// The secret, when the account has somebody log in.
fn login(account: &MailAccount, from_input: bool) -> Result<Option<Secret>, Diagnostic> {
    let Some(user) = &account.user else { return Ok(None) };
    if from_input {
        return account::secret_from(io::stdin()).map(Some);
    }
    if let Some(secret) = account::secret(account)? {
        return Ok(Some(secret));
    }
    typed_password(account, user).map(Some)
}

/// The plan as a table.
fn table(plan: &SendingPlan<'_>) -> String {
    let mut table = Table::new();
    table.set_header(SendingPlan::COLUMNS);
    for row in plan.rows() {
        table.add_row(row);
    }
    format!("{}\n\n{}", in_columns(table), plan.sum())
}

fn conclude(report: &BatchReport, server: &Server, terminal: &Terminal) -> Result<Exit, CommandError> {
    if let Some(stop) = &report.stopped {
        terminal.report(&stop.problems(server))?;
    }
    if report.number(SendingResult::InDoubt) > 0 {
        terminal.say("in doubt: `handclasp log PARTNER` tells more; `handclasp resolve` settles it")?;
    }
    terminal.say(&report.sum())?;
    if matches!(report.stopped, Some(BatchStop::Asked)) {
        terminal.say(STOPPED)?;
    }
    Ok(match &report.stopped {
        Some(BatchStop::Asked) => Exit::Stopped,
        _ if report.number(SendingResult::InDoubt) > 0 => Exit::InDoubt,
        Some(BatchStop::NoEntry(_)) => Exit::NoEntry,
        Some(BatchStop::Records(problems)) => problems.exit().max(Exit::Content),
        Some(BatchStop::TooLarge { .. }) => Exit::Content,
        _ if report.number(SendingResult::Refused) > 0 => Exit::Refused,
        _ if report.number(SendingResult::Deferred) > 0 || report.untried() > 0 => Exit::Deferred,
        _ => Exit::Fine,
    })
}

/// That somebody stopped the sending.
const STOPPED: &str =
    "stopped; what was not tried is still to be done, and the same command goes on from there";

fn check_account(
    batch: &Batch<'_>,
    account: &MailAccount,
    terminal: &Terminal,
) -> Result<Exit, CommandError> {
    let server = batch.server;
    match batch::check(batch) {
        Ok(largest) => {
            let encryption = match account.tls {
                TlsMode::Implicit | TlsMode::Starttls => "encrypted, its certificate is trusted",
                TlsMode::None => "not encrypted, on this computer",
            };
            terminal.say(&format!("reached: {}, {encryption}", server.shown()))?;
            match (&account.user, account.auth) {
                (None, _) => terminal.say("logged in: nobody, the account names no `user`")?,
                (Some(user), AuthKind::Password) => {
                    terminal.say(&format!("logged in: {user}, with a password"))?
                }
                (Some(user), AuthKind::Xoauth2) => {
                    terminal.say(&format!("logged in: {user}, with a token"))?
                }
            }
            if let Some(largest) = largest {
                terminal.say(&format!("largest email: {} MB", largest / 1_000_000))?;
            }
            terminal.say("nothing was sent")?;
            Ok(Exit::Fine)
        }
        Err(failure) => Err(no_entry(&failure, server).into()),
    }
}
