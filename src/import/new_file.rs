//! The text of a new partner's file.

use serde_json::Value as Json;

use super::path::Path;
use crate::schema::{PARTNER, Shape};
use crate::workspace::SCHEMAS;
use crate::yaml::layout::{self, YamlText};

/// The file of a partner with these values, in the order of the schema.
pub fn new_file<'a>(values: impl IntoIterator<Item = (&'a Path, &'a Json)>) -> YamlText {
    let rules = Shape::of(&PARTNER);
    let values = values.into_iter().map(|(path, value)| (path.0.as_slice(), value));
    let head = format!("# yaml-language-server: $schema=../{SCHEMAS}/partner.json\n");
    layout::file(head, &layout::tree(&rules, values), &rules)
}
