//! Plain threads that take pieces of work from a counter.
//!
//! **Why not a parallel iterator.** Typst uses rayon inside; a waiting worker would steal another whole
//! document onto its own stack. So each worker has a one-thread pool of its own with a stack that is
//! large enough, and every document stays on it (measured in `reference/pdf.md`).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::diagnostic::{Diagnostic, codes};
use crate::mistake::{self, CodeLocation};

const STACK: usize = 16 * 1024 * 1024;

/// Does one piece of work that divides itself, with so many threads and stacks that are large enough.
///
/// # Errors
/// No thread could be started; the program has a mistake there.
pub fn together<R: Send>(jobs: usize, work: impl FnOnce() -> R + Send) -> Result<R, Diagnostic> {
    let pool = pool(jobs.max(1)).ok_or_else(unmanned)?;
    pool.install(|| mistake::caught(work)).map_err(|place| {
        mistake::problem("the pages cannot be put into one file: the program has a mistake here", &place)
    })
}

/// Workers that stay, for pieces that come one by one.
///
/// **Why not a new one each time.** What a thread leaves behind in memory stays where it was: a page here and a page there
/// on new threads took as much memory as there are places for them, and those that stay take two of them.
pub struct StandingWorkers {
    free: Mutex<Vec<ThreadPool>>,
    is_free: Condvar,
}

impl StandingWorkers {
    /// So many.
    ///
    /// # Errors
    /// No worker could be started.
    pub fn new(jobs: usize) -> Result<Self, Diagnostic> {
        let free: Vec<ThreadPool> = (0..jobs.max(1)).filter_map(|_| pool(1)).collect();
        if free.is_empty() {
            Err(unmanned())
        } else {
            Ok(Self { free: Mutex::new(free), is_free: Condvar::new() })
        }
    }

    /// Does a piece of work as soon as one of them is free.
    ///
    /// # Errors
    /// Where the program has a mistake in it.
    pub fn does<R: Send>(&self, work: impl FnOnce() -> R + Send) -> Result<R, CodeLocation> {
        let worker = self.worker();
        let result = worker.install(|| mistake::caught(work));
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        self.is_free.notify_one();
        result
    }

    fn worker(&self) -> ThreadPool {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(worker) = free.pop() {
                return worker;
            }
            free = self.is_free.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What became of a piece of work.
pub enum Piece<R> {
    /// It is done.
    Done(R),
    /// The program has a mistake in it, here.
    Failed(CodeLocation),
    /// It was not begun, because somebody stopped it.
    Untouched,
}

impl<R> Piece<R> {
    /// The result, or where the program has a mistake.
    pub fn done(self) -> Result<R, CodeLocation> {
        match self {
            Self::Done(result) => Ok(result),
            Self::Failed(place) => Err(place),
            Self::Untouched => Err(CodeLocation::unknown()),
        }
    }
}

/// Does all pieces of work and gives what became of them in their order; as soon as `stops` says so, none is
/// begun any more. Fewer workers than asked for do it too.
///
/// # Errors
/// No worker could be started, and nothing was done.
pub fn run<T: Sync, R: Send>(
    jobs: usize,
    pieces: &[T],
    stops: impl Fn() -> bool + Sync,
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<Piece<R>>, Diagnostic> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut results = Vec::new();
        while !stops() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { break };
            results.push((at, mistake::caught(|| work(piece)).map_or_else(Piece::Failed, Piece::Done)));
        }
        results
    };
    let jobs = jobs.clamp(1, pieces.len().max(1));
    let mut results: Vec<Piece<R>> = pieces.iter().map(|_| Piece::Untouched).collect();
    let is_manned = thread::scope(|scope| {
        // Where no more can be started, those that are there do the work.
        let start = |_| thread::Builder::new().spawn_scoped(scope, || Some(pool(1)?.install(worker))).ok();
        let threads: Vec<_> = (0..jobs).filter_map(start).collect();
        let mut is_manned = false;
        for thread in threads {
            let own = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            is_manned |= own.is_some();
            for (at, result) in own.into_iter().flatten() {
                results[at] = result;
            }
        }
        is_manned
    });
    if is_manned { Ok(results) } else { Err(unmanned()) }
}

fn pool(threads: usize) -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().ok()
}

/// That nothing was looked at or made.
fn unmanned() -> Diagnostic {
    Diagnostic::error(codes::NO_WORKER, "the computer does not let the work begin: no worker could be started")
        .help("nothing was looked at and nothing was made; close other programs, or log out and in again, and try once more")
}
