//! Which field a column is by its head, by the heads beside it, and by its values.
//!
//! **Why values decide.** A head can be a word of two languages, or say only “Name”, “Nr.” or “Titel”. What nothing tells
//! is not used, and the column says what it might be: a wrong field is worse than none.

use super::field::TargetField;
use super::heads::{self, Head, Whose};
use super::mapping::{Mapped, Mapping, said};
use super::partner_table::Table;
use super::path::Path;
use super::{fitting, honorifics, whole_names};
use crate::schema::is_no_answer;
use crate::table::TableRow;
use crate::yaml::path::PathStep;

/// Two fields of contacts that lists put into one column.
const CONTACT_HONORIFIC: &str = "contacts.honorific";
const CONTACT_TITLES: &str = "contacts.titles_before";

/// What says that somebody must not be written to; several columns may.
const OBJECTIONS: &[&str] = &["contacts.objected", "contacts.may_be_contacted"];

impl Mapping {
    /// Columns that are not used, and may say that somebody objected.
    pub fn unread_objections(&self) -> impl Iterator<Item = &Mapped> {
        let says = |path: &String| OBJECTIONS.contains(&path.as_str());
        let is_open = |mapped: &&Mapped| mapped.field.is_none() && mapped.note.is_some();
        self.columns.iter().filter(is_open).filter(move |mapped| mapped.may_be.iter().any(says))
    }

    /// Columns by their heads; those with values first, since an empty one must not take a field away.
    pub(super) fn by_heads(&mut self, table: &Table) {
        let heads: Vec<Head> = self.columns.iter().map(|mapped| Head::read(&mapped.column.meaning)).collect();
        let languages = languages(&heads);
        let (full, empty): (Vec<usize>, Vec<usize>) = (0..self.columns.len())
            .partition(|at| said(table, self.columns[*at].column.index).next().is_some());
        // What no row has does not count beside the others.
        let present: Vec<Head> = full.iter().map(|at| heads[*at].clone()).collect();
        let names = self.each_by_head(&full, &heads, &present, &languages, table);
        self.by_names(&names, table);
        self.by_place(&heads, table);
        self.by_salutations(table);
        self.each_by_head(&empty, &heads, &heads, &languages, table);
        // A country alone is no address.
        let parts = ["street", "house_number", "postal_code", "postal_code_and_city", "city", "region"];
        if !parts.iter().any(|part| self.has(&format!("address.{part}"))) && !self.has("country") {
            let alone = |(at, mapped): &(usize, &mut Mapped)| {
                !mapped.by_person
                    && !mapped.column.name.contains('.')
                    && mapped.field.as_ref().is_some_and(|field| field.path.to_string() == "address.country")
                    && heads[*at].can_be("address.country")
            };
            if let (Some((_, mapped)), Ok(field)) =
                (self.columns.iter_mut().enumerate().find(alone), TargetField::named("country"))
            {
                mapped.field = Some(field);
            }
        }
    }

