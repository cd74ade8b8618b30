//! Puts mails into a mailbox (IMAP, RFC 9051), each once: into Drafts, for a person to look at and to send,
//! or, when they were sent, into Sent.
//!
//! **Why a draft can be in doubt.** A mailbox may take a mail and the connection break before it says so. The mail
//! then lies in Drafts, where a person may send it, and must not be sent from here as well.

use std::collections::HashMap;

use imap::types::Flag;
use imap::{Authenticator, Client, Session};
use imap_proto::NameAttribute;

use super::account::{Secret, user_and_secret};
use super::batch::SendingObserver;
use super::meanwhile::Meanwhile;
use super::prepared::PreparedMail;
use super::wire::{Failure, FailureKind, Server, Stage, Stream, connect, encrypted, untrusted};
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{
    Ledger, LedgerEntry, LedgerEvent, SendingOutcome, SendingResult, Standing, WorkspaceHistory,
};
use crate::model::{AuthKind, MailAccount, TlsMode};
use crate::workspace::Turn;

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftFate {
    /// It lies in the folder now.
    Put,
    /// It lay there already.
    There,
    /// The server did not take it.
    Refused(String),
    /// One was put before, or not; it does not lie there now, and perhaps a person has sent it.
    InDoubt,
    /// It was not put, because of what has happened since the plan was made.
    Changed(Meanwhile),
}

/// Why no further draft is put.
#[derive(Debug)]
pub enum MailboxStop {
    /// The mailbox cannot be opened, or the connection broke.
    Mailbox(Failure),
    /// Somebody asked for it.
    Asked,
    /// The server does not say which folder is for drafts; these are the folders.
    NoFolder(Vec<String>),
    /// What happens cannot be written down, or what has happened cannot be read.
    Records(Diagnostics),
}

impl From<Diagnostic> for MailboxStop {
    fn from(problem: Diagnostic) -> Self {
        Self::Records(problem.into())
    }
}

/// A mailbox and what opens it.
pub struct Mailbox<'a> {
    /// Its server.
    pub server: &'a Server,
    /// The account that it is of.
    pub account: &'a MailAccount,
    /// What logs in.
    pub secret: &'a Secret,
}

/// Puts the mails into the folder; `watch` hears of each one, and `waits` is called the first time that another run
/// has to be waited for. Right before each it is looked whether anything forbids it now.
///
/// # Errors
/// Why not all of them were tried.
pub fn put(
    mailbox: &Mailbox<'_>,
    mails: &[PreparedMail],
    history: &mut WorkspaceHistory,
    observer: &dyn SendingObserver,
    waits: impl FnOnce(),
    mut watch: impl FnMut(&PreparedMail, &DraftFate),
) -> Result<(), MailboxStop> {
    let Mailbox { server, account, secret } = mailbox;
    let workspace = history.workspace().clone();
    let mut waits = Some(waits);
    let mut session = open(server, account, secret).map_err(MailboxStop::Mailbox)?;
    let folder = folder(&mut session, account.drafts_folder.as_ref(), &NameAttribute::Drafts)?;
    // How many lines the ledgers have that we have written to.
    let mut noted: HashMap<&str, usize> = HashMap::new();
    for mail in mails {
        if observer.stops() {
            let _ = session.logout();
            return Err(MailboxStop::Asked);
        }
        observer.begins(mail);
        let told = || {
            if let Some(waits) = waits.take() {
                waits();
            }
        };
        let mut turn = Turn::take(&workspace.ledgers(), told)?;
        let mut ledger = Ledger::open_in(&mut turn, &workspace.ledger(&mail.partner))?;
        let lines = noted.get(mail.partner.as_str()).copied().unwrap_or(mail.noted);
        let forbidden = match Meanwhile::noted(&mail.partner, ledger.entries(), lines) {
            None => Meanwhile::forbids(history, mail).map_err(MailboxStop::Records)?,
            noted => noted,
        };
        let draft = match forbidden {
            Some(why) => DraftFate::Changed(why),
            None => draft(&mut session, &folder, mail, &mut ledger)?,
        };
        noted.insert(&mail.partner, ledger.entries().len());
        observer.ends(matches!(draft, DraftFate::Put | DraftFate::There));
        watch(mail, &draft);
    }
    // What the server says to the goodbye does not matter.
    let _ = session.logout();
    Ok(())
}

