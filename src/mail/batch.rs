//! Sends mails one after the other over one connection, and notes each step in the ledger before it is
//! taken. Right before a mail it is looked once more whether anything forbids it.

use std::collections::HashMap;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};

use super::meanwhile::Meanwhile;
use super::prepared::PreparedMail;
use super::smtp::{Connection, NotTaken, Taken};
use super::wire::{Failure, FailureKind, Server, Stage};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::history::{Ledger, LedgerEvent, SendingOutcome, SendingResult, WorkspaceHistory};
use crate::workspace::{self, Turn, Workspace};

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
    /// Who looks on, and may stop it.
    pub observer: &'a dyn SendingObserver,
}

/// Who looks on while mails leave one after the other, and may stop it.
pub trait SendingObserver {
    /// A mail is in hand from now on.
    fn begins(&self, _mail: &PreparedMail) {}
    /// A mail is no longer in hand; whether it was sent.
    fn ends(&self, _is_sent: bool) {}
    /// Whether no further one is to be begun.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody.
impl SendingObserver for () {}

/// What became of a mail.
#[derive(Debug)]
pub enum Fate {
    /// It was tried.
    Tried(SendingOutcome),
    /// It was not tried, because of what has happened since the plan was made.
    Changed(Meanwhile),
    /// It was not tried, because the batch was stopped.
    NotTried,
}

impl Fate {
    /// Whether the server has it.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Tried(outcome) if outcome.result == SendingResult::Sent)
    }
}

