//! A workspace, read as a whole: who we are, the partners, the templates, and what is wrong with them.
//!
//! From disk ([`Project::read`]), and one of its files from memory ([`Project::with_partner`], [`Project::with_text`]). Whatever is made is made from this.

mod brand;
mod loaded;
mod people;
pub mod picture_trial;
mod prose_fields;
mod unsaved;
mod unused_templates;
mod whole;
mod writing_bans;

pub use brand::{Pictures, brand, colours, colours_of, margins, pictures, unknown_fonts};
pub use loaded::{LoadedPartner, PartlyLoaded};
pub use people::{calendar_entry, invited, recipient, sender};
pub use unsaved::problems_in_text;
pub use unused_templates::unused_templates;
pub use whole::Project;
pub use writing_bans::WritingBans;
