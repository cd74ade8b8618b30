//! No organisation has two files.

use std::collections::HashMap;

use super::{Concerned, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::email_address::compared;
use crate::locale::likeness;
use crate::model::Partner;
use crate::schema::{Record, place_in};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("duplicate-partner"),
    reason: "With two files for one organisation somebody gets two first emails, and the history is in two places.",
    example: "# two files with the same number\nids: {oid: E99999901}",
    scope: Scope::Everything,
    look: Look::Partners(check),
};

/// With how many partners of a similar name each is compared.
const MOST_ALIKE: usize = 20;

/// What tells a partner from all others: its name, numbers and addresses.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The partner's id.
    pub id: String,
    file: SourceFile,
    marks: Vec<Mark>,
    name: String,
    /// What its name has in common with others of the same organisation.
    likeness: String,
    country: Option<String>,
    numbers: Vec<(&'static str, String)>,
}

/// Something that only one organisation has.
#[derive(Debug, Clone)]
struct Mark {
    value: String,
    path: Vec<String>,
}

impl Identity {
    /// Of a partner.
    pub fn of(id: &str, partner: &Record<Partner>) -> Self {
        let model = &partner.model;
        let mut marks = Vec::new();
        let mut mark = |value: &Option<String>, path: &[&str]| {
            if let Some(value) = value {
                let path = path.iter().map(|part| (*part).to_owned()).collect();
                marks.push(Mark { value: value.trim().to_lowercase(), path });
            }
        };
        mark(&Some(model.legal_name.clone()), &["legal_name"]);
        let mut numbers = Vec::new();
        if let Some(ids) = &model.ids {
            let registered = ids.registration.as_ref().map(|one| format!("{} {}", one.label, one.number));
            let known = [
                ("oid", ids.oid.clone()),
                ("pic", ids.pic.clone()),
                ("vat", ids.vat.clone()),
                ("registration", registered),
            ];
            numbers.extend(known.into_iter().filter_map(|(kind, number)| Some((kind, number?))));
            mark(&ids.oid, &["ids", "oid"]);
            mark(&ids.pic, &["ids", "pic"]);
            mark(&ids.vat, &["ids", "vat"]);
        }
        for (at, contact) in model.contacts.iter().enumerate() {
            mark(&contact.email.as_deref().map(compared), &["contacts", &at.to_string(), "email"]);
        }
        Self {
            id: id.to_owned(),
            file: partner.file.clone(),
            marks,
            name: model.legal_name.clone(),
            likeness: likeness(&model.legal_name),
            country: model.country().map(str::to_owned),
            numbers,
        }
    }

    /// Whether the two have one name but for legal form, case, accents and punctuation, and neither country nor number
    /// tells them apart.
    fn looks_like(&self, other: &Self) -> bool {
        let same_name = self.name.trim().to_lowercase() == other.name.trim().to_lowercase();
        let other_country =
            self.country.is_some() && other.country.is_some() && self.country != other.country;
        let other_number = self.numbers.iter().any(|(kind, number)| {
            other.numbers.iter().any(|(other_kind, other)| kind == other_kind && number != other)
        });
        self.likeness == other.likeness
            && self.likeness.len() > 2
            && !same_name
            && !other_country
            && !other_number
    }
}

fn check(partners: &[Identity], concerned: Concerned<'_>, found: &mut Diagnostics) {
    let mut first: HashMap<(&str, &str), &str> = HashMap::new();
    for partner in partners {
        for Mark { value, path } in &partner.marks {
            let name = path.last().map_or("", String::as_str);
            let other = *first.entry((name, value)).or_insert(&partner.id);
            if other == partner.id || !(concerned(other) || concerned(&partner.id)) {
                continue;
            }
            found.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("`{other}` and `{}` have the same `{name}`", partner.id),
                )
                .at(
                    &partner.file,
                    &place_in(&partner.file, path),
                    format!("stands in partners/{other}.yaml too"),
                )
                .help("if both are one organisation, keep one file; several contacts may stand in it"),
            );
        }
    }
    let mut alike: HashMap<&str, Vec<&Identity>> = HashMap::new();
    for partner in partners {
        let others = alike.entry(&partner.likeness).or_default();
        let same = others.iter().find(|other| other.looks_like(partner));
        if let Some(other) = same.filter(|other| concerned(&other.id) || concerned(&partner.id)) {
            found.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("`{}` and `{}` have names that look alike", other.id, partner.id),
                )
                .at(
                    &partner.file,
                    &place_in(&partner.file, &["legal_name"]),
                    format!("“{}” in partners/{}.yaml", other.name, other.id),
                )
                .help("if both are one organisation, keep one file; two are told apart by their country or by `vat`"),
            );
        }
        // Of many with one name the first few tell.
        if others.len() < MOST_ALIKE {
            others.push(partner);
        }
    }
}
