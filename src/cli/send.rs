//! `handclasp send`: the plan, the question, the sending.

use handclasp::diagnostic::codes;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use comfy_table::{Table, presets};
use handclasp::build::{self, Inviting, Project, Wish};
use handclasp::clock;
use handclasp::delivery::Post;
use handclasp::delivery::account::{self, Secret, VARIABLE};
use handclasp::delivery::batch::{self, Batch, Books, Fate, Report, Stop};
use handclasp::delivery::drafts::{self, Draft, Mailbox};
use handclasp::delivery::ledger::{Outcome as Ended, Verdict};
use handclasp::delivery::past::{Meanwhile, Past};
use handclasp::delivery::wire::{Failure, FailureKind, Server, Stage};
use handclasp::diagnostic::words::{all, count};
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit};
use handclasp::email_address::{self, is_email};
use handclasp::model::{AuthKind, MailAccount, TlsMode};
use handclasp::schema::Record;
use handclasp::workspace::{OUTPUT, Workspace};

use super::build::workers;
use super::common::{Common, project};
use super::day::day;
use super::error::CommandError;
use super::selecting::DocumentFlags;
use super::stopping::Stopping;
use super::terminal::Terminal;

#[derive(Args)]
#[command(mut_arg("documents", |documents| {
    documents.help("Emails, for example contact-formal").required_unless_present("check_account")
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
    let today = day(None)?;
    let project = project(&workspace)?;
    let mut posts = Vec::new();
    let mut past = None;
    if !arguments.check_account {
        let wish = Wish {
            selection,
            out: arguments.out.clone().unwrap_or_else(|| workspace.root().join(OUTPUT)),
            now: clock::now(),
            today,
            test_to: arguments.test_to.clone(),
            as_drafts: arguments.to_drafts,
            inviting: match (arguments.invite, arguments.update, arguments.cancel) {
                (_, true, _) => Inviting::Update,
                (_, _, true) => Inviting::Cancel,
                (true, false, false) => Inviting::New,
                (false, false, false) => Inviting::No,
            },
            jobs: workers(),
        };
        let outbox = build::outbox(&project, &wish);
        terminal.report(&outbox.found)?;
        if outbox.found.has_errors() {
            terminal.say("nothing was sent")?;
            return Ok(outbox.found.exit());
        }
        posts = outbox.posts;
        past = outbox.past;
        posts.truncate(arguments.limit.unwrap_or(usize::MAX));
        if posts.is_empty() {
            terminal.say("there is nothing to send")?;
            return Ok(Exit::Fine);
        }
    }
    let account = account_of(&project)?;
    let server = server_of(&account, &workspace, arguments.to_drafts)?;
    if !arguments.check_account {
        if !terminal.is_json() {
            terminal.data(&plan(&posts, &server, arguments.to_drafts))?;
        } else if arguments.plan {
            let planned: Vec<String> = posts.iter().map(|post| record(post, &Fate::NotTried)).collect();
            terminal.data(&planned.join("\n"))?;
        }
        if arguments.plan {
            return Ok(Exit::Fine);
        }
        // A draft goes to nobody.
        let question = if posts.len() == 1 { "Send it now" } else { "Send them now" };
        if !arguments.yes && !arguments.to_drafts && !terminal.agreed(question, "send")? {
            terminal.say("nothing was sent")?;
            return Ok(if io::stdin().is_terminal() { Exit::Fine } else { Exit::Usage });
        }
    }
    let login = login(&account, arguments.password_stdin)?;
    if arguments.to_drafts && login.is_none() {
        let problem = Diagnostic::error(codes::ACCOUNT, "the account does not say whose mailbox it is")
            .help("add `user: \"name@example.org\"`");
        return Err(problem.into());
    }
    if let (Some(secret), Some(past)) = (login.as_ref().filter(|_| arguments.to_drafts), past.as_mut()) {
        let mailbox = Mailbox { server: &server, account: &account, secret };
        stopping.begin(posts.len(), true);
        return put_drafts(&mailbox, &posts, &project.books, past, &stopping, terminal);
    }
    if !arguments.check_account {
        stopping.begin(posts.len(), false);
    }
    let batch = Batch {
        server: &server,
        login: login.as_ref().map(|secret| account::credentials(&account, secret)),
        interval: account.per_minute.map_or(Duration::ZERO, |most| Duration::from_secs(60) / most),
        pauses: pauses(),
        books: arguments.test_to.is_none().then(|| project.books.clone()),
        overseer: &stopping,
    };
    if arguments.check_account {
        return check_account(&batch, &account, terminal);
    }
    let mut told = Ok(());
    let past = past.filter(|_| arguments.test_to.is_none());
    let waits = || tell_of_waiting(terminal);
    let report = batch::run(&batch, &posts, past, waits, |post, fate| {
        if told.is_ok() {
            told = match terminal.is_json() {
                true => terminal.data(&record(post, fate)),
                false => terminal.say(&line(post, fate)),
            };
        }
    });
    told?;
    if terminal.is_json() {
        let untried = posts.iter().zip(&report.fates).filter(|(_, fate)| matches!(fate, Fate::NotTried));
        for (post, fate) in untried {
            terminal.data(&record(post, fate))?;
        }
    }
    if let Some(secret) = login.as_ref().filter(|_| account.copy_to_sent && arguments.test_to.is_none()) {
        let sent = posts.iter().zip(&report.fates).filter_map(|(post, fate)| match fate {
            Fate::Tried(ended) if ended.result == Verdict::Sent => Some(post),
            _ => None,
        });
        keep_copies(&account, &workspace, secret, sent.collect(), terminal)?;
    }
    conclude(&report, &server, terminal)
}

