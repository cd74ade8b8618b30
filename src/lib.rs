//! Handclasp: from one YAML file per partner organisation to the documents of a partnership.
//!
//! The way of a document, one named value between two stages:
//!
//! ```text
//! file → SourceFile → tree with places → Institution, Partner     source, yaml, schema, model
//!      → Project: a workspace as a whole                          project
//!      → Task: an edition that is due, in which formats           due
//!      → Filled: front matter and Markdown text                   template
//!      → Document: meta and parsed Markdown                       document, rules
//!      → Made: bytes in each format                               render, format
//!      → Decision, Making, StagedDocuments, Committed: output/…   writing, workspace
//!      → a pack for a fair; emails that leave                     pack, mail
//!      → a page in the browser                                    office
//! ```
//!
//! A module uses what stands above it in this list, never what stands below
//! (`tests/architecture.rs`). [`workspace`] is the only one that touches files, [`clock`] the only one
//! that asks for the time, `cli/terminal.rs` the only one that prints.

// In the order of the layers: a module uses what stands above it.
pub mod source;
pub mod digest;
pub mod clock;
pub mod working_days;
pub mod colour;
pub mod letters;
pub mod display_names;
pub mod country;
pub mod email_address;
pub mod diagnostic;
pub mod telephone;
pub mod confined;
pub mod overrun;
pub mod yaml;
pub mod model;
pub mod schema;
pub mod condition;
pub mod table;
pub mod workspace;
pub mod locale;
pub mod history;
pub mod awaited_answer;
pub mod partnership;
pub mod attendance;
pub mod relationship;
pub mod mistake;
pub mod workers;
pub mod template;
pub mod document;
pub mod rules;
pub mod format;
pub mod project;
pub mod noting;
pub mod due;
pub mod render;
pub mod writing;
pub mod signing;
pub mod checking;
pub mod pack;
pub mod mail;
pub mod import;
pub mod editing;
pub mod reminders;
pub mod life;
pub mod office;