    /// Makes these columns what their heads say; those that are called “Name” are given back.
    fn each_by_head(
        &mut self,
        columns: &[usize],
        heads: &[Head],
        present: &[Head],
        languages: &[(&'static str, usize)],
        table: &Table,
    ) -> Vec<usize> {
        let mut names = Vec::new();
        for at in columns.iter().copied() {
            let head = &heads[at];
            let is_of_use = !head.senses.is_empty() && !matches!(head.whose, Whose::Home | Whose::Other);
            if !is_of_use || !self.is_free(at) {
                continue;
            }
            let values: Vec<&str> = said(table, self.columns[at].column.index).collect();
            match decided(head, &values, languages) {
                Ok(Some(heads::ANY_NAME)) => names.push(at),
                Ok(Some(field)) if !field.starts_with('?') => self.take_as(at, field, head, present, table),
                Ok(_) => {}
                Err(fields) => {
                    let letter = self.columns[at].column.letter();
                    self.columns[at].may_be = fields.iter().map(ToString::to_string).collect();
                    self.columns[at].note =
                        Some(format!("{}? say which: --map \"{letter}={}\"", fields.join(" or "), fields[0]));
                }
            }
        }
        names
    }

    /// Makes a column the field that its head says, or what stands in for it.
    fn take_as(&mut self, at: usize, field: &'static str, head: &Head, heads: &[Head], table: &Table) {
        let number = head.number.unwrap_or(1);
        let rest = field.strip_prefix("contacts.");
        let is_person = |part: &str| self.has(&format!("contacts.{part}"));
        let has_name = ["given_name", "family_name"].into_iter().any(is_person);
        let field = match (field, rest) {
            // Whoever has two columns for the name needs no third one.
            ("contacts.whole_name", _) if has_name || names_a_person(heads) => return,
            ("contacts.given_and_family_name" | "contacts.family_and_given_name", _)
                if has_name || self.has("contacts.whole_name") =>
            {
                return;
            }
            ("address.street", _) if number > 1 => "address.street_addition".to_owned(),
            ("contacts.mobile", _) => "contacts.phone".to_owned(),
            (_, Some(rest)) if number > 1 => {
                let is_same_person = names_a_person(heads) && !has_numbered_name(heads, number);
                match rest {
                    "email" | "phone" if is_same_person => field.to_owned(),
                    _ if is_same_person => return,
                    rest => format!("contacts.{number}.{rest}"),
                }
            }
            _ if number > 1 => return,
            _ => field.to_owned(),
        };
        if let Ok(field) = TargetField::named(&field) {
            self.take(at, field, heads, table);
        }
    }

    /// Columns called “Name”: whose it is, the other columns say, or what stands in it.
    fn by_names(&mut self, names: &[usize], table: &Table) {
        for at in names {
            let (given, family, legal) =
                (self.has("contacts.given_name"), self.has("contacts.family_name"), self.has("legal_name"));
            let whole = ["whole_name", "given_and_family_name", "family_and_given_name"];
            let has_whole = whole.iter().any(|name| self.has(&format!("contacts.{name}")));
            let values: Vec<&str> = said(table, self.columns[*at].column.index).collect();
            // `Naziv` is a name and a degree.
            if honorifics::are_degrees(values.iter().copied()) {
                if !self.has(CONTACT_TITLES)
                    && let Ok(field) = TargetField::named(CONTACT_TITLES)
                {
                    self.columns[*at].field = Some(field);
                }
                continue;
            }
            let persons = values.iter().filter(|value| whole_names::is_person(value)).count();
            let field = match (given, family, legal) {
                (false, true, _) => "contacts.given_name",
                (true, false, true) => "contacts.family_name",
                (true, true, false) => "legal_name",
                (false, false, false) => "legal_name",
                (false, false, true) if !has_whole && persons * 2 > values.len() => "contacts.whole_name",
                (true, true, true) => continue,
                _ => {
                    self.columns[*at].may_be =
                        vec!["legal_name".to_owned(), "contacts.family_name".to_owned()];
                    self.columns[*at].note = Some(
                        "whose name? the organisation’s (legal_name) or the person’s (contacts.family_name)?"
                            .to_owned(),
                    );
                    continue;
                }
            };
            if let Ok(field) = TargetField::named(field) {
                self.columns[*at].field = Some(field);
            }
        }
    }

    /// A number beside the street is the house’s: “Straße; Nr.; PLZ”.
    fn by_place(&mut self, heads: &[Head], table: &Table) {
        let Some(street) = self.columns.iter().position(|mapped| {
            mapped.field.as_ref().is_some_and(|field| field.path.to_string() == "address.street")
        }) else {
            return;
        };
        for at in [street + 1, street.wrapping_sub(1)] {
            let Some(head) = heads.get(at).filter(|head| head.can_be(heads::NUMBER)) else { continue };
            let values: Vec<&str> = said(table, self.columns[at].column.index).collect();
            let is_house = head.number.is_none()
                && self.is_free(at)
                && !self.has("address.house_number")
                && fitting::fits("address.house_number", &values) == Some(true)
                && !fitting::are_counted(&values);
            if is_house && let Ok(field) = TargetField::named("address.house_number") {
                self.columns[at].field = Some(field);
                self.columns[at].note = None;
            }
        }
    }

    /// Columns called “Title” that say how somebody is addressed: “Titel: Frau”.
    fn by_salutations(&mut self, table: &Table) {
        for at in 0..self.columns.len() {
            let mapped = &self.columns[at];
            let is_of_titles =
                mapped.field.as_ref().is_some_and(|field| field.path.to_string() == CONTACT_TITLES);
            let is_title = Head::read(&mapped.column.meaning).can_be(heads::TITLE);
            if mapped.by_person || !(is_of_titles || (mapped.field.is_none() && is_title)) {
                continue;
            }
            // Beside a column of salutations it is one of degrees, which may have some among them.
            let values = || said(table, mapped.column.index);
            let field = if honorifics::are_in(values()) {
                if self.has(CONTACT_HONORIFIC) { CONTACT_TITLES } else { CONTACT_HONORIFIC }
            } else if is_title && honorifics::are_functions(values()) {
                "contacts.function"
            } else if is_title && honorifics::are_degrees(values()) {
                CONTACT_TITLES
            } else {
                continue;
            };
            if !self.has(field)
                && let Ok(field) = TargetField::named(field)
            {
                self.columns[at].field = Some(field);
                self.columns[at].note = None;
            }
        }
    }

    /// Says of columns that are not used what they might be meant for.
    pub(super) fn with_the_others(&mut self, table: &Table) {
        let taken: Vec<String> = self.used().map(|(_, field)| field.path.to_string()).collect();
        let has_name = taken.iter().any(|path| path.starts_with("contacts.") && path.ends_with("name"));
        let heads: Vec<Head> = self.columns.iter().map(|mapped| Head::read(&mapped.column.meaning)).collect();
        let languages: Vec<&str> = languages(&heads).into_iter().map(|(language, _)| language).collect();
        for (mapped, head) in self.columns.iter_mut().zip(&heads) {
            let is_empty = said(table, mapped.column.index).next().is_none();
            if mapped.field.is_some() || mapped.by_person || is_empty {
                if is_empty && !mapped.by_person {
                    mapped.note = None;
                }
                continue;
            }
            if mapped.note.is_some() || matches!(head.whose, Whose::Home | Whose::Other) {
                continue;
            }
            let name = mapped.column.name.as_str();
            mapped.may_be = head
                .fields()
                .iter()
                .flat_map(|field| advised(field))
                .map(|field| (*field).to_owned())
                .collect();
            mapped.note =
                head.fields().iter().find_map(|field| advice(field)).map(str::to_owned).or_else(|| {
                    let is_open = |field: &&'static str| {
                        let is_taken = taken.iter().any(|taken| taken == field);
                        let is_named = has_name && field.ends_with("name");
                        OBJECTIONS.contains(field) || !(is_taken || is_named)
                    };
                    // A head that is known has been read already.
                    let meant =
                        if head.senses.is_empty() { heads::meant(name, &languages) } else { Vec::new() };
                    // `E-mail Type` speaks of the email address that another column has.
                    let first = meant.first().filter(|_| meant.iter().all(is_open))?;
                    mapped.may_be = meant.iter().map(ToString::to_string).collect();
                    Some(format!("meant for {}? --map \"{name}={first}\"", meant.join(" or ")))
                });
        }
    }

    /// Makes a column a field, unless another one is it already.
    pub(super) fn take(&mut self, at: usize, field: TargetField, heads: &[Head], table: &Table) {
        let Some(holder) = self.holder(&field.path).filter(|_| !field.may_be_several()) else {
            self.columns[at].field = Some(field);
            return;
        };
        let (index, holder) = (holder.column.index, holder.column.shown());
        // Two numbers of one person are no two persons; where there is no first one the second is taken.
        if let Some((what, other)) = only_one(&field).filter(|_| !has_second_name(heads)) {
            let own = self.columns[at].column.index;
            let stands_in = table.rows.iter().any(|row| is_said(row, own) && !is_said(row, index));
            self.columns[at].note = Some(format!("a contact has one {what}: that of {holder}"));
            if stands_in
                && let Ok(other) = TargetField::named(other)
                && self.holder(&other.path).is_none()
            {
                self.columns[at].field = Some(other);
                self.columns[at].note = Some(format!("where {holder} has none"));
            }
            return;
        }
        let letter = self.columns[at].column.letter();
        let second = match field.path.0.as_slice() {
            [PathStep::Key(list), PathStep::AnyItem, rest @ ..] => {
                let path = Path([&[PathStep::Key(list.clone()), PathStep::Item(1)], rest].concat());
                format!("; a second one is --map \"{letter}={path}\"")
            }
            _ => String::new(),
        };
        self.columns[at].note = Some(format!("{holder} is {} already{second}", field.path));
        self.columns[at].may_be = vec![field.path.to_string()];
    }
}

/// Whether a row has something in a column.
fn is_said(row: &TableRow, index: usize) -> bool {
    row.cell(index).is_some_and(|cell| !is_no_answer(cell.shown()))
}

/// What a contact has only one of, in words, and the part that stands in for it.
fn only_one(field: &TargetField) -> Option<(&'static str, &'static str)> {
    match field.path.to_string().as_str() {
        "contacts.phone" => Some(("telephone number", "contacts.other_phone")),
        "contacts.email" => Some(("email address", "contacts.other_email")),
        _ => None,
    }
}

/// What to do with a column that holds more or less than a field.
fn advice(field: &str) -> Option<&'static str> {
    Some(match field {
        heads::TITLE => "a degree (contacts.titles_before) or a position (contacts.function)?",
        heads::NUMBER => "a number of the list",
        "?date" => {
            "which day? the one the contact is from (contacts.source_date), or the partner was found on (logbook.found_on)?"
        }
        "?registration" => {
            "the register’s name needs a column too: ids.registration.label, ids.registration.number"
        }
        "?head" => "the name of a person? a contact (contacts.whole_name) or who signs (signatories.name)?",
        _ => return None,
    })
}