/// Puts copies of what was sent into the mailbox. They were sent whether this goes well or not.
fn keep_copies(
    account: &MailAccount,
    workspace: &Workspace,
    secret: &Secret,
    sent: Vec<&Post>,
    terminal: &Terminal,
) -> Result<()> {
    let number = sent.len();
    if number == 0 {
        return Ok(());
    }
    let copied = server_of(account, workspace, true).and_then(|mailbox| {
        let copied = drafts::copy(&mailbox, account, secret, sent.into_iter());
        copied.map_err(|stop| in_mailbox(stop, &mailbox, "sent_folder").0)
    });
    match copied {
        Ok(copied) => {
            terminal.say(&format!("{} copied into Sent", count(copied, "email"))).map_err(Into::into)
        }
        Err(found) => {
            terminal.report(&found.map(Diagnostic::as_remark))?;
            Ok(terminal.say("the mails were sent; only their copies are not in Sent")?)
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
    posts: &[Post],
    books: &Books,
    past: &mut Past,
    stopping: &Stopping,
    terminal: &Terminal,
) -> Result<Exit, CommandError> {
    let mut told = Ok(());
    let (mut number, mut refused, mut changed, mut doubts) = (0, 0, 0, 0);
    let waits = || tell_of_waiting(terminal);
    let result = drafts::put(mailbox, posts, books, past, stopping, waits, |post, draft| {
        let words = match draft {
            Draft::Put => {
                number += 1;
                "put into Drafts".to_owned()
            }
            Draft::There => "lies in Drafts already".to_owned(),
            Draft::InDoubt => {
                doubts += 1;
                format!(
                    "in doubt: it was perhaps put into Drafts before, and does not lie there now; look into Sent, then \
                     `handclasp resolve {} {} --sent` or `--not-sent`",
                    post.partner, post.document
                )
            }
            Draft::Changed(why) => {
                changed += 1;
                format!("not put into Drafts: {}", because(why))
            }
            Draft::Refused(reply) => {
                refused += 1;
                format!("refused: {reply}")
            }
        };
        if told.is_ok() {
            told = terminal.say(&format!("{}  {words}", post.partner));
        }
    });
    told?;
    let stopped = result.err().map(|stop| in_mailbox(stop, mailbox.server, "drafts_folder"));
    if let Some((problems, _)) = &stopped {
        terminal.report(problems)?;
    }
    terminal.say(&format!("{} put into Drafts; nothing was sent", count(number, "email")))?;
    if matches!(stopped, Some((_, Exit::Stopped))) {
        terminal.say(STOPPED)?;
        return Ok(Exit::Stopped);
    }
    Ok(match stopped {
        _ if doubts > 0 => Exit::InDoubt,
        Some((_, outcome)) => outcome,
        None if refused > 0 => Exit::Refused,
        None if changed > 0 => Exit::Deferred,
        None => Exit::Fine,
    })
}

/// Why something could not be put into the mailbox; `field` names its folder.
fn in_mailbox(stop: drafts::Stop, server: &Server, field: &str) -> (Diagnostics, Exit) {
    match stop {
        drafts::Stop::Mailbox(failure) => (no_entry(&failure, server).into(), Exit::NoEntry),
        drafts::Stop::Books(problems) => (problems, Exit::Content),
        drafts::Stop::Asked => (Diagnostics::new(), Exit::Stopped),
        drafts::Stop::NoFolder(names) => (
            Diagnostic::error(codes::ACCOUNT, "the mailbox does not say which folder is for this")
                .help(format!("name it with `{field}`; there are {}", all(&names)))
                .into(),
            Exit::Content,
        ),
    }
}

/// The account: the user's own, else the institution's.
fn account_of(project: &Project) -> Result<MailAccount, Diagnostics> {
    if let Some(file) = Workspace::user_file("mail.yaml")? {
        return Ok(Record::<MailAccount>::read(file)?.model);
    }
    project.institution.model.mail.clone().ok_or_else(|| {
        Diagnostic::error(codes::ACCOUNT, "no account is named to send from")
            .help("write `mail: {host: \"smtp.example.org\", user: \"name@example.org\"}` into institution.yaml; your IT or your provider knows the host")
            .into()
    })
}

fn server_of(account: &MailAccount, workspace: &Workspace, is_mailbox: bool) -> Result<Server, Diagnostics> {
    let authority = match &account.tls_ca {
        None => None,
        Some(name) => match handclasp::workspace::read(&workspace.root().join(name))? {
            Some(bytes) => Some(bytes),
            None => {
                return Err(Diagnostic::error(
                    codes::ACCOUNT,
                    format!("there is no file `{name}` (`tls_ca`)"),
                )
                .help("write its place from the folder of institution.yaml, or the whole path")
                .into());
            }
        },
    };
    let of = if is_mailbox { account::mailbox } else { account::server };
    Ok(of(account, authority.as_deref())?)
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
    if !io::stdin().is_terminal() {
        let variable = account.password_variable.as_deref().unwrap_or(VARIABLE);
        return Err(Diagnostic::error(codes::ACCOUNT, format!("there is no password for `{user}`")).help(format!(
            "set the environment variable {variable}, name a `password_command`, or give it with `--password-stdin`"
        )));
    }
    let text = rpassword::prompt_password(format!("Password of {user} at {}: ", account.host));
    text.map(|text| Some(Secret::new(&text)))
        .map_err(|error| Diagnostic::error(codes::ACCOUNT, format!("no password could be read: {error}")))
}

/// How long to wait before a mail is tried again. `HANDCLASP_PAUSE` sets the seconds.
fn pauses() -> Vec<Duration> {
    let seconds = std::env::var("HANDCLASP_PAUSE").ok().and_then(|text| text.parse::<f64>().ok());
    match seconds.filter(|seconds| (0.0..=3600.0).contains(seconds)) {
        Some(seconds) => vec![Duration::from_secs_f64(seconds); 2],
        None => vec![Duration::from_secs(3), Duration::from_secs(15)],
    }
}

fn plan(posts: &[Post], server: &Server, as_drafts: bool) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["partner", "to", "subject", "attached", "size"]);
    for post in posts {
        let size = format!("{} kB", post.bytes.len().div_ceil(1000));
        table.add_row([
            post.partner.as_str(),
            &post.shown_to(),
            &post.subject,
            &post.attachments.join(", "),
            &size,
        ]);
    }
    let from =
        posts.first().map_or_else(String::new, |post| email_address::shown(post.from.as_ref()).into_owned());
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    let (mails, place) = (count(posts.len(), "email"), place(server));
    let how = if as_drafts {
        format!("{mails} from {from} into Drafts at {place}")
    } else {
        format!("{mails} from {from} by {place}")
    };
    format!("{}\n\n{how}", lines.join("\n"))
}

