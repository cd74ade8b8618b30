//! What a template sees: the checked data in one language.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::all_partners;
use super::foreign::{self, ForeignTexts, TextOrigin};
use super::json_parts::{set, set_where_known};
use super::language_reading::{LanguageReading, how_to_translate};
use super::organisation::IN_ONE_COUNTRY;
use super::readable::{self, ReadableNames};
use super::told_history::{happened, told_of};
use crate::attendance::{Attendee, Delegation, PersonEntry};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale::Locale;
use crate::model::{Institution, MeetingPosition, Partner, US};
use crate::partnership::Partnership;
use crate::schema::{Described, Record, Shape, TextKind};
use crate::source::{SourceFile, Span};

/// What the templates of a language see of the institution, made once for all partners.
pub struct InstitutionView {
    values: Json,
    foreign: Arc<ForeignTexts>,
    names: ReadableNames,
    tera: tera::Value,
}

impl InstitutionView {
    /// An institution in a language.
    pub fn new(institution: &Record<Institution>, locale: &Locale) -> Self {
        let shape = Shape::of(Institution::schema());
        let mut reading =
            LanguageReading::new(TextOrigin::Institution, &locale.tag, &institution.model.default_language);
        let mut values = reading.localised(&institution.values, shape);
        let names = readable::read_by(&mut values, locale.readers());
        Self { names, ..Self::of(values, Arc::new(reading.foreign)) }
    }

    fn of(values: Json, foreign: Arc<ForeignTexts>) -> Self {
        let tera = to_tera(&values, Some(Shape::of(Institution::schema())));
        Self { values, foreign, names: ReadableNames::default(), tera }
    }
}

/// What the templates of a language see of a partner, made once for all its documents.
#[derive(Clone)]
pub struct View<'a> {
    /// Whom it is about.
    pub partnership: Partnership<'a>,
    locale: &'a Locale,
    institution: Arc<InstitutionView>,
    partner: Json,
    further: Vec<Json>,
    /// Of documents about all partners: those.
    all: Vec<Json>,
    /// The texts of the files that are in another language.
    foreign: Vec<ForeignTexts>,
    /// The values for the template engine.
    pub context: tera::Context,
}

/// A value named in a template, traced to its file.
pub struct TracedValue {
    /// Which file.
    pub root: Root,
    /// Path below the root, with list indexes.
    pub path: Vec<String>,
    /// What the schema says of the root.
    pub shape: Shape<'static>,
}

/// Which file a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// `institution.yaml`.
    Institution,
    /// The partner's file.
    Partner,
}

/// What the number of an item is called in the words of a section that is made for each, from 1.
pub const NUMBER: &str = "number";

/// What every template can name.
pub const NAMES: &[&str] = &[
    "contact",
    "sender",
    "institution",
    "partner",
    "partners",
    "organisations",
    "meeting_organisations",
    "meeting_zone",
    "attendees",
    "awaited",
    "day_after_meeting",
    "history",
    "clauses",
    "today",
    "lang",
    "title",
    "fingerprint",
];

/// Whether a dotted path of a template leads to a field that a file can have.
pub fn is_known(dotted: &str) -> bool {
    let mut words = dotted.split('.');
    let root = match words.next() {
        Some("institution") => Some(Shape::of(Institution::schema())),
        Some("sender") => Shape::of(Institution::schema()).property("contacts"),
        Some("partner") => Some(Shape::of(Partner::schema())),
        Some("contact") => Shape::of(Partner::schema()).property("contacts"),
        _ => None,
    };
    words
        .map(|word| word.trim_end_matches("[]"))
        .try_fold(root, |shape, word| {
            let shape = shape?;
            // An item by its number, or all of a list.
            if shape.items().is_some() && word.parse::<usize>().is_ok() {
                return Some(shape.items());
            }
            Some(shape.items().unwrap_or(shape).as_mapping().property(word))
        })
        .flatten()
        .is_some()
}

