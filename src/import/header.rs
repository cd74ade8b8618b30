//! The head of a list: which row has the names of the columns, or which two: groups above, names below them.
//!
//! ```text
//! Betrieb |         | Anschrift |     |     | Ansprechperson |
//! Name    | Branche | Straße    | PLZ | Ort | Vorname        | Name
//! ```
//!
//! The group says whose name it is. What is merged over both rows stands in the lower one, too.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::heads::{ANY_NAME, Head, only_field};
use super::names;
use crate::email_address::is_email;
use crate::table::{Cell, Merged, TableRow};

/// Among how many rows the head is looked for: lists often have a title and a date above it.
const ROWS_ABOVE: usize = 20;

/// The longest name of a group, in letters: what is longer is a sentence.
const LONGEST_GROUP: usize = 60;

/// A kind of group, and what it is called in a language.
const GROUPS: &str = include_str!("names/groups.tsv");

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// What messages call it: of two rows both, `Betrieb: Name`.
    pub shown: String,
    /// By what it is known which field it is.
    pub meaning: String,
}

/// The head of a list.
#[derive(Debug)]
pub struct Header {
    /// The place of its last row among the rows.
    pub at: usize,
    /// The names, by column.
    pub names: BTreeMap<usize, ColumnName>,
}

/// Whose columns stand below a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupKind {
    Organisation,
    Person,
}

/// The head of a list: the first row, unless one or two below it have more names that are known; one name alone may be a
/// value that is called like a column.
pub fn of(rows: &[TableRow], merged: &[Merged], is_known: impl Fn(&str) -> bool) -> Header {
    let count = |row: &TableRow| row.cells.iter().filter(|(_, cell)| is_known(&cell.in_one_line())).count();
    let counts: Vec<usize> = rows.iter().take(ROWS_ABOVE).map(count).collect();
    let mut best = (0, 0);
    for (at, count) in counts.iter().enumerate() {
        if *count > best.1 && (at == 0 || *count > 1) {
            best = (at, *count);
        }
    }
    let mut double: Option<(usize, usize, BTreeMap<usize, ColumnName>)> = None;
    for (at, count) in counts.iter().enumerate().skip(1) {
        let (upper, lower) = (&rows[at - 1], &rows[at]);
        let is_below = lower.number == upper.number + 1;
        if !is_below || *count < 2 || !are_labels(upper) || !are_labels(lower) {
            continue;
        }
        let groups = groups(upper, lower, merged, &is_known);
        if groups.is_empty() {
            continue;
        }
        let names = combined(upper, lower, &groups, &is_known);
        let is_below = |column: usize| lower.cell(column).is_some_and(|cell| is_known(&cell.in_one_line()));
        let known =
            names.iter().filter(|(column, name)| is_known(&name.meaning) || is_below(**column)).count();
        if known >= best.1.max(2) && double.as_ref().is_none_or(|(_, most, _)| known > *most) {
            double = Some((at, known, names));
        }
    }
    if let Some((at, _, names)) = double {
        return Header { at, names };
    }
    let (at, _) = best;
    let name = |text: String| ColumnName { shown: text.clone(), meaning: text };
    let names = rows.get(at).into_iter().flat_map(|row| &row.cells);
    Header { at, names: names.map(|(column, cell)| (*column, name(cell.in_one_line()))).collect() }
}

/// Whether a row can be one of a head: short texts, and nothing that only data have.
fn are_labels(row: &TableRow) -> bool {
    let is_short = |text: &str| text.chars().count() <= LONGEST_GROUP && !text.trim().is_empty();
    !looks_like_data(row) && row.cells.iter().all(|(_, cell)| is_short(cell.shown()))
}

/// The groups of a row above the names: for each column what its group is called. None when it is no such row: a title
/// stands alone over all of them.
fn groups(
    upper: &TableRow,
    lower: &TableRow,
    merged: &[Merged],
    is_known: &impl Fn(&str) -> bool,
) -> HashMap<usize, String> {
    let is_own = |(column, cell): &&(usize, Cell)| {
        // Merged over both rows it is a name.
        lower.cell(*column).is_none_or(|below| below.shown() != cell.shown())
    };
    let own: Vec<(usize, String)> =
        upper.cells.iter().filter(is_own).map(|(column, cell)| (*column, cell.in_one_line())).collect();
    let first = lower.cells.first().map_or(0, |(column, _)| *column);
    if let [(column, _)] = own.as_slice()
        && *column <= first
        && own.len() == upper.cells.len()
    {
        return HashMap::new();
    }
    if !own.iter().any(|(_, text)| kind_of(text).is_some() || is_known(text)) {
        return HashMap::new();
    }
    let regions: Vec<&Merged> = merged
        .iter()
        .filter(|region| region.lies_in_row(upper.number) && !region.lies_in_row(lower.number))
        .collect();
    let mut groups = HashMap::new();
    let mut wide = false;
    for (at, (column, text)) in own.iter().enumerate() {
        let region = regions.iter().find(|region| region.first_column == *column);
        let end = match region {
            Some(region) => region.last_column + 1,
            None if !regions.is_empty() => column + 1,
            // Where nothing is said to be merged, as in CSV, it goes on to where the next text stands.
            None => {
                let behind = own.get(at + 1).map_or(usize::MAX, |(next, _)| *next);
                upper
                    .cells
                    .iter()
                    .map(|(other, _)| *other)
                    .filter(|other| other > column)
                    .min()
                    .map_or(behind, |next| next.min(behind))
            }
        };
        let below = lower.cells.iter().filter(|(other, _)| (*column..end).contains(other));
        let below: Vec<usize> = below.map(|(other, _)| *other).collect();
        wide |= below.len() > 1;
        groups.extend(below.into_iter().map(|other| (other, text.clone())));
    }
    if wide { groups } else { HashMap::new() }
}