/// Puts one and notes each step before it is taken: from the first on it may lie in the folder.
fn draft(
    session: &mut Session<Stream>,
    folder: &str,
    mail: &PreparedMail,
    ledger: &mut Ledger,
) -> Result<DraftFate, MailboxStop> {
    let about = Some(mail.about());
    let to: Vec<String> = mail.to.iter().map(ToString::to_string).collect();
    let (words, subject, folder_name) = (&mail.words, &mail.subject, folder.to_owned());
    let drafted = |message_id: &str| LedgerEvent::Drafted {
        message_id: message_id.to_owned(),
        words: words.clone(),
        to: to.clone(),
        subject: subject.clone(),
        folder: folder_name.clone(),
    };
    session.select(folder).map_err(|error| MailboxStop::Mailbox(failure(error)))?;
    if let Standing::Drafting { message_id, .. } = ledger.standing(&mail.document, &mail.occasion) {
        // What may have been put before and is not there was perhaps sent from there.
        if !lies_there(session, &message_id).map_err(MailboxStop::Mailbox)? {
            return Ok(DraftFate::InDoubt);
        }
        let is_own = |entry: &&LedgerEntry| entry.is_of(&mail.document, &mail.occasion);
        let mut own = ledger.entries().iter().rev().filter(is_own);
        let found = own.find_map(|entry| entry.event.drafted());
        if let Some(found) = found {
            ledger.note(about, found)?;
        }
    }
    let is_noted = matches!(ledger.standing(&mail.document, &mail.occasion), Standing::Drafted { words, .. } if words == mail.words);
    if lies_there(session, &mail.message_id).map_err(MailboxStop::Mailbox)? {
        if !is_noted {
            ledger.note(about, drafted(&mail.message_id))?;
        }
        return Ok(DraftFate::There);
    }
    let about_to = LedgerEvent::Drafting {
        message_id: mail.message_id.clone(),
        words: words.clone(),
        to: to.clone(),
        subject: subject.clone(),
        folder: folder_name.clone(),
    };
    ledger.note(about, about_to)?;
    let outcome = |result, reply: &str| {
        let (stage, reply) = (Stage::Folder.to_string(), reply.to_owned());
        LedgerEvent::Outcome(SendingOutcome { result, reply, stage, refused: Vec::new() })
    };
    match append(session, folder, mail, &[Flag::Draft, Flag::Seen]) {
        Ok(()) => {
            ledger.note(about, drafted(&mail.message_id))?;
            Ok(DraftFate::Put)
        }
        Err(NotPut::Refused(reply)) => {
            ledger.note(about, outcome(SendingResult::Refused, &reply))?;
            Ok(DraftFate::Refused(reply))
        }
        Err(NotPut::Broken(failure)) => {
            ledger.note(about, outcome(SendingResult::InDoubt, &failure.reply))?;
            Err(MailboxStop::Mailbox(failure))
        }
    }
}

/// Puts copies of mails that were sent into the Sent folder; gives how many.
///
/// # Errors
/// Why not all of them are there. They were sent all the same.
pub fn copy<'p>(
    server: &Server,
    account: &MailAccount,
    secret: &Secret,
    mails: impl Iterator<Item = &'p PreparedMail>,
) -> Result<usize, MailboxStop> {
    let mut session = open(server, account, secret).map_err(MailboxStop::Mailbox)?;
    let folder = folder(&mut session, account.sent_folder.as_ref(), &NameAttribute::Sent)?;
    let mut copied = 0;
    for mail in mails {
        copied += usize::from(once(&mut session, &folder, mail).map_err(MailboxStop::Mailbox)?);
    }
    let _ = session.logout();
    Ok(copied)
}

/// Puts a copy, unless it is there; gives whether it was put.
fn once(session: &mut Session<Stream>, folder: &str, mail: &PreparedMail) -> Result<bool, Failure> {
    session.select(folder).map_err(failure)?;
    if lies_there(session, &mail.message_id)? {
        return Ok(false);
    }
    match append(session, folder, mail, &[Flag::Seen]) {
        Ok(()) => Ok(true),
        Err(NotPut::Refused(_)) => Ok(false),
        Err(NotPut::Broken(failure)) => Err(failure),
    }
}

/// Whether a mail lies in the folder that is selected.
fn lies_there(session: &mut Session<Stream>, message_id: &str) -> Result<bool, Failure> {
    let wanted = format!("HEADER Message-ID \"<{message_id}>\"");
    Ok(!session.uid_search(wanted).map_err(failure)?.is_empty())
}

/// Why a mail does not lie in a folder.
enum NotPut {
    /// The server said no.
    Refused(String),
    /// The conversation broke off; it may lie there.
    Broken(Failure),
}

