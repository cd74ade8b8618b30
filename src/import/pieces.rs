//! What a row says in pieces: the street and its number, a town with its postal code, a whole name, notes, objections.
//!
//! They are put together or taken apart when the fields of the row are known: a street is written as its country does.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::cell_reading::{self, CellContext, DayOrder};
use super::field::{CellPart, NOTES, TargetField};
use super::honorifics::{FormOfAddress, HONORIFIC, TITLES};
use super::objection::{self, OBJECTED, OBJECTED_ON, ObjectionAnswer};
use super::path::Path;
use super::placement::Placement;
use super::row_content::{CellOrigin, RowContent, SourcedValue};
use super::unreadable::{UnreadableCell, shown};
use super::whole_names::NameColumn;
use super::{fitting, towns};
use crate::diagnostic::Diagnostic;
use crate::yaml::path::PathStep;

/// A cell of a row that is a part of a field, or several fields.
pub struct RowPiece<'r> {
    pub part: CellPart,
    pub path: &'r Path,
    pub text: String,
    pub origin: CellOrigin,
    /// How days are written in its column.
    pub days: Option<DayOrder>,
}

/// What a salutation says, by the keys of a contact.
pub fn said_of(address: &FormOfAddress) -> [(&'static str, Option<Json>); 4] {
    [
        (HONORIFIC, address.honorific.map(Json::from)),
        (TITLES, address.titles.clone().map(Json::from)),
        ("titles_after", address.behind.clone().map(Json::from)),
        ("function", address.function.clone().map(Json::from)),
    ]
}

/// The pieces of one row, and what is known of their columns.
pub struct Pieces<'r> {
    pub pieces: Vec<RowPiece<'r>>,
    pub placement: &'r Placement,
    /// How whole names are read, by the column's place.
    pub whole_names: &'r HashMap<usize, NameColumn>,
    /// The country that the row is about.
    pub country: Option<&'r str>,
}

