//! A heading for rows that were copied without one: that of the mapping that is kept, else what the cells look like.

use super::field::is_known;
use super::kept_mapping::KeptMapping;
use super::names::folded;
use crate::email_address::is_email;
use crate::letters::unaccented;

/// The rows with a heading above them: their own, when they have one.
pub fn with_heading(rows: &str, kept: &KeptMapping) -> String {
    let rows = rows.trim_matches(['\r', '\n']);
    let first: Vec<&str> = rows.lines().next().unwrap_or_default().split('\t').map(str::trim).collect();
    if has_names(&first, kept) {
        return rows.to_owned();
    }
    let columns: Vec<&str> = kept.columns().collect();
    let heading = match columns.len() == first.len() {
        true => columns.join("\t"),
        false => guessed(&first),
    };
    format!("{heading}\n{rows}")
}

/// Whether cells are the names of columns rather than data.
fn has_names(cells: &[&str], kept: &KeptMapping) -> bool {
    let is_kept = |cell: &str| kept.columns().any(|column| folded(column) == folded(cell));
    let is_data = cells.iter().any(|cell| kind_of(cell).is_some());
    !is_data && cells.iter().any(|cell| is_known(cell) || is_kept(cell))
}

/// What a cell is by its looks: the name of a column of such cells.
fn kind_of(cell: &str) -> Option<&'static str> {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let is_number = |signs: &str| cell.chars().all(|one| one.is_ascii_digit() || signs.contains(one));
    match () {
        () if is_email(cell) => Some("E-mail"),
        () if cell.starts_with("www.") || cell.contains("://") => Some("Website"),
        () if cell.starts_with(['+', '0']) && digits > 5 && is_number(" +/()-.") => Some("Phone"),
        () if (4..=6).contains(&digits) && is_number(" -") => Some("Postal code"),
        () => None,
    }
}

/// A heading by what the cells of a row look like; the first text is taken for the organisation’s name.
fn guessed(cells: &[&str]) -> String {
    let mut has_name = false;
    let mut given: Vec<&str> = Vec::new();
    let names = cells.iter().enumerate().map(|(at, cell)| {
        let kind = kind_of(cell).filter(|kind| !given.contains(kind));
        given.extend(kind);
        match kind {
            Some(kind) => kind.to_owned(),
            None if !has_name && unaccented(cell).chars().any(char::is_alphabetic) => {
                has_name = true;
                "Company".to_owned()
            }
            None => format!("Column {}", at + 1),
        }
    });
    names.collect::<Vec<_>>().join("\t")
}