/// Why a mail is not sent, because of what has happened since the plan was shown.
fn because(why: &Meanwhile) -> String {
    match why {
        Meanwhile::Noted => {
            "something else happened with this partner meanwhile; look at `handclasp log`".to_owned()
        }
        Meanwhile::Changed => {
            "the partner’s file was changed meanwhile; build, look at the email, and send again".to_owned()
        }
        Meanwhile::Objected(place) => format!("an objection was noted meanwhile (`{place}`)"),
        Meanwhile::Unknown(file) => {
            format!(
                "nobody can know any more whether somebody objected, because of `{file}`; `handclasp check` tells more"
            )
        }
        Meanwhile::Elsewhere(partner) => {
            format!(
                "the address got it meanwhile, or may have, as `{partner}`; look at `handclasp log {partner}`"
            )
        }
    }
}

fn line(post: &Post, fate: &Fate) -> String {
    format!("{}  {}  {}", post.partner, post.shown_to(), words(fate))
}

/// What became of a mail, for a machine: a JSON object on a line.
fn record(post: &Post, fate: &Fate) -> String {
    let mut record = serde_json::json!({
        "partner": post.partner,
        "document": post.document,
        "to": post.to.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "message_id": post.message_id,
    });
    match fate {
        Fate::NotTried => record["result"] = "not-tried".into(),
        Fate::Changed(why) => {
            record["result"] = "changed".into();
            record["why"] = because(why).into();
        }
        Fate::Tried(ended) => {
            record["result"] = serde_json::to_value(ended.result).unwrap_or_default();
            record["stage"] = ended.stage.clone().into();
            record["reply"] = ended.reply.clone().into();
            record["refused"] = ended.refused.clone().into();
        }
    }
    record.to_string()
}