impl Partnership<'_> {
    /// Where a dotted path of a template leads; none when its first word is no file's.
    pub fn trace(&self, dotted: &str) -> Option<TracedValue> {
        let mut words = dotted.split('.').map(|word| word.trim_end_matches("[]"));
        let has_partner = self.partners.is_none();
        let contact = |at: usize| vec!["contacts".to_owned(), at.to_string()];
        let (root, mut path) = match words.next()? {
            "institution" => (Root::Institution, vec![]),
            "sender" => (Root::Institution, contact(self.sender_index())),
            "partner" if has_partner => (Root::Partner, vec![]),
            "contact" if has_partner => (Root::Partner, contact(0)),
            _ => return None,
        };
        let mut words = words.peekable();
        // What templates call the meeting is the one that the document is made for.
        if root == Root::Partner && path.is_empty() && words.peek() == Some(&"meeting") {
            words.next();
            path = self.meeting_path(None);
        }
        path.extend(words.map(str::to_owned));
        let shape = match root {
            Root::Institution => Shape::of(Institution::schema()),
            Root::Partner => Shape::of(Partner::schema()),
        };
        Some(TracedValue { root, path, shape })
    }

    /// The values of a file, as they stand there.
    pub fn values(&self, root: Root) -> &Json {
        match root {
            Root::Institution => &self.institution.values,
            Root::Partner => &self.partner.values,
        }
    }

    /// The file and place of a value; of the nearest thing around it when it is missing.
    pub fn place(&self, root: Root, path: &[String]) -> (&SourceFile, Span) {
        match root {
            Root::Institution => (&self.institution.file, self.institution.place(path)),
            Root::Partner => (&self.partner.file, self.partner.place(path)),
        }
    }
}

impl<'a> View<'a> {
    /// A partner in a language.
    pub fn new(partnership: Partnership<'a>, locale: &'a Locale, institution: Arc<InstitutionView>) -> Self {
        let partner_shape = Shape::of(Partner::schema());
        let default_language = &partnership.institution.model.default_language;
        let mut foreign = Vec::new();
        let mut partner = |origin: TextOrigin, id: &str, record: &Record<Partner>| {
            let own_language = record.model.texts_in.as_ref().unwrap_or(default_language);
            let mut reading = LanguageReading::new(origin, &locale.tag, own_language);
            let mut values = reading.localised(&record.values, partner_shape);
            set(&mut values, "id", json!(id));
            let names = readable::read_by(&mut values, locale.readers());
            foreign.push(reading.foreign);
            (values, names)
        };
        let (mut own, names) = partner(TextOrigin::Partner, partnership.id, partnership.partner);
        let mut all_names = vec![names];
        let mut further = Vec::new();
        for (at, (id, record)) in partnership.further.iter().enumerate() {
            let (values, names) = partner(TextOrigin::Further(at), id, record);
            further.push(values);
            all_names.push(names);
        }
        let all_names: Vec<&ReadableNames> = all_names.iter().chain([&institution.names]).collect();
        for values in further.iter_mut().chain([&mut own]) {
            readable::told_elsewhere(values, &all_names);
        }
        let mut all = Vec::new();
        for (at, one) in partnership.partners.into_iter().flatten().enumerate() {
            let (mut values, _) = partner(TextOrigin::OneOfAll(at), &one.id, &one.partner);
            set(&mut values, "history", happened(&one.history));
            all.push(values);
        }
        let mut view = Self {
            institution,
            partner: own,
            further,
            all,
            foreign,
            context: tera::Context::new(),
            partnership,
            locale,
        };
        view.context = view.context();
        view
    }

