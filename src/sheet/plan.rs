//! What an import would do: new files, changes in those that are there, rows with problems.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

use super::between::is_total;
use super::combining::combined;
use super::defaults::Defaults;
use super::field::{NOTES, Path, Step};
use super::grouping::{Group, grouped};
use super::mapping::Mapping;
use super::merge::{self, New};
use super::problems::{Problems, said_rows, said_rows_in_short, written};
use super::reading::{self, DayOrder};
use super::rows::{Given, Origin, Reader, Said};
use super::table::{Cell, Row, Table};
use super::{delimited, doubles, layout, objection};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::email_address::is_same;
use crate::model::Partner;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::PARTNERS;

/// How many rows can speak of one organisation: one for each contact.
const MOST_ROWS_OF_ONE: usize = 200;

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// Whether files that are there already are changed.
    pub update: bool,
    /// Addresses, in small letters, of persons who objected to being written to, wherever that is noted.
    pub objected: BTreeSet<String>,
    /// Fields for what is new and has no value in the table: path and text.
    pub defaults: Vec<(String, String)>,
    /// How days are written, when the columns do not tell.
    pub days: Option<DayOrder>,
}

/// A partner that is there already.
pub struct Known {
    /// The file's name without its ending.
    pub id: String,
    /// The file, read.
    pub record: Result<Record<Partner>, Diagnostics>,
}

/// A value of a partner's file that would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: String,
    /// What stands there, when something does.
    pub old: Option<String>,
    /// What the table has.
    pub new: String,
}

/// What is done with a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A file with this text.
    New(String),
    /// The file says the same.
    Unchanged,
    /// The file says something else and stays as it is.
    Differs(Vec<Change>),
    /// The file is changed: what stood there, and what will.
    Changed(Vec<Change>, String, String),
}

/// A partner of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The file's name without its ending.
    pub id: String,
    /// What the organisation is called.
    pub name: String,
    /// The rows that speak of it.
    pub rows: Vec<usize>,
    /// What is done.
    pub deed: Deed,
}

/// What an import would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// One after another, in the order of the table.
    pub partners: Vec<Planned>,
    /// What cannot be imported, and what is worth a remark.
    pub found: Diagnostics,
    /// How many rows are not imported.
    pub left: usize,
    /// By column a cell and what is read from it, where that is not the same.
    pub samples: BTreeMap<usize, (String, String)>,
    /// Texts that count as empty cells, with the number of cells.
    pub unsaid: BTreeMap<String, usize>,
}

impl Plan {
    /// The plan for a table.
    ///
    /// # Errors
    /// Defaults for fields that there are none of, or with values that they cannot have.
    pub fn of(table: &Table, mapping: &Mapping, known: &[Known], order: &Order) -> Result<Self, Diagnostics> {
        let defaults = Defaults::read(order)?;
        let reader = Reader::new(table, mapping, order.days, defaults.country());
        let mut planner = Planner {
            plan: Self::default(),
            by_id: known.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect(),
            known,
            defaults: &defaults,
            update: order.update,
            objected: &order.objected,
            problems: Problems::new(mapping.said().map(|field| field.path.to_string()).collect()),
        };
        if mapping.used().next().is_none() {
            return Err(no_column_known(table).into());
        }
        for one in &table.between {
            match one.is_error() {
                true => planner.problems.refuse(&[one.row], one.problem()),
                false => planner.problems.note(one.row, one.problem()),
            }
        }
        for mapped in mapping.unread_objections() {
            let message = format!(
                "{} may say who objected to being written to, and is not used",
                mapped.column.shown()
            );
            let letter = mapped.column.letter();
            planner.problems.note(
                0,
                Diagnostic::warning(codes::OBJECTION, message).help(format!(
                    "say what it is: --map \"{letter}=contacts.objected\"; --map \"{letter}=\" leaves it out"
                )),
            );
        }
        let mut said = Vec::new();
        for row in &table.rows {
            for text in reader.unsaid(row) {
                *planner.plan.unsaid.entry(text.to_owned()).or_default() += 1;
            }
            match reader.read(row) {
                Ok(Some(one)) if one.text("legal_name").is_some_and(is_total) => {
                    let name = one.text("legal_name").unwrap_or_default();
                    let message =
                        format!("row {}: `{name}` is what sums are called, and no organisation", row.number);
                    let problem = Diagnostic::error(codes::BAD_CELL, message);
                    let help = "take the row out; if an organisation is called so, write its whole name, as it is registered";
                    planner.problems.refuse(&[row.number], problem.help(help));
                }
                Ok(one) => {
                    if let Some(one) = &one {
                        planner.sample(one, row);
                        for remark in &one.remarks {
                            planner.problems.note(row.number, remark.clone());
                        }
                        planner.read_notes(one);
                    }
                    said.extend(one);
                }
                Err(found) => planner.problems.unread(row.number, found),
            }
        }
        let groups = grouped(said, known, mapping.is_export(), &mut planner.problems);
        doubles::tell(&groups, known, &mut planner.problems);
        for (id, group) in groups {
            planner.partner(&id, group);
        }
        let Planner { plan, problems, .. } = planner;
        Ok(Self { left: problems.left, found: problems.finished(table), ..plan })
    }

