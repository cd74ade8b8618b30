//! What is to be made: what was asked for, which editions are due because of it, and what each is made from.
//!
//! In: a [`crate::project::Project`] and a [`Selection`]. Out: [`Task`]s for each partner. Nothing here is made or written.

mod asked;
mod data_languages;
mod edition;
mod edits;
mod fingerprint;
mod kept_day;
mod manner;
mod languages;
mod meetings;
mod partners;
mod request;
mod tasks;
mod text_difference;

pub use asked::{asked_partners, nothing_to_do};
pub use data_languages::languages_in_data;
pub use edition::{Edition, Task, all_stems};
pub use edits::{Edit, Edits};
pub use fingerprint::Fingerprints;
pub use languages::Languages;
pub use manner::{Manner, Signature, bleed_of};
pub use partners::{Observer, Worked, for_each_partner, mistake_at, mistake_with};
pub use request::{AskedLanguages, EditPolicy, Request, Selection};
pub use tasks::{formats_of, tasks, wants_own};
pub use text_difference::{ComparedLine, ComparedPart, compared};
