//! From an edition to bytes: the data of a partner filled into the words, parsed, looked at, and written in each format.
//!
//! Knows no disk: what is read comes with the [`crate::project::Project`], what is written goes to whoever asked.

mod findings;
mod glyphs;
mod in_part;
mod length;
mod message;
mod outputs;
mod page_data;
mod press;
mod printed_fields;
mod renderer;
mod set_pages;

pub use findings::Findings;
pub use in_part::{agreed, problems_in_part};
pub use message::{Attached, Message};
pub use outputs::{Made, Output};
pub use page_data::unknown_layout;
pub use press::{Press, SharedTypesetter};
pub use renderer::{Finished, Renderer};
