//! No organisation has two files.

use std::collections::HashMap;

use super::identity::{Identity, UniqueValue};
use super::rule::{Concerned, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("duplicate-partner"),
    reason: "With two files for one organisation somebody gets two first emails, and the history is in two places.",
    example: "# two files with the same number\nids: {oid: E99999901}",
    scope: Scope::Everything,
    look: Look::Partners(check),
};

/// With how many partners of a similar name each is compared.
const MOST_ALIKE: usize = 20;

fn check(partners: &[Identity], concerned: Concerned<'_>, found: &mut Diagnostics) {
    let mut first: HashMap<(&str, &str), &str> = HashMap::new();
    for partner in partners {
        for UniqueValue { value, field, span } in &partner.unique {
            let other = *first.entry((field, value)).or_insert(&partner.id);
            if other == partner.id || !(concerned(other) || concerned(&partner.id)) {
                continue;
            }
            found.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("`{other}` and `{}` have the same `{field}`", partner.id),
                )
                .at(&partner.file, span, format!("stands in partners/{other}.yaml too"))
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
                    &partner.name_span,
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
