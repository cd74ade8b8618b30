//! The rows of a table and the partners that are there → what an import would do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

use super::between::is_total;
use super::combining::combined;
use super::defaults::DefaultValues;
use super::differences::{has_lost_letters, is_said_already, is_same_mailbox, not_merged, with_new_notes};
use super::doubles;
use super::field::NOTES;
use super::grouping::{PartnerRows, grouped};
use super::import_plan::{ImportPlan, PartnerAction, PlannedPartner, ValueChange};
use super::import_request::{ExistingPartner, PlanRequest};
use super::mapping::Mapping;
use super::new_file::new_file;
use super::objection;
use super::partner_table::Table;
use super::row_content::located_or_rows;
use super::row_content::{CellOrigin, RowContent, SourcedValue};
use super::row_problems::{Problems, written};
use super::rows::RowReader;
use super::rows_in_words::{said_rows, said_rows_in_short};
use super::unreadable::shown;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{Partner, PartnerContact};
use crate::schema::Record;
use crate::source::SourceFile;
use crate::table::{Cell, TableRow, unguarded};
use crate::workspace::PARTNERS;
use crate::yaml::edit::NewValue;
use crate::yaml::path::{PathStep, get};

/// How many rows can speak of one organisation: one for each contact.
const MOST_ROWS_OF_ONE: usize = 200;

