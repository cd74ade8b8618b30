//! What somebody has chosen on the way from a list to partners. It goes along in the forms, so that two tabs do not get in
//! each other's way.

use crate::import::{DayOrder, ImportRequest, TargetField};
use crate::table::ReadOptions;

/// What somebody has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportChoices {
    /// Columns, by their places in the sheet, for which somebody said the field; an empty one leaves the column out.
    pub columns: Vec<(usize, String)>,
    /// The sheet of a workbook; empty for the one that has something in it.
    pub sheet: String,
    /// How the letters are stored; empty when that is told by the file.
    pub encoding: String,
    /// Whether hidden rows are taken.
    pub hidden: bool,
    /// What stands first in days: `day`, `month`, or nothing.
    pub days: String,
    /// What is said for all that is new: each field with its text.
    pub defaults: Vec<(&'static str, String)>,
    /// Whether partners that are there are changed.
    pub update: bool,
    /// Whether the columns are kept for the next time.
    pub keep: bool,
}

/// What can be said for all partners that are new.
pub const DEFAULTS: [&str; 4] = ["kind", "country", "events", "contacts.source"];

/// How a field of a form is called that says what a column is.
pub const COLUMN: &str = "column-";
/// And the one that says what the program took it for when nobody had said it: what stays as it was is not said by anybody.
pub const TAKEN: &str = "taken-";

impl ImportChoices {
    /// What a form says.
    pub fn read(fields: &[(String, String)]) -> Self {
        // A button stands behind what was chosen before, and counts.
        let said = |name: &str| fields.iter().rev().find(|(own, _)| own == name).map(|(_, text)| text.trim());
        let text = |name: &str| said(name).unwrap_or_default().to_owned();
        let sheet = text("sheet");
        // A workbook with one sheet has nothing to choose.
        let is_other_sheet =
            said("sheet").zip(said("sheet-was")).is_some_and(|(sheet, before)| before != sheet);
        let column = |(name, field): &(String, String)| {
            let place = name.strip_prefix(COLUMN)?.parse::<usize>().ok()?;
            let is_untouched = said(&format!("{TAKEN}{place}")) == Some(field.as_str());
            (!is_untouched).then(|| (place, field.clone()))
        };
        let columns = match is_other_sheet {
            true => Vec::new(),
            false => fields.iter().filter_map(column).collect(),
        };
        Self {
            columns,
            sheet,
            encoding: text("encoding"),
            hidden: said("hidden") == Some("1"),
            days: text("days"),
            defaults: DEFAULTS.into_iter().map(|field| (field, text(field))).collect(),
            update: said("update") == Some("1"),
            keep: said("keep") == Some("1"),
        }
    }

    /// What a form has to say for the same choices, but for those that the form asks for itself.
    pub fn fields(&self) -> Vec<(String, String)> {
        let truth = |is_so: bool| if is_so { "1" } else { "" }.to_owned();
        let columns = self.columns.iter().map(|(place, field)| (format!("{COLUMN}{place}"), field.clone()));
        let defaults = self.defaults.iter().map(|(field, text)| ((*field).to_owned(), text.clone()));
        let own = [
            ("sheet", self.sheet.clone()),
            ("encoding", self.encoding.clone()),
            ("days", self.days.clone()),
            ("hidden", truth(self.hidden)),
            ("update", truth(self.update)),
        ];
        let own = own.into_iter().map(|(name, text)| (name.to_owned(), text));
        columns
            .chain(defaults)
            .chain(own)
            .filter(|(name, text)| !text.is_empty() || name.starts_with(COLUMN))
            .collect()
    }

    /// What is said for all that is new, of a field.
    pub fn for_all(&self, field: &str) -> &str {
        self.defaults.iter().find(|(own, _)| *own == field).map_or("", |(_, text)| text)
    }

    /// The columns of which somebody said the same as of one before: each with that other one.
    pub fn doubled(&self) -> Vec<(usize, usize)> {
        let may_be_several =
            |field: &str| TargetField::named(field).is_ok_and(|field| field.may_be_several());
        let mut doubled = Vec::new();
        for (at, (place, field)) in self.columns.iter().enumerate() {
            let before = self.columns.iter().take(at).find(|(_, other)| other == field);
            if let Some((first, _)) = before.filter(|_| !field.is_empty() && !may_be_several(field)) {
                doubled.push((*place, *first));
            }
        }
        doubled
    }

    /// What the import is asked. A column that is doubled is left out of it until somebody says otherwise.
    pub fn request(&self) -> ImportRequest {
        let doubled = self.doubled();
        let is_doubled = |place: usize| doubled.iter().any(|(own, _)| *own == place);
        let placed = self.columns.iter().map(|(place, field)| match is_doubled(*place) {
            true => (*place, String::new()),
            false => (*place, field.clone()),
        });
        let defaults = self.defaults.iter().filter(|(_, text)| !text.is_empty());
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        ImportRequest {
            options: ReadOptions {
                sheet: given(&self.sheet),
                encoding: given(&self.encoding),
                hidden: self.hidden,
            },
            mapped: Vec::new(),
            placed: placed.collect(),
            defaults: defaults.map(|(field, text)| ((*field).to_owned(), text.clone())).collect(),
            update: self.update,
            days: match self.days.as_str() {
                "day" => Some(DayOrder::DayFirst),
                "month" => Some(DayOrder::MonthFirst),
                _ => None,
            },
        }
    }

    /// The same, as if somebody had said what the organisations are: how rows are read does not depend on it.
    pub fn with_any_kind(&self) -> Self {
        let with = |(field, text): &(&'static str, String)| match *field {
            "kind" => (*field, "other".to_owned()),
            _ => (*field, text.clone()),
        };
        Self { defaults: self.defaults.iter().map(with).collect(), ..self.clone() }
    }

    /// Whether somebody said what a column is.
    pub fn has(&self, place: usize) -> bool {
        self.columns.iter().any(|(own, _)| *own == place)
    }
}