    /// How many partners there are of a kind.
    pub fn count(&self, is_meant: impl Fn(&Deed) -> bool) -> usize {
        self.partners.iter().filter(|planned| is_meant(&planned.deed)).count()
    }
}

/// That no column of a table is one that is known.
fn no_column_known(table: &Table) -> Diagnostic {
    const MOST: usize = 6;
    let names: Vec<&str> =
        table.columns.iter().map(|column| column.name.as_str()).filter(|name| !name.is_empty()).collect();
    let first = all(&names[..names.len().min(MOST)]);
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message =
        format!("no column of `{}` is one that is known: row {} has {first}{more}", table.file, table.header);
    let example = names.first().map_or("A", |name| name);
    Diagnostic::error(codes::NO_HEADER, message).help(format!(
        "one row says what the columns are, for example Company, City, Country, E-mail; if this is the row, say what the columns are: --map \"{example}=legal_name\""
    ))
}

struct Planner<'a> {
    plan: Plan,
    known: &'a [Known],
    by_id: HashMap<&'a str, usize>,
    defaults: &'a Defaults,
    update: bool,
    objected: &'a BTreeSet<String>,
    problems: Problems,
}

impl Planner<'_> {
    /// Tells of notes that may be objections.
    fn read_notes(&mut self, said: &Said) {
        let notes = said.own.iter().filter(|given| given.path.to_string() == NOTES);
        for (given, note) in notes.filter_map(|given| Some((given, given.value.as_array()?))) {
            let texts = note.iter().filter_map(|note| note.get("summary").and_then(Json::as_str));
            for text in texts.filter(|text| objection::may_be_in(text)) {
                let place = given.origin.as_ref().map_or_else(String::new, Origin::shown);
                let message = format!("{place}: this note may be an objection: {}", reading::shown(text));
                self.problems.note(
                    said.row,
                    Diagnostic::warning(codes::OBJECTION, message).help(
                        "whoever does not want to be written to needs a yes in a column “Objected”, or `objected: true` in the file",
                    ),
                );
            }
        }
    }

    /// Notes how the cells of a row are read, for columns of which it is not known yet.
    fn sample(&mut self, said: &Said, row: &Row) {
        let mut read: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for given in said.own.iter().chain(said.entries.iter().flat_map(|entry| &entry.values)) {
            let Some(origin) = &given.origin else { continue };
            let column = origin.column.index;
            if !self.plan.samples.contains_key(&column) {
                read.entry(column).or_default().push(written(&given.value));
            }
        }
        for (column, read) in read {
            let raw = delimited::unguarded(row.cell(column).map(Cell::shown).unwrap_or_default().trim());
            let read = read.join(" | ");
            if raw != read {
                self.plan.samples.insert(column, (raw.to_owned(), read));
            }
        }
    }

    /// Plans one partner; a row that does not fit is told and left out, the others are tried without it.
    fn partner(&mut self, id: &str, mut group: Group) {
        let known = self.by_id.get(id).and_then(|at| self.known.get(*at));
        if group.len() > MOST_ROWS_OF_ONE {
            let rows: Vec<usize> = group.iter().map(|said| said.row).collect();
            let message =
                format!("{}: all of them speak of one organisation, `{id}`", said_rows_in_short(&rows));
            let problem = Diagnostic::error(codes::ROW_UNCLEAR, message).help(format!(
                "an organisation has at most {MOST_ROWS_OF_ONE} rows; if these are several, give each a name of its own"
            ));
            self.problems.refuse(&rows, problem);
            return;
        }
        loop {
            let rows: Vec<usize> = group.iter().map(|said| said.row).collect();
            if rows.is_empty() {
                return;
            }
            let there = match known.map(|known| &known.record) {
                Some(Err(_)) => {
                    self.problems.refuse(
                        &rows,
                        Diagnostic::error(
                            codes::NOT_MERGED,
                            format!("{}: `{PARTNERS}/{id}.yaml` has problems of its own", said_rows(&rows)),
                        )
                        .help(format!("look at them with `handclasp check {id}`, then import again")),
                    );
                    return;
                }
                Some(Ok(record)) => Some(record),
                None => None,
            };
            let given = match combined(&group, there, self.defaults) {
                Ok(given) => given,
                Err((row, problem)) => {
                    self.problems.refuse(&[row], problem);
                    group.retain(|said| said.row != row);
                    continue;
                }
            };
            let done = match there {
                Some(record) => self.existing(id, &rows, record, &given),
                None => self.new_file(id, &rows, &given),
            };
            match done {
                Ok(()) => return,
                Err(row) => {
                    self.problems.left += 1;
                    group.retain(|said| said.row != row);
                }
            }
        }
    }

    /// Plans a new file; otherwise tells what is wrong and gives the row that it is from.
    fn new_file(&mut self, id: &str, rows: &[usize], given: &[Given]) -> Result<(), usize> {
        let values = layout::tree(given.iter().map(|one| (&one.path, &one.value)));
        let written = layout::file(&values);
        let name = format!("{PARTNERS}/{id}.yaml");
        let origin_at = |byte: usize| written.path_at(byte).map(|path| origin_of(given, path));
        match Record::<Partner>::read(SourceFile::new(name, written.text.clone())) {
            Err(found) => {
                let mut row = None;
                for problem in found.iter() {
                    if self.problems.is_of_table(problem) {
                        row = row.or(rows.first().copied());
                        continue;
                    }
                    let origin =
                        problem.label.as_ref().and_then(|label| origin_at(label.span.start)).flatten();
                    row = row.or(origin.as_ref().map(|origin| origin.row)).or(rows.first().copied());
                    self.problems.tell(problem, origin.as_ref(), rows);
                }
                Err(row.or(rows.first().copied()).unwrap_or_default())
            }
            Ok(record) => {
                for remark in record.remarks.iter() {
                    let origin =
                        remark.label.as_ref().and_then(|label| origin_at(label.span.start)).flatten();
                    self.problems.tell(remark, origin.as_ref(), rows);
                }
                let sourceless = |contact: &&crate::model::PartnerContact| {
                    contact.source.is_none() && !contact.given_by_person
                };
                self.problems.without_source += record.model.contacts.iter().filter(sourceless).count();
                self.plan.partners.push(Planned {
                    id: id.to_owned(),
                    name: record.model.legal_name.clone(),
                    rows: rows.to_vec(),
                    deed: Deed::New(written.text),
                });
                Ok(())
            }
        }
    }

    /// Plans what becomes of a file that is there.
    fn existing(
        &mut self,
        id: &str,
        rows: &[usize],
        record: &Record<Partner>,
        given: &[Given],
    ) -> Result<(), usize> {
        let mut changes = Vec::new();
        let mut news = Vec::new();
        let given = &with_new_notes(given, &record.values);
        for one in given {
            let old = layout::get(&record.values, &one.path.0);
            let row = one.origin.as_ref().map_or(rows[0], |origin| origin.row);
            if old == Some(&one.value) || is_said_already(old, &one.value) || is_same_mailbox(one, old) {
                continue;
            }
            if objection::keeps(&record.values, self.objected, &one.path, &one.value) {
                let place = one.origin.as_ref().map_or_else(|| said_rows(rows), Origin::shown);
                let message =
                    format!("{place}: `{}` stays as it is in the file: there is an objection", one.path);
                let problem = Diagnostic::warning(codes::OBJECTION, message);
                self.problems
                    .note(row, problem.help("an objection is taken back in the file itself, by hand"));
                continue;
            }
            if let (Some(Json::String(old)), Json::String(new)) = (old, &one.value)
                && has_lost_letters(old, new)
            {
                let place = one.origin.as_ref().map_or_else(|| said_rows(rows), Origin::shown);
                self.problems.note(
                    row,
                    Diagnostic::error(codes::BAD_CELL, format!("{place}: letters were lost: {} in place of {}", reading::shown(new), reading::shown(old)))
                        .help("the table was saved with too few letters: save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"),
                );
                return Err(row);
            }
            changes.push(Change {
                path: one.path.to_string(),
                old: old.map(written),
                new: written(&one.value),
            });
            news.push(New { path: &one.path, value: &one.value });
        }
        let planned = |deed| Planned {
            id: id.to_owned(),
            name: record.model.legal_name.clone(),
            rows: rows.to_vec(),
            deed,
        };
        if changes.is_empty() {
            self.plan.partners.push(planned(Deed::Unchanged));
            return Ok(());
        }
        if !self.update {
            for new in news.iter().filter(|new| objection::is_one(new.path, new.value)) {
                let message = format!(
                    "{}: the table says that somebody objected, and `{PARTNERS}/{id}.yaml` does not (`{}`)",
                    said_rows(rows),
                    new.path
                );
                let problem = Diagnostic::warning(codes::OBJECTION, message);
                self.problems.note(rows[0], problem.help("`--update` notes it in the file"));
            }
            self.plan.partners.push(planned(Deed::Differs(changes)));
            return Ok(());
        }
        if let Some(text) = merge::merged(record, &news) {
            let before = record.file.text().to_owned();
            self.plan.partners.push(planned(Deed::Changed(changes, before, text)));
            return Ok(());
        }
        // Which of the values does not go in, and why.
        for (one, new) in given.iter().filter(|one| news.iter().any(|new| *new.path == one.path)).zip(&news) {
            if merge::merged(record, std::slice::from_ref(new)).is_some() {
                continue;
            }
            let place = one.origin.as_ref().map_or_else(|| said_rows(rows), Origin::shown);
            let old = layout::get(&record.values, &one.path.0);
            let problem = not_merged(id, &place, one, old);
            let row = one.origin.as_ref().map_or(rows[0], |origin| origin.row);
            self.problems.note(row, problem);
            return Err(row);
        }
        let message = format!("{}: the changes do not go into `{PARTNERS}/{id}.yaml`", said_rows(rows));
        let problem = Diagnostic::error(codes::NOT_MERGED, message)
            .help("nothing was changed in the file; make the changes there yourself");
        self.problems.note(rows[0], problem);
        Err(rows[0])
    }
}

