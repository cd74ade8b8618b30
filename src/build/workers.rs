//! Plain threads that take pieces of work from a counter.
//!
//! **Why not a parallel iterator.** Typst uses rayon inside; a waiting worker would steal another whole
//! document onto its own stack. So each worker has a one-thread pool of its own with a stack that is
//! large enough, and every document stays on it (measured in `reference/pdf.md`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const STACK: usize = 16 * 1024 * 1024;

/// Does one piece of work that divides itself, with so many threads and stacks that are large enough; nothing
/// when it failed without a word.
pub fn together<R: Send>(jobs: usize, work: impl FnOnce() -> R + Send) -> Option<R> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).stack_size(STACK).build().ok()?;
    catch_unwind(AssertUnwindSafe(|| pool.install(work))).ok()
}

/// What became of a piece of work.
pub enum Piece<R> {
    /// It is done.
    Done(R),
    /// It failed without a word.
    Failed,
    /// It was not begun.
    Untouched,
}

impl<R> Piece<R> {
    /// The result, when there is one.
    pub fn done(self) -> Option<R> {
        if let Self::Done(result) = self { Some(result) } else { None }
    }
}

/// Does all pieces of work and gives what became of them in their order; as soon as `stops` says so, none is
/// begun any more.
pub fn run<T: Sync, R: Send>(
    jobs: usize,
    pieces: &[T],
    stops: impl Fn() -> bool + Sync,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<Piece<R>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Piece<R>>> = Mutex::new(pieces.iter().map(|_| Piece::Untouched).collect());
    let worker = || {
        while !stops() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { break };
            let result = catch_unwind(AssertUnwindSafe(|| work(piece)));
            let result = result.map_or(Piece::Failed, Piece::Done);
            if let Ok(mut results) = results.lock() {
                results[at] = result;
            }
        }
    };
    let jobs = jobs.clamp(1, pieces.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
                if let Ok(pool) = pool {
                    pool.install(worker);
                }
            });
        }
    });
    results.into_inner().unwrap_or_default()
}
