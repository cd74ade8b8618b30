//! What the rows of one partner say together: what is said twice stands once, what contradicts is a problem.

use serde_json::Value as Json;

use super::defaults::DefaultValues;
use super::field::NOTES;
use super::row_content::{RowContent, RowEntry, SourcedValue, has_name, is_same, located_or_rows, path_of};
use super::row_problems::written;
use super::unreadable::shown;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Partner;
use crate::schema::{PARTNER, Record, Shape};
use crate::yaml::layout;
use crate::yaml::path::get;

/// What all rows of an organisation say together, with places in the file.
///
/// # Errors
/// The row that says something else than one before it.
pub fn combined(
    group: &[RowContent],
    there: Option<&Record<Partner>>,
    defaults: &DefaultValues,
) -> Result<Vec<SourcedValue>, (usize, Diagnostic)> {
    let mut given: Vec<SourcedValue> = Vec::new();
    let mut lists: Vec<(String, Vec<Listed>)> = Vec::new();
    for said in group {
        for one in &said.own {
            add(&mut given, one.clone())?;
        }
        let mut entries: Vec<&RowEntry> = said.entries.iter().collect();
        entries.sort_by_key(|entry| entry.number);
        for entry in entries {
            let at = lists.iter().position(|(list, _)| *list == entry.list).unwrap_or_else(|| {
                let there = there.and_then(|record| record.values.get(&entry.list)).and_then(Json::as_array);
                let listed = there.into_iter().flatten().map(|there| Listed {
                    there: Some(there),
                    values: Vec::new(),
                    by: None,
                });
                lists.push((entry.list.clone(), listed.collect()));
                lists.len() - 1
            });
            list_in(&mut lists[at].1, entry)?;
        }
    }
    if there.is_none() {
        for default in &defaults.own {
            let path = &default.path;
            let country = path.last() == "country"
                && given.iter().any(|one| one.path.last() == "country" && one.path.0.len() < 3);
            if !country && !given.iter().any(|one| one.path == *path) {
                given.push(default.clone());
            }
        }
    }
    for (list, listed) in lists {
        for (at, one) in listed.into_iter().enumerate() {
            let is_new = one.there.is_none();
            let mut values = one.values;
            for (_, default) in defaults.entries.iter().filter(|(of, _)| is_new && *of == list) {
                if !values.iter().any(|given| given.path.first() == default.path.first()) {
                    values.push(default.clone());
                }
            }
            given.extend(
                values.into_iter().map(|one| SourcedValue { path: path_of(&list, at, &one.path), ..one }),
            );
        }
    }
    Ok(given)
}

/// A contact or signatory of the list that will be.
struct Listed<'a> {
    /// As it stands in the file.
    there: Option<&'a Json>,
    values: Vec<SourcedValue>,
    /// What was first said of it.
    by: Option<RowEntry>,
}

/// Puts what a row says of an entry into the list.
fn list_in<'a>(list: &mut Vec<Listed<'a>>, entry: &RowEntry) -> Result<(), (usize, Diagnostic)> {
    let before = list.iter().filter(|one| one.there.is_some()).count();
    let at = match entry.number {
        Some(number) if number < before => Some(number),
        // Those with a number behind the last are new, one after another.
        Some(number) => {
            list.iter().position(|one| one.by.as_ref().is_some_and(|by| by.number == Some(number)))
        }
        None => {
            let same = list.iter().position(|one| {
                one.there.is_some_and(|there| is_same(entry, there))
                    || one.by.as_ref().is_some_and(|by| are_same(entry, by))
            });
            same.or_else(|| readdressed(list, entry))
        }
    };
    let at = at.unwrap_or_else(|| {
        list.push(Listed { there: None, values: Vec::new(), by: Some(entry.clone()) });
        list.len() - 1
    });
    for one in &entry.values {
        add(&mut list[at].values, one.clone())?;
    }
    Ok(())
}

/// The one contact of the file that has the whole name of an entry: its email address is a new one.
fn readdressed(list: &[Listed<'_>], entry: &RowEntry) -> Option<usize> {
    let mut same =
        list.iter().enumerate().filter(|(_, one)| one.there.is_some_and(|there| has_name(entry, there)));
    let (at, _) = same.next()?;
    same.next().is_none().then_some(at)
}

/// Whether two rows speak of the same person.
fn are_same(entry: &RowEntry, other: &RowEntry) -> bool {
    let values = layout::tree(
        &Shape::of(&PARTNER),
        other.values.iter().map(|given| (given.path.0.as_slice(), &given.value)),
    );
    let other = Json::Object(values);
    is_same(entry, &other)
        // Two rows that say the same twice.
        || entry.values.iter().all(|given| get(&other, &given.path.0) == Some(&given.value))
}

/// Adds a value, unless another row said something else at the same place.
fn add(values: &mut Vec<SourcedValue>, one: SourcedValue) -> Result<(), (usize, Diagnostic)> {
    let Some(before) = values.iter_mut().find(|before| before.path == one.path) else {
        values.push(one);
        return Ok(());
    };
    if before.value == one.value {
        return Ok(());
    }
    // Each row may have a note of its own.
    if let (Json::Array(there), Json::Array(more)) = (&mut before.value, &one.value)
        && one.path.to_string() == NOTES
    {
        there.extend(more.iter().filter(|entry| !there.contains(entry)).cloned().collect::<Vec<_>>());
        return Ok(());
    }
    let row = one.origin.as_ref().map_or(0, |origin| origin.row);
    let first = before.origin.as_ref().map_or(0, |origin| origin.row);
    let (here, there) = (shown(&written(&one.value)), shown(&written(&before.value)));
    Err((
        row,
        located_or_rows(Diagnostic::error(codes::ROW_UNCLEAR, format!("{here}, and row {first} of the same organisation has {there}")), one.origin.as_ref(), &[row])
            .help("rows of one organisation may differ in the contact only; two organisations need different names or ids"),
    ))
}