impl Pieces<'_> {
    /// Puts the pieces to what else the row says, and tells what cannot be read.
    pub fn put(&self, said: &mut RowContent) -> Vec<Diagnostic> {
        let pieces = &self.pieces;
        let mut found = Vec::new();
        // The town first: it stands for the street of a village that has none.
        for piece in pieces.iter().filter(|piece| piece.part == CellPart::PostalCodeAndCity) {
            if let Err(flaw) = self.put_town(said, piece) {
                found.push(flaw.at(&piece.origin));
            }
        }
        if let Err(problem) = put_street(said, pieces, self.country) {
            found.push(problem);
        }
        for piece in pieces {
            let put = match piece.part {
                CellPart::WholeName(_) => self.put_name(said, piece, &mut found),
                CellPart::FamilyNamePrefix => {
                    self.put_prefix(said, piece);
                    Ok(())
                }
                CellPart::Other(key) => self.put_other(said, piece, key),
                CellPart::Objection => {
                    let around = CellContext { days: piece.days, ..CellContext::default() };
                    objection::read(&piece.text, around).map(|read| self.put_objection(said, piece, read))
                }
                CellPart::Permission => {
                    objection::read_allowed(&piece.text).map(|read| self.put_objection(said, piece, read))
                }
                CellPart::Note => {
                    put_note(said, piece);
                    Ok(())
                }
                _ => Ok(()),
            };
            if let Err(flaw) = put {
                found.push(flaw.at(&piece.origin));
            }
        }
        of_nobody(said);
        found
    }

    fn put_town(&self, said: &mut RowContent, piece: &RowPiece<'_>) -> Result<(), UnreadableCell> {
        let town = towns::apart(&piece.text, self.country).ok_or_else(|| UnreadableCell {
            message: format!("it is not sure where the postal code ends in {}", shown(&piece.text)),
            help: "write the postal code and the town into two columns; a column with the country helps too"
                .to_owned(),
        })?;
        let parts = [("postal_code", town.postal_code), ("city", town.city), ("region", town.region)];
        for (key, text) in parts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            let path = piece.path.beside(key);
            let Ok(field) = TargetField::named(&path.to_string()) else { continue };
            let around = CellContext { country: self.country, ..CellContext::default() };
            if let Some(value) = cell_reading::read(&text, &field, around)?
                && said.text(&path.to_string()).is_none()
            {
                self.placement.put(said, &path, value, piece.origin.clone());
            }
        }
        Ok(())
    }

    fn put_name(
        &self,
        said: &mut RowContent,
        piece: &RowPiece<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<(), UnreadableCell> {
        let Some(column) = self.whole_names.get(&piece.origin.column.index) else { return Ok(()) };
        let place = self.placement.place(piece.path);
        let entry = said
            .entries
            .iter()
            .find(|entry| place.as_ref().is_some_and(|(list, number, _)| entry.is_at(list, *number)));
        let email = entry.and_then(|entry| entry.text("email")).map(str::to_owned);
        let person = column.read(&piece.text, self.country, email.as_deref())?;
        let [honorific, titles, behind, function] = said_of(&person.address);
        let given = ("given_name", person.given.map(Json::from));
        let family = ("family_name", person.family.map(Json::from));
        for (key, value) in [honorific, titles, given, family, behind, function] {
            if let Some(value) = value {
                found.extend(self.placement.put_beside(
                    said,
                    &piece.path.beside(key),
                    value,
                    piece.origin.clone(),
                ));
            }
        }
        Ok(())
    }

    /// A family name is never written without what belongs in front of it.
    fn put_prefix(&self, said: &mut RowContent, piece: &RowPiece<'_>) {
        let place = self.placement.place(&piece.path.beside("family_name"));
        let name = said
            .entries
            .iter_mut()
            .filter(|entry| place.as_ref().is_some_and(|(list, number, _)| entry.is_at(list, *number)))
            .flat_map(|entry| &mut entry.values)
            .find(|given| place.as_ref().is_some_and(|(_, _, rest)| given.path == *rest));
        let Some(SourcedValue { value: Json::String(name), .. }) = name else { return };
        let is_there = name.to_lowercase().starts_with(&format!("{} ", piece.text.to_lowercase()));
        if !is_there {
            // `d'` and `'s-` are written without a blank.
            let between = if piece.text.ends_with(['\'', '’', '-']) { "" } else { " " };
            *name = format!("{}{between}{name}", piece.text);
        }
    }

    fn put_other(
        &self,
        said: &mut RowContent,
        piece: &RowPiece<'_>,
        key: &str,
    ) -> Result<(), UnreadableCell> {
        let path = piece.path.beside(key);
        if self.is_there(said, &path) {
            return Ok(());
        }
        let Ok(field) = TargetField::named(&path.to_string()) else { return Ok(()) };
        let around = CellContext { country: self.country, ..CellContext::default() };
        if let Some(value) = cell_reading::read(&piece.text, &field, around)? {
            self.placement.put(said, &path, value, piece.origin.clone());
        }
        Ok(())
    }

    fn is_there(&self, said: &RowContent, path: &Path) -> bool {
        let Some((list, number, rest)) = self.placement.place(path) else { return false };
        let entry = said.entries.iter().find(|entry| entry.is_at(&list, number));
        entry.is_some_and(|entry| entry.values.iter().any(|given| given.path == rest))
    }

    /// An objection in one of several columns holds, whatever the others say.
    fn put_objection(&self, said: &mut RowContent, piece: &RowPiece<'_>, read: Option<ObjectionAnswer>) {
        let Some(read) = read else { return };
        let path = piece.path.beside(OBJECTED);
        let place = self.placement.place(&path);
        let there = said
            .entries
            .iter_mut()
            .filter(|entry| place.as_ref().is_some_and(|(list, number, _)| entry.is_at(list, *number)))
            .flat_map(|entry| &mut entry.values)
            .find(|given| place.as_ref().is_some_and(|(_, _, rest)| given.path == *rest));
        match there {
            Some(there) if read.objected => there.value = Json::Bool(true),
            Some(_) => {}
            None => self.placement.put(said, &path, Json::Bool(read.objected), piece.origin.clone()),
        }
        let on = piece.path.beside(OBJECTED_ON);
        if let Some(day) = read.on.filter(|_| !self.is_there(said, &on)) {
            self.placement.put(said, &on, Json::from(day), piece.origin.clone());
        }
    }
}