/// What became of a mail, in words.
fn words(fate: &Fate) -> String {
    match fate {
        Fate::NotTried => "not tried".to_owned(),
        Fate::Changed(why) => format!("not sent: {}", because(why)),
        Fate::Tried(Ended { result, reply, stage, refused }) => match result {
            Verdict::Sent if refused.is_empty() => "sent".to_owned(),
            Verdict::Sent => format!("sent, but not to {}", refused.join("; ")),
            Verdict::Refused => format!("refused ({stage}): {reply}"),
            Verdict::Deferred => format!("not sent, may be tried again later ({stage}): {reply}"),
            Verdict::InDoubt => format!("in doubt ({stage}): {reply}"),
        },
    }
}

fn conclude(report: &Report, server: &Server, terminal: &Terminal) -> Result<Exit, CommandError> {
    let verdicts = || {
        report.fates.iter().filter_map(|fate| match fate {
            Fate::Tried(ended) => Some(ended.result),
            Fate::Changed(_) | Fate::NotTried => None,
        })
    };
    let number = |verdict| verdicts().filter(|one| *one == verdict).count();
    let mut parts = vec![format!("{} sent", number(Verdict::Sent))];
    for (verdict, word) in
        [(Verdict::Refused, "refused"), (Verdict::Deferred, "not sent now"), (Verdict::InDoubt, "in doubt")]
    {
        if number(verdict) > 0 {
            parts.push(format!("{} {word}", number(verdict)));
        }
    }
    let untried = report.fates.iter().filter(|fate| !matches!(fate, Fate::Tried(_))).count();
    if untried > 0 {
        parts.push(format!("{untried} not tried"));
    }
    if let Some(stop) = &report.stopped {
        terminal.report(&stopped(stop, server))?;
    }
    if number(Verdict::InDoubt) > 0 {
        terminal.say("in doubt: `handclasp log PARTNER` tells more; `handclasp resolve` settles it")?;
    }
    terminal.say(&parts.join(", "))?;
    if matches!(report.stopped, Some(Stop::Asked)) {
        terminal.say(STOPPED)?;
    }
    Ok(match &report.stopped {
        Some(Stop::Asked) => Exit::Stopped,
        _ if number(Verdict::InDoubt) > 0 => Exit::InDoubt,
        Some(Stop::NoEntry(_)) => Exit::NoEntry,
        Some(Stop::Books(_) | Stop::TooLarge { .. }) => Exit::Content,
        _ if number(Verdict::Refused) > 0 => Exit::Refused,
        _ if number(Verdict::Deferred) > 0 || untried > 0 => Exit::Deferred,
        _ => Exit::Fine,
    })
}

