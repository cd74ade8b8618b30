//! Signatures: the scan of a signed document is kept, and it is noted who signed which version of it.
//!
//! In: a [`SigningRequest`]. Out: a [`crate::noting::FactToNote`]. The copy is there whole before the line is written, so that a run that is
//! cut off leaves a copy of which nothing is noted, and never a line without its copy; the next run with the same scan
//! takes up that copy.

mod keep;
mod request;
mod scan_kind;
mod scan_source;
mod what_is_signed;

pub use keep::keep;
pub use request::SigningRequest;
pub use scan_source::ScanSource;
pub use what_is_signed::signed_documents;
