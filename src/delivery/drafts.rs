//! Puts mails into a mailbox (IMAP, RFC 9051), each once: into Drafts, for a person to look at and to send,
//! or, when they were sent, into Sent.

use imap::types::Flag;
use imap::{Authenticator, Client, Session};
use imap_proto::NameAttribute;

use super::Post;
use super::account::{Secret, user_and_secret};
use super::batch::Books;
use super::ledger::{Fact, Ledger};
use super::wire::{Failure, FailureKind, Server, Stage, Stream, connect, encrypted, untrusted};
use crate::diagnostic::Diagnostic;
use crate::model::{AuthKind, MailAccount, TlsMode};

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// It lies in the folder now.
    Put,
    /// It lay there already.
    There,
    /// The server did not take it.
    Refused(String),
    /// Something else has happened with the partner since the plan was made.
    Changed,
}

/// Why no further draft is put.
#[derive(Debug)]
pub enum Stop {
    /// The mailbox cannot be opened, or the connection broke.
    Mailbox(Failure),
    /// The server does not say which folder is for drafts; these are the folders.
    NoFolder(Vec<String>),
    /// What happens cannot be written down.
    Books(Diagnostic),
}

/// Puts the mails into the folder; `watch` hears of each one.
///
/// # Errors
/// Why not all of them were tried.
pub fn put(
    server: &Server,
    account: &MailAccount,
    secret: &Secret,
    posts: &[Post],
    books: &Books,
    mut watch: impl FnMut(&Post, &Draft),
) -> Result<(), Stop> {
    let mut session = open(server, account, secret).map_err(Stop::Mailbox)?;
    let folder = folder(&mut session, account.drafts_folder.as_ref(), &NameAttribute::Drafts)?;
    for post in posts {
        let mut ledger = Ledger::open(&books.ledger(&post.partner)).map_err(Stop::Books)?;
        if ledger.entries().len() != post.noted {
            watch(post, &Draft::Changed);
            continue;
        }
        let draft = one(&mut session, &folder, post, &[Flag::Draft, Flag::Seen]).map_err(Stop::Mailbox)?;
        if draft == Draft::Put || draft == Draft::There {
            let fact = Fact::Drafted {
                message_id: post.message_id.clone(),
                words: post.words.clone(),
                to: post.to.iter().map(ToString::to_string).collect(),
                subject: post.subject.clone(),
                folder: folder.clone(),
            };
            ledger.note(Some(&post.document), fact).map_err(Stop::Books)?;
        }
        watch(post, &draft);
    }
    // What the server says to the goodbye does not matter.
    let _ = session.logout();
    Ok(())
}

/// Puts copies of mails that were sent into the Sent folder; gives how many.
///
/// # Errors
/// Why not all of them are there. They were sent all the same.
pub fn copy<'p>(
    server: &Server,
    account: &MailAccount,
    secret: &Secret,
    posts: impl Iterator<Item = &'p Post>,
) -> Result<usize, Stop> {
    let mut session = open(server, account, secret).map_err(Stop::Mailbox)?;
    let folder = folder(&mut session, account.sent_folder.as_ref(), &NameAttribute::Sent)?;
    let mut copied = 0;
    for post in posts {
        let copy = one(&mut session, &folder, post, &[Flag::Seen]).map_err(Stop::Mailbox)?;
        copied += usize::from(copy == Draft::Put);
    }
    let _ = session.logout();
    Ok(copied)
}

/// Puts one, unless it is there: what was put before a crash, and not noted, is found by its Message-ID.
fn one(
    session: &mut Session<Stream>,
    folder: &str,
    post: &Post,
    flags: &[Flag<'static>],
) -> Result<Draft, Failure> {
    session.select(folder).map_err(failure)?;
    let wanted = format!("HEADER Message-ID \"<{}>\"", post.message_id);
    if !session.uid_search(wanted).map_err(failure)?.is_empty() {
        return Ok(Draft::There);
    }
    match session.append(folder, &post.bytes).flags(flags.iter().cloned()).finish() {
        Ok(_) => Ok(Draft::Put),
        Err(imap::Error::No(reply)) => Ok(Draft::Refused(reply.to_string())),
        Err(error) => Err(failure(error)),
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
        AuthKind::Password => client.login(user, secret),
        AuthKind::Xoauth2 => client.authenticate("XOAUTH2", &Token { user, secret }),
    };
    session.map_err(|(error, _)| {
        let refused = matches!(error, imap::Error::No(_) | imap::Error::Bad(_));
        let kind = if refused { FailureKind::Never } else { FailureKind::Lost };
        Failure { stage: Stage::Login, kind, ..failure(error) }
    })
}

/// XOAUTH2 as Google and Microsoft describe it.
struct Token<'a> {
    user: &'a str,
    secret: &'a str,
}

impl Authenticator for Token<'_> {
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
) -> Result<String, Stop> {
    if let Some(folder) = named {
        return Ok(folder.clone());
    }
    let names = session.list(Some(""), Some("*")).map_err(|error| Stop::Mailbox(failure(error)))?;
    match names.iter().find(|name| name.attributes().contains(wanted)) {
        Some(name) => Ok(name.name().to_owned()),
        None => Err(Stop::NoFolder(names.iter().map(|name| name.name().to_owned()).collect())),
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
    let reply = reply.chars().filter(|one| !one.is_control()).take(300).collect();
    Failure { stage: Stage::Folder, kind, reply }
}