/// The fields that such a column may be.
fn advised(field: &str) -> &'static [&'static str] {
    match field {
        heads::TITLE => &["contacts.titles_before", "contacts.function"],
        "?date" => &["contacts.source_date", "logbook.found_on"],
        "?registration" => &["ids.registration.number"],
        "?head" => &["contacts.whole_name", "signatories.name"],
        _ => &[],
    }
}

/// Whether a head says a part of a person’s name.
fn is_of_name(head: &Head) -> bool {
    ["contacts.given_name", "contacts.family_name"].into_iter().any(|name| head.can_be(name))
}

/// Whether the table has columns for given names or family names.
fn names_a_person(heads: &[Head]) -> bool {
    heads.iter().any(is_of_name)
}

/// Whether the table has the name of a person with this number.
fn has_numbered_name(heads: &[Head], number: usize) -> bool {
    heads.iter().any(|head| is_of_name(head) && head.number == Some(number))
}

/// Whether the table has the name of a second person.
fn has_second_name(heads: &[Head]) -> bool {
    let is_named = |name: &str| heads.iter().filter(|head| head.can_be(name)).count() > 1;
    is_named("contacts.given_name") || is_named("contacts.family_name")
}

/// The languages of the heads, that of the most first, with how many heads are of each.
fn languages(heads: &[Head]) -> Vec<(&'static str, usize)> {
    let mut languages: Vec<(&'static str, usize)> = Vec::new();
    for head in heads {
        let mut own: Vec<&'static str> = head.senses.iter().map(|sense| sense.language).collect();
        own.sort_unstable();
        own.dedup();
        for language in own {
            match languages.iter_mut().find(|(known, _)| *known == language) {
                Some((_, number)) => *number += 1,
                None => languages.push((language, 1)),
            }
        }
    }
    languages.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    languages
}

/// The field that a head is: the only one that it can be, that its values can be, or that it is in the language of most of
/// the other heads.
///
/// # Errors
/// Several fields, and nothing tells.
fn decided(
    head: &Head,
    values: &[&str],
    languages: &[(&'static str, usize)],
) -> Result<Option<&'static str>, Vec<&'static str>> {
    let fields = head.fields();
    let [_, _, ..] = fields.as_slice() else { return Ok(fields.first().copied()) };
    if values.is_empty() {
        return Ok(None);
    }
    let looks = |field: &&'static str| fitting::fits(field, values);
    let sure: Vec<&'static str> = fields.iter().copied().filter(|field| looks(field) == Some(true)).collect();
    if let [one] = sure.as_slice() {
        return Ok(Some(one));
    }
    let open = if sure.is_empty() { &fields } else { &sure };
    let open: Vec<&'static str> = open.iter().copied().filter(|field| looks(field) != Some(false)).collect();
    let votes = |field: &'static str| {
        let own = head.senses.iter().filter(|sense| sense.field == field);
        let of = |language: &str| languages.iter().find(|(known, _)| *known == language);
        own.filter_map(|sense| of(sense.language)).map(|(_, number)| *number).max().unwrap_or_default()
    };
    let most = open.iter().map(|field| votes(field)).max().unwrap_or_default();
    let best: Vec<&'static str> = open.iter().copied().filter(|field| votes(field) == most).collect();
    match (open.as_slice(), best.as_slice()) {
        ([], _) => Ok(None),
        ([one], _) | (_, [one]) => Ok(Some(one)),
        _ => Err(open),
    }
}
