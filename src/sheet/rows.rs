//! Rows → what they say of an organisation, each value with the cell that it is from.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value as Json;

use super::delimited::unguarded;
use super::field::{Field, ID, Kind, Part, Path, Step};
use super::honorifics::{Address, Legend};
use super::mailboxes::{self, Mailboxes};
use super::mapping::Mapping;
use super::pieces::{self, Piece};
use super::problems::written;
use super::reading::{self, Around, DayOrder, Flaw};
use super::table::{Cell, Column, Row, Table};
use super::whole_names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::email_address;
use crate::schema::is_no_answer;
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
    pub(super) fn is_at(&self, list: &str, number: Option<usize>) -> bool {
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
    /// What is worth a remark, though the row is imported.
    pub remarks: Vec<Diagnostic>,
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
    /// How whole names are read, by the column's place.
    pub(super) whole_names: HashMap<usize, whole_names::Column>,
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
        let mut names = HashMap::new();
        for (column, field) in mapping.used() {
            let texts = || table.rows.iter().filter_map(|row| row.cell(column.index)).map(Cell::shown);
            if let Kind::Part(Part::WholeName(order)) = field.kind {
                let texts = texts().filter(|text| !is_no_answer(text));
                names.insert(column.index, whole_names::Column::of(texts, &column.meaning, order));
            }
            match field.path.last() {
                HONORIFIC => {
                    legends.insert(column.index, Legend::of(texts(), &column.meaning));
                }
                TITLES => {
                    legends.insert(column.index, Legend::of_titles(texts(), &column.meaning));
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
        Self { columns, legends, numbered, whole_names: names, country }
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
        let mut said =
            Said { row: row.number, id: None, own: Vec::new(), entries: Vec::new(), remarks: Vec::new() };
        let country = self.country_of(row);
        // What a cell says of the field beside its own.
        let mut beside: Vec<(Path, Json, Origin)> = Vec::new();
        // Contacts of which only the address is known.
        let mut more: Vec<Entry> = Vec::new();
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for (column, field, days) in &self.columns {
            let Some(cell) = row.cell(column.index) else { continue };
            let origin = Origin { row: row.number, column: (*column).clone() };
            let text = match cell {
                Cell::Text(text) | Cell::Number(text) => text,
                Cell::Formula(zero)
                    if !zero.is_empty() && matches!(field.kind, Kind::Number | Kind::Truth) =>
                {
                    zero
                }
                Cell::Formula(zero) => {
                    let what = match zero.as_str() {
                        "" => "the formula in it was never calculated",
                        _ => "its formula gives 0: it was never calculated, or leads to an empty cell",
                    };
                    found.push(
                        Diagnostic::error(codes::BAD_CELL, format!("{}: {what}", origin.shown()))
                            .help("open the list in Excel or LibreOffice, look at the cell, save the list and import it again; or type the value"),
                    );
                    continue;
                }
                Cell::Error(error) => {
                    found.push(
                        Diagnostic::error(
                            codes::BAD_CELL,
                            format!("{}: {error} is an error of the spreadsheet", origin.shown()),
                        )
                        .help("mend the formula there, or type the value"),
                    );
                    continue;
                }
            };
            if let Kind::Part(part) = field.kind {
                let text = reading::cleaned(text);
                if !text.is_empty() && !reading::is_unsaid(&text, field) {
                    pieces.push(Piece { part, path: &field.path, text, origin, days: *days });
                }
                continue;
            }
            match self.address(row, column, field, text) {
                Ok(None) => {}
                Ok(Some(address)) => {
                    let values = pieces::said_of(&address);
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
            match self.mailboxes(row, field, text, &origin) {
                Ok(None) => {}
                Ok(Some(Mailboxes { own, others, beside })) => {
                    if let Some(beside) = beside {
                        said.remarks.push(only_the_address(&origin, &beside));
                    }
                    if !others.is_empty() {
                        said.remarks.push(each_a_contact(&origin));
                    }
                    more.extend(others.into_iter().map(|address| Entry {
                        list: field.path.first().to_owned(),
                        number: None,
                        values: vec![Given {
                            path: Path::key(field.path.last()),
                            value: address.into(),
                            origin: Some(origin.clone()),
                        }],
                    }));
                    self.put(&mut said, &field.path, own.into(), origin);
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
                                codes::BAD_CELL,
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
        found.extend(self.put_pieces(&mut said, pieces, country.as_deref()));
        said.entries.extend(more);
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
        legend.read(text, &self.person(row, field)).map(Some)
    }

    /// The addresses in a cell of a contact's, when there is more in it than one.
    fn mailboxes(
        &self,
        row: &Row,
        field: &Field,
        text: &str,
        origin: &Origin,
    ) -> Result<Option<Mailboxes>, Flaw> {
        let is_of_contact = field.path.first() == "contacts" && field.path.last() == "email";
        let text = unguarded(text.trim()).trim();
        if !is_of_contact || reading::is_unsaid(text, field) {
            return Ok(None);
        }
        let person = self.person(row, field);
        let found = mailboxes::read(text, &person)?;
        let is_numbered = self.place(&field.path).is_some_and(|(_, number, _)| number.is_some());
        match found {
            Some(Mailboxes { others, .. }) if is_numbered && !others.is_empty() => Err(Flaw {
                message: format!("{} is more than one address", reading::shown(text)),
                help: format!(
                    "{} is one contact: a further one has columns of its own",
                    origin.column.shown()
                ),
            }),
            found => Ok(found),
        }
    }

    /// The parts of the name of the person that a field of a row belongs to.
    fn person<'r>(&self, row: &'r Row, field: &Field) -> Vec<&'r str> {
        let names = ["given_name", "family_name", "name"].map(|key| field.path.beside(key));
        let columns = self.columns.iter().filter(|(_, field, _)| names.contains(&field.path));
        columns.filter_map(|(column, _, _)| row.cell(column.index).map(Cell::shown)).collect()
    }

    /// Puts what a cell says of another field, unless a cell of its own says it; that two salutations are two.
    pub(super) fn put_beside(
        &self,
        said: &mut Said,
        path: &Path,
        value: Json,
        origin: Origin,
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
                let message = format!("{}: this says `{one}`, and {other} says `{two}`", origin.shown());
                return Some(Diagnostic::error(codes::BAD_CELL, message).help("leave the one that is right"));
            }
            Some(_) => {}
        }
        None
    }

    /// The list that a path leads into, the number of the entry there, and the way on.
    pub(super) fn place(&self, path: &Path) -> Option<(String, Option<usize>, Path)> {
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

    pub(super) fn put(&self, said: &mut Said, path: &Path, value: Json, origin: Origin) {
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
pub(super) const HONORIFIC: &str = "honorific";
pub(super) const TITLES: &str = "titles_before";

/// That of a cell with more in it only the address is taken.
fn only_the_address(origin: &Origin, beside: &str) -> Diagnostic {
    let message =
        format!("{}: only the address is taken, and {} is left", origin.shown(), reading::shown(beside));
    Diagnostic::warning(codes::ODD_CELL, message)
        .help("if it is a name, it belongs into the columns for names")
}

/// That a cell has several addresses, which become contacts.
fn each_a_contact(origin: &Origin) -> Diagnostic {
    let message = format!("{}: there are several addresses in it, each becomes a contact", origin.shown());
    Diagnostic::warning(codes::ODD_CELL, message)
        .help("take those out in the partner’s file to whom nobody is to write")
}

pub(super) fn flawed(origin: &Origin, flaw: Flaw) -> Diagnostic {
    Diagnostic::error(codes::BAD_CELL, format!("{}: {}", origin.shown(), flaw.message)).help(flaw.help)
}

fn has_days(kind: &Kind) -> bool {
    match kind {
        Kind::Formatted(format) => format.contains("date"),
        Kind::List(item) => has_days(item),
        Kind::Part(Part::Objection) => true,
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