impl ImportPlan {
    /// The plan for a table.
    ///
    /// # Errors
    /// Defaults for fields that there are none of, or with values that they cannot have.
    pub fn of(
        table: &Table,
        mapping: &Mapping,
        known: &[ExistingPartner],
        request: &PlanRequest,
    ) -> Result<Self, Diagnostics> {
        let defaults = DefaultValues::read(request)?;
        let reader = RowReader::new(table, mapping, request.days, defaults.country());
        let mut planner = Planner {
            plan: Self::default(),
            by_id: known.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect(),
            known,
            defaults: &defaults,
            update: request.update,
            objected: &request.objected,
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
    plan: ImportPlan,
    known: &'a [ExistingPartner],
    by_id: HashMap<&'a str, usize>,
    defaults: &'a DefaultValues,
    update: bool,
    objected: &'a BTreeSet<String>,
    problems: Problems,
}

impl Planner<'_> {
    /// Tells of notes that may be objections.
    fn read_notes(&mut self, said: &RowContent) {
        let notes = said.own.iter().filter(|given| given.path.to_string() == NOTES);
        for (given, note) in notes.filter_map(|given| Some((given, given.value.as_array()?))) {
            let texts = note.iter().filter_map(|note| note.get("summary").and_then(Json::as_str));
            for text in texts.filter(|text| objection::may_be_in(text)) {
                let message = format!("this note may be an objection: {}", shown(text));
                let problem = Diagnostic::warning(codes::OBJECTION, message);
                let problem = located_or_rows(problem, given.origin.as_ref(), &[said.row]);
                self.problems.note(
                    said.row,
                    problem.help(
                        "whoever does not want to be written to needs a yes in a column “Objected”, or `objected: true` in the file",
                    ),
                );
            }
        }
    }

    /// Notes how the cells of a row are read, for columns of which it is not known yet.
    fn sample(&mut self, said: &RowContent, row: &TableRow) {
        let mut read: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for given in said.own.iter().chain(said.entries.iter().flat_map(|entry| &entry.values)) {
            let Some(origin) = &given.origin else { continue };
            let column = origin.column.index;
            if !self.plan.samples.contains_key(&column) {
                read.entry(column).or_default().push(written(&given.value));
            }
        }
        for (column, read) in read {
            let raw = unguarded(row.cell(column).map(Cell::shown).unwrap_or_default().trim());
            let read = read.join(" | ");
            if raw != read {
                self.plan.samples.insert(column, (raw.to_owned(), read));
            }
        }
    }

    /// Plans one partner; a row that does not fit is told and left out, the others are tried without it.
    fn partner(&mut self, id: &str, mut group: PartnerRows) {
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
    fn new_file(&mut self, id: &str, rows: &[usize], given: &[SourcedValue]) -> Result<(), usize> {
        let written = new_file(given.iter().map(|one| (&one.path, &one.value)));
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
                let sourceless =
                    |contact: &&PartnerContact| contact.source.is_none() && !contact.given_by_person;
                self.problems.without_source += record.model.contacts.iter().filter(sourceless).count();
                self.plan.partners.push(PlannedPartner {
                    id: id.to_owned(),
                    name: record.model.legal_name.clone(),
                    rows: rows.to_vec(),
                    action: PartnerAction::New(written.text),
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
        given: &[SourcedValue],
    ) -> Result<(), usize> {
        let mut changes = Vec::new();
        let mut changed = Vec::new();
        let given = &with_new_notes(given, &record.values);
        for one in given {
            let old = get(&record.values, &one.path.0);
            let row = one.origin.as_ref().map_or(rows[0], |origin| origin.row);
            if old == Some(&one.value) || is_said_already(old, &one.value) || is_same_mailbox(one, old) {
                continue;
            }
            if objection::keeps(&record.values, self.objected, &one.path, &one.value) {
                let message = format!("`{}` stays as it is in the file: there is an objection", one.path);
                let problem = Diagnostic::warning(codes::OBJECTION, message);
                let problem = located_or_rows(problem, one.origin.as_ref(), rows);
                self.problems
                    .note(row, problem.help("an objection is taken back in the file itself, by hand"));
                continue;
            }
            if let (Some(Json::String(old)), Json::String(new)) = (old, &one.value)
                && has_lost_letters(old, new)
            {
                let message = format!("letters were lost: {} in place of {}", shown(new), shown(old));
                let problem =
                    located_or_rows(Diagnostic::error(codes::BAD_CELL, message), one.origin.as_ref(), rows);
                self.problems.note(
                    row,
                    problem
                        .help("the table was saved with too few letters: save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"),
                );
                return Err(row);
            }
            changes.push(ValueChange {
                path: one.path.to_string(),
                old: old.map(written),
                new: written(&one.value),
            });
            changed.push(one);
        }
        let planned = |action| PlannedPartner {
            id: id.to_owned(),
            name: record.model.legal_name.clone(),
            rows: rows.to_vec(),
            action,
        };
        if changes.is_empty() {
            self.plan.partners.push(planned(PartnerAction::Unchanged));
            return Ok(());
        }
        if !self.update {
            for one in changed.iter().filter(|one| objection::is_one(&one.path, &one.value)) {
                let message = format!(
                    "{}: the table says that somebody objected, and `{PARTNERS}/{id}.yaml` does not (`{}`)",
                    said_rows(rows),
                    one.path
                );
                let problem = Diagnostic::warning(codes::OBJECTION, message);
                self.problems.note(rows[0], problem.help("`--update` notes it in the file"));
            }
            self.plan.partners.push(planned(PartnerAction::Differs(changes)));
            return Ok(());
        }
        let new_values: Vec<NewValue<'_>> =
            changed.iter().map(|one| NewValue { path: &one.path.0, value: &one.value }).collect();
        if let Some(text) = record.with_values(&new_values) {
            let before = record.file.text().to_owned();
            self.plan.partners.push(planned(PartnerAction::Changed(changes, before, text)));
            return Ok(());
        }
        // Which of the values does not go in, and why.
        for (one, new_value) in changed.into_iter().zip(&new_values) {
            if record.with_values(std::slice::from_ref(new_value)).is_some() {
                continue;
            }
            let old = get(&record.values, &one.path.0);
            let problem = located_or_rows(not_merged(id, one, old), one.origin.as_ref(), rows);
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

/// The cell that a value of the new file is from; of a value with parts, the first of them.
fn origin_of(given: &[SourcedValue], path: &[PathStep]) -> Option<CellOrigin> {
    let exact = given.iter().find(|one| one.path.0 == path);
    let within = || given.iter().find(|one| one.path.0.starts_with(path) || path.starts_with(&one.path.0));
    exact.or_else(within).and_then(|one| one.origin.clone()).filter(|_| !path.is_empty())
}
