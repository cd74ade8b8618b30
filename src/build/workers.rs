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

/// Does all pieces of work and gives the results in their order; none for a piece that failed without a
/// word.
pub fn run<T: Sync, R: Send>(jobs: usize, pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<Option<R>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new(pieces.iter().map(|_| None).collect());
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { break };
            let result = catch_unwind(AssertUnwindSafe(|| work(piece))).ok();
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
