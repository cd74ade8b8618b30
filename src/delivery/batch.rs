//! Sends mails one after the other over one connection, and notes each step in the ledger before it is
//! taken. Right before a mail it is looked once more whether anything forbids it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};

use super::Post;
use super::ledger::{Fact, Ledger, Outcome, Verdict};
use super::past::{Meanwhile, Past};
use super::smtp::{Connection, NotTaken, Taken};
use super::wire::{Failure, FailureKind, Server, Stage};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::workspace::{self, Turn};

/// How mails are sent.
pub struct Batch<'a> {
    /// The server.
    pub server: &'a Server,
    /// What logs in; none where nobody has to.
    pub login: Option<(Credentials, &'static [Mechanism])>,
    /// The least time between two mails.
    pub interval: Duration,
    /// How long to wait before a mail is tried again, each time; no further time after the last.
    pub pauses: Vec<Duration>,
    /// Where ledgers and copies lie; none for a test, which leaves no trace.
    pub books: Option<Books>,
    /// Who looks on, and may stop it.
    pub overseer: &'a dyn Overseer,
}

/// Who looks on while mails leave one after the other, and may stop it.
pub trait Overseer {
    /// A mail is in hand from now on.
    fn begins(&self, _post: &Post) {}
    /// A mail is no longer in hand; whether it was sent.
    fn ends(&self, _is_sent: bool) {}
    /// Whether no further one is to be begun.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody.
impl Overseer for () {}

/// Where it is written down what happened.
#[derive(Debug, Clone)]
pub struct Books {
    /// The folder of the ledgers.
    pub ledgers: PathBuf,
    /// The folder for copies of what was sent.
    pub copies: PathBuf,
}

impl Books {
    /// The ledger of a partner.
    pub fn ledger(&self, partner: &str) -> PathBuf {
        self.ledgers.join(format!("{partner}.log"))
    }

    /// The copy of a mail that is sent.
    pub fn copy(&self, partner: &str, document: &str) -> PathBuf {
        self.copies.join(partner).join(format!("{document}.eml"))
    }
}

/// What became of a mail.
#[derive(Debug)]
pub enum Fate {
    /// It was tried.
    Tried(Outcome),
    /// It was not tried, because of what has happened since the plan was made.
    Changed(Meanwhile),
    /// It was not tried, because the batch was stopped.
    NotTried,
}

impl Fate {
    /// Whether the server has it.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Tried(outcome) if outcome.result == Verdict::Sent)
    }
}

/// Why a batch was stopped.
#[derive(Debug)]
pub enum Stop {
    /// The server does not let us in, or is not the one it says it is.
    NoEntry(Failure),
    /// The server cannot be reached.
    Unreachable(Failure),
    /// What happens cannot be written down, or what has happened cannot be read.
    Books(Diagnostics),
    /// Somebody asked for it.
    Asked,
    /// The server takes no mail that is as large as some of them; none was tried.
    TooLarge {
        /// The most bytes that it takes.
        most: usize,
        /// Partner and document of the mails that are larger.
        mails: Vec<(String, String)>,
    },
}

/// What became of all mails.
#[derive(Debug)]
pub struct Report {
    /// In the order of the mails.
    pub fates: Vec<Fate>,
    /// Why not all were tried, if so.
    pub stopped: Option<Stop>,
}

/// Sends the mails, when the server takes mails as large as all of them; `watch` hears of each one when its
/// fate is known, and `waits` is called the first time that another run has to be waited for. Right before each
/// one it is looked whether anything forbids it now, in all that is known of everybody; a test needs no `past`, as
/// it goes to nobody else.
pub fn run(
    batch: &Batch<'_>,
    posts: &[Post],
    past: Option<Past>,
    waits: impl FnOnce(),
    mut watch: impl FnMut(&Post, &Fate),
) -> Report {
    let mut waits = Some(waits);
    let mut sender = Sender { batch, connection: None, first: None, noted: HashMap::new(), past };
    let mut fates = Vec::new();
    let mut stopped = sender.too_large(posts);
    let posts_to_try = if stopped.is_some() { &[] } else { posts };
    for (at, post) in posts_to_try.iter().enumerate() {
        if at > 0 {
            sleep(batch.interval, batch.overseer);
        }
        if batch.overseer.stops() {
            stopped = Some(Stop::Asked);
            break;
        }
        batch.overseer.begins(post);
        let told = || {
            if let Some(waits) = waits.take() {
                waits();
            }
        };
        match sender.one(post, told) {
            Ok(fate) => {
                batch.overseer.ends(fate.is_sent());
                watch(post, &fate);
                fates.push(fate);
            }
            Err(halt) => {
                if let Some(outcome) = halt.outcome {
                    let fate = Fate::Tried(outcome);
                    batch.overseer.ends(fate.is_sent());
                    watch(post, &fate);
                    fates.push(fate);
                }
                stopped = Some(*halt.stop);
                break;
            }
        }
    }
    if let Some(connection) = sender.connection {
        connection.close();
    }
    fates.extend(posts[fates.len()..].iter().map(|_| Fate::NotTried));
    Report { fates, stopped }
}

