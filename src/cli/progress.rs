//! How far a build is, and the key that ends it.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use handclasp::clock::Stopwatch;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;
use handclasp::due::Observer;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::common::end_at_once;
use super::terminal::Terminal;

/// How often a line says how far it is, where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);
/// How long the documents in hand may take when the run is to end.
const GRACE: Duration = Duration::from_secs(5);

/// Shows on a terminal a bar, elsewhere a line now and then; to a machine nothing.
pub struct Progress<'t> {
    terminal: &'t Terminal,
    bar: Option<ProgressBar>,
    watch: Stopwatch,
    partners: AtomicUsize,
    done: AtomicUsize,
    lines: AtomicUsize,
    stopped: Arc<AtomicBool>,
}

impl<'t> Progress<'t> {
    /// From now on; the first Ctrl-C, or the system's word to end, ends the work after the documents in hand, but
    /// waits for them only some seconds; the second one ends it at once.
    pub fn new(terminal: &'t Terminal) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = stopped.clone();
        let bar = (!terminal.is_json() && std::io::stderr().is_terminal()).then(bar);
        let shown = bar.clone();
        let words = *terminal;
        // Without a handler Ctrl-C ends the program at once; no file is half written then either.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                end_at_once(Exit::Stopped);
            }
            if let Some(bar) = &shown {
                bar.set_message("ends after the documents in hand …");
            }
            let bar = shown.clone();
            let end = move || {
                std::thread::sleep(GRACE);
                if let Some(bar) = bar {
                    bar.finish_and_clear();
                }
                let _ = words.say(
                    "stopped in the middle of a document, whose files are as they were before. The same command goes on from there",
                );
                end_at_once(Exit::Stopped);
            };
            if std::thread::Builder::new().spawn(end).is_err() {
                end_at_once(Exit::Stopped);
            }
        });
        Self {
            terminal,
            bar,
            watch: Stopwatch::start(),
            partners: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            lines: AtomicUsize::new(0),
            stopped,
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn line(&self, done: usize) {
        let elapsed = self.watch.elapsed();
        let lines = (elapsed.as_secs() / LINE_EVERY.as_secs()) as usize;
        // Of several workers one says it.
        if self.lines.fetch_max(lines, Ordering::Relaxed) >= lines {
            return;
        }
        let all = self.partners.load(Ordering::Relaxed);
        let left = elapsed.as_secs_f64() / done as f64 * all.saturating_sub(done) as f64;
        let text = format!("{done} of {}, about {left:.0} s left", count(all, "partner"));
        // Who has closed the output does not want to know.
        let _ = self.terminal.say(&text);
    }
}

impl Observer for Progress<'_> {
    fn begin(&self, partners: usize) {
        self.partners.store(partners, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(partners as u64);
        }
    }

    fn done(&self, partner: &str) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.bar {
            Some(bar) => {
                bar.inc(1);
                if !self.stops() {
                    bar.set_message(partner.to_owned());
                }
            }
            None => self.line(done),
        }
    }

    fn stops(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Count, remaining time, and the partner that was done last.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len}  {eta} left  {wide_msg}");
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
