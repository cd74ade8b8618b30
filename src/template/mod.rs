//! Templates: the words of a document in a language.
//!
//! In: the template files and a [`Partnership`](crate::partnership::Partnership). Out: a [`Filled`], front matter and
//! Markdown text with every value in its place. The only user of the template engine.

mod all_partners;
mod checks;
mod compiled;
mod context;
mod errors;
mod escape;
mod fields;
mod filled;
pub mod front_matter;
mod functions;
mod growth;
mod html_layouts;
mod kind;
mod kind_checks;
mod meta;
mod phrases;
mod raised;
mod raw_value;
mod raw_value_finder;
mod render;
mod requirements;
mod set;
mod slips;
mod tags;
mod tidy;

pub use compiled::Template;
pub use context::{InstitutionView, Root, View};
pub use filled::{Filled, Gaps, RenderedTemplate, TemplateError};
pub use front_matter::{FrontMatter, Snippet};
pub use growth::{endless, is_endless};
pub use html_layouts::HtmlLayouts;
pub use kind::{DocumentScope, Kind, OccasionKind};
pub use meta::{FINGERPRINT, Meta, PageLimit};
pub use phrases::{Phrase, phrase};
pub use requirements::{Gap, report as missing_data};
pub use set::TemplateSet;
pub use tidy::tidy;
