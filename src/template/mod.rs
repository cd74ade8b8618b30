//! Templates: the words of a document in a language.
//!
//! In: the template files and a [`Partnership`](crate::partnership::Partnership). Out: a [`Filled`], front matter and
//! Markdown text with every value in its place. The only user of the template engine.

mod agenda_item;
mod all_partners;
mod around;
mod checks;
mod columns;
mod compiled;
mod context;
mod definition;
mod definition_reader;
mod engine_values;
mod errors;
mod escape;
mod expression;
mod fields;
mod filled;
mod filters;
pub mod front_matter;
mod functions;
mod growth;
mod helpers;
mod html_layouts;
mod kept;
mod kind;
mod kind_checks;
mod link;
mod listed;
mod meta;
mod one_file;
mod organisation;
mod partials;
mod parts;
mod party;
mod patterns;
mod phrases;
mod plural;
mod printing;
mod raised;
mod raw_value;
mod raw_value_finder;
mod render;
mod requirements;
mod schedule;
mod section_checks;
mod sections;
mod select;
mod set;
mod slips;
mod tags;
mod tidy;
mod unfit_data;
mod words;

pub use compiled::Template;
pub use context::{InstitutionView, Root, View};
pub use definition::{Definition, SettingValue, unknown_class};
pub use filled::{Filled, Gaps, RenderedTemplate, TemplateError};
pub use growth::{endless, is_endless};
pub use html_layouts::HtmlLayouts;
pub use kind::{DocumentScope, Kind, OccasionKind};
pub use meta::{FINGERPRINT, Meta, PageLimit};
pub use phrases::{Phrase, phrase};
pub use requirements::{Gap, report as missing_data};
pub use set::{DEFINITION, SHARED, TemplateSet};
pub use tidy::tidy;
