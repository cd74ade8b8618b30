//! A document's outputs: one file here for each.
//!
//! In: a [`Document`](crate::document::Document). Out: bytes. A writer that knows a section's class may lay it out
//! specially; it adds no words.

pub mod day_entries;
pub mod eml;
mod file_name;
mod formats;
pub mod html;
pub mod ics;
mod link;
pub mod markdown;
pub mod own_attachment;
pub mod pdf;
pub mod picture;
pub mod text;

pub use file_name::ascii_file_name;
pub use formats::Format;
