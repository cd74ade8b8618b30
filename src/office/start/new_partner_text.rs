//! What somebody said of a new partner → its file, and whether there is such a partner already.

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::super::shared::form_fields::FieldProblem;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::typed_values::{TypedValue, refused, tree, way};
use crate::history::{Recipient, WorkspaceHistory, WritingBan};
use crate::import::partner_file_name;
use crate::locale::{fill, likeness};
use crate::model::Partner;
use crate::schema::{PARTNER, Shape};
use crate::workspace::{SCHEMAS, Workspace, is_id};
use crate::yaml::layout;

/// What somebody said of a new partner.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewPartner {
    /// Its legal name.
    pub legal_name: String,
    /// What it is.
    pub kind: String,
    /// Its country.
    pub country: String,
    /// The language of its documents.
    pub language: String,
    /// What its file is to be called; by its name when empty.
    pub file: String,
    /// The partner whose data are copied.
    pub from: String,
    /// Whether it was seen what may stand against it.
    pub seen: String,
}

/// What is copied from another partner: what may well be true of a similar one. Who works there, what was said, agreed, sent
/// and signed, numbers, days and the reason why just this partner are its own.
pub const COPIED: &[&str] = &[
    "kind",
    "country",
    "language",
    "working_language",
    "texts_in",
    "sector",
    "events",
    "partnership_types",
    "activities",
    "why_us_for_them",
    "cooperation",
    "erasmus_priorities",
];

/// What stands against a new partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerDoubt {
    /// One of this name is there: its id.
    IsThere(String),
    /// One of a similar name is there: its id and its name.
    IsAlike(String, String),
    /// One of a similar name rests: its name.
    Rests(String),
    /// It objected to being written to: where that is noted.
    Objected(String),
    /// Nobody knows whether it did: the file that cannot be read.
    UnknownObjection(String),
}

impl PartnerDoubt {
    /// Whether it can be added all the same.
    pub fn may_be_passed(&self) -> bool {
        !matches!(self, Self::IsThere(_))
    }
}

