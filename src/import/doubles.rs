//! Organisations that are new and look like one that is there, or like one of an earlier row.

use std::collections::{HashMap, HashSet};

use super::grouping::{NUMBERS, PartnerRows, numbers};
use super::import_request::ExistingPartner;
use super::row_content::RowContent;
use super::row_problems::Problems;
use crate::diagnostic::{Diagnostic, codes};
use crate::locale::likeness;
use crate::workspace::PARTNERS;

/// With how many of a similar name each is compared.
const MOST_ALIKE: usize = 20;

/// An organisation as it is compared.
struct ComparedOrganisation<'a> {
    name: &'a str,
    country: Option<&'a str>,
    numbers: [Option<&'a str>; 3],
    /// Where it stands, for a message.
    place: String,
}

impl ComparedOrganisation<'_> {
    /// Whether a country or an official number tells the two apart.
    fn differs(&self, other: &Self) -> bool {
        let differ = |one: Option<&str>, two: Option<&str>| one.zip(two).is_some_and(|(one, two)| one != two);
        differ(self.country, other.country)
            || self.numbers.iter().zip(other.numbers).any(|(one, two)| differ(*one, two))
    }
}

/// Warns of the new organisations among the groups that may be one of the others.
pub fn tell(groups: &[(String, PartnerRows)], known: &[ExistingPartner], problems: &mut Problems) {
    let mut seen: HashMap<String, Vec<ComparedOrganisation<'_>>> = HashMap::new();
    for one in known {
        let Ok(record) = &one.record else { continue };
        let model = &record.model;
        seen.entry(likeness(&model.legal_name)).or_default().push(ComparedOrganisation {
            name: &model.legal_name,
            country: model.country(),
            numbers: numbers(model),
            place: format!("in `{PARTNERS}/{}.yaml`", one.id),
        });
    }
    let there: HashSet<&str> = known.iter().map(|one| one.id.as_str()).collect();
    for (id, group) in groups {
        let said = |path: &str| group.iter().find_map(|said| said.text(path));
        let (Some(name), Some(first)) = (said("legal_name"), group.first()) else { continue };
        let like = likeness(name);
        let one = ComparedOrganisation {
            name,
            country: group.iter().find_map(RowContent::country),
            numbers: NUMBERS.map(said),
            place: format!("in row {}", first.row),
        };
        let others = seen.entry(like.clone()).or_default();
        let is_new = !there.contains(id.as_str());
        if let Some(other) = others.iter().find(|other| is_new && like.len() > 2 && !one.differs(other)) {
            let message = format!("row {}: `{name}` looks like `{}` {}", first.row, other.name, other.place);
            problems.note(
                first.row,
                Diagnostic::warning(codes::LOOK_ALIKE, message)
                    .help("if both are one organisation, write the name in the same way; two are told apart by their country or VAT number"),
            );
        }
        // Of many with one name the first few tell.
        if others.len() < MOST_ALIKE {
            others.push(one);
        }
    }
}
