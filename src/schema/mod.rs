//! JSON Schema out of the model, and a file's tree checked against it.
//!
//! In: a [`SourceFile`](crate::source::SourceFile). Out: a [`Record`], the file's values typed by the schema and the
//! Rust value, or every violation at its place; and the text of the file with new values. The schema comes from the
//! structs of [`crate::model`], so that editor, checker and program cannot disagree.

mod broken;
mod check;
mod days;
mod described;
mod editor;
mod field_groups;
mod form_field;
mod formats;
mod generated;
mod meant;
pub mod names;
mod nothing;
mod partial_record;
mod places;
mod points;
mod record;
mod secrets;
mod shape;
mod skeleton;
mod slips;
mod stand_in;
mod type_names;
mod typed;
mod unknown;
mod unread;
mod written;

pub use described::{Described, INSTITUTION, PARTNER};
pub use editor::{MARK, text_for_editors};
pub use field_groups::{FieldGroup, INSTITUTION_GROUPS, PARTNER_GROUPS, is_usual};
pub use form_field::{FieldKind, FormChoice, FormField, FormType, INSTITUTION_FORM, PARTNER_FORM};
pub use formats::{FORMATS, is_file_language, is_language, is_meeting_id, is_plain_language};
pub use generated::{compile, generate};
pub use nothing::{Nothing, is_no_answer, left_open, says_nothing};
pub use partial_record::PartialRecord;
pub use places::path_at;
pub use points::is_point;
pub use record::Record;
pub use shape::{Shape, TextKind};
pub use skeleton::skeleton;
