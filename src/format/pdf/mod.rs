//! PDF: set by Typst, in memory, as PDF/A-2a and PDF/UA-1.
//!
//! In: a [`Document`](crate::document::Document) and what its page needs besides ([`PageSetup`]). Out: bytes. The only
//! user of Typst.
//!
//! ```text
//! Document + PageSetup → Prepared                 prepared (its program: markup)
//!                      → set pages                set, in a world of fonts and layouts
//!                      → Pdf, with its fields     write, fields
//!                      → PNG, height, where       draw, height, printed_on
//!                      → Sheets, of many one Pdf  sheets, combine
//! ```

mod arranged;
mod can_show;
mod combine;
mod draw;
mod errors;
mod fields;
mod glyphs;
mod height;
mod markup;
mod page_setup;
mod prepared;
mod printed_on;
mod set;
mod sheets;
mod source;
mod world;
mod write;

pub use can_show::can_show;
pub use combine::{Bookmark, PackPart, combine};
pub use draw::{picture, pictures};
pub use errors::PdfError;
pub use fields::SignatureField;
pub use glyphs::missing_glyph;
pub use height::{PAGE_HEIGHT, height};
pub use markup::letters;
pub use page_setup::{PageSetup, Picture};
pub use prepared::{Prepared, prepare};
pub use printed_on::printed_on;
pub use set::{Pdf, set};
pub use sheets::Sheets;
pub use source::write as write_source;
pub use world::Typesetter;
pub use write::{finish, sheets, write, write_and_keep};
