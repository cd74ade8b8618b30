//! A watch over what is in hand: work that takes far too long or far too much memory ends the run, with words.
//!
//! **Why besides [`crate::confined`].** What a template or a layout of a person's own makes of a partner's data
//! is known only while it is made. The usual ways to make too much of them are counted where they arise; this is
//! for all others.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::diagnostic::{Diagnostic, codes};

/// How long one piece of work may take.
const MOST_TIME: Duration = Duration::from_secs(30);
/// How many bytes the whole run may grow by while it takes, in bytes.
const MOST_MEMORY: u64 = 512_000_000;
/// How often somebody looks.
const EVERY: Duration = Duration::from_millis(20);
/// Another time in seconds, for slow computers.
const VARIABLE: &str = "HANDCLASP_MOST_SECONDS";

/// A piece of work that somebody does now, until this is dropped.
pub struct WatchedWork(u64);

struct RunningWork {
    number: u64,
    what: String,
    watch: Stopwatch,
    memory: u64,
}

static PIECES: Mutex<Vec<RunningWork>> = Mutex::new(Vec::new());

/// What is done now, also after somebody has panicked in the middle of a look at it: each piece is whole at any time.
fn pieces() -> MutexGuard<'static, Vec<RunningWork>> {
    PIECES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins a piece of work, by what it is called: "`letter` for `tahtiselka`".
pub fn begin(what: impl Into<String>) -> WatchedWork {
    static NUMBERS: AtomicU64 = AtomicU64::new(0);
    let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
    pieces().push(RunningWork { number, what: what.into(), watch: Stopwatch::start(), memory: memory() });
    WatchedWork(number)
}

impl Drop for WatchedWork {
    fn drop(&mut self) {
        pieces().retain(|piece| piece.number != self.0);
    }
}

/// Watches from now on; `end` is told what took too much, once, and ends the run.
///
/// # Errors
/// When no thread can be started for it.
pub fn watch(end: impl Fn(Diagnostic) + Send + 'static) -> std::io::Result<()> {
    let most = most_time();
    let look = move || {
        loop {
            std::thread::sleep(EVERY);
            let found = pieces().iter().find_map(|piece| piece.excess(most));
            if let Some(found) = found {
                end(found);
                return;
            }
        }
    };
    std::thread::Builder::new().name("watch".to_owned()).spawn(look).map(drop)
}

fn most_time() -> Duration {
    let seconds = std::env::var(VARIABLE).ok().and_then(|text| text.parse::<f64>().ok());
    let fitting = seconds.filter(|seconds| (0.1..=86_400.0).contains(seconds));
    fitting.map_or(MOST_TIME, Duration::from_secs_f64)
}

impl RunningWork {
    fn excess(&self, most: Duration) -> Option<Diagnostic> {
        let what = if self.watch.elapsed() > most {
            format!("longer than {} seconds", most.as_secs_f64())
        } else if memory().saturating_sub(self.memory) > MOST_MEMORY {
            format!("more than {} MB of memory", MOST_MEMORY / 1_000_000)
        } else {
            return None;
        };
        let message = format!("{} takes {what}; the run was stopped there", self.what);
        Some(Diagnostic::error(codes::OVERRUN, message).help(format!(
            "what was made before is there; look for what repeats something without an end in the file, in your own \
             template or in your own layout; on a slow computer give it more time: {VARIABLE}=120"
        )))
    }
}

/// The most bytes that this run has had at a time.
#[cfg(unix)]
fn memory() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    // Kilobytes, but on Apple's systems.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    getrusage(UsageWho::RUSAGE_SELF).map_or(0, |usage| u64::try_from(usage.max_rss()).unwrap_or(0) * unit)
}

/// It cannot be told here.
#[cfg(not(unix))]
fn memory() -> u64 {
    0
}
