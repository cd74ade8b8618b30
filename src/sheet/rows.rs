//! Rows → what they say of an organisation, each value with the cell that it is from.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value as Json;

use super::delimited::unguarded;
use super::field::{Field, ID, Kind, Path, Step};
use super::honorifics::{Address, Legend};
use super::mapping::Mapping;
use super::problems::written;
use super::reading::{self, Around, DayOrder, Flaw};
use super::table::{Cell, Column, Row, Table};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::email_address;
use crate::workspace::is_id;

/// Where a value is from: a row and its column, or what was said for all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub row: usize,
    pub column: Column,
}

impl Origin {
    /// How messages name it.
    pub fn shown(&self) -> String {
        format!("row {}, {}", self.row, self.column.shown())
    }
}

/// A value, where it belongs, and where it is from.
#[derive(Debug, Clone)]
pub struct Given {
    pub path: Path,
    pub value: Json,
    pub origin: Option<Origin>,
}

/// A contact or signatory that a row names: at its number, or whichever it is.
#[derive(Debug, Clone)]
pub struct Entry {
    pub list: String,
    pub number: Option<usize>,
    /// What is known of it; the paths begin at the entry.
    pub values: Vec<Given>,
}

impl Entry {
    fn is_at(&self, list: &str, number: Option<usize>) -> bool {
        self.list == list && self.number == number
    }

    /// The text of one of its fields.
    pub fn text(&self, key: &str) -> Option<&str> {
        let key = Path::key(key);
        self.values.iter().find(|given| given.path == key).and_then(|given| given.value.as_str())
    }
}

/// What a row says.
#[derive(Debug, Clone)]
pub struct Said {
    pub row: usize,
    /// The file's name, when a column has it.
    pub id: Option<String>,
    /// What is not in lists of entries.
    pub own: Vec<Given>,
    pub entries: Vec<Entry>,
}

impl Said {
    /// A text that it says.
    pub fn text(&self, path: &str) -> Option<&str> {
        let given = self.own.iter().find(|given| given.path.to_string() == path)?;
        given.value.as_str()
    }

    /// The country that it says, of the address or beside it.
    pub fn country(&self) -> Option<&str> {
        self.text("address.country").or_else(|| self.text("country"))
    }
}

/// Reads rows one after another.
pub struct Reader<'a> {
    columns: Vec<(&'a Column, &'a Field, Option<DayOrder>)>,
    /// What the words of columns with salutations and degrees say, by the column's place.
    legends: HashMap<usize, Legend>,
    /// Whether a list has columns with numbers; then one without is the first.
    numbered: BTreeMap<String, bool>,
    country: Option<&'a str>,
}

impl<'a> Reader<'a> {
    /// For a table; how days are written is learnt from each column unless it was said, the country is the one for
    /// rows that name none.
    pub fn new(
        table: &Table,
        mapping: &'a Mapping,
        days: Option<DayOrder>,
        country: Option<&'a str>,
    ) -> Self {
        let mut numbered = BTreeMap::new();
        let mut columns: Vec<_> = Vec::new();
        let mut legends = HashMap::new();
        for (column, field) in mapping.used() {
            let texts = || table.rows.iter().filter_map(|row| row.cell(column.index)).map(Cell::shown);
            match field.path.last() {
                HONORIFIC => {
                    legends.insert(column.index, Legend::of(texts(), &column.name));
                }
                TITLES => {
                    legends.insert(column.index, Legend::of_titles(texts(), &column.name));
                }
                _ => {}
            }
            if let Some((list, number, _)) = field.path.in_list() {
                *numbered.entry(list.to_owned()).or_insert(false) |= number.is_some();
            }
            let days =
                days.or_else(|| if has_days(&field.kind) { reading::day_order(texts()) } else { None });
            columns.push((column, field, days));
        }
        Self { columns, legends, numbered, country }
    }