/// An objection in a row that names neither a person nor an address is the organisation’s.
fn of_nobody(said: &mut RowContent) {
    let objected = Path::key(OBJECTED);
    let on = Path::key(OBJECTED_ON);
    let is_of_nobody = |values: &[SourcedValue]| {
        !values.is_empty() && values.iter().all(|given| given.path == objected || given.path == on)
    };
    let Some(at) =
        said.entries.iter().position(|entry| entry.list == "contacts" && is_of_nobody(&entry.values))
    else {
        return;
    };
    let entry = said.entries.remove(at);
    let status = Path::key("logbook").and(PathStep::Key("status".to_owned()));
    let has_objected = entry.values.iter().any(|given| given.value != Json::Bool(false));
    if has_objected {
        said.own.retain(|given| given.path != status);
        let origin = entry.values.into_iter().next().and_then(|given| given.origin);
        said.own.push(SourcedValue { path: status, value: Json::from("objected"), origin });
    }
}

/// Street, number and second line become one line.
fn put_street(
    said: &mut RowContent,
    pieces: &[RowPiece<'_>],
    country: Option<&str>,
) -> Result<(), Diagnostic> {
    let piece = |part: CellPart| pieces.iter().find(|piece| piece.part == part);
    let (number, addition, more) =
        (piece(CellPart::HouseNumber), piece(CellPart::HouseNumberAddition), piece(CellPart::StreetAddition));
    let Some(first) = number.or(addition).or(more) else { return Ok(()) };
    if let Some(number) = number {
        is_number(&number.text).map_err(|flaw| flaw.at(&number.origin))?;
    }
    let path = first.path.beside("street");
    let city = said.text("address.city").map(str::to_owned);
    let there = said.own.iter().position(|given| given.path == path);
    let mut street = there.and_then(|at| said.own[at].value.as_str()).map(str::to_owned);
    match (number, addition) {
        (Some(number), addition) => {
            let addition = addition.map(|piece| piece.text.as_str()).unwrap_or_default();
            let number = towns::house_number(&number.text, addition);
            street = Some(towns::street(country, street.as_deref(), &number, city.as_deref()));
        }
        (None, Some(addition)) => {
            street = street.map(|street| towns::house_number(&street, &addition.text));
        }
        (None, None) => {}
    }
    if let Some(more) = more {
        street = Some(match street {
            Some(street) if street != more.text => format!("{street}, {}", more.text),
            _ => more.text.clone(),
        });
    }
    let Some(street) = street.map(|street| street.replace('\n', ", ")) else { return Ok(()) };
    match there {
        Some(at) => said.own[at].value = Json::from(street),
        None => said.own.push(SourcedValue {
            path,
            value: Json::from(street),
            origin: Some(first.origin.clone()),
        }),
    }
    Ok(())
}

/// That a text can be the number of a house.
fn is_number(text: &str) -> Result<(), UnreadableCell> {
    let is_day = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if is_day && text.bytes().filter(u8::is_ascii_digit).count() == 8 {
        return Err(UnreadableCell {
            message: format!("{} is a day: the spreadsheet made it of the number of a house", shown(text)),
            help: "make the column “Text” in the spreadsheet, then type the number again".to_owned(),
        });
    }
    if fitting::is_house_number(text) || text.chars().count() <= 4 {
        return Ok(());
    }
    Err(UnreadableCell {
        message: format!("{} is not the number of a house", shown(text)),
        help: "write the number alone, or street and number into one column".to_owned(),
    })
}

/// A note becomes an entry of the logbook.
fn put_note(said: &mut RowContent, piece: &RowPiece<'_>) {
    let lines = piece.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let summary = lines.collect::<Vec<_>>().join(" / ");
    let entry = json!({ "summary": summary });
    match said.own.iter_mut().find(|given| given.path.to_string() == NOTES) {
        Some(SourcedValue { value: Json::Array(entries), .. }) => entries.push(entry),
        _ => said.own.push(SourcedValue {
            path: piece.path.clone(),
            value: Json::Array(vec![entry]),
            origin: Some(piece.origin.clone()),
        }),
    }
}
