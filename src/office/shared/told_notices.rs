//! What is told once something was done, kept until the browser asks for the page on which it stands.
//!
//! **Why not in the answer itself.** An answer to a form that was sent cannot be gone back to: the browser would have to send
//! the form once more. So the answer leads to a page of its own, which can be loaded again and gone back to.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use maud::Markup;

/// How many are kept: a browser asks for its own at once.
const MOST: usize = 32;

/// The last notices, each with its number.
#[derive(Default)]
pub struct ToldNotices(Mutex<NumberedNotices>);

#[derive(Default)]
struct NumberedNotices {
    last: u64,
    kept: VecDeque<(u64, Markup)>,
}

impl ToldNotices {
    /// Keeps one; gives its number.
    pub fn keep(&self, notice: Markup) -> u64 {
        let mut notices = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notices.last += 1;
        let number = notices.last;
        notices.kept.push_back((number, notice));
        if notices.kept.len() > MOST {
            notices.kept.pop_front();
        }
        number
    }

    /// The one of a number, as an address has it; none when it is forgotten.
    pub fn of(&self, number: &str) -> Option<Markup> {
        let number: u64 = number.parse().ok()?;
        let notices = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notices.kept.iter().find(|(own, _)| *own == number).map(|(_, notice)| notice.clone())
    }
}