/// The values, with notes as entries behind those of the logbook; those that stand there already are left out.
fn with_new_notes(given: &[Given], values: &Json) -> Vec<Given> {
    let mut all = Vec::new();
    for one in given {
        let (true, Json::Array(notes)) = (one.path.to_string() == NOTES, &one.value) else {
            all.push(one.clone());
            continue;
        };
        let there = layout::get(values, &one.path.0).and_then(Json::as_array);
        let is_new = |note: &&Json| {
            !there.is_some_and(|there| there.iter().any(|old| old.get("summary") == note.get("summary")))
        };
        let new: Vec<Json> = notes.iter().filter(is_new).cloned().collect();
        match there {
            _ if new.is_empty() => {}
            None => all.push(Given { value: Json::Array(new), ..one.clone() }),
            Some(there) => all.extend(new.into_iter().enumerate().map(|(at, value)| {
                let path = one.path.and(Step::Item(there.len() + at));
                Given { path, value, ..one.clone() }
            })),
        }
    }
    all
}

/// Why a value cannot be put into a file: the schema forbids it, or the place is written otherwise.
fn not_merged(id: &str, place: &str, one: &Given, old: Option<&Json>) -> Diagnostic {
    let file = format!("`{PARTNERS}/{id}.yaml`");
    let path = &one.path;
    let by_language = |value: &Json| value.is_object();
    let several = match old {
        Some(Json::Array(items)) => items.iter().any(by_language),
        Some(old) => by_language(old),
        None => false,
    };
    if several {
        return Diagnostic::error(
            codes::NOT_MERGED,
            format!("{place}: `{path}` has a text for each language in {file}"),
        )
        .help(format!("name the language in the column’s name: `{path}.en`, or change it in the file"));
    }
    // The value on its own tells what the schema has against it.
    let mut values =
        vec![(Path::key("legal_name"), Json::from("x")), (Path::key("kind"), Json::from("other"))];
    values.retain(|(other, _)| other != path);
    let mut steps = path.clone();
    for step in &mut steps.0 {
        if let Step::Item(at) = step {
            *at = 0;
        }
    }
    values.push((steps, one.value.clone()));
    let text = layout::file(&layout::tree(values.iter().map(|(path, value)| (path, value)))).text;
    let refused = Record::<Partner>::read(SourceFile::new("", text)).err();
    match refused.as_ref().and_then(|found| found.iter().find(|one| one.code != codes::MISSING_KEY)) {
        Some(problem) => {
            let mut told = Diagnostic::error(codes::BAD_CELL, format!("{place}: {}", problem.message));
            told.help.clone_from(&problem.help);
            told
        }
        None => Diagnostic::error(
            codes::NOT_MERGED,
            format!("{place}: `{path}` cannot be put into {file} without changing more"),
        )
        .help(format!(
            "nothing was changed in the file; write it there yourself: {}",
            layout::flow(path, &one.value)
        )),
    }
}