fn kind_of(group: &str) -> Option<GroupKind> {
    static KINDS: LazyLock<HashMap<String, GroupKind>> = LazyLock::new(|| {
        let mut kinds = HashMap::new();
        for line in GROUPS.lines() {
            let mut words = line.split('\t').skip(1);
            let kind = match words.next() {
                Some("organisation") => GroupKind::Organisation,
                _ => GroupKind::Person,
            };
            for word in words {
                kinds.entry(names::folded(word)).or_insert(kind);
            }
        }
        kinds
    });
    let stem = group.trim_end_matches(|one: char| one.is_ascii_digit() || " .:#()".contains(one));
    KINDS.get(&names::folded(stem)).copied()
}

/// The names of two rows together.
fn combined(
    upper: &TableRow,
    lower: &TableRow,
    groups: &HashMap<usize, String>,
    is_known: &impl Fn(&str) -> bool,
) -> BTreeMap<usize, ColumnName> {
    let below = |column: usize| lower.cell(column).map(|cell| cell.in_one_line());
    // The groups of persons in their order: the second one is the second contact's.
    let mut persons: Vec<&str> = Vec::new();
    for (column, _) in &lower.cells {
        if let Some(group) = groups.get(column).filter(|group| kind_of(group) == Some(GroupKind::Person))
            && !persons.contains(&group.as_str())
        {
            persons.push(group);
        }
    }
    let in_group = |group: &str, field: &str, but: Option<usize>| {
        let columns = groups.iter().filter(|(column, of)| *of == group && Some(**column) != but);
        columns.filter_map(|(column, _)| below(*column)).any(|name| only_field(&name) == Some(field))
    };
    let mut all = BTreeMap::new();
    let columns = upper.cells.iter().chain(&lower.cells).map(|(column, _)| *column);
    for column in columns {
        let own = upper.cell(column).map(|cell| cell.in_one_line());
        let name = match (groups.get(&column), below(column), own) {
            (Some(group), Some(name), _) if *group != name => {
                let shown = format!("{group}: {name}");
                let number = persons.iter().position(|person| person == group).map_or(1, |at| at + 1);
                let has = |field: &str| in_group(group, field, Some(column));
                let others = persons
                    .iter()
                    .any(|person| only_field(&name).is_some_and(|field| in_group(person, field, None)));
                let meaning = match kind_of(group) {
                    Some(GroupKind::Organisation) if Head::read(&name).can_be(ANY_NAME) => {
                        "company".to_owned()
                    }
                    // The mailbox of the organisation is not that of the person beside it.
                    Some(GroupKind::Organisation) if others => String::new(),
                    Some(GroupKind::Person) => {
                        let name = match Head::read(&name).can_be(ANY_NAME) {
                            true if has("contacts.family_name") => "given name",
                            true if has("contacts.given_name") => "family name",
                            true => "contact person",
                            false => &name,
                        };
                        if number > 1 { format!("{name} {number}") } else { name.to_owned() }
                    }
                    _ if is_known(&name) => name,
                    // “privat” below “Telefon”.
                    _ if is_known(group) => group.clone(),
                    _ => shown.clone(),
                };
                ColumnName { shown, meaning }
            }
            (_, Some(name), _) | (_, None, Some(name)) => ColumnName { shown: name.clone(), meaning: name },
            (_, None, None) => continue,
        };
        all.insert(column, name);
    }
    all
}

/// Whether a row has what no column is called: an email address, a number, a web address.
pub fn looks_like_data(row: &TableRow) -> bool {
    row.cells.iter().any(|(_, cell)| {
        let text = cell.shown().trim();
        let number = text.chars().any(|one| one.is_ascii_digit())
            && text.chars().all(|one| one.is_ascii_digit() || " .,:/+-()".contains(one));
        number || is_email(text) || text.starts_with("www.") || text.contains("://")
    })
}
