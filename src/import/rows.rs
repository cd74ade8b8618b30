//! Rows → what they say of an organisation, each value with the cell that it is from.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::cell_reading::{self, CellContext, DayOrder};
use super::field::{CellPart, TargetField, ValueKind};
use super::honorifics::{FormOfAddress, HONORIFIC, Legend, TITLES};
use super::mailboxes::{self, Mailboxes};
use super::mapping::Mapping;
use super::partner_table::{Column, Table};
use super::path::{ID, Path};
use super::pieces::{Pieces, RowPiece, said_of};
use super::placement::Placement;
use super::row_content::{CellOrigin, RowContent, RowEntry, SourcedValue};
use super::unreadable::{UnreadableCell, shown};
use super::whole_names::NameColumn;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::is_no_answer;
use crate::table::{Cell, TableRow, unguarded};
use crate::workspace::is_id;

/// Reads rows one after another.
pub struct RowReader<'a> {
    columns: Vec<(&'a Column, &'a TargetField, Option<DayOrder>)>,
    /// What the words of columns with salutations and degrees say, by the column's place.
    legends: HashMap<usize, Legend>,
    placement: Placement,
    /// How whole names are read, by the column's place.
    whole_names: HashMap<usize, NameColumn>,
    country: Option<&'a str>,
}

impl<'a> RowReader<'a> {
    /// For a table; how days are written is learnt from each column unless it was said, the country is the one for
    /// rows that name none.
    pub fn new(
        table: &Table,
        mapping: &'a Mapping,
        days: Option<DayOrder>,
        country: Option<&'a str>,
    ) -> Self {
        let mut placement = Placement::default();
        let mut columns: Vec<_> = Vec::new();
        let mut legends = HashMap::new();
        let mut names = HashMap::new();
        for (column, field) in mapping.used() {
            let texts = || table.rows.iter().filter_map(|row| row.cell(column.index)).map(Cell::shown);
            if let ValueKind::Part(CellPart::WholeName(order)) = field.kind {
                let texts = texts().filter(|text| !is_no_answer(text));
                names.insert(column.index, NameColumn::of(texts, &column.meaning, order));
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
            placement.learn(&field.path);
            let days =
                days.or_else(|| if has_days(&field.kind) { cell_reading::day_order(texts()) } else { None });
            columns.push((column, field, days));
        }
        Self { columns, legends, placement, whole_names: names, country }
    }

    /// The texts of a row that count as empty cells.
    pub fn unsaid<'r>(&'r self, row: &'r TableRow) -> impl Iterator<Item = &'r str> {
        self.columns.iter().filter_map(|(column, field, _)| {
            let Cell::Text(text) = row.cell(column.index)? else { return None };
            let text = unguarded(text.trim()).trim();
            cell_reading::is_unsaid(text, field).then_some(text)
        })
    }

    /// What a row says; none when nothing of it is used.
    ///
    /// # Errors
    /// Every cell that cannot be read.
    pub fn read(&self, row: &TableRow) -> Result<Option<RowContent>, Diagnostics> {
        let mut found = Diagnostics::new();
        let mut said = RowContent {
            row: row.number,
            id: None,
            own: Vec::new(),
            entries: Vec::new(),
            remarks: Vec::new(),
        };
        let country = self.country_of(row);
        // What a cell says of the field beside its own.
        let mut beside: Vec<(Path, Json, CellOrigin)> = Vec::new();
        // Contacts of which only the address is known.
        let mut more: Vec<RowEntry> = Vec::new();
        let mut pieces: Vec<RowPiece<'_>> = Vec::new();
        for (column, field, days) in &self.columns {
            let Some(cell) = row.cell(column.index) else { continue };
            let origin = CellOrigin { row: row.number, column: (*column).clone() };
            let text = match cell {
                Cell::Text(text) | Cell::Number(text) => text,
                Cell::Formula(zero)
                    if !zero.is_empty() && matches!(field.kind, ValueKind::Number | ValueKind::Truth) =>
                {
                    zero
                }
                Cell::Formula(zero) => {
                    let what = match zero.as_str() {
                        "" => "the formula in it was never calculated",
                        _ => "its formula gives 0: it was never calculated, or leads to an empty cell",
                    };
                    let problem = Diagnostic::error(codes::BAD_CELL, what);
                    found.push(
                        origin.located(problem.help("open the list in Excel or LibreOffice, look at the cell, save the list and import it again; or type the value")),
                    );
                    continue;
                }
                Cell::Error(error) => {
                    let message = format!("{error} is an error of the spreadsheet");
                    let problem = Diagnostic::error(codes::BAD_CELL, message);
                    found.push(origin.located(problem.help("mend the formula there, or type the value")));
                    continue;
                }
            };
            if let ValueKind::Part(part) = field.kind {
                let text = cell_reading::cleaned(text);
                if !text.is_empty() && !cell_reading::is_unsaid(&text, field) {
                    pieces.push(RowPiece { part, path: &field.path, text, origin, days: *days });
                }
                continue;
            }
            match self.address(row, column, field, text) {
                Ok(None) => {}
                Ok(Some(address)) => {
                    let values = said_of(&address);
                    for (key, value) in values.into_iter().filter_map(|(key, value)| Some((key, value?))) {
                        match field.path.last() == key {
                            true => self.placement.put(&mut said, &field.path, value, origin.clone()),
                            false => beside.push((field.path.beside(key), value, origin.clone())),
                        }
                    }
                    continue;
                }
                Err(flaw) => {
                    found.push(flaw.at(&origin));
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
                    more.extend(others.into_iter().map(|address| RowEntry {
                        list: field.path.first().to_owned(),
                        number: None,
                        values: vec![SourcedValue {
                            path: Path::key(field.path.last()),
                            value: address.into(),
                            origin: Some(origin.clone()),
                        }],
                    }));
                    self.placement.put(&mut said, &field.path, own.into(), origin);
                    continue;
                }
                Err(flaw) => {
                    found.push(flaw.at(&origin));
                    continue;
                }
            }
            let is_number = matches!(cell, Cell::Number(_));
            let around = CellContext { days: *days, country: country.as_deref(), is_number };
            match cell_reading::read(text, field, around) {
                Ok(None) => {}
                Ok(Some(value)) if field.path == Path::key(ID) => {
                    let id = value.as_str().unwrap_or_default().trim_end_matches(".yaml").to_lowercase();
                    if is_id(&id) {
                        said.id = Some(id);
                    } else {
                        let name = shown(value.as_str().unwrap_or_default());
                        let message = format!("{name} cannot be the name of a file");
                        let problem = Diagnostic::error(codes::BAD_CELL, message);
                        found.push(origin.located(
                            problem.help(
                                "use small letters a to z, digits and hyphens, or leave the cell empty",
                            ),
                        ));
                    }
                }
                Ok(Some(value)) => self.placement.put(&mut said, &field.path, value, origin),
                Err(flaw) => found.push(flaw.at(&origin)),
            }
        }
        for (path, value, origin) in beside {
            found.extend(self.placement.put_beside(&mut said, &path, value, origin));
        }
        let to_put = Pieces {
            pieces,
            placement: &self.placement,
            whole_names: &self.whole_names,
            country: country.as_deref(),
        };
        found.extend(to_put.put(&mut said));
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
        row: &TableRow,
        column: &Column,
        field: &TargetField,
        text: &str,
    ) -> Result<Option<FormOfAddress>, UnreadableCell> {
        let Some(legend) = self.legends.get(&column.index) else { return Ok(None) };
        let text = unguarded(text.trim()).trim();
        if text.is_empty() || cell_reading::is_unsaid(text, field) {
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
        row: &TableRow,
        field: &TargetField,
        text: &str,
        origin: &CellOrigin,
    ) -> Result<Option<Mailboxes>, UnreadableCell> {
        let is_of_contact = field.path.first() == "contacts" && field.path.last() == "email";
        let text = unguarded(text.trim()).trim();
        if !is_of_contact || cell_reading::is_unsaid(text, field) {
            return Ok(None);
        }
        let person = self.person(row, field);
        let found = mailboxes::read(text, &person)?;
        let is_numbered = self.placement.place(&field.path).is_some_and(|(_, number, _)| number.is_some());
        match found {
            Some(Mailboxes { others, .. }) if is_numbered && !others.is_empty() => Err(UnreadableCell {
                message: format!("{} is more than one address", shown(text)),
                help: format!(
                    "{} is one contact: a further one has columns of its own",
                    origin.column.shown()
                ),
            }),
            found => Ok(found),
        }
    }

    /// The parts of the name of the person that a field of a row belongs to.
    fn person<'r>(&self, row: &'r TableRow, field: &TargetField) -> Vec<&'r str> {
        let names = ["given_name", "family_name", "name"].map(|key| field.path.beside(key));
        let columns = self.columns.iter().filter(|(_, field, _)| names.contains(&field.path));
        columns.filter_map(|(column, _, _)| row.cell(column.index).map(Cell::shown)).collect()
    }

