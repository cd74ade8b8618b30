//! The forms of the institution's and the partners' data: shown out of the schema, and written back as changes of the file.
//!
//! ```text
//! file → FilledValue: what stands in it          standing
//! FilledValue → page                             form_page, field_view, input_view, …
//! what was sent → FilledValue                    filled, typed_text
//! FilledValue against the file → changes → text  changes, edited_data
//! a file changed meanwhile                  meanwhile, conflict_page
//! ```

pub mod changes;
pub mod conflict_page;
pub mod data_page;
pub mod data_target;
pub mod edited_data;
pub mod field_view;
pub mod filled;
pub mod form_page;
pub mod form_view;
pub mod input_view;
pub mod list_actions;
pub mod list_view;
pub mod meanwhile;
pub mod objection_lock;
pub mod standing;
pub mod text_view;
pub mod typed_text;