/// The cell that a value of the new file is from; of a value with parts, the first of them.
fn origin_of(given: &[Given], path: &Path) -> Option<Origin> {
    let exact = given.iter().find(|one| one.path == *path);
    let within =
        || given.iter().find(|one| one.path.0.starts_with(&path.0) || path.0.starts_with(&one.path.0));
    exact.or_else(within).and_then(|one| one.origin.clone()).filter(|_| !path.0.is_empty())
}

/// Whether a text that stands by language in the file is the one of the table.
fn is_said_already(old: Option<&Json>, new: &Json) -> bool {
    match (old, new) {
        (Some(Json::Object(texts)), Json::String(_)) => texts.values().any(|text| text == new),
        (Some(Json::Array(old)), Json::Array(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| old == new || is_said_already(Some(old), new))
        }
        _ => false,
    }
}

/// Whether an email address differs in capitals only, or in the form of its domain: it is one mailbox.
fn is_same_mailbox(one: &Given, old: Option<&Json>) -> bool {
    let texts = old.and_then(Json::as_str).zip(one.value.as_str());
    one.path.last() == "email" && texts.is_some_and(|(old, new)| is_same(old, new))
}

/// Whether a text is another with `?` in place of letters that the table’s encoding did not have.
fn has_lost_letters(old: &str, new: &str) -> bool {
    let mut lost = false;
    old.chars().count() == new.chars().count()
        && old.chars().zip(new.chars()).all(|(old, new)| {
            let gone = new == '?' && !old.is_ascii();
            lost |= gone;
            gone || old == new
        })
        && lost
}
