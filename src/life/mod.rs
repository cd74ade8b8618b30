//! The life of a partner's file: it gets another name, rests, comes back, is forgotten, is joined with another version.
//!
//! In: a workspace and what is to happen. Out: a plan that can be shown, and what was done. What happens to several files
//! is noted first, so that a run that is cut off leaves something that the next one ends.

mod begun;
mod blotting;
mod contact;
mod forget_plan;
mod forgetting;
mod joining;
mod log_union;
mod marks_of_person;
mod own_files;
mod readings;
mod reference;
mod relocation;
mod renaming;
mod resting;
mod trace;
mod unfinished;

pub use begun::Begun;
pub use forget_plan::{ForgetPlan, ForgetRequest};
pub use forgetting::{ForgetResult, forget};
pub use joining::{JoinResult, JoinedVersion, join};
pub use own_files::OwnFiles;
pub use renaming::{RenameResult, rename};
pub use resting::{RestResult, rest, wake};
pub use trace::Trace;
pub use unfinished::{finish, unfinished};