/// Why a batch was stopped.
#[derive(Debug)]
pub enum BatchStop {
    /// The server does not let us in, or is not the one it says it is.
    NoEntry(Failure),
    /// The server cannot be reached.
    Unreachable(Failure),
    /// What happens cannot be written down, or what has happened cannot be read.
    Records(Diagnostics),
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
pub struct BatchReport {
    /// In the order of the mails.
    pub fates: Vec<Fate>,
    /// Why not all were tried, if so.
    pub stopped: Option<BatchStop>,
}

/// Sends the mails, when the server takes mails as large as all of them; `watch` hears of each one when its
/// fate is known, and `waits` is called the first time that another run has to be waited for. Right before each
/// one it is looked whether anything forbids it now, in all that is known of everybody, and what happens is written down in
/// the workspace that this was read from. A test has no `history`: it goes to nobody else, and leaves no trace.
pub fn run(
    batch: &Batch<'_>,
    mails: &[PreparedMail],
    history: Option<WorkspaceHistory>,
    waits: impl FnOnce(),
    mut watch: impl FnMut(&PreparedMail, &Fate),
) -> BatchReport {
    let mut waits = Some(waits);
    let mut sender = Sender { batch, connection: None, first: None, noted: HashMap::new(), history };
    let mut fates = Vec::new();
    let mut stopped = sender.too_large(mails);
    let mails_to_try = if stopped.is_some() { &[] } else { mails };
    for (at, mail) in mails_to_try.iter().enumerate() {
        if at > 0 {
            sleep(batch.interval, batch.observer);
        }
        if batch.observer.stops() {
            stopped = Some(BatchStop::Asked);
            break;
        }
        batch.observer.begins(mail);
        let told = || {
            if let Some(waits) = waits.take() {
                waits();
            }
        };
        match sender.one(mail, told) {
            Ok(fate) => {
                batch.observer.ends(fate.is_sent());
                watch(mail, &fate);
                fates.push(fate);
            }
            Err(halt) => {
                if let Some(outcome) = halt.outcome {
                    let fate = Fate::Tried(outcome);
                    batch.observer.ends(fate.is_sent());
                    watch(mail, &fate);
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
    fates.extend(mails[fates.len()..].iter().map(|_| Fate::NotTried));
    BatchReport { fates, stopped }
}

/// How long to wait before a mail is tried again, each time. `HANDCLASP_PAUSE` sets the seconds.
pub fn pauses() -> Vec<Duration> {
    let seconds = std::env::var("HANDCLASP_PAUSE").ok().and_then(|text| text.parse::<f64>().ok());
    match seconds.filter(|seconds| (0.0..=3600.0).contains(seconds)) {
        Some(seconds) => vec![Duration::from_secs_f64(seconds); 2],
        None => vec![Duration::from_secs(3), Duration::from_secs(15)],
    }
}

/// Waits, but no longer than until somebody stops it.
fn sleep(time: Duration, observer: &dyn SendingObserver) {
    const STEP: Duration = Duration::from_millis(50);
    let mut left = time;
    while !left.is_zero() && !observer.stops() {
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
    history: Option<WorkspaceHistory>,
}

/// The end of a batch: what became of the mail in hand, if it was tried, and why no further one is.
struct Halt {
    outcome: Option<SendingOutcome>,
    stop: Box<BatchStop>,
}

impl Halt {
    fn before(stop: BatchStop) -> Self {
        Self { outcome: None, stop: Box::new(stop) }
    }

    fn after(outcome: SendingOutcome, stop: BatchStop) -> Self {
        Self { outcome: Some(outcome), stop: Box::new(stop) }
    }
}

/// How a try ended, or why it was not made.
enum Trial {
    Over(SendingOutcome),
    Again(SendingOutcome),
    Forbidden(Meanwhile),
}

impl Sender<'_> {
    /// Opens the connection, and tells when the server does not take all mails.
    fn too_large(&mut self, mails: &[PreparedMail]) -> Option<BatchStop> {
        match self.open() {
            Err(failure) => {
                self.first = Some(failure);
                None
            }
            Ok(connection) => {
                let most = connection.largest_mail();
                self.connection = Some(connection);
                let most = most?;
                let large = mails.iter().filter(|mail| mail.bytes.len() > most);
                let mails: Vec<_> = large.map(|mail| (mail.partner.clone(), mail.name())).collect();
                (!mails.is_empty()).then_some(BatchStop::TooLarge { most, mails })
            }
        }
    }

    fn one(&mut self, mail: &PreparedMail, waits: impl FnOnce()) -> Result<Fate, Halt> {
        let records = |problem: Diagnostic| Halt::before(BatchStop::Records(problem.into()));
        let mut turn = None;
        let workspace = self.history.as_ref().map(|history| history.workspace().clone());
        let mut ledger = match &workspace {
            None => None,
            Some(workspace) => {
                let taken = turn.insert(Turn::take(&workspace.ledgers(), waits).map_err(records)?);
                let ledger = Ledger::open_in(taken, &workspace.ledger(&mail.partner)).map_err(records)?;
                let noted = self.noted.get(&mail.partner).copied().unwrap_or(mail.noted);
                if let Some(why) = Meanwhile::noted(&mail.partner, ledger.entries(), noted) {
                    return Ok(Fate::Changed(why));
                }
                Some(ledger)
            }
        };
        let result = self.until_over(mail, ledger.as_mut());
        // What we noted ourselves is no surprise.
        if let Some(ledger) = ledger {
            self.noted.insert(mail.partner.clone(), ledger.entries().len());
        }
        drop(turn);
        result
    }

    fn until_over(&mut self, mail: &PreparedMail, mut ledger: Option<&mut Ledger>) -> Result<Fate, Halt> {
        let mut pauses = self.batch.pauses.iter();
        let mut attempt = 0;
        loop {
            attempt += 1;
            let trial = self.attempt(mail, ledger.as_deref_mut(), attempt)?;
            match (trial, pauses.next()) {
                (Trial::Again(outcome), Some(pause)) => {
                    sleep(*pause, self.batch.observer);
                    if self.batch.observer.stops() {
                        return Ok(Fate::Tried(outcome));
                    }
                }
                (Trial::Over(outcome) | Trial::Again(outcome), _) => return Ok(Fate::Tried(outcome)),
                (Trial::Forbidden(why), _) => return Ok(Fate::Changed(why)),
            }
        }
    }

    fn attempt(
        &mut self,
        mail: &PreparedMail,
        mut ledger: Option<&mut Ledger>,
        attempt: u32,
    ) -> Result<Trial, Halt> {
        let records = |problem: Diagnostic| Halt::before(BatchStop::Records(problem.into()));
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
                        (true, _) => Err(Halt::before(BatchStop::NoEntry(failure))),
                        (false, true) => Err(Halt::after(outcome, BatchStop::Unreachable(failure))),
                        (false, false) => Ok(Trial::Again(outcome)),
                    };
                }
            },
        };
        if connection.largest_mail().is_some_and(|largest| mail.bytes.len() > largest) {
            let outcome = too_large(&connection);
            self.connection = Some(connection);
            return Ok(Trial::Over(outcome));
        }
        if let Some(history) = &mut self.history {
            let why =
                Meanwhile::forbids(history, mail).map_err(|found| Halt::before(BatchStop::Records(found)))?;
            if let Some(why) = why {
                self.connection = Some(connection);
                return Ok(Trial::Forbidden(why));
            }
        }
        if let (Some(ledger), Some(history)) = (ledger.as_deref_mut(), &self.history)
            && attempt == 1
        {
            keep(history.workspace(), mail).map_err(records)?;
            ledger.note(Some(mail.about()), rendered(mail)).map_err(records)?;
        }
        let mut note = |event: LedgerEvent| match ledger.as_deref_mut() {
            Some(ledger) => ledger.note(Some(mail.about()), event),
            None => Ok(()),
        };
        note(LedgerEvent::Intent { attempt, server: self.batch.server.host.clone() }).map_err(records)?;
        let (to, copies) = mail.to.split_at(mail.to.len().saturating_sub(mail.copies));
        match connection.send(&mail.from, to, copies, &mail.bytes, || note(LedgerEvent::Dot)) {
            Ok(taken) => {
                self.connection = Some(connection);
                let outcome = sent(taken);
                // Should this not be written, the dot stands there alone: in doubt, never sent twice.
                note(LedgerEvent::Outcome(outcome.clone()))
                    .map_err(|problem| Halt::after(outcome.clone(), BatchStop::Records(problem.into())))?;
                Ok(Trial::Over(outcome))
            }
            Err(NotTaken::Stopped(problem)) => Err(records(problem)),
            Err(NotTaken::Failed(failure)) => {
                let outcome = outcome_of(&failure);
                note(LedgerEvent::Outcome(outcome.clone()))
                    .map_err(|problem| Halt::after(outcome.clone(), BatchStop::Records(problem.into())))?;
                // A refusal leaves the connection as it is; a loss, a 421 or nonsense does not.
                let goes_on = matches!(failure.kind, FailureKind::Later | FailureKind::Never);
                if goes_on && connection.reset().is_ok() {
                    self.connection = Some(connection);
                }
                Ok(match outcome.result {
                    SendingResult::Deferred => Trial::Again(outcome),
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
        Sender { batch, connection: None, first: None, noted: HashMap::new(), history: None }.open()?;
    let largest = connection.largest_mail();
    connection.close();
    Ok(largest)
}

/// Keeps the very bytes that will be sent.
fn keep(workspace: &Workspace, mail: &PreparedMail) -> Result<(), Diagnostic> {
    workspace::write(&workspace.copy(&mail.partner, &mail.copy_name()), &mail.bytes)
}

fn rendered(mail: &PreparedMail) -> LedgerEvent {
    LedgerEvent::Rendered {
        message_id: mail.message_id.clone(),
        sha256: sha256(&mail.bytes),
        to: mail.to.iter().map(ToString::to_string).collect(),
        subject: mail.subject.clone(),
        attachments: mail.attachments.clone(),
        sequence: mail.sequence,
        cancelled: mail.cancelled,
        words: mail.words.clone(),
    }
}

fn sent(taken: Taken) -> SendingOutcome {
    let refused = taken.refused.into_iter().map(|(address, reply)| format!("{address}: {reply}")).collect();
    SendingOutcome { result: SendingResult::Sent, reply: taken.reply, stage: Stage::End.to_string(), refused }
}

fn too_large(connection: &Connection) -> SendingOutcome {
    let most = connection.largest_mail().unwrap_or_default() / 1_000_000;
    SendingOutcome {
        result: SendingResult::Refused,
        reply: format!("the server takes mails of {most} MB at most"),
        stage: Stage::Sender.to_string(),
        refused: Vec::new(),
    }
}

/// What a failure means for the mail.
fn outcome_of(failure: &Failure) -> SendingOutcome {
    let result = match (failure.stage, failure.kind) {
        (_, FailureKind::Never | FailureKind::Untrusted) => SendingResult::Refused,
        (_, FailureKind::Later | FailureKind::Closing) => SendingResult::Deferred,
        (Stage::End, FailureKind::Lost | FailureKind::Garbled) => SendingResult::InDoubt,
        (_, FailureKind::Lost | FailureKind::Garbled) => SendingResult::Deferred,
    };
    SendingOutcome {
        result,
        reply: failure.reply.clone(),
        stage: failure.stage.to_string(),
        refused: Vec::new(),
    }
}
