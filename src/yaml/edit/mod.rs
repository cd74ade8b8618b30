//! Changes of a file that a person wrote: only the letters of what is changed become others.
//!
//! **Why not write the file anew.** Comments, order, quotation marks and empty lines are the person's. So each change is a
//! few pieces of the text exchanged, and the result is read again: if anything else came out than the file as it was
//! with exactly this change, nothing is written. Where one way to write it does not stand this proof, the next is tried.

mod chunk;
mod context;
mod differences;
mod finding;
mod insert;
mod lines;
mod movement;
mod new_values;
mod outline;
mod proof;
mod remove;
mod scalar;
mod splice;
mod tree_change;
mod value_in_place;
mod ways;

pub use new_values::{NewValue, edited};
pub use tree_change::{TreeChange, changed};