    /// The country that a row is about, by which telephone numbers and postal codes are understood.
    fn country_of(&self, row: &TableRow) -> Option<String> {
        let named = ["address.country", "country"].iter().find_map(|path| {
            let (column, field, _) =
                self.columns.iter().find(|(_, field, _)| field.path.to_string() == *path)?;
            let text = row.cell(column.index)?.shown();
            cell_reading::read(text, field, CellContext::default()).ok()??.as_str().map(str::to_owned)
        });
        named.or_else(|| self.country.map(str::to_owned))
    }
}

/// That of a cell with more in it only the address is taken.
fn only_the_address(origin: &CellOrigin, beside: &str) -> Diagnostic {
    let message = format!("only the address is taken, and {} is left", shown(beside));
    let problem = Diagnostic::warning(codes::ODD_CELL, message);
    origin.located(problem.help("if it is a name, it belongs into the columns for names"))
}

/// That a cell has several addresses, which become contacts.
fn each_a_contact(origin: &CellOrigin) -> Diagnostic {
    let message = "there are several addresses in it, each becomes a contact";
    let problem = Diagnostic::warning(codes::ODD_CELL, message);
    origin.located(problem.help("take those out in the partner’s file to whom nobody is to write"))
}

fn has_days(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::Formatted(format) => format.contains("date"),
        ValueKind::List(item) => has_days(item),
        ValueKind::Part(CellPart::Objection) => true,
        _ => false,
    }
}
