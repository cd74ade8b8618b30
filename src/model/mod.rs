//! What the user's files say, as types: the only truth about the data.
//!
//! From these structs come the JSON Schema for editors, the checks ([`crate::schema`]) and the
//! template of a new partner file; the doc comments are what the user reads there. Names and meanings:
//! `reference/domain.md`, sections 7.2 and 7.3. Whatever a document cannot do without is not said
//! here but in the `needs:` of its definition, so that a partner file may grow with the partnership.

mod account;
mod agreement;
mod catalogue;
mod institution;
mod meeting;
mod meetings;
mod occasion;
mod organisation;
mod partner;
mod resolved_clauses;
mod text;
pub mod timetable;

pub use account::*;
pub use agreement::*;
pub use catalogue::*;
pub use institution::*;
pub use meeting::*;
pub use meetings::MeetingPosition;
pub use occasion::Occasion;
pub use organisation::*;
pub use partner::*;
pub use resolved_clauses::*;
pub use text::{Prose, Text};
