//! Partners → a table: a row for each, a column for each field that any of them has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::cell_reading::{PLAIN_WORDS, joined};
use super::field::TargetField;
use super::path::{ID, Path};
use crate::condition;
use crate::model::Partner;
use crate::schema::Record;
use crate::yaml::path::PathStep;

/// Which partners: by name, and by fields that they must have.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Their names; all when there is none.
    pub partners: Vec<String>,
    /// Fields and values: `kind=company`, `country=DE,AT`.
    pub wheres: Vec<(String, String)>,
}

/// The table and what does not fit into it.
#[derive(Debug, Clone, Default)]
pub struct Exported {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, as wide as the columns.
    pub rows: Vec<Vec<String>>,
    /// Fields that stay in the files alone, and how many partners have them.
    pub left_out: BTreeMap<String, usize>,
}

/// Whether a partner is one of those meant.
pub fn chosen(id: &str, values: &Json, chosen: &Chosen) -> bool {
    let is_named = chosen.partners.is_empty() || chosen.partners.iter().any(|one| one == id);
    is_named && condition::are_true(values, &chosen.wheres)
}

/// The table of partners.
pub fn export<'a>(partners: impl IntoIterator<Item = (&'a str, &'a Record<Partner>)>) -> Exported {
    let mut rows: Vec<BTreeMap<Path, String>> = Vec::new();
    let mut exported = Exported::default();
    for (id, record) in partners {
        let mut row = ExportRow { cells: BTreeMap::new(), left_out: BTreeSet::new() };
        row.cells.insert(Path::key(ID), id.to_owned());
        if let Json::Object(values) = &record.values {
            // The file's name says it already.
            for (key, value) in values.iter().filter(|(key, _)| *key != ID) {
                row.value(&Path::key(key), value);
            }
        }
        for path in row.left_out {
            *exported.left_out.entry(path).or_default() += 1;
        }
        rows.push(row.cells);
    }
    let columns: BTreeSet<&Path> = rows.iter().flat_map(BTreeMap::keys).collect();
    let mut columns: Vec<&Path> = columns.into_iter().collect();
    columns.sort_by_cached_key(|path| path.order());
    exported.columns = columns.iter().map(ToString::to_string).collect();
    exported.rows = rows
        .iter()
        .map(|row| columns.iter().map(|path| row.get(*path).cloned().unwrap_or_default()).collect())
        .collect();
    exported
}

struct ExportRow {
    cells: BTreeMap<Path, String>,
    left_out: BTreeSet<String>,
}

impl ExportRow {
    fn value(&mut self, path: &Path, value: &Json) {
        let Some(shape) = path.shape() else { return };
        match value {
            Json::Object(map) => {
                for (key, value) in map {
                    self.value(&path.and(PathStep::Key(key.clone())), value);
                }
            }
            Json::Array(items) if shape.has_entries() => {
                if path.0.len() > 1 {
                    self.left_out.insert(path.to_string());
                    return;
                }
                for (at, item) in items.iter().enumerate() {
                    self.value(&path.and(PathStep::Item(at)), item);
                }
            }
            // Texts by language have a column for each item and language.
            Json::Array(items) if items.iter().any(Json::is_object) => {
                for (at, item) in items.iter().enumerate() {
                    self.value(&path.and(PathStep::Item(at)), item);
                }
            }
            Json::Array(items) => {
                let texts: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
                let is_words = texts.iter().all(|text| !text.contains([' ', ';', ',', '\n', '"', '•']))
                    || shape.items().is_some_and(|item| item.options().is_some() || item.format().is_some());
                let text = match is_words {
                    true => texts.join("; "),
                    false => joined(&texts, PLAIN_WORDS.contains(&path.last())),
                };
                self.cell(path, text);
            }
            Json::Bool(truth) => self.cell(path, if *truth { "yes" } else { "no" }.to_owned()),
            Json::String(text) => self.cell(path, text.clone()),
            other => self.cell(path, other.to_string()),
        }
    }

    fn cell(&mut self, path: &Path, text: String) {
        // What cannot be read again would come back as something else.
        if TargetField::named(&path.to_string()).is_ok() && !is_half(path) {
            self.cells.insert(path.clone(), text);
        } else {
            self.left_out.insert(path.to_string());
        }
    }
}

/// Whether a path ends in front of its text.
fn is_half(path: &Path) -> bool {
    path.shape().is_some_and(|shape| shape.text_kind().is_none() && shape.is_by_language())
}
