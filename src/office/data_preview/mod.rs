//! Beside a form: the document as it would be made from what is typed, what is missing for it, and what is wrong.
//!
//! ```text
//! what was typed → text of the file, in memory           data_form, or the file as text
//!                → folder with it → page, gaps, problems  look, field_troubles
//!                → the parts of the panel                 preview_panel
//! ```

pub mod field_troubles;
pub mod look;
pub mod preview_panel;
pub mod preview_pictures;
pub mod preview_request;