/// Waits, but no longer than until somebody stops it.
fn sleep(time: Duration, overseer: &dyn Overseer) {
    const STEP: Duration = Duration::from_millis(50);
    let mut left = time;
    while !left.is_zero() && !overseer.stops() {
        let step = left.min(STEP);
        std::thread::sleep(step);
        left -= step;
    }
}

struct Sender<'a> {
    batch: &'a Batch<'a>,
    connection: Option<Connection>,
    /// How the first try to open a connection failed, when it was made before the first mail's turn.
    first: Option<Failure>,
    /// How many lines the ledgers have that we have written to.
    noted: HashMap<String, usize>,
    /// What is known of everybody.
    past: Option<Past>,
}

/// The end of a batch: what became of the mail in hand, if it was tried, and why no further one is.
struct Halt {
    outcome: Option<Outcome>,
    stop: Box<Stop>,
}

impl Halt {
    fn before(stop: Stop) -> Self {
        Self { outcome: None, stop: Box::new(stop) }
    }

    fn after(outcome: Outcome, stop: Stop) -> Self {
        Self { outcome: Some(outcome), stop: Box::new(stop) }
    }
}

/// How a try ended, or why it was not made.
enum Trial {
    Over(Outcome),
    Again(Outcome),
    Forbidden(Meanwhile),
}

impl Sender<'_> {
    /// Opens the connection, and tells when the server does not take all mails.
    fn too_large(&mut self, posts: &[Post]) -> Option<Stop> {
        match self.open() {
            Err(failure) => {
                self.first = Some(failure);
                None
            }
            Ok(connection) => {
                let most = connection.largest_mail();
                self.connection = Some(connection);
                let most = most?;
                let large = posts.iter().filter(|post| post.bytes.len() > most);
                let mails: Vec<_> = large.map(|post| (post.partner.clone(), post.document.clone())).collect();
                (!mails.is_empty()).then_some(Stop::TooLarge { most, mails })
            }
        }
    }

    fn one(&mut self, post: &Post, waits: impl FnOnce()) -> Result<Fate, Halt> {
        let books = |problem: Diagnostic| Halt::before(Stop::Books(problem.into()));
        let mut turn = None;
        let mut ledger = match &self.batch.books {
            None => None,
            Some(place) => {
                let log = place.ledger(&post.partner);
                let taken = turn.insert(Turn::take(&place.ledgers, waits).map_err(books)?);
                let ledger = Ledger::open(&log).map_err(books)?;
                taken.writes(&log);
                let noted = self.noted.get(&post.partner).copied().unwrap_or(post.noted);
                if let Some(why) = Meanwhile::noted(&post.partner, ledger.entries(), noted) {
                    return Ok(Fate::Changed(why));
                }
                Some(ledger)
            }
        };
        let result = self.until_over(post, ledger.as_mut());
        // What we noted ourselves is no surprise.
        if let Some(ledger) = ledger {
            self.noted.insert(post.partner.clone(), ledger.entries().len());
        }
        drop(turn);
        result
    }

    fn until_over(&mut self, post: &Post, mut ledger: Option<&mut Ledger>) -> Result<Fate, Halt> {
        let mut pauses = self.batch.pauses.iter();
        let mut attempt = 0;
        loop {
            attempt += 1;
            let trial = self.attempt(post, ledger.as_deref_mut(), attempt)?;
            match (trial, pauses.next()) {
                (Trial::Again(outcome), Some(pause)) => {
                    sleep(*pause, self.batch.overseer);
                    if self.batch.overseer.stops() {
                        return Ok(Fate::Tried(outcome));
                    }
                }
                (Trial::Over(outcome) | Trial::Again(outcome), _) => return Ok(Fate::Tried(outcome)),
                (Trial::Forbidden(why), _) => return Ok(Fate::Changed(why)),
            }
        }
    }

    fn attempt(&mut self, post: &Post, mut ledger: Option<&mut Ledger>, attempt: u32) -> Result<Trial, Halt> {
        let books = |problem: Diagnostic| Halt::before(Stop::Books(problem.into()));
        let last = attempt as usize > self.batch.pauses.len();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => match self.first.take().map_or_else(|| self.open(), Err) {
                Ok(connection) => connection,
                Err(failure) => {
                    // Nothing was on its way, so nothing is noted of the mail.
                    let outcome = outcome_of(&failure);
                    let is_ours = failure.stage == Stage::Login && failure.kind != FailureKind::Lost
                        || failure.kind == FailureKind::Untrusted;
                    return match (is_ours, last) {
                        (true, _) => Err(Halt::before(Stop::NoEntry(failure))),
                        (false, true) => Err(Halt::after(outcome, Stop::Unreachable(failure))),
                        (false, false) => Ok(Trial::Again(outcome)),
                    };
                }
            },
        };
        if connection.largest_mail().is_some_and(|largest| post.bytes.len() > largest) {
            let outcome = too_large(&connection);
            self.connection = Some(connection);
            return Ok(Trial::Over(outcome));
        }
        if let Some(past) = &mut self.past {
            let why = past.meanwhile(post).map_err(|found| Halt::before(Stop::Books(found)))?;
            if let Some(why) = why {
                self.connection = Some(connection);
                return Ok(Trial::Forbidden(why));
            }
        }
        if let (Some(ledger), Some(place)) = (ledger.as_deref_mut(), &self.batch.books)
            && attempt == 1
        {
            keep(place, post).map_err(books)?;
            ledger.note(Some(&post.document), rendered(post)).map_err(books)?;
        }
        let mut note = |fact: Fact| match ledger.as_deref_mut() {
            Some(ledger) => ledger.note(Some(&post.document), fact),
            None => Ok(()),
        };
        note(Fact::Intent { attempt, server: self.batch.server.host.clone() }).map_err(books)?;
        match connection.send(&post.from, &post.to, &post.bytes, || note(Fact::Dot)) {
            Ok(taken) => {
                self.connection = Some(connection);
                let outcome = sent(taken);
                // Should this not be written, the dot stands there alone: in doubt, never sent twice.
                note(Fact::Outcome(outcome.clone()))
                    .map_err(|problem| Halt::after(outcome.clone(), Stop::Books(problem.into())))?;
                Ok(Trial::Over(outcome))
            }
            Err(NotTaken::Stopped(problem)) => Err(books(problem)),
            Err(NotTaken::Failed(failure)) => {
                let outcome = outcome_of(&failure);
                note(Fact::Outcome(outcome.clone()))
                    .map_err(|problem| Halt::after(outcome.clone(), Stop::Books(problem.into())))?;
                // A refusal leaves the connection as it is; a loss, a 421 or nonsense does not.
                let goes_on = matches!(failure.kind, FailureKind::Later | FailureKind::Never);
                if goes_on && connection.reset().is_ok() {
                    self.connection = Some(connection);
                }
                Ok(match outcome.result {
                    Verdict::Deferred => Trial::Again(outcome),
                    _ => Trial::Over(outcome),
                })
            }
        }
    }

    fn open(&self) -> Result<Connection, Failure> {
        let mut connection = Connection::open(self.batch.server)?;
        if let Some((credentials, mechanisms)) = &self.batch.login {
            connection.log_in(credentials, mechanisms)?;
        }
        Ok(connection)
    }
}

