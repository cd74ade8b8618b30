//! What an import would do: new files, changes in those that are there, rows with problems.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value as Json;

use super::field::{Field, Path, Step};
use super::mapping::Mapping;
use super::merge::{self, New};
use super::reading::{self, Around, DayOrder};
use super::rows::{Entry, Given, Origin, Reader, Said, folded, is_same, path_of};
use super::table::{Cell, Row, Table};
use super::{delimited, layout, names};
use crate::diagnostic::words::{all, alternatives, count};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::Partner;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::PARTNERS;

/// How many problems of one table are told.
const MOST_PROBLEMS: usize = 100;

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// Whether files that are there already are changed.
    pub update: bool,
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
}

/// What defaults there are, read.
struct Defaults {
    own: Vec<Given>,
    entries: Vec<(String, Given)>,
}

impl Plan {
    /// The plan for a table.
    ///
    /// # Errors
    /// Defaults for fields that there are none of, or with values that they cannot have.
    pub fn of(table: &Table, mapping: &Mapping, known: &[Known], order: &Order) -> Result<Self, Diagnostics> {
        let defaults = Defaults::read(order)?;
        let country = defaults.own.iter().find(|given| given.path.last() == "country");
        let country = country.and_then(|given| given.value.as_str());
        let reader = Reader::new(table, mapping, order.days, country);
        let mut planner = Planner {
            plan: Self::default(),
            by_name: by_mark(known),
            taken: known.iter().map(|one| one.id.clone()).collect(),
            by_id: known.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect(),
            known,
            defaults: &defaults,
            update: order.update,
            columns: mapping.used().map(|(_, field)| field.path.to_string()).collect(),
            missing: BTreeMap::new(),
            without_source: 0,
            told: Vec::new(),
        };
        let mut said = Vec::new();
        for row in &table.rows {
            match reader.read(row) {
                Ok(one) => {
                    if let Some(one) = &one {
                        planner.sample(one, row);
                    }
                    said.extend(one);
                }
                Err(found) => {
                    planner.plan.left += 1;
                    planner.told.extend(found.into_iter().map(|problem| (row.number, problem)));
                }
            }
        }
        for (id, group) in planner.grouped(said) {
            planner.partner(&id, group);
        }
        Ok(planner.finished(table))
    }

    /// How many partners there are of a kind.
    pub fn count(&self, is_meant: impl Fn(&Deed) -> bool) -> usize {
        self.partners.iter().filter(|planned| is_meant(&planned.deed)).count()
    }
}

impl Defaults {
    fn read(order: &Order) -> Result<Self, Diagnostics> {
        let mut defaults = Self { own: Vec::new(), entries: Vec::new() };
        let mut found = Diagnostics::new();
        for (path, text) in &order.defaults {
            let read = Field::named(path).and_then(|field| {
                let around = Around { days: order.days, country: None };
                match reading::read(text, &field, around) {
                    Ok(value) => Ok((field, value)),
                    Err(flaw) => {
                        Err(Diagnostic::error("bad-cell", format!("`{path}={text}`: {}", flaw.message))
                            .help(flaw.help))
                    }
                }
            });
            match read {
                Ok((_, None)) => {}
                Ok((field, Some(value))) => match field.path.in_list() {
                    Some((list, _, rest)) => defaults
                        .entries
                        .push((list.to_owned(), Given { path: Path(rest.to_vec()), value, origin: None })),
                    None => defaults.own.push(Given { path: field.path, value, origin: None }),
                },
                Err(problem) => found.push(problem),
            }
        }
        if found.is_empty() { Ok(defaults) } else { Err(found) }
    }
}

/// The partners that are there by what only one organisation has: its name and its numbers.
fn by_mark(known: &[Known]) -> HashMap<(&'static str, String), Vec<usize>> {
    let mut marks: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, one) in known.iter().enumerate() {
        let Ok(record) = &one.record else { continue };
        let mut mark = |kind, text: Option<&str>| {
            if let Some(text) = text {
                marks.entry((kind, folded(text))).or_default().push(at);
            }
        };
        mark("legal_name", Some(&record.model.legal_name));
        let ids = record.model.ids.as_ref();
        mark("ids.oid", ids.and_then(|ids| ids.oid.as_deref()));
        mark("ids.pic", ids.and_then(|ids| ids.pic.as_deref()));
        mark("ids.vat", ids.and_then(|ids| ids.vat.as_deref()));
    }
    marks
}

/// Rows of one organisation.
type Group = Vec<Said>;