/// That somebody stopped the sending.
const STOPPED: &str =
    "stopped; what was not tried is still to be done, and the same command goes on from there";

/// Why the sending stopped, in plain words.
fn stopped(stop: &Stop, server: &Server) -> Diagnostics {
    match stop {
        Stop::Books(problems) => problems.clone().map(|problem| match problem.help {
            _ if problem.code == codes::UNNOTED => problem.help(
                "no further mail was sent, because nobody would know of it; make room on the disk or get leave to write; \
                 if a mail was sent just now, it stands as in doubt: `handclasp resolve` settles it",
            ),
            None => {
                problem.help("no further mail was sent: it cannot be known whether somebody objected")
            }
            Some(_) => problem,
        }),
        // It is said behind the sum.
        Stop::Asked => Diagnostics::new(),
        Stop::TooLarge { most, mails } => {
            let mails: Vec<String> =
                mails.iter().map(|(partner, document)| format!("`{document}` to `{partner}`")).collect();
            let (most, mails) = (*most as f64 / 1e6, mails.join(", "));
            let message = format!("the server takes emails of {most:.1} MB at most, and larger are {mails}");
            Diagnostic::error(codes::TOO_LARGE, message).help(
                "nothing was sent; make the attached document smaller (mostly its logo), or leave these partners out",
            )
            .into()
        }
        Stop::Unreachable(failure) | Stop::NoEntry(failure) => no_entry(failure, server).into(),
    }
}

/// A server with its port, as people read it.
fn place(server: &Server) -> String {
    format!("{}:{}", email_address::shown_server(&server.host), server.port)
}

fn no_entry(failure: &Failure, server: &Server) -> Diagnostic {
    let place = place(server);
    let (message, help) = match (failure.stage, failure.kind) {
        (Stage::Login, FailureKind::Never) => (
            format!("`{place}` does not let you in"),
            "check user name and password; many providers want an app password, Microsoft 365 a token (`auth: xoauth2`)",
        ),
        (_, FailureKind::Untrusted) => (
            format!("`{place}` is not trusted, so nothing was sent"),
            "check `host`, `port` and `tls`; a school’s own certificate authority is named with `tls_ca`; ask your IT",
        ),
        (Stage::Greeting | Stage::Encryption, FailureKind::Lost) => (
            format!("`{place}` does not answer as expected"),
            "mostly `port` and `tls` do not go together: 465 with implicit (the usual), 587 with starttls",
        ),
        (Stage::Connect, _) => {
            (format!("`{place}` cannot be reached"), "check `host` and `port`, and whether you are online")
        }
        _ => {
            (format!("`{place}` breaks off the conversation"), "try again later; if it stays so, ask your IT")
        }
    };
    let reply = &failure.reply;
    Diagnostic::error(codes::NO_ENTRY, format!("{message} ({}: {reply})", failure.stage)).help(help)
}

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
            terminal.say(&format!("reached: {}, {encryption}", place(server)))?;
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
