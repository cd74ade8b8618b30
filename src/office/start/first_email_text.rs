//! What a good first email needs, as a partner's file says it and as somebody typed it.

use serde_json::Value as Json;

use super::super::shared::form_fields::FieldProblem;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::typed_values::{TypedValue, refused, way};
use crate::locale::fill;
use crate::model::Partner;
use crate::project::LoadedPartner;
use crate::yaml::edit::TreeChange;
use crate::yaml::path::{PathStep, and, get};

/// Texts of one line: the name in the form, and where each stands in the file.
pub const LINES: &[(&str, &str)] = &[
    ("given_name", "contacts.0.given_name"),
    ("family_name", "contacts.0.family_name"),
    ("honorific", "contacts.0.honorific"),
    ("email", "contacts.0.email"),
];

/// Texts in the language of the partner's documents.
pub const PHRASES: &[(&str, &str)] =
    &[("source", "contacts.0.source"), ("why_partner", "why_partner"), ("idea", "proposal.idea")];

/// The field of the file that says that the person gave us the data.
const GIVEN: &str = "contacts.0.given_by_person";
/// The types of partnership.
const TYPES: &str = "partnership_types";

/// What is said for a first email.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirstEmailFacts {
    /// Texts by their names in the form.
    pub texts: Vec<(&'static str, String)>,
    /// The types of partnership.
    pub types: Vec<String>,
    /// Whether the person gave us the address.
    pub is_given: bool,
}

impl FirstEmailFacts {
    /// What the file says, in the language of the documents.
    pub fn of(loaded: &LoadedPartner, language: &str) -> Self {
        let values = &loaded.partner.values;
        let text = |path: &str| match get(values, &way(path)) {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Object(texts)) => {
                texts.get(language).and_then(Json::as_str).unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let texts = LINES.iter().chain(PHRASES).map(|(name, path)| (*name, text(path)));
        let types = get(values, &way(TYPES)).and_then(Json::as_array).into_iter().flatten();
        Self {
            texts: texts.collect(),
            types: types.filter_map(Json::as_str).map(str::to_owned).collect(),
            is_given: get(values, &way(GIVEN)) == Some(&Json::Bool(true)),
        }
    }

    /// What a form says.
    pub fn said(fields: &[(String, String)]) -> Self {
        let text =
            |name: &str| fields.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text.trim());
        let types = fields.iter().filter(|(name, _)| name == "types").map(|(_, text)| text.clone());
        Self {
            texts: LINES.iter().chain(PHRASES).map(|(name, _)| (*name, text(name).to_owned())).collect(),
            types: types.collect(),
            is_given: text("given") == "1",
        }
    }

    /// A text by its name.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
    }

    /// What is missing or wrong.
    pub fn problems(&self, spoken: &Spoken) -> Vec<FieldProblem> {
        let words = &spoken.words.first_email;
        let needed = [
            ("email", self.text("email").is_empty(), &words.missing_email),
            ("source", self.text("source").is_empty() && !self.is_given, &words.missing_source),
            ("types", self.types.is_empty(), &words.missing_types),
            ("why_partner", self.text("why_partner").is_empty(), &words.missing),
        ];
        let needed = needed.into_iter().filter(|(_, is_missing, _)| *is_missing);
        let mut wrong: Vec<FieldProblem> =
            needed.map(|(name, _, told)| FieldProblem::of(name, told)).collect();
        for (path, why) in refused::<Partner>(&self.plain_values()) {
            let named = LINES.iter().chain(PHRASES).find(|(_, own)| path.starts_with(&way(own)));
            let name = named.map(|(name, _)| *name).or(path.starts_with(&way(TYPES)).then_some("types"));
            if let Some(name) = name.filter(|name| wrong.iter().all(|known| known.name != *name)) {
                let told = match name {
                    "email" => spoken.words.start.wrong_email.clone(),
                    _ => fill(&words.wrong, &[("why", &why)]),
                };
                wrong.push(FieldProblem { name, words: told });
            }
        }
        wrong
    }

    /// What the file must say other than it does, in its own way of writing texts: by language where it does so.
    pub fn changes(&self, loaded: &LoadedPartner, language: &str) -> Vec<TreeChange> {
        let before = Self::of(loaded, language);
        let values = &loaded.partner.values;
        let mut changes = Vec::new();
        for (name, path) in LINES.iter().chain(PHRASES) {
            let text = self.text(name);
            if text == before.text(name) {
                continue;
            }
            let path = way(path);
            let path = match get(values, &path) {
                Some(Json::Object(_)) => and(&path, PathStep::Key(language.to_owned())),
                _ => path,
            };
            changes.push(to_be(path, (!text.is_empty()).then(|| Json::from(text))));
        }
        // The first one counts most: what stays keeps its place.
        let stay = before.types.iter().filter(|one| self.types.contains(one));
        let new = self.types.iter().filter(|one| !before.types.contains(one));
        let types: Vec<String> = stay.chain(new).cloned().collect();
        if types != before.types {
            let types = (!types.is_empty()).then(|| Json::from(types));
            changes.push(to_be(way(TYPES), types));
        }
        if self.is_given != before.is_given {
            changes.push(to_be(way(GIVEN), self.is_given.then_some(Json::Bool(true))));
        }
        changes
    }

    fn plain_values(&self) -> Vec<TypedValue> {
        let texts = LINES.iter().chain(PHRASES).map(|(name, path)| (way(path), self.text(name)));
        let texts = texts.filter(|(_, text)| !text.is_empty());
        let mut values: Vec<TypedValue> = texts.map(|(path, text)| (path, Json::from(text))).collect();
        if !self.types.is_empty() {
            values.push((way(TYPES), Json::from(self.types.clone())));
        }
        values
    }
}

/// The language of the documents of a partner.
pub fn language_of(snapshot: &Snapshot, loaded: &LoadedPartner) -> String {
    let partner = &loaded.partner.model;
    let spoken = snapshot.project.templates.spoken();
    let of_contact = partner.contacts.first().and_then(|contact| contact.language.clone());
    let own = partner.working_language.clone().or(of_contact.filter(|tag| spoken.contains(&tag.as_str())));
    own.unwrap_or_else(|| snapshot.project.institution.model.default_language.clone())
}

/// What stands in front of a phrase, in a language: "because".
pub fn lead_in(snapshot: &Snapshot, language: &str, path: &str) -> String {
    let locale = snapshot.project.templates.locale(language);
    let lead_in = locale.and_then(|locale| locale.words.fits_after.get(&format!("partner.{path}")));
    lead_in.cloned().unwrap_or_default()
}

/// That a value becomes another one, or goes.
fn to_be(path: Vec<PathStep>, value: Option<Json>) -> TreeChange {
    match value {
        Some(value) => TreeChange::Set { path, value },
        None => TreeChange::Remove { path },
    }
}
