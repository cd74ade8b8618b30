//! Which rows speak of one partner, and what its file is called.
//!
//! A row names the file, or has the name or a number of an organisation that is there already, or the name of
//! one that an earlier row speaks of; otherwise it is a new one.

use std::collections::{HashMap, HashSet};

use super::import_request::ExistingPartner;
use super::names;
use super::row_content::{RowContent, folded};
use super::row_problems::Problems;
use super::unreadable::shown;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address::is_same;
use crate::locale::likeness;
use crate::model::Partner;

/// Rows of one organisation.
pub type PartnerRows = Vec<RowContent>;

/// Where a partner’s file has the numbers that only one organisation has.
pub const NUMBERS: [&str; 3] = ["ids.oid", "ids.pic", "ids.vat"];

/// The numbers of a partner at [`NUMBERS`].
pub fn numbers(model: &Partner) -> [Option<&str>; 3] {
    let ids = model.ids.as_ref();
    [
        ids.and_then(|ids| ids.oid.as_deref()),
        ids.and_then(|ids| ids.pic.as_deref()),
        ids.and_then(|ids| ids.vat.as_deref()),
    ]
}

/// The rows by organisation, each with the name of its file; one that can be of two, or of none, is a problem.
/// In a table that we wrote a person may have corrected a name beside its id.
pub fn grouped(
    said: Vec<RowContent>,
    known: &[ExistingPartner],
    is_export: bool,
    problems: &mut Problems,
) -> Vec<(String, PartnerRows)> {
    let taken = known.iter().map(|one| one.id.clone()).collect();
    let by_id = known.iter().map(|one| (one.id.as_str(), one)).collect();
    let by_mark = by_mark(known);
    Grouping { known, by_id, by_mark, is_export, taken, last: HashMap::new() }.grouped(said, problems)
}

struct Grouping<'a> {
    known: &'a [ExistingPartner],
    by_id: HashMap<&'a str, &'a ExistingPartner>,
    is_export: bool,
    by_mark: HashMap<(&'static str, String), Vec<usize>>,
    /// The names of files that there are or will be.
    taken: HashSet<String>,
    /// The last number behind a name of which several are free.
    last: HashMap<String, usize>,
}

impl Grouping<'_> {
    fn grouped(&mut self, said: Vec<RowContent>, problems: &mut Problems) -> Vec<(String, PartnerRows)> {
        let mut groups: Vec<(String, PartnerRows)> = Vec::new();
        let mut at: HashMap<String, usize> = HashMap::new();
        let mut by_name: HashMap<String, String> = HashMap::new();
        for one in said {
            let name = one.text("legal_name").map(folded);
            if let Some(problem) = self.is_of_another(&one) {
                problems.refuse(&[one.row], problem);
                continue;
            }
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
                            problems.nameless(&one);
                            continue;
                        }
                    },
                },
                (None, Err(ids)) => {
                    problems.refuse(
                        &[one.row],
                        Diagnostic::error(
                            codes::ROW_UNCLEAR,
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
    fn recognised(&self, said: &RowContent) -> Result<Option<String>, Vec<String>> {
        let mut ids: Vec<String> = Vec::new();
        for kind in NUMBERS.into_iter().chain(["legal_name"]) {
            let Some(text) = said.text(kind) else { continue };
            for at in self.by_mark.get(&(kind, folded(text))).into_iter().flatten() {
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

    /// That a row’s id is a file’s of an organisation with quite another name, or a running number beside no name, and
    /// nothing else says that the two are one: the id is then a number of some list.
    fn is_of_another(&self, said: &RowContent) -> Option<Diagnostic> {
        let id = said.id.as_deref()?;
        let there = &self.by_id.get(id)?.record.as_ref().ok()?.model;
        let own = [
            ("legal_name", Some(there.legal_name.as_str())),
            ("short_name", there.short_name.as_deref()),
            ("name_en", there.name_en.as_deref()),
        ];
        let named = own.into_iter().find_map(|(path, other)| Some((said.text(path)?, other)));
        let is_alike = |name: &str, other: &str| likeness(name) == likeness(other);
        let is_its_name = named.is_some_and(|(name, other)| {
            is_alike(name, &there.legal_name) || other.is_some_and(|other| is_alike(name, other))
        });
        // Whoever writes only an id and other names than the legal one means that file, unless the ids only count.
        let is_chosen =
            (self.is_export || said.text("legal_name").is_none()) && !names::is_running_number(id);
        if is_its_name || is_chosen {
            return None;
        }
        let same = |here: Option<&str>, there: Option<&str>| {
            here.zip(there).is_some_and(|(here, there)| folded(here) == folded(there))
        };
        let has_number =
            NUMBERS.into_iter().zip(numbers(there)).any(|(path, number)| same(said.text(path), number));
        let has_mailbox = said.entries.iter().any(|entry| {
            let mut own = there.contacts.iter().filter_map(|contact| contact.email.as_deref());
            entry.text("email").is_some_and(|here| own.any(|there| is_same(here, there)))
        });
        if has_number || has_mailbox {
            return None;
        }
        let (row, other) = (said.row, shown(&there.legal_name));
        Some(match named {
            Some((name, _)) => {
                let message = format!(
                    "row {row}: `{id}` is the file of {other}, and this row is about {}",
                    shown(name)
                );
                Diagnostic::error(codes::ROW_UNCLEAR, message).help("a number of a list is no name of a file: leave its column out, for example --map \"ID=\"; if the name has changed, change it in the file")
            }
            None => {
                let message = format!(
                    "row {row}: `{id}` is the file of {other}, and this row has no name of an organisation"
                );
                Diagnostic::error(codes::ROW_UNCLEAR, message).help("a number of a list is no name of a file: add a column with the name of the organisation, and leave that of the number out, for example --map \"ID=\"")
            }
        })
    }

    fn free_name(&mut self, name: &str) -> String {
        if !self.taken.contains(name) {
            return name.to_owned();
        }
        // Those below the last one are all taken: a list may have one name thousands of times.
        let last = self.last.entry(name.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let id = format!("{name}-{last}");
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}

/// The partners that are there by what only one organisation has: its name and its numbers.
fn by_mark(known: &[ExistingPartner]) -> HashMap<(&'static str, String), Vec<usize>> {
    let mut marks: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, one) in known.iter().enumerate() {
        let Ok(record) = &one.record else { continue };
        let mut mark = |kind, text: Option<&str>| {
            if let Some(text) = text {
                marks.entry((kind, folded(text))).or_default().push(at);
            }
        };
        mark("legal_name", Some(&record.model.legal_name));
        for (path, number) in NUMBERS.into_iter().zip(numbers(&record.model)) {
            mark(path, number);
        }
    }
    marks
}
