//! Where in a partner's file the values of a row belong.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::honorifics::HONORIFIC;
use super::path::Path;
use super::row_content::{CellOrigin, RowContent, RowEntry, SourcedValue};
use super::row_problems::written;
use crate::diagnostic::{Diagnostic, codes};

/// Which entries of lists the columns of a table are about.
#[derive(Debug, Default)]
pub struct Placement {
    /// Whether a list has columns with numbers; then one without is the first.
    numbered: BTreeMap<String, bool>,
}

impl Placement {
    /// Notes that a column has values for this path.
    pub fn learn(&mut self, path: &Path) {
        if let Some((list, number, _)) = path.in_list() {
            *self.numbered.entry(list.to_owned()).or_insert(false) |= number.is_some();
        }
    }

    /// The list that a path leads into, the number of the entry there, and the way on.
    pub fn place(&self, path: &Path) -> Option<(String, Option<usize>, Path)> {
        let (list, number, rest) = path.in_list()?;
        let number = match number {
            None if self.numbered.get(list) == Some(&true) => Some(0),
            number => number,
        };
        Some((list.to_owned(), number, Path(rest.to_vec())))
    }

    /// Puts a value to what a row says, at its place.
    pub fn put(&self, said: &mut RowContent, path: &Path, value: Json, origin: CellOrigin) {
        let origin = Some(origin);
        let Some((list, number, rest)) = self.place(path) else {
            said.own.push(SourcedValue { path: path.clone(), value, origin });
            return;
        };
        let given = SourcedValue { path: rest, value, origin };
        match said.entries.iter_mut().find(|entry| entry.is_at(&list, number)) {
            Some(entry) => entry.values.push(given),
            None => said.entries.push(RowEntry { list, number, values: vec![given] }),
        }
    }

    /// Puts what a cell says of another field, unless a cell of its own says it; that two salutations are two.
    pub fn put_beside(
        &self,
        said: &mut RowContent,
        path: &Path,
        value: Json,
        origin: CellOrigin,
    ) -> Option<Diagnostic> {
        let place = self.place(path);
        let there = said
            .entries
            .iter()
            .filter(|entry| place.as_ref().is_some_and(|(list, number, _)| entry.is_at(list, *number)))
            .flat_map(|entry| &entry.values)
            .find(|given| place.as_ref().is_some_and(|(_, _, rest)| given.path == *rest));
        match there {
            None => self.put(said, path, value, origin),
            Some(there) if path.last() == HONORIFIC && there.value != value && there.value != "unknown" => {
                let other = there.origin.as_ref().map(|origin| origin.column.shown()).unwrap_or_default();
                let (one, two) = (written(&value), written(&there.value));
                let message = format!("this says `{one}`, and {other} says `{two}`");
                let problem = Diagnostic::error(codes::BAD_CELL, message);
                return Some(origin.located(problem.help("leave the one that is right")));
            }
            Some(_) => {}
        }
        None
    }
}