    /// The texts of a row that count as empty cells.
    pub fn unsaid<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = &'r str> {
        self.columns.iter().filter_map(|(column, field, _)| {
            let Cell::Text(text) = row.cell(column.index)? else { return None };
            let text = unguarded(text.trim()).trim();
            reading::is_unsaid(text, field).then_some(text)
        })
    }

    /// What a row says; none when nothing of it is used.
    ///
    /// # Errors
    /// Every cell that cannot be read.
    pub fn read(&self, row: &Row) -> Result<Option<Said>, Diagnostics> {
        let mut found = Diagnostics::new();
        let mut said = Said { row: row.number, id: None, own: Vec::new(), entries: Vec::new() };
        let country = self.country_of(row);
        // What a cell says of the field beside its own.
        let mut beside: Vec<(Path, Json, Origin)> = Vec::new();
        for (column, field, days) in &self.columns {
            let Some(cell) = row.cell(column.index) else { continue };
            let origin = Origin { row: row.number, column: (*column).clone() };
            let text = match cell {
                Cell::Text(text) | Cell::Number(text) => text,
                Cell::Error(error) => {
                    found.push(
                        Diagnostic::error(
                            "bad-cell",
                            format!("{}: {error} is an error of the spreadsheet", origin.shown()),
                        )
                        .help("mend the formula there, or type the value"),
                    );
                    continue;
                }
            };
            match self.address(row, column, field, text) {
                Ok(None) => {}
                Ok(Some(Address { honorific, titles })) => {
                    let titles = titles.map(Json::from);
                    let honorific = honorific.map(Json::from);
                    let values = [(HONORIFIC, honorific), (TITLES, titles)];
                    for (key, value) in values.into_iter().filter_map(|(key, value)| Some((key, value?))) {
                        match field.path.last() == key {
                            true => self.put(&mut said, &field.path, value, origin.clone()),
                            false => beside.push((field.path.beside(key), value, origin.clone())),
                        }
                    }
                    continue;
                }
                Err(flaw) => {
                    found.push(flawed(&origin, flaw));
                    continue;
                }
            }
            let is_number = matches!(cell, Cell::Number(_));
            let around = Around { days: *days, country: country.as_deref(), is_number };
            match reading::read(text, field, around) {
                Ok(None) => {}
                Ok(Some(value)) if field.path == Path::key(ID) => {
                    let id = value.as_str().unwrap_or_default().trim_end_matches(".yaml").to_lowercase();
                    if is_id(&id) {
                        said.id = Some(id);
                    } else {
                        let shown = reading::shown(value.as_str().unwrap_or_default());
                        found.push(
                            Diagnostic::error(
                                "bad-cell",
                                format!("{}: {shown} cannot be the name of a file", origin.shown()),
                            )
                            .help("use small letters a to z, digits and hyphens, or leave the cell empty"),
                        );
                    }
                }
                Ok(Some(value)) => self.put(&mut said, &field.path, value, origin),
                Err(flaw) => found.push(flawed(&origin, flaw)),
            }
        }
        for (path, value, origin) in beside {
            found.extend(self.put_beside(&mut said, &path, value, origin));
        }
        if !found.is_empty() {
            return Err(found);
        }
        let empty = said.id.is_none() && said.own.is_empty() && said.entries.is_empty();
        Ok((!empty).then_some(said))
    }

    /// What a cell of a column of salutations or degrees says; none of other cells.
    fn address(
        &self,
        row: &Row,
        column: &Column,
        field: &Field,
        text: &str,
    ) -> Result<Option<Address>, Flaw> {
        let Some(legend) = self.legends.get(&column.index) else { return Ok(None) };
        let text = unguarded(text.trim()).trim();
        if text.is_empty() || reading::is_unsaid(text, field) {
            return Ok(None);
        }
        if field.path.last() == TITLES {
            return Ok(legend.read_titles(text));
        }
        let names = ["given_name", "family_name", "name"].map(|key| field.path.beside(key));
        let is_name = |field: &Field| names.contains(&field.path);
        let names: Vec<&str> = self
            .columns
            .iter()
            .filter(|(_, field, _)| is_name(field))
            .filter_map(|(column, _, _)| row.cell(column.index).map(Cell::shown))
            .collect();
        legend.read(text, &names).map(Some)
    }

    /// Puts what a cell says of another field, unless a cell of its own says it; that two salutations are two.
    fn put_beside(&self, said: &mut Said, path: &Path, value: Json, origin: Origin) -> Option<Diagnostic> {
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
                let message = format!("{}: this says `{one}`, and {other} says `{two}`", origin.shown());
                return Some(Diagnostic::error("bad-cell", message).help("leave the one that is right"));
            }
            Some(_) => {}
        }
        None
    }

    /// The list that a path leads into, the number of the entry there, and the way on.
    fn place(&self, path: &Path) -> Option<(String, Option<usize>, Path)> {
        let (list, number, rest) = path.in_list()?;
        let number = match number {
            None if self.numbered.get(list) == Some(&true) => Some(0),
            number => number,
        };
        Some((list.to_owned(), number, Path(rest.to_vec())))
    }

    /// The country that a row is about, by which telephone numbers and postal codes are understood.
    fn country_of(&self, row: &Row) -> Option<String> {
        let named = ["address.country", "country"].iter().find_map(|path| {
            let (column, field, _) =
                self.columns.iter().find(|(_, field, _)| field.path.to_string() == *path)?;
            let text = row.cell(column.index)?.shown();
            reading::read(text, field, Around::default()).ok()??.as_str().map(str::to_owned)
        });
        named.or_else(|| self.country.map(str::to_owned))
    }

    fn put(&self, said: &mut Said, path: &Path, value: Json, origin: Origin) {
        let origin = Some(origin);
        let Some((list, number, rest)) = self.place(path) else {
            said.own.push(Given { path: path.clone(), value, origin });
            return;
        };
        let given = Given { path: rest, value, origin };
        match said.entries.iter_mut().find(|entry| entry.is_at(&list, number)) {
            Some(entry) => entry.values.push(given),
            None => said.entries.push(Entry { list, number, values: vec![given] }),
        }
    }
}

