//! All work that takes long and was begun since the program started: what is in hand, and the last that is over.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::work_in_hand::{NewWork, WorkInHand, WorkKind};

/// How many that are over are kept, to be looked at.
const KEPT: usize = 30;

/// All work.
#[derive(Default)]
pub struct WorkList {
    works: Mutex<VecDeque<Arc<WorkInHand>>>,
    last: AtomicU64,
    is_ending: AtomicBool,
}

impl WorkList {
    /// A piece of work of this plan, and whether it is a new one: while the same is in hand, nobody begins it twice.
    pub fn take_up(&self, plan: NewWork) -> (Arc<WorkInHand>, bool) {
        let mut works = self.works();
        let same = works.iter().find(|work| work.outcome().is_none() && work.plan == plan);
        if let Some(same) = same {
            return (same.clone(), false);
        }
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let work = Arc::new(WorkInHand::new(number, plan));
        if self.is_ending.load(Ordering::Relaxed) {
            work.stop();
        }
        works.push_front(work.clone());
        let mut over = 0;
        works.retain(|work| {
            over += usize::from(work.outcome().is_some());
            work.outcome().is_none() || over <= KEPT
        });
        (work, true)
    }

    /// The work with a number.
    pub fn numbered(&self, number: u64) -> Option<Arc<WorkInHand>> {
        self.works().iter().find(|work| work.number == number).cloned()
    }

    /// What is in hand, and what is over and nobody has looked at; the newest first.
    pub fn to_tell(&self) -> Vec<Arc<WorkInHand>> {
        let is_told = |work: &&Arc<WorkInHand>| work.outcome().is_none() || work.is_news();
        self.works().iter().filter(is_told).cloned().collect()
    }

    /// Whether anything is in hand.
    pub fn is_busy(&self) -> bool {
        self.works().iter().any(|work| work.outcome().is_none())
    }

    /// The work in hand that writes documents, if there is any: nobody else writes any meanwhile.
    pub fn that_writes(&self) -> Option<Arc<WorkInHand>> {
        let writes = |work: &&Arc<WorkInHand>| {
            work.outcome().is_none() && matches!(work.plan.kind, WorkKind::Making | WorkKind::Packing)
        };
        self.works().iter().find(writes).cloned()
    }

    /// Asks all work to stop after what is in hand, and whatever is begun from now on.
    pub fn stop(&self) {
        let works = self.works();
        self.is_ending.store(true, Ordering::Relaxed);
        works.iter().for_each(|work| work.stop());
    }

    fn works(&self) -> MutexGuard<'_, VecDeque<Arc<WorkInHand>>> {
        self.works.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