/// Opens a connection, logs in, and leaves: whether the account works.
///
/// # Errors
/// What failed. On success the most bytes that the server takes in one mail, if it says so.
pub fn check(batch: &Batch<'_>) -> Result<Option<usize>, Failure> {
    let connection =
        Sender { batch, connection: None, first: None, noted: HashMap::new(), past: None }.open()?;
    let largest = connection.largest_mail();
    connection.close();
    Ok(largest)
}

/// Keeps the very bytes that will be sent.
fn keep(books: &Books, post: &Post) -> Result<(), Diagnostic> {
    workspace::write(&books.copy(&post.partner, &post.copy_name()), &post.bytes)
}

fn rendered(post: &Post) -> Fact {
    Fact::Rendered {
        message_id: post.message_id.clone(),
        sha256: sha256(&post.bytes),
        to: post.to.iter().map(ToString::to_string).collect(),
        subject: post.subject.clone(),
        attachments: post.attachments.clone(),
        sequence: post.sequence,
        cancelled: post.cancelled,
        words: post.words.clone(),
    }
}

fn sent(taken: Taken) -> Outcome {
    let refused = taken.refused.into_iter().map(|(address, reply)| format!("{address}: {reply}")).collect();
    Outcome { result: Verdict::Sent, reply: taken.reply, stage: Stage::End.to_string(), refused }
}

fn too_large(connection: &Connection) -> Outcome {
    let most = connection.largest_mail().unwrap_or_default() / 1_000_000;
    Outcome {
        result: Verdict::Refused,
        reply: format!("the server takes mails of {most} MB at most"),
        stage: Stage::Sender.to_string(),
        refused: Vec::new(),
    }
}

/// What a failure means for the mail.
fn outcome_of(failure: &Failure) -> Outcome {
    let result = match (failure.stage, failure.kind) {
        (_, FailureKind::Never | FailureKind::Untrusted) => Verdict::Refused,
        (_, FailureKind::Later | FailureKind::Closing) => Verdict::Deferred,
        (Stage::End, FailureKind::Lost | FailureKind::Garbled) => Verdict::InDoubt,
        (_, FailureKind::Lost | FailureKind::Garbled) => Verdict::Deferred,
    };
    Outcome { result, reply: failure.reply.clone(), stage: failure.stage.to_string(), refused: Vec::new() }
}