/// The fields of a person that a salutation in a list may say: how it is addressed, and its degrees.
const HONORIFIC: &str = "honorific";
const TITLES: &str = "titles_before";

fn flawed(origin: &Origin, flaw: Flaw) -> Diagnostic {
    Diagnostic::error("bad-cell", format!("{}: {}", origin.shown(), flaw.message)).help(flaw.help)
}

fn has_days(kind: &Kind) -> bool {
    match kind {
        Kind::Formatted(format) => format.contains("date"),
        Kind::List(item) => has_days(item),
        _ => false,
    }
}

/// Whether an entry is the one that stands in a file: by its id, its email address, its name.
pub fn is_same(entry: &Entry, there: &Json) -> bool {
    let same = |key: &str| {
        let (here, there) = (entry.text(key)?, there.get(key)?.as_str()?);
        Some(if key == "email" { email_address::is_same(here, there) } else { folded(here) == folded(there) })
    };
    if let Some(same) = same("id") {
        return same;
    }
    // Two persons may share a mailbox; a name is never replaced by another.
    if let Some(same_mailbox) = same("email") {
        return same_mailbox && same("family_name") != Some(false) && same("given_name") != Some(false);
    }
    match (same("given_name"), same("family_name"), same("name")) {
        (_, _, Some(same)) => same,
        (given, family, None) => family == Some(true) && given != Some(false),
    }
}

/// Whether an entry without an id has the given and the family name of the one that stands in a file.
pub fn has_name(entry: &Entry, there: &Json) -> bool {
    let same = |key: &str| match (entry.text(key), there.get(key).and_then(Json::as_str)) {
        (Some(here), Some(there)) => folded(here) == folded(there),
        _ => false,
    };
    entry.text("id").is_none() && same("given_name") && same("family_name")
}

/// A text for comparing: without case and superfluous blanks.
pub fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of an entry's value in the file.
pub fn path_of(list: &str, at: usize, rest: &Path) -> Path {
    Path([&[Step::Key(list.to_owned()), Step::Item(at)], rest.0.as_slice()].concat())
}
