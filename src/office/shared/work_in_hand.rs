//! One piece of work that takes long: how far it is, whether somebody asked to stop it, and what became of it.
//!
//! It goes on when the page that began it is closed; whoever looks at its number sees it, in their own language.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use maud::Markup;

use super::page_words::{WorkKindWords, WorkWords};
use super::spoken::Spoken;
use crate::due::Observer;
use crate::mail::PreparedMail;
use crate::mail::batch::SendingObserver;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkKind {
    /// Documents are made.
    Making,
    /// The pages of many partners are put into one file.
    Packing,
    /// Emails leave.
    Sending,
    /// Emails are put into the drafts of the mailbox.
    Drafting,
}

impl WorkKind {
    /// What it is called.
    pub fn words(self, words: &WorkWords) -> &WorkKindWords {
        match self {
            Self::Making => &words.making,
            Self::Packing => &words.packing,
            Self::Sending => &words.sending,
            Self::Drafting => &words.drafting,
        }
    }
}

/// What somebody asks to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWork {
    /// What is done.
    pub kind: WorkKind,
    /// Everything that tells it from other work of its kind: whoever asks for the same while it is in hand gets that.
    pub what: String,
    /// The address of the page that leads on when it is over.
    pub back: String,
}

/// What became of it, as somebody reads it.
pub type WorkOutcome = Box<dyn Fn(&Spoken) -> Markup + Send + Sync>;

/// How far it is, at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkProgress {
    /// How many pieces there are; none before it is known.
    pub all: usize,
    /// How many of them are done.
    pub done: usize,
    /// What was done last, or is done now.
    pub at: Option<String>,
    /// Whether it waits for another run of the program.
    pub waits: bool,
}

/// A piece of work that takes long.
pub struct WorkInHand {
    /// Its number.
    pub number: u64,
    /// What is done.
    pub plan: NewWork,
    all: AtomicUsize,
    done: AtomicUsize,
    at: Mutex<Option<String>>,
    waits: AtomicBool,
    is_asked_to_stop: AtomicBool,
    is_seen: AtomicBool,
    outcome: OnceLock<WorkOutcome>,
}

impl WorkInHand {
    /// One that has not begun.
    pub fn new(number: u64, plan: NewWork) -> Self {
        Self {
            number,
            plan,
            all: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            at: Mutex::default(),
            waits: AtomicBool::new(false),
            is_asked_to_stop: AtomicBool::new(false),
            is_seen: AtomicBool::new(false),
            outcome: OnceLock::new(),
        }
    }

    /// The address of its page.
    pub fn address(&self) -> String {
        format!("/in-hand/{}", self.number)
    }

    /// There are so many pieces.
    pub fn has_pieces(&self, all: usize) {
        self.all.store(all, Ordering::Relaxed);
    }

    /// A piece is in hand, or was done last; how it is called.
    pub fn is_at(&self, name: &str) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
    }

    /// One more piece is done.
    pub fn one_done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// It waits for another run of the program, or no longer.
    pub fn set_waiting(&self, waits: bool) {
        self.waits.store(waits, Ordering::Relaxed);
    }

    /// Asks it to stop after what is in hand.
    pub fn stop(&self) {
        self.is_asked_to_stop.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked it to stop.
    pub fn is_asked_to_stop(&self) -> bool {
        self.is_asked_to_stop.load(Ordering::Relaxed)
    }

    /// How far it is.
    pub fn progress(&self) -> WorkProgress {
        WorkProgress {
            all: self.all.load(Ordering::Relaxed),
            done: self.done.load(Ordering::Relaxed),
            at: self.at.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            waits: self.waits.load(Ordering::Relaxed),
        }
    }

    /// What became of it; none while it is in hand.
    pub fn outcome(&self) -> Option<&WorkOutcome> {
        self.outcome.get()
    }

    /// It is over. Only the first outcome counts.
    pub fn finishes(&self, outcome: WorkOutcome) {
        // There is nobody else who ends it.
        let _ = self.outcome.set(outcome);
    }

    /// Whether it is over and nobody has looked at what became of it.
    pub fn is_news(&self) -> bool {
        self.outcome().is_some() && !self.is_seen.load(Ordering::Relaxed)
    }

    /// Somebody has looked at what became of it.
    pub fn set_seen(&self) {
        self.is_seen.store(true, Ordering::Relaxed);
    }
}

impl Observer for WorkInHand {
    fn begin(&self, partners: usize) {
        self.set_waiting(false);
        self.has_pieces(partners);
    }

    fn done(&self, partner: &str) {
        self.is_at(partner);
        self.one_done();
    }

    fn stops(&self) -> bool {
        self.is_asked_to_stop()
    }
}

impl SendingObserver for WorkInHand {
    fn begins(&self, mail: &PreparedMail) {
        self.set_waiting(false);
        self.is_at(&mail.partner);
    }

    fn ends(&self, _is_sent: bool) {
        self.one_done();
    }

    fn stops(&self) -> bool {
        self.is_asked_to_stop()
    }
}