fn append(
    session: &mut Session<Stream>,
    folder: &str,
    mail: &PreparedMail,
    flags: &[Flag<'static>],
) -> Result<(), NotPut> {
    match session.append(folder, &mail.bytes).flags(flags.iter().cloned()).finish() {
        Ok(_) => Ok(()),
        Err(imap::Error::No(reply)) => Err(NotPut::Refused(shown(&reply.to_string()))),
        Err(imap::Error::Bad(reply)) => Err(NotPut::Refused(shown(&reply.to_string()))),
        // It said no before it was given any of it.
        Err(imap::Error::Append) => Err(NotPut::Refused("the server does not take it".to_owned())),
        Err(error) => Err(NotPut::Broken(failure(error))),
    }
}

fn open(server: &Server, account: &MailAccount, secret: &Secret) -> Result<Session<Stream>, Failure> {
    let socket = connect(server)?;
    let stream = match server.tls {
        TlsMode::Implicit => encrypted(server, socket)?,
        TlsMode::None => Stream::Plain(socket),
        TlsMode::Starttls => {
            return Err(untrusted("the mailbox is reached with encryption from the start only".to_owned()));
        }
    };
    let mut client = Client::new(stream);
    client.read_greeting().map_err(failure)?;
    let (user, secret) = user_and_secret(account, secret);
    let session = match account.auth {
        AuthKind::Password => client.login(&user, secret),
        AuthKind::Xoauth2 => client.authenticate("XOAUTH2", &BearerToken { user: &user, secret }),
    };
    session.map_err(|(error, _)| {
        let refused = matches!(error, imap::Error::No(_) | imap::Error::Bad(_));
        let kind = if refused { FailureKind::Never } else { FailureKind::Lost };
        let reply = codes_of(&error).unwrap_or_else(|| failure(error).reply);
        Failure { stage: Stage::Login, kind, reply }
    })
}

/// What a server answered to a login, without its words: it may repeat in them what it was sent, which is the secret.
/// Only codes that are known are told (RFC 5530). None when the failure is no answer.
fn codes_of(error: &imap::Error) -> Option<String> {
    const CODES: [&str; 9] = [
        "AUTHENTICATIONFAILED",
        "AUTHORIZATIONFAILED",
        "EXPIRED",
        "PRIVACYREQUIRED",
        "CONTACTADMIN",
        "UNAVAILABLE",
        "LIMIT",
        "INUSE",
        "SERVERBUG",
    ];
    let (word, text) = match error {
        imap::Error::No(reply) => ("NO", &reply.information),
        imap::Error::Bad(reply) => ("BAD", &reply.information),
        imap::Error::Bye(reply) => ("BYE", &reply.information),
        _ => return None,
    };
    let code = text.trim_start().strip_prefix('[').and_then(|rest| Some(rest.split_once(']')?.0));
    let known = CODES.iter().find(|known| code.is_some_and(|code| code.eq_ignore_ascii_case(known)));
    Some(known.map_or_else(|| word.to_owned(), |code| format!("{word} {code}")))
}

/// XOAUTH2 as Google and Microsoft describe it.
struct BearerToken<'a> {
    user: &'a str,
    secret: &'a str,
}

impl Authenticator for BearerToken<'_> {
    type Response = String;

    fn process(&self, challenge: &[u8]) -> String {
        // A refusal comes as a second challenge, which an empty answer ends.
        if challenge.is_empty() {
            format!("user={}\x01auth=Bearer {}\x01\x01", self.user, self.secret)
        } else {
            String::new()
        }
    }
}

/// The folder of a use: the one that the account names, else the one that the server says is for it (RFC
/// 6154).
fn folder(
    session: &mut Session<Stream>,
    named: Option<&String>,
    wanted: &NameAttribute<'_>,
) -> Result<String, MailboxStop> {
    if let Some(folder) = named {
        return Ok(folder.clone());
    }
    let names = session.list(Some(""), Some("*")).map_err(|error| MailboxStop::Mailbox(failure(error)))?;
    match names.iter().find(|name| name.attributes().contains(wanted)) {
        Some(name) => Ok(name.name().to_owned()),
        None => Err(MailboxStop::NoFolder(names.iter().map(|name| visible(name.name())).collect())),
    }
}

/// What a failure of the conversation is, in words.
fn failure(error: imap::Error) -> Failure {
    let (kind, reply) = match error {
        imap::Error::No(reply) => (FailureKind::Never, reply.to_string()),
        imap::Error::Bad(reply) => (FailureKind::Never, reply.to_string()),
        imap::Error::Bye(reply) => (FailureKind::Closing, reply.to_string()),
        imap::Error::Io(error) => return super::wire::lost(Stage::Folder, &error),
        imap::Error::ConnectionLost => (FailureKind::Lost, "the connection was closed".to_owned()),
        imap::Error::Validate(_) => (FailureKind::Never, "a name cannot be sent".to_owned()),
        _ => (FailureKind::Garbled, "the server answered something unknown".to_owned()),
    };
    Failure { stage: Stage::Folder, kind, reply: shown(&reply) }
}

/// A server's words, as far as anybody reads them.
fn shown(reply: &str) -> String {
    visible(&reply.chars().take(300).collect::<String>())
}
