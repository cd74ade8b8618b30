//! A finished text, parsed once for all outputs.
//!
//! In: a [`Filled`](crate::template::Filled). Out: a [`Document`], its front matter and its Markdown as sections, blocks
//! and inlines. Every writer in [`crate::format`] writes from this, so that all outputs say the same words.
//! The only user of the Markdown parser.

mod clauses;
mod edited;
mod fingerprint;
mod from_template;
mod letters;
mod misread;
mod paired;
mod parse;
mod parsed;
pub mod prose;
mod signers;
mod two_versions;

pub use edited::place_at_top;
pub use letters::letters;
pub use paired::{PairedParts, PartPair, paired};
pub use parsed::{Alignment, Block, Document, Heading, Inline, Section, plain};
pub use signers::{DocumentSigner, is_signing, signers, signing_rows};
pub use two_versions::{Mismatch, in_both};
