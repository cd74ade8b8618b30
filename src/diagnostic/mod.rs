//! What is wrong, where, and what to do about it.
//!
//! In: problems found anywhere, as values. Out: [`human`] text like rustc's, or [`json`], one object a
//! line; and how a command ends because of them. Nothing here prints.

pub mod alike;
mod code;
pub mod codes;
mod exit;
mod explanation;
pub mod human;
pub mod json;
mod problem;
mod problems;
pub mod words;

pub use code::Code;
pub use exit::Exit;
pub use explanation::Explanation;
pub use problem::{Diagnostic, Label, Reach, Severity, Subject};
pub use problems::Diagnostics;
