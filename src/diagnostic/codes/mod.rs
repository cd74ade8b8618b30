//! Every kind of problem but the rules, as a constant, and what each means: the Markdown files in this folder, from which
//! `handclasp explain` and the reference in the docs are made.

mod table;

pub use table::*;