    /// The texts of the data that a document prints and that are in another language, each at its place.
    pub fn foreign_in(&self, written: &str) -> Diagnostics {
        let mut found = Diagnostics::new();
        let language = &self.locale.tag;
        for (origin, at) in foreign::printed(written) {
            let mut texts = self.foreign.iter().chain([self.institution.foreign.as_ref()]);
            let Some(text) = texts.find(|texts| texts.origin() == origin).and_then(|texts| texts.get(at))
            else {
                continue;
            };
            let Some((file, span)) = self.place_of_text(origin, &text.path) else { continue };
            let names = text.path.iter().filter(|part| part.parse::<usize>().is_err());
            let name = names.map(String::as_str).collect::<Vec<_>>().join(".");
            let own = all(&text.languages);
            found.push(
                Diagnostic::error(
                    codes::UNTRANSLATED,
                    // Which documents it stops is told with it, as with every other problem.
                    format!("`{name}` is in {own}, and a document in `{language}` prints it"),
                )
                .at(file, &span, format!("no text in `{language}`"))
                .help(how_to_translate(text, language, origin)),
            );
        }
        found
    }

    fn place_of_text(&self, origin: TextOrigin, path: &[String]) -> Option<(&SourceFile, Span)> {
        let partnership = &self.partnership;
        Some(match origin {
            TextOrigin::Institution => partnership.place(Root::Institution, path),
            TextOrigin::Partner => partnership.place(Root::Partner, path),
            TextOrigin::Further(at) => {
                let (_, record) = partnership.further.get(at)?;
                (&record.file, record.place(path))
            }
            TextOrigin::OneOfAll(at) => {
                let record = &partnership.partners?.get(at)?.partner;
                (&record.file, record.place(path))
            }
        })
    }

    /// The language's tag.
    pub fn language(&self) -> &str {
        &self.locale.tag
    }

    /// What a draft calls a value that is missing, by the path of its field in the file; the path itself where the language has
    /// no words for it.
    pub fn gap_words(&self, path: &str) -> String {
        self.locale.gap_words(path)
    }

    /// The values of a file in the language.
    pub fn root(&self, root: Root) -> &Json {
        match root {
            Root::Institution => &self.institution.values,
            Root::Partner => &self.partner,
        }
    }

    /// The same with the values changed by `change`, which is called for each file.
    pub fn changed(&self, mut change: impl FnMut(Root, &mut Json)) -> Self {
        let mut view = self.clone();
        let mut values = view.institution.values.clone();
        change(Root::Institution, &mut values);
        view.institution = Arc::new(InstitutionView::of(values, view.institution.foreign.clone()));
        change(Root::Partner, &mut view.partner);
        view.context = view.context();
        view
    }

    /// The partner's values, in which `meeting` is the one that the document is made for, and the memorandum has the number
    /// of the version that is made, where the file gives none.
    fn of_occasion(&self) -> Json {
        let mut own = self.partner.clone();
        if let Some(MeetingPosition::Further(at)) = self.partnership.meeting_position {
            let meeting = own.get("meetings").and_then(|meetings| meetings.get(at)).cloned();
            set(&mut own, "meeting", meeting.unwrap_or_default());
        }
        let [agreement, version] = ["mou", "version"];
        if let Some(number) = self.partnership.version
            && let Some(own @ Json::Object(_)) = own.get_mut(agreement)
            && own.get(version).is_none_or(Json::is_null)
        {
            set(own, version, json!(number.to_string()));
        }
        own
    }

