//! What tells a partner from all others.

use crate::email_address::compared;
use crate::locale::likeness;
use crate::model::Partner;
use crate::schema::Record;
use crate::source::{SourceFile, Span};

/// What tells a partner from all others: its name, numbers and addresses.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The partner's id.
    pub id: String,
    pub(super) file: SourceFile,
    /// What no other has.
    pub(super) unique: Vec<UniqueValue>,
    /// Its legal name.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) name_span: Span,
    /// What its name has in common with others of the same organisation.
    pub(super) likeness: String,
    country: Option<String>,
    numbers: Vec<(&'static str, String)>,
}

/// Something that only one organisation has.
#[derive(Debug, Clone)]
pub(super) struct UniqueValue {
    /// As it is compared: in small letters.
    pub value: String,
    /// The name of its field.
    pub field: &'static str,
    /// Where it stands in the partner's file.
    pub span: Span,
}

impl Identity {
    /// Of a partner.
    pub fn of(id: &str, partner: &Record<Partner>) -> Self {
        let model = &partner.model;
        let mut unique = Vec::new();
        let mut note = |value: &Option<String>, field: &'static str, around: &[&str]| {
            if let Some(value) = value {
                let span = partner.place(&[around, &[field]].concat());
                unique.push(UniqueValue { value: value.trim().to_lowercase(), field, span });
            }
        };
        note(&Some(model.legal_name.clone()), "legal_name", &[]);
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
            note(&ids.oid, "oid", &["ids"]);
            note(&ids.pic, "pic", &["ids"]);
            note(&ids.vat, "vat", &["ids"]);
        }
        for (at, contact) in model.contacts.iter().enumerate() {
            note(&contact.email.as_deref().map(compared), "email", &["contacts", &at.to_string()]);
        }
        Self {
            id: id.to_owned(),
            file: partner.file.clone(),
            unique,
            name: model.legal_name.clone(),
            name_span: partner.place(&["legal_name"]),
            likeness: likeness(&model.legal_name),
            country: model.country().map(str::to_owned),
            numbers,
        }
    }

    /// Whether the two have one name but for legal form, case, accents and punctuation, and neither country nor number
    /// tells them apart.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
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
