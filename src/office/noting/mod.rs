//! What happened is noted: a form for each kind of fact, signed scans, objections, and taking something back.

pub mod fact_fields;
pub mod fact_page;
pub mod note_page;
pub mod noted_notice;
pub mod objection_page;
pub mod sign_page;
pub mod signature_fields;
pub mod translation_page;
pub mod undo_page;