impl NewPartner {
    /// The same without blanks around what was typed.
    pub fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().to_owned();
        Self {
            legal_name: trim(self.legal_name),
            kind: trim(self.kind),
            country: trim(self.country),
            language: trim(self.language),
            file: trim(self.file),
            from: trim(self.from),
            seen: self.seen,
        }
    }

    /// The text of its file; `copied` are values of another partner, `usual` the language that needs no word.
    pub fn text(&self, copied: &Map<String, Json>, usual: &str) -> String {
        let head = format!("# yaml-language-server: $schema=../{SCHEMAS}/partner.json\n");
        let mut values: Vec<TypedValue> =
            copied.iter().map(|(name, value)| (way(name), value.clone())).collect();
        for (path, value) in self.values(usual) {
            values.retain(|(other, _)| *other != path);
            values.push((path, value));
        }
        layout::file(head, &tree(&PARTNER, &values), &Shape::of(&PARTNER)).text
    }

    fn values(&self, usual: &str) -> Vec<TypedValue> {
        let is_other = self.language != usual;
        let language = if is_other { self.language.as_str() } else { "" };
        let said = [
            ("legal_name", self.legal_name.as_str()),
            ("kind", &self.kind),
            ("country", &self.country),
            ("working_language", language),
            // What is written of this partner is written in the language of its documents.
            ("texts_in", if self.from.is_empty() { language } else { "" }),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(name, text)| (way(name), Json::from(text))).collect()
    }

    /// What is wrong with what was said.
    pub fn problems(&self, spoken: &Spoken, usual: &str) -> Vec<FieldProblem> {
        let words = &spoken.words.new_partner;
        let missing = [("legal_name", &self.legal_name), ("kind", &self.kind)];
        let missing = missing.into_iter().filter(|(_, text)| text.is_empty());
        let mut wrong: Vec<FieldProblem> =
            missing.map(|(name, _)| FieldProblem::of(name, &spoken.words.start.missing)).collect();
        if !self.file.is_empty() && !is_id(&self.file) {
            wrong.push(FieldProblem::of("file", &words.file_wrong));
        }
        for (path, why) in refused::<Partner>(&self.values(usual)) {
            let told = fill(&spoken.words.start.wrong, &[("why", &why)]);
            let names = ["legal_name", "kind", "country"].into_iter();
            let name = names.into_iter().find(|name| path.starts_with(&way(name)));
            if let Some(name) = name.filter(|name| wrong.iter().all(|known| known.name != *name)) {
                wrong.push(FieldProblem { name, words: told });
            }
        }
        wrong
    }

    /// What its file is called, which no other file of the workspace is; none when somebody named one that is taken.
    pub fn id(&self, taken: &[String]) -> Option<String> {
        if !self.file.is_empty() {
            return (!taken.contains(&self.file)).then(|| self.file.clone());
        }
        let country = Some(self.country.as_str()).filter(|code| !code.is_empty());
        let name = partner_file_name(&self.legal_name, country);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        [name.clone()].into_iter().chain(numbered).find(|id| !taken.contains(id))
    }

    /// What stands against it: a partner that may be the same, an objection.
    pub fn doubts(&self, snapshot: &Snapshot, history: &WorkspaceHistory, id: &str) -> Vec<PartnerDoubt> {
        let mut doubts = Vec::new();
        let own = likeness(&self.legal_name);
        let same = |name: &str| name.to_lowercase() == self.legal_name.to_lowercase();
        let project = &snapshot.project;
        for other in &project.ids {
            let Ok(loaded) = project.load_alone(other) else { continue };
            let model = &loaded.partner.model;
            let country = model.country().unwrap_or_default();
            let is_elsewhere = !country.is_empty() && !self.country.is_empty() && country != self.country;
            if same(&model.legal_name) && !is_elsewhere {
                return vec![PartnerDoubt::IsThere(other.clone())];
            }
            if own.len() > 2 && likeness(&model.legal_name) == own && !is_elsewhere {
                doubts.push(PartnerDoubt::IsAlike(other.clone(), model.legal_name.clone()));
            }
        }
        for loaded in project.load_resting() {
            let name = loaded.partner.model.legal_name;
            if own.len() > 2 && likeness(&name) == own {
                doubts.push(PartnerDoubt::Rests(name));
            }
        }
        let who = Recipient { partner: id, organisation: &self.legal_name, address: "" };
        match history.ban(who) {
            Some(WritingBan::Objected(place)) => doubts.push(PartnerDoubt::Objected(place)),
            Some(WritingBan::Unknown(file)) => doubts.push(PartnerDoubt::UnknownObjection(file)),
            Some(WritingBan::Left(_)) | None => {}
        }
        doubts
    }
}

/// The names that files and logs of partners have, wherever they lie.
pub fn taken_names(workspace: &Workspace) -> Vec<String> {
    let files = workspace.all_partner_files().unwrap_or_default();
    files.into_iter().map(|file| file.partner).collect()
}

/// The values of a partner that another one may share; none of one that cannot be read.
pub fn copied_values(snapshot: &Snapshot, from: &str) -> Map<String, Json> {
    // A name from a form is only ever compared with those that there are.
    let id = snapshot.project.ids.iter().find(|id| *id == from);
    let Some(loaded) = id.and_then(|id| snapshot.project.load_alone(id).ok()) else { return Map::new() };
    let country = loaded.partner.model.country().map(str::to_owned);
    let values = loaded.partner.values.as_object().cloned().unwrap_or_default();
    let mut copied: Map<String, Json> =
        values.into_iter().filter(|(name, _)| COPIED.contains(&name.as_str())).collect();
    if let Some(country) = country {
        copied.insert("country".to_owned(), Json::from(country));
    }
    // Who commits itself by name is somebody else here.
    if let Some(Json::Object(cooperation)) = copied.get_mut("cooperation") {
        cooperation.remove("commitments");
        if cooperation.is_empty() {
            copied.remove("cooperation");
        }
    }
    copied
}