    fn context(&self) -> tera::Context {
        let partner_shape = Shape::of(Partner::schema());
        let institution = self.institution.tera.clone();
        if self.partnership.partners.is_some() {
            return self.about_all(institution);
        }
        let own = self.of_occasion();
        let partner = to_tera(&own, Some(partner_shape));
        let further = self
            .partnership
            .further_ids()
            .filter_map(|id| Some(to_tera(self.further_organisation(id)?, Some(partner_shape))));
        let organisations: Vec<tera::Value> =
            [institution.clone(), partner.clone()].into_iter().chain(further).collect();
        let meeting_organisations: Vec<tera::Value> = self
            .partnership
            .delegations()
            .into_iter()
            .filter_map(|delegation| match delegation {
                Delegation::Us => Some(with_id(&institution, US)),
                Delegation::Partner => Some(partner.clone()),
                Delegation::Further(at) => Some(to_tera(self.further.get(at)?, Some(partner_shape))),
                Delegation::Named(_) | Delegation::Unsaid => None,
            })
            .collect();
        let attendees: Vec<tera::Value> =
            self.partnership.attendees().iter().map(|one| to_tera(&self.attendee(one, &own), None)).collect();
        let model = &self.partnership.partner.model;
        let clauses = model.mou.clone().unwrap_or_default().clauses.resolved(model);
        let mut context = tera::Context::new();
        context.insert_value("contact", contact(&employed(&own), 0));
        context.insert_value("sender", contact(&self.institution.values, self.partnership.sender_index()));
        context.insert_value("institution", institution);
        context.insert_value("partner", partner);
        context.insert_value("organisations", organisations.into());
        context.insert_value(IN_ONE_COUNTRY, self.are_in_one_country(self.partnership.further_ids()).into());
        context.insert_value("meeting_organisations", meeting_organisations.into());
        // The partner's may be a mark for what is not known yet.
        let zone = self.partnership.meeting_zone().or_else(|| own.get("timezone")?.as_str());
        context.insert_value("meeting_zone", zone.unwrap_or_default().to_owned().into());
        context.insert_value("attendees", attendees.into());
        context.insert_value("awaited", tera::Map::new().into());
        let day_after_meeting = self.partnership.day_after_meeting();
        context.insert_value(
            "day_after_meeting",
            day_after_meeting.map_or_else(tera::Value::undefined, tera::Value::from),
        );
        context.insert_value("history", to_tera(&happened(self.partnership.history), None));
        context.insert_value("clauses", tera::Value::from_serializable(&clauses));
        self.insert_common(context)
    }

    /// The same for a document of the meeting, whose organisations are others than those of the agreement.
    pub fn context_of_meeting(&self) -> tera::Context {
        let ids = self.partnership.meeting().map(|meeting| meeting.further_ids(self.partnership.id));
        let mut context = self.context.clone();
        context.insert_value(IN_ONE_COUNTRY, self.are_in_one_country(ids.unwrap_or_default()).into());
        context
    }

    /// The same for a reminder, which speaks of the email that nobody answered.
    pub fn context_of_reminder(&self) -> tera::Context {
        let mut context = self.context.clone();
        if let Ok(awaited) = self.partnership.awaited_answer() {
            context.insert_value("awaited", to_tera(&told_of(&awaited), None));
        }
        context
    }

    /// Whether we, the partner and these further organisations are in one country, as far as it is known of each.
    fn are_in_one_country<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> bool {
        let country = |organisation: &Json| {
            let country = organisation.pointer("/address/country").or_else(|| organisation.get("country"));
            country.and_then(Json::as_str).map(str::to_owned)
        };
        let further = ids.into_iter().filter_map(|id| self.further_organisation(id));
        let ours = country(&self.institution.values);
        ours.is_some() && further.chain([&self.partner]).all(|other| country(other) == ours)
    }

    /// The values of a further organisation; none when its file is not there.
    fn further_organisation(&self, id: &str) -> Option<&Json> {
        let at = self.partnership.further.iter().position(|(other, _)| other == id)?;
        self.further.get(at)
    }

