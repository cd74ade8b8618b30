//! Ctrl-C, and the system's word to end, while emails leave: the one in hand is sent to its end, and then it is said
//! what has left and what has not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use handclasp::diagnostic::Exit;
use handclasp::mail::PreparedMail;
use handclasp::mail::batch::SendingObserver;

use super::common::end_at_once;
use super::terminal::Terminal;

/// How long the email in hand may take when the run is to end.
const GRACE: Duration = Duration::from_secs(10);

/// How far the sending is.
#[derive(Debug, Default)]
struct SendingState {
    /// Whether somebody asked to stop.
    is_asked: bool,
    /// Whether emails leave by now.
    is_sending: bool,
    /// How many are to leave, or to be put into Drafts.
    all: usize,
    done: usize,
    /// Whose email is in hand.
    in_hand: Option<String>,
    as_drafts: bool,
}

impl SendingState {
    /// What has left and what has not, when the run ends at once.
    fn words(&self) -> String {
        if !self.is_sending {
            return "stopped: nothing was sent".to_owned();
        }
        let done = if self.as_drafts { "put into Drafts" } else { "sent" };
        let open = self.all.saturating_sub(self.done + usize::from(self.in_hand.is_some()));
        let in_hand = self.in_hand.as_ref().map_or_else(String::new, |partner| {
            format!("; that to `{partner}` was in hand, and `handclasp log {partner}` tells how it stands")
        });
        format!(
            "stopped: {} {done}, {open} not tried{in_hand}. The same command goes on from there",
            self.done
        )
    }
}

/// Who stops the sending when Ctrl-C is pressed.
#[derive(Clone)]
pub struct Stopping(Arc<Mutex<SendingState>>);

impl Stopping {
    /// From now on; the first Ctrl-C ends the run after the email in hand, for which it waits some seconds, the second one
    /// at once; before anything leaves, the first one does.
    pub fn new(terminal: &Terminal) -> Self {
        let stopping = Self(Arc::default());
        let (heard, words) = (stopping.clone(), *terminal);
        // Without a handler Ctrl-C ends the program without a word; what was noted is noted then too.
        let _ = ctrlc::set_handler(move || heard.heard(words));
        stopping
    }

    /// Emails leave from now on.
    pub fn begin(&self, all: usize, as_drafts: bool) {
        self.with(|state| {
            *state = SendingState {
                is_sending: true,
                all,
                as_drafts,
                is_asked: state.is_asked,
                ..SendingState::default()
            }
        });
    }

    fn heard(&self, terminal: Terminal) {
        let at_once = self.with(|state| std::mem::replace(&mut state.is_asked, true) || !state.is_sending);
        if at_once {
            self.exit(terminal);
        }
        let _ = terminal.say("ends after the email in hand …");
        let later = self.clone();
        let waits = move || {
            std::thread::sleep(GRACE);
            later.exit(terminal);
        };
        if std::thread::Builder::new().spawn(waits).is_err() {
            self.exit(terminal);
        }
    }

    fn exit(&self, terminal: Terminal) -> ! {
        let words = self.with(|state| state.words());
        // Who has closed the output does not want to know.
        let _ = terminal.say(&words);
        end_at_once(Exit::Stopped)
    }

    fn with<T>(&self, look: impl FnOnce(&mut SendingState) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl SendingObserver for Stopping {
    fn begins(&self, mail: &PreparedMail) {
        self.with(|state| state.in_hand = Some(mail.partner.clone()));
    }

    fn ends(&self, is_sent: bool) {
        self.with(|state| {
            state.in_hand = None;
            state.done += usize::from(is_sent);
        });
    }

    fn stops(&self) -> bool {
        self.with(|state| state.is_asked)
    }
}
