//! YAML text → a tree with a place for every key and value; values → the lines of a file ([`layout`]), and new values
//! into the text of one that a person wrote ([`edit`]).
//!
//! **Why a tree of its own.** YAML guesses types: `country: NO` is a boolean, `01067` a number, `10:30`
//! a count of minutes. Here every scalar keeps the letters that were typed; what a field means is
//! decided later, by the schema ([`crate::schema`]). The only user of the YAML crate.

mod block_text;
pub mod edit;
pub mod layout;
mod lookalikes;
pub mod path;
mod quotes;
mod reading;
pub mod removal;
mod slips;
mod tree;

pub use lookalikes::is_in_typographic_quotes;
pub use reading::{parse, parse_knowing, parse_part};
pub use tree::{MappingEntry, Node, Value};
