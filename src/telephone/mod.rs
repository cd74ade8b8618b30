//! Telephone numbers: read as people write them within their country, and looked at for what no country has.
//!
//! What is known of countries stands in `countries.tsv`, out of the metadata of libphonenumber 9.0.33 (Apache License
//! 2.0): the code of ISO 3166-1; what it is called by; whether that is chiefly its own; what is dialled in front only
//! within it; how many digits its numbers have; their pattern; the pattern of those that cost nothing or more.
//!
//! **Why a table and not the library.** Its Rust port brings ten more crates and a program that is run while it is
//! compiled, and takes the zero in front away twice; the table is a file of 19 kB.

mod countries;
mod doubt;
mod number;
mod spelling;

pub use doubt::{Doubt, doubt};
pub use number::read;
pub use spelling::{Spelt, is_international, spelt};
