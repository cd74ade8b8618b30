//! No organisation has two files.

use std::collections::HashMap;

use super::{Concerned, Look, Rule, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Partner;
use crate::schema::{Record, place_in};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-partner",
    reason: "With two files for one organisation somebody gets two first emails, and the history is in two places.",
    example: "# two files with the same number\nids: {oid: E99999901}",
    scope: Scope::Everything,
    look: Look::Partners(check),
};

/// What tells a partner from all others: its name, numbers and addresses.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The partner's id.
    pub id: String,
    file: SourceFile,
    marks: Vec<Mark>,
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
        if let Some(ids) = &model.ids {
            mark(&ids.oid, &["ids", "oid"]);
            mark(&ids.pic, &["ids", "pic"]);
            mark(&ids.vat, &["ids", "vat"]);
        }
        for (at, contact) in model.contacts.iter().enumerate() {
            mark(&contact.email, &["contacts", &at.to_string(), "email"]);
        }
        Self { id: id.to_owned(), file: partner.file.clone(), marks }
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
}
