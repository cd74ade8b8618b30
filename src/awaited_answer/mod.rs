//! A first email of ours that nobody has answered: since when, the next reminder and its day, the day to let it rest.
//!
//! In: what happened with a partner, what its file says, what applies at our institution. Out: an [`AwaitedAnswer`], or in
//! a [`NothingAwaited`] why there is none. It says nothing of the day on which it is asked, so that the list of what is
//! to be done and the making of the reminder never differ.
//!
//! **Whoever answered is not reminded.** An answer, a talk, a meeting that is arranged, another email of ours since, a word
//! in the partner's file that it rests: each ends the waiting. What cannot be known ends it too.

mod awaited;
mod no_reminder;
mod reminder_plan;
mod why_over;

pub use awaited::{AwaitedAnswer, NextReminder};
pub use no_reminder::{no_reminder, too_early};
pub use why_over::NothingAwaited;