struct Planner<'a> {
    plan: Plan,
    known: &'a [Known],
    by_id: HashMap<&'a str, usize>,
    by_name: HashMap<(&'static str, String), Vec<usize>>,
    taken: HashSet<String>,
    defaults: &'a Defaults,
    update: bool,
    /// The fields that have a column.
    columns: HashSet<String>,
    /// Fields that every partner needs and no column has, with the number of rows that lack them.
    missing: BTreeMap<String, usize>,
    without_source: usize,
    /// Problems with the rows that they are told at.
    told: Vec<(usize, Diagnostic)>,
}

impl Planner<'_> {
    /// Notes how the cells of a row are read, for columns of which it is not known yet.
    fn sample(&mut self, said: &Said, row: &Row) {
        for given in said.own.iter().chain(said.entries.iter().flat_map(|entry| &entry.values)) {
            let Some(origin) = &given.origin else { continue };
            let column = origin.column.index;
            if self.plan.samples.contains_key(&column) || given.value.is_array() {
                continue;
            }
            let raw = delimited::unguarded(row.cell(column).map(Cell::shown).unwrap_or_default().trim());
            let read = written(&given.value);
            if raw != read {
                self.plan.samples.insert(column, (raw.to_owned(), read));
            }
        }
    }

    /// The rows by organisation, each with the name of its file.
    fn grouped(&mut self, said: Vec<Said>) -> Vec<(String, Group)> {
        let mut groups: Vec<(String, Group)> = Vec::new();
        let mut at: HashMap<String, usize> = HashMap::new();
        let mut by_name: HashMap<String, String> = HashMap::new();
        for one in said {
            let name = one.text("legal_name").map(folded);
            let id = match (&one.id, self.recognised(&one)) {
                (Some(id), _) => id.clone(),
                (None, Ok(Some(id))) => id,
                (None, Ok(None)) => match name.as_ref().and_then(|name| by_name.get(name)) {
                    Some(id) => id.clone(),
                    None => match one
                        .text("short_name")
                        .or_else(|| one.text("legal_name"))
                        .or_else(|| one.text("name_en"))
                    {
                        Some(text) => self.free_name(&names::file_name(text, one.country())),
                        None => {
                            self.nameless(&one);
                            continue;
                        }
                    },
                },
                (None, Err(ids)) => {
                    self.refuse(
                        &[one.row],
                        Diagnostic::error(
                            "row-unclear",
                            format!("row {}: this can be {}", one.row, all(&ids)),
                        )
                        .help("add a column `id` with the name of the partner’s file"),
                    );
                    continue;
                }
            };
            if let Some(name) = name {
                by_name.entry(name).or_insert_with(|| id.clone());
            }
            match at.get(&id) {
                Some(at) => groups[*at].1.push(one),
                None => {
                    at.insert(id.clone(), groups.len());
                    self.taken.insert(id.clone());
                    groups.push((id, vec![one]));
                }
            }
        }
        groups
    }

    /// The partner that is there already and that a row speaks of.
    fn recognised(&self, said: &Said) -> Result<Option<String>, Vec<String>> {
        let mut ids: Vec<String> = Vec::new();
        for kind in ["ids.oid", "ids.pic", "ids.vat", "legal_name"] {
            let Some(text) = said.text(kind) else { continue };
            for at in self.by_name.get(&(kind, folded(text))).into_iter().flatten() {
                let id = &self.known[*at].id;
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
        }
        match ids.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            _ => Err(ids),
        }
    }

    fn free_name(&self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|id| !self.taken.contains(id))
            .unwrap_or_default()
    }

    fn nameless(&mut self, said: &Said) {
        self.plan.left += 1;
        if self.columns.contains("legal_name") || self.columns.contains("id") {
            let problem =
                Diagnostic::error("bad-cell", format!("row {}: the organisation has no name", said.row))
                    .help("write its name, or take the row out");
            self.told.push((said.row, problem));
        } else {
            *self.missing.entry("legal_name".to_owned()).or_default() += 1;
        }
    }

    fn refuse(&mut self, rows: &[usize], problem: Diagnostic) {
        self.plan.left += rows.len();
        self.told.push((rows.first().copied().unwrap_or_default(), problem));
    }

    /// Plans one partner; a row that does not fit is told and left out, the others are tried without it.
    fn partner(&mut self, id: &str, mut group: Group) {
        let known = self.by_id.get(id).and_then(|at| self.known.get(*at));
        loop {
            let rows: Vec<usize> = group.iter().map(|said| said.row).collect();
            if rows.is_empty() {
                return;
            }
            let there = match known.map(|known| &known.record) {
                Some(Err(_)) => {
                    self.refuse(
                        &rows,
                        Diagnostic::error(
                            "not-merged",
                            format!("{}: `{PARTNERS}/{id}.yaml` has problems of its own", said_rows(&rows)),
                        )
                        .help(format!("look at them with `handclasp check {id}`, then import again")),
                    );
                    return;
                }
                Some(Ok(record)) => Some(record),
                None => None,
            };
            let given = match self.combined(&group, there) {
                Ok(given) => given,
                Err((row, problem)) => {
                    self.refuse(&[row], problem);
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
                    self.plan.left += 1;
                    group.retain(|said| said.row != row);
                }
            }
        }
    }

    /// What all rows of an organisation say together, with places in the file.
    fn combined(
        &self,
        group: &[Said],
        there: Option<&Record<Partner>>,
    ) -> Result<Vec<Given>, (usize, Diagnostic)> {
        let mut given: Vec<Given> = Vec::new();
        let mut lists: Vec<(String, Vec<Listed>)> = Vec::new();
        for said in group {
            for one in &said.own {
                add(&mut given, one.clone())?;
            }
            let mut entries: Vec<&Entry> = said.entries.iter().collect();
            entries.sort_by_key(|entry| entry.number);
            for entry in entries {
                let at = lists.iter().position(|(list, _)| *list == entry.list).unwrap_or_else(|| {
                    let there =
                        there.and_then(|record| record.values.get(&entry.list)).and_then(Json::as_array);
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
            for default in &self.defaults.own {
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
                for (_, default) in self.defaults.entries.iter().filter(|(of, _)| is_new && *of == list) {
                    if !values.iter().any(|given| given.path.first() == default.path.first()) {
                        values.push(default.clone());
                    }
                }
                given.extend(
                    values.into_iter().map(|one| Given { path: path_of(&list, at, &one.path), ..one }),
                );
            }
        }
        Ok(given)
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
                    if let Some(field) = self.without_column(problem) {
                        *self.missing.entry(field).or_default() += 1;
                        row = row.or(rows.first().copied());
                        continue;
                    }
                    let origin =
                        problem.label.as_ref().and_then(|label| origin_at(label.span.start)).flatten();
                    row = row.or(origin.as_ref().map(|origin| origin.row)).or(rows.first().copied());
                    self.tell(problem, origin.as_ref(), rows);
                }
                Err(row.or(rows.first().copied()).unwrap_or_default())
            }
            Ok(record) => {
                for remark in record.remarks.iter() {
                    let origin =
                        remark.label.as_ref().and_then(|label| origin_at(label.span.start)).flatten();
                    self.tell(remark, origin.as_ref(), rows);
                }
                let sourceless = |contact: &&crate::model::PartnerContact| {
                    contact.source.is_none() && !contact.given_by_person
                };
                self.without_source += record.model.contacts.iter().filter(sourceless).count();
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

    /// The field that is missing, when it is because no column has it.
    fn without_column(&self, problem: &Diagnostic) -> Option<String> {
        let field = problem.message.strip_prefix('`')?.split('`').next()?;
        let at_top = Path::key(field).shape().is_some();
        (problem.code == "missing-key" && at_top && !self.columns.contains(field)).then(|| field.to_owned())
    }

    /// Tells a problem of the text that a row became, as one of the row.
    fn tell(&mut self, problem: &Diagnostic, origin: Option<&Origin>, rows: &[usize]) {
        let place = origin.map_or_else(|| said_rows(rows), Origin::shown);
        let message = format!("{place}: {}", problem.message);
        let mut told = match problem.severity {
            Severity::Error => Diagnostic::error("bad-cell", message),
            Severity::Warning => Diagnostic::warning("odd-cell", message),
        };
        told.help.clone_from(&problem.help);
        let row = origin.map(|origin| origin.row).or(rows.first().copied()).unwrap_or_default();
        self.told.push((row, told));
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
        for one in given {
            let old = layout::get(&record.values, &one.path.0);
            let row = one.origin.as_ref().map_or(rows[0], |origin| origin.row);
            if old == Some(&one.value) || is_said_already(old, &one.value) {
                continue;
            }
            if let (Some(Json::String(old)), Json::String(new)) = (old, &one.value)
                && has_lost_letters(old, new)
            {
                let place = one.origin.as_ref().map_or_else(|| said_rows(rows), Origin::shown);
                self.told.push((
                    row,
                    Diagnostic::error("bad-cell", format!("{place}: letters were lost: {} in place of {}", reading::shown(new), reading::shown(old)))
                        .help("the table was saved with too few letters: save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"),
                ));
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
            let problem = self.not_merged(id, &place, one, old);
            let row = one.origin.as_ref().map_or(rows[0], |origin| origin.row);
            self.told.push((row, problem));
            return Err(row);
        }
        let message = format!("{}: the changes do not go into `{PARTNERS}/{id}.yaml`", said_rows(rows));
        let problem = Diagnostic::error("not-merged", message)
            .help("nothing was changed in the file; make the changes there yourself");
        self.told.push((rows[0], problem));
        Err(rows[0])
    }

    /// Why a value cannot be put into a file: the schema forbids it, or the place is written otherwise.
    fn not_merged(&self, id: &str, place: &str, one: &Given, old: Option<&Json>) -> Diagnostic {
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
                "not-merged",
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
        match refused.as_ref().and_then(|found| found.iter().find(|one| one.code != "missing-key")) {
            Some(problem) => {
                let mut told = Diagnostic::error("bad-cell", format!("{place}: {}", problem.message));
                told.help.clone_from(&problem.help);
                told
            }
            None => Diagnostic::error(
                "not-merged",
                format!("{place}: `{path}` cannot be put into {file} without changing more"),
            )
            .help(format!(
                "nothing was changed in the file; write it there yourself: {}",
                layout::flow(path, &one.value)
            )),
        }
    }

    fn finished(mut self, table: &Table) -> Plan {
        let mut first = Diagnostics::new();
        for (field, rows) in std::mem::take(&mut self.missing) {
            let description =
                Field::named(&field).map(|field| field.description().to_owned()).unwrap_or_default();
            let message =
                format!("no column says what every partner needs: `{field}` ({})", count(rows, "row"));
            let how = match field.as_str() {
                "kind" => {
                    let kinds =
                        Path::key("kind").shape().and_then(crate::schema::Shape::options).unwrap_or_default();
                    format!(
                        "say it for all rows, for example --set kind=company (or {})",
                        alternatives(&kinds[1..])
                    )
                }
                field => format!("say which column it is: --map \"COLUMN={field}\""),
            };
            let what = description.trim_end_matches('.').to_lowercase();
            first.push(Diagnostic::error("no-column", message).help(format!("`{field}`: {what}; {how}")));
        }
        if self.without_source > 0 {
            let contacts = count(self.without_source, "contact");
            first.push(
                Diagnostic::warning(
                    "no-source",
                    format!("{contacts} will have no `source`, without which no email is made"),
                )
                .help("say where the addresses are from: --source \"the list of exhibitors of the fair\""),
            );
        }
        // In the order of the table, whenever they were found.
        self.told.sort_by_key(|(row, _)| *row);
        first.extend(self.told.into_iter().map(|(_, problem)| problem));
        let file = SourceFile::new(table.file.as_str(), "");
        Plan { found: first.at_most(MOST_PROBLEMS, &file), ..self.plan }
    }
}

/// A contact or signatory of the list that will be.
struct Listed<'a> {
    /// As it stands in the file.
    there: Option<&'a Json>,
    values: Vec<Given>,
    /// What was first said of it.
    by: Option<Entry>,
}

/// Puts what a row says of an entry into the list.
fn list_in<'a>(list: &mut Vec<Listed<'a>>, entry: &Entry) -> Result<(), (usize, Diagnostic)> {
    let before = list.iter().filter(|one| one.there.is_some()).count();
    let at = match entry.number {
        Some(number) if number < before => Some(number),
        // Those with a number behind the last are new, one after another.
        Some(number) => {
            list.iter().position(|one| one.by.as_ref().is_some_and(|by| by.number == Some(number)))
        }
        None => list.iter().position(|one| {
            one.there.is_some_and(|there| is_same(entry, there))
                || one.by.as_ref().is_some_and(|by| are_same(entry, by))
        }),
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

/// Whether two rows speak of the same person.
fn are_same(entry: &Entry, other: &Entry) -> bool {
    let values = layout::tree(other.values.iter().map(|given| (&given.path, &given.value)));
    let other = Json::Object(values);
    is_same(entry, &other)
        // Two rows that say the same twice.
        || entry.values.iter().all(|given| layout::get(&other, &given.path.0) == Some(&given.value))
}

/// Adds a value, unless another row said something else at the same place.
fn add(values: &mut Vec<Given>, one: Given) -> Result<(), (usize, Diagnostic)> {
    let Some(before) = values.iter().find(|before| before.path == one.path) else {
        values.push(one);
        return Ok(());
    };
    if before.value == one.value {
        return Ok(());
    }
    let (row, place) = one.origin.as_ref().map_or((0, String::new()), |origin| (origin.row, origin.shown()));
    let first = before.origin.as_ref().map_or(0, |origin| origin.row);
    let (here, there) = (reading::shown(&written(&one.value)), reading::shown(&written(&before.value)));
    Err((
        row,
        Diagnostic::error("row-unclear", format!("{place}: {here}, and row {first} of the same organisation has {there}"))
            .help("rows of one organisation may differ in the contact only; two organisations need different names or ids"),
    ))
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

/// A value for the plan.
fn written(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        Json::Object(map) => {
            map.iter().map(|(key, value)| format!("{key}: {}", written(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// row 7; rows 7 and 9.
fn said_rows(rows: &[usize]) -> String {
    match rows {
        [one] => format!("row {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            format!("rows {} and {last}", first.join(", "))
        }
        [] => String::new(),
    }
}