    /// Somebody who takes part in the meeting of a partner: what the file has of the person, under it what the meeting
    /// says, with the organisation's name, its id and its time zone.
    fn attendee(&self, attendee: &Attendee<'_>, own: &Json) -> Json {
        let (organisation, id) = match attendee.delegation {
            Delegation::Us => (Some(&self.institution.values), Some(US)),
            Delegation::Partner => (Some(own), Some(self.partnership.id)),
            Delegation::Further(at) => {
                (self.further.get(at), self.partnership.further.get(at).map(|(id, _)| id.as_str()))
            }
            Delegation::Named(_) | Delegation::Unsaid => (None, None),
        };
        let entry = attendee.entry.and_then(|entry| {
            let (list, at) = match entry {
                PersonEntry::Contact(at) => ("contacts", at),
                PersonEntry::Signatory(at) => ("signatories", at),
            };
            organisation?.get(list)?.get(at).cloned()
        });
        let mut person = entry.unwrap_or_else(|| json!({}));
        let position = ["position", "function"].iter().find_map(|key| person.get(*key)).cloned();
        set_where_known(&mut person, "role", position.as_ref());
        let listed = attendee.listed.and_then(|listed| {
            let all = self.partnership.meeting()?.participants.iter();
            let at = all.into_iter().position(|one| std::ptr::eq(one, listed))?;
            own.pointer(&format!("/meeting/participants/{at}"))
        });
        for key in ["name", "role", "email"] {
            set_where_known(&mut person, key, listed.and_then(|listed| listed.get(key)));
        }
        let name = organisation.and_then(|one| one.get("short_name").or_else(|| one.get("legal_name")));
        let named = match attendee.delegation {
            Delegation::Named(name) => Some(json!(name)),
            _ => name.cloned(),
        };
        set_where_known(&mut person, "organisation", named.as_ref());
        set_where_known(&mut person, "org", id.map(|id| json!(id)).as_ref());
        let zone = organisation.and_then(|one| one.get("timezone"));
        set_where_known(&mut person, "timezone", zone);
        person
    }

    /// What documents about all partners see.
    fn about_all(&self, institution: tera::Value) -> tera::Context {
        let mut context = tera::Context::new();
        context.insert_value("sender", contact(&self.institution.values, self.partnership.sender_index()));
        context.insert_value("organisations", vec![institution.clone()].into());
        context.insert_value("institution", institution);
        context
            .insert_value("partners", to_tera(&Json::Array(self.all.clone()), Some(all_partners::shape())));
        self.insert_common(context)
    }

    fn insert_common(&self, mut context: tera::Context) -> tera::Context {
        context.insert_value("today", self.partnership.today.to_string().into());
        context.insert_value("lang", self.locale.tag.clone().into());
        context
    }
}

/// A contact of an organisation, by its number.
fn contact(organisation: &Json, at: usize) -> tera::Value {
    let found = organisation.get("contacts").and_then(|contacts| contacts.get(at));
    found.map_or_else(|| tera::Map::new().into(), |contact| to_tera(contact, None))
}

/// A partner whose first contact is told where it works: `organisation`.
fn employed(partner: &Json) -> Json {
    let mut partner = partner.clone();
    let name = partner.get("short_name").or_else(|| partner.get("legal_name")).cloned();
    if let (Some(contact), Some(name)) = (partner.pointer_mut("/contacts/0"), name) {
        set(contact, "organisation", name);
    }
    partner
}

/// The values of an organisation with the id that stands for it.
fn with_id(organisation: &tera::Value, id: &str) -> tera::Value {
    let mut parts: tera::Map = organisation.as_map().cloned().unwrap_or_default();
    parts.insert("id".into(), id.to_owned().into());
    parts.into()
}

/// The template engine's values; prose goes in as Markdown, everything else will be escaped. A text
/// that is empty counts as left out.
fn to_tera(value: &Json, shape: Option<Shape<'_>>) -> tera::Value {
    let prose = shape.is_some_and(|shape| shape.text_kind() == Some(TextKind::Prose));
    match value {
        Json::String(text) if prose => tera::Value::safe_string(text),
        Json::Object(map) => {
            let shape = shape.map(Shape::as_mapping);
            let entries: tera::Map = map
                .iter()
                .filter(|(_, value)| **value != Json::String(String::new()))
                .map(|(key, value)| {
                    let shape = shape.and_then(|shape| shape.property(key));
                    (key.clone().into(), to_tera(value, shape))
                })
                .collect();
            entries.into()
        }
        Json::Array(items) => {
            let shape = shape.and_then(Shape::items);
            let items: Vec<tera::Value> = items.iter().map(|item| to_tera(item, shape)).collect();
            items.into()
        }
        other => tera::Value::from_serializable(other),
    }
}
