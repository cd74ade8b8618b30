//! The life of a partner's file: it gets another name, rests, comes back, is forgotten, is joined with another version.
//!
//! In: a workspace and what is to happen. Out: a plan that can be shown, and what was done. What happens to several files
//! is noted first, so that a run that is cut off leaves something that the next one ends.

mod begun;
mod joining;
mod log_union;
mod own_files;
mod reference;
mod relocation;
mod renaming;
mod resting;
mod unfinished;

pub use begun::Begun;
pub use joining::{JoinResult, JoinedVersion, join};
pub use own_files::OwnFiles;
pub use renaming::{RenameResult, rename};
pub use resting::{RestResult, rest, wake};
pub use unfinished::{finish, unfinished};
