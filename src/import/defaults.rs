//! What is said for all rows: fields for what is new and has no value in the table.

use super::cell_reading::{self, CellContext};
use super::field::TargetField;
use super::import_request::PlanRequest;
use super::path::Path;
use super::row_content::SourcedValue;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};

/// What defaults there are, read.
pub struct DefaultValues {
    /// Of the partner.
    pub own: Vec<SourcedValue>,
    /// Of each entry of a list, with the list's name.
    pub entries: Vec<(String, SourcedValue)>,
}

impl DefaultValues {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// Fields that there are none of, or values that they cannot have.
    pub fn read(request: &PlanRequest) -> Result<Self, Diagnostics> {
        let mut defaults = Self { own: Vec::new(), entries: Vec::new() };
        let mut found = Diagnostics::new();
        for (path, text) in &request.defaults {
            let read = TargetField::named(path).and_then(|field| {
                let around = CellContext { days: request.days, ..CellContext::default() };
                match cell_reading::read(text, &field, around) {
                    Ok(value) => Ok((field, value)),
                    Err(flaw) => {
                        Err(Diagnostic::error(codes::BAD_CELL, format!("`{path}={text}`: {}", flaw.message))
                            .help(flaw.help))
                    }
                }
            });
            match read {
                Ok((_, None)) => {}
                Ok((field, Some(value))) => match field.path.in_list() {
                    Some((list, _, rest)) => defaults.entries.push((
                        list.to_owned(),
                        SourcedValue { path: Path(rest.to_vec()), value, origin: None },
                    )),
                    None => defaults.own.push(SourcedValue { path: field.path, value, origin: None }),
                },
                Err(problem) => found.push(problem),
            }
        }
        if found.is_empty() { Ok(defaults) } else { Err(found) }
    }

    /// The country that is said for rows that name none.
    pub fn country(&self) -> Option<&str> {
        let country = self.own.iter().find(|given| given.path.last() == "country");
        country.and_then(|given| given.value.as_str())
    }
}
