//! Documents of one's own do not speak for the school of the sample.
//!
//! The sample's words come from the very files that `handclasp init` writes. As long as the legal name is the
//! sample's, everything is meant to be, and nothing is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use serde_json::Value as Json;

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::words::all;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::letters::unaccented;
use crate::model::{Institution, Partner};
use crate::partnership::Partnership;
use crate::schema::{Described, Record, Shape};
use crate::workspace;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("sample-words"),
    reason: "Handclasp begins with an invented school and four invented partners. Once the legal name is yours, what is still the sample's (a contact, a telephone number, the privacy notice, a text, the logo) would go out as if it were yours. It is a warning while you are at it; `send` and a final agreement refuse it.",
    example: "# institution.yaml\nlegal_name: \"Berufskolleg am Hafen\"",
    scope: Scope::Everything,
    look: Look::Text(check),
};

/// A final agreement is signed.
fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let is_final = text.document.meta.is_final && text.document.meta.draft.is_none();
    if is_final {
        found.extend(not_to_be_sent(text.partnership));
    }
}

/// That files which a partner's documents are made from still have words of the sample: an error for each.
pub fn not_to_be_sent(partnership: &Partnership<'_>) -> Diagnostics {
    let further = partnership.further.iter().map(|(_, further)| &further.remarks);
    let files = [&partnership.institution.remarks, &partnership.partner.remarks].into_iter().chain(further);
    let mut errors = Diagnostics::new();
    for remarks in files {
        let first = remarks.iter().find(|one| one.code == RULE.code).and_then(|one| one.label.as_deref());
        let Some(Label { file, span, .. }) = first else { continue };
        errors.push(
            Diagnostic::error(RULE.code, format!("`{}` still has words of the sample", file.name()))
                .at(file, span, "the first of them")
                .help(
                    "mend all that the warnings name; until then no email is sent and no agreement is final",
                ),
        );
    }
    errors
}

/// What an institution of one's own still has of the sample; of its logo the bytes are compared.
pub fn in_institution(institution: &Record<Institution>, logo: Option<&[u8]>) -> Diagnostics {
    let mut found = Diagnostics::new();
    if !is_own(institution) {
        return found;
    }
    let languages = languages(institution, None);
    let samples: Vec<&Sample> = Sample::in_languages(&languages).collect();
    let is_known = |text: &(String, String)| samples.iter().any(|sample| sample.institution.contains(text));
    let mut fields = left(institution, &is_known, &languages);
    let is_abroad = is_abroad(institution);
    for (name, unique_where) in SHORT {
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let own = at(&institution.values, name);
        let is_same =
            own.is_some() && samples.iter().any(|sample| own == sample.short.get(name).map(String::as_str));
        if is_same && (is_abroad || *unique_where == UniqueWhere::Everywhere) {
            match fields.iter_mut().find(|field| field.path.first() == path.first()) {
                Some(field) => field.names.push((*name).to_owned()),
                None => fields.push(SampleFields { names: vec![(*name).to_owned()], path }),
            }
        }
    }
    fields.extend(LISTS.iter().filter_map(|list| left_of_list(institution, list, &samples)));
    if logo.is_some() && logo == workspace::sample_logo() {
        let path = vec!["logo".to_owned()];
        fields.push(SampleFields { names: path.clone(), path });
    }
    for field in fields {
        found.push(field.remark(institution).help(
            "write your own in its place, or take the line out; if it is true of you as well, say it in other words",
        ));
    }
    found.in_order()
}

/// Lists whose entries are compared as a whole: a number with what it counts and its year.
const LISTS: &[&str] = &["facts"];

/// Where a short value of the sample's is nobody else's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UniqueWhere {
    Everywhere,
    /// In the sample's country others have it too.
    Abroad,
}

/// Short values of the institution that are compared as they are.
const SHORT: &[(&str, UniqueWhere)] = &[
    ("address.postal_code", UniqueWhere::Everywhere),
    ("address.region", UniqueWhere::Abroad),
    ("legal_form", UniqueWhere::Abroad),
    ("timezone", UniqueWhere::Abroad),
    ("ids.registration.label", UniqueWhere::Abroad),
];

/// The text at a path with points.
fn at<'v>(values: &'v Json, path: &str) -> Option<&'v str> {
    path.split('.').try_fold(values, |value, key| value.get(key))?.as_str()
}

/// The first entry of a list that is the sample's.
fn left_of_list(institution: &Record<Institution>, list: &str, samples: &[&Sample]) -> Option<SampleFields> {
    let entries = |values: &Json| values.get(list).and_then(Json::as_array).cloned().unwrap_or_default();
    let is_known = |entry: &Json| {
        let entry = entry.to_string();
        samples.iter().any(|sample| sample.lists.get(list).is_some_and(|known| known.contains(&entry)))
    };
    let first = entries(&institution.values).iter().position(is_known)?;
    Some(SampleFields { names: vec![list.to_owned()], path: vec![list.to_owned(), first.to_string()] })
}

/// Whether an institution is in another country than the sample's.
fn is_abroad(institution: &Record<Institution>) -> bool {
    let country = institution.model.address.as_ref().and_then(|address| address.country.as_deref());
    let sample = Sample::english();
    country.is_some_and(|country| sample.is_some_and(|sample| Some(country) != sample.country.as_deref()))
}

/// What a partner's file still has of the sample's partners, in a workspace of one's own.
pub fn in_partner(institution: &Record<Institution>, partner: &Record<Partner>) -> Diagnostics {
    let mut found = Diagnostics::new();
    if !is_own(institution) {
        return found;
    }
    if Sample::english().is_some_and(|sample| sample.partners_names.contains(&partner.model.legal_name)) {
        let message = format!("`{}` is an invented partner of the sample", partner.file.name());
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partner.file, &partner.place(&["legal_name"]), "there is no such organisation")
                .help(
                    "`handclasp init --clean` removes the files of the sample that nobody has changed; delete this one by \
                     hand if you have",
                ),
        );
        return found;
    }
    let languages = languages(institution, partner.model.working_language.as_deref());
    let samples: Vec<&Sample> = Sample::in_languages(&languages).collect();
    let is_known = |text: &(String, String)| samples.iter().any(|sample| sample.partners.contains(text));
    for field in left(partner, &is_known, &languages) {
        found.push(field.remark(partner).help(
            "write what is true of this partner, or take the line out; if it is, say it in other words",
        ));
    }
    found.in_order()
}

/// What can be recognised as the sample's.
struct Sample {
    legal_name: String,
    /// Fields and their texts.
    institution: BTreeSet<(String, String)>,
    /// Its country.
    country: Option<String>,
    /// Short values that are compared as they are.
    short: BTreeMap<&'static str, String>,
    /// Entries of lists that are compared as a whole, as JSON.
    lists: BTreeMap<&'static str, BTreeSet<String>>,
    partners: BTreeSet<(String, String)>,
    partners_names: BTreeSet<String>,
}

/// The sample in each language, read when a workspace has to do with the language.
static SAMPLES: LazyLock<BTreeMap<&'static str, OnceLock<Sample>>> =
    LazyLock::new(|| workspace::sample_languages().map(|language| (language, OnceLock::new())).collect());

/// The language in which there is always a sample.
const ENGLISH: &str = "en";

impl Sample {
    /// The sample in those of some languages that it is in, and in English.
    fn in_languages<'l>(languages: &[&'l str]) -> impl Iterator<Item = &'static Self> + use<'l> {
        let mut wanted: BTreeSet<&str> = languages.iter().copied().collect();
        wanted.insert(ENGLISH);
        wanted.into_iter().filter_map(|language| {
            let (language, sample) = SAMPLES.get_key_value(language)?;
            Some(sample.get_or_init(|| Self::read(language)))
        })
    }

    /// The English one.
    fn english() -> Option<&'static Self> {
        Self::in_languages(&[]).next()
    }

    fn read(language: &str) -> Self {
        let mut sample = Self {
            legal_name: String::new(),
            institution: BTreeSet::new(),
            country: None,
            short: BTreeMap::new(),
            lists: BTreeMap::new(),
            partners: BTreeSet::new(),
            partners_names: BTreeSet::new(),
        };
        let institution = workspace::sample_institution(language);
        if let Some(Ok(institution)) = institution.map(Record::<Institution>::read) {
            for list in LISTS {
                let entries = institution.values.get(*list).and_then(Json::as_array).into_iter().flatten();
                sample.lists.insert(list, entries.map(Json::to_string).collect());
            }
            let short =
                SHORT.iter().filter_map(|(name, _)| Some((*name, at(&institution.values, name)?.to_owned())));
            sample.short = short.collect();
            sample.country = institution.model.address.as_ref().and_then(|address| address.country.clone());
            sample.institution =
                distinctive_texts(&institution).into_iter().map(DistinctiveText::known).collect();
            sample.legal_name = institution.model.legal_name;
        }
        let partners = workspace::sample_partners(language);
        for partner in partners.filter_map(|file| Record::<Partner>::read(file).ok()) {
            sample.partners.extend(distinctive_texts(&partner).into_iter().map(DistinctiveText::known));
            sample.partners_names.insert(partner.model.legal_name);
        }
        sample
    }
}

fn is_own(institution: &Record<Institution>) -> bool {
    let sample = Sample::english();
    institution.knows("legal_name")
        && sample.is_some_and(|sample| institution.model.legal_name != sample.legal_name)
}

/// The languages in which something can be printed.
fn languages<'a>(institution: &'a Record<Institution>, working: Option<&'a str>) -> Vec<&'a str> {
    let institution = &institution.model;
    let own = institution.languages.iter().map(String::as_str);
    own.chain([institution.default_language.as_str()]).chain(working).collect()
}

/// A text that tells whose it is.
struct DistinctiveText {
    /// Its field without the numbers of items: contacts.phone.
    name: String,
    /// Where it stands.
    path: Vec<String>,
    /// In which language it is, when it is given by language.
    language: Option<String>,
    text: String,
}

impl DistinctiveText {
    fn known(self) -> (String, String) {
        let text = comparable(&self.text);
        (self.name, text)
    }
}

/// A text without what one writes otherwise and means the same: capitals, the accents of a name, the signs between the
/// digits of a telephone number.
fn comparable(text: &str) -> String {
    let letters = unaccented(text);
    letters.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// The fields of one key that are still the sample's.
struct SampleFields {
    names: Vec<String>,
    /// The first of them.
    path: Vec<String>,
}

impl SampleFields {
    fn remark<T: Described>(&self, record: &Record<T>) -> Diagnostic {
        let is = if self.names.len() == 1 { "is" } else { "are" };
        let message = format!("{} {is} still the sample’s", all(&self.names));
        Diagnostic::warning(RULE.code, message).at(&record.file, &record.place(&self.path), "invented")
    }
}

/// What a record has of the sample, the fields of one key together.
fn left<T: Described>(
    record: &Record<T>,
    is_known: &impl Fn(&(String, String)) -> bool,
    languages: &[&str],
) -> Vec<SampleFields> {
    let mut fields: Vec<SampleFields> = Vec::new();
    for DistinctiveText { name, path, language, text } in distinctive_texts(record) {
        let is_printed = language.is_none_or(|language| languages.contains(&language.as_str()));
        if !is_printed || !is_known(&(name.clone(), comparable(&text))) {
            continue;
        }
        match fields.last_mut().filter(|field| field.path.first() == path.first()) {
            Some(field) if field.names.contains(&name) => {}
            Some(field) => field.names.push(name),
            None => fields.push(SampleFields { names: vec![name], path }),
        }
    }
    fields
}

/// Fields that are nobody else's even when they are short.
const OWN: &[&str] = &[
    "name_en",
    "short_name",
    "address.street",
    "ids.vat",
    "ids.registration.number",
    "contacts.family_name",
    "signatories.name",
    "signatories.authority_basis",
    "projects.title",
    "projects.code",
    "loi.project.title",
    "loi.project.acronym",
    "mou.reference.ours",
    "mou.reference.theirs",
];
/// Fields that many have alike, with all that is below them: what an office is called, what agreements and
/// letters say, what a file that was begun as a copy of the sample's may well keep.
const COMMON: &[&str] = &[
    "legal_form",
    "sector",
    "size",
    "contacts.position",
    "contacts.function",
    "contacts.source",
    "signatories.position",
    "activities",
    "cooperation",
    "mobility",
    "meeting.items",
    "meeting.funding",
    "meeting.materials",
    "meetings.items",
    "meetings.funding",
    "meetings.materials",
    "loi.role",
    "loi.contribution",
    "loi.condition",
    "loi.next_step",
    "mou.own_clauses",
    "mou.kpis",
    "mou.work_plan",
    "mou.annexes",
    "mou.binding_exceptions",
    "mou.governing_law",
];
/// The part of a partner's file that is never printed.
const NOT_PRINTED: &str = "logbook";
/// Formats whose values are one's own.
const OWN_FORMATS: &[&str] = &["email", "uri", "phone", "oid", "pic", "erasmus-code"];
/// How many words in a row two people do not write alike.
const WORDS: usize = 4;

/// The texts of a record that tell whose they are.
fn distinctive_texts<T: Described>(record: &Record<T>) -> Vec<DistinctiveText> {
    let mut texts = Vec::new();
    search(&record.values, Shape::of(T::schema()), &mut Vec::new(), &mut texts);
    texts
}

fn search(value: &Json, shape: Shape<'_>, path: &mut Vec<String>, texts: &mut Vec<DistinctiveText>) {
    let is_text = shape.text_kind().is_some();
    match value {
        Json::String(text) => texts.extend(of_text(text, shape, path, None)),
        Json::Object(map) if is_text => {
            for (language, text) in map {
                let Some(text) = text.as_str() else { continue };
                path.push(language.clone());
                texts.extend(of_text(text, shape, path, Some(language)));
                path.pop();
            }
        }
        Json::Object(map) => {
            let shape = shape.as_mapping();
            for (key, value) in map {
                let Some(shape) = shape.property(key).filter(|_| key != NOT_PRINTED) else { continue };
                path.push(key.clone());
                search(value, shape, path, texts);
                path.pop();
            }
        }
        Json::Array(items) => {
            let Some(shape) = shape.items() else { return };
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                search(item, shape, path, texts);
                path.pop();
            }
        }
        _ => {}
    }
}

fn of_text(
    text: &str,
    shape: Shape<'_>,
    path: &[String],
    language: Option<&String>,
) -> Option<DistinctiveText> {
    let words = path.iter().take(path.len() - usize::from(language.is_some()));
    let words = words.filter(|part| part.parse::<usize>().is_err()).map(String::as_str);
    let name = words.collect::<Vec<_>>().join(".");
    let is_own = match shape.format() {
        Some(format) => OWN_FORMATS.contains(&format),
        None if shape.options().is_some() || is_common(&name) => false,
        None => OWN.contains(&name.as_str()) || text.split_whitespace().count() >= WORDS,
    };
    is_own.then(|| DistinctiveText {
        name,
        path: path.to_vec(),
        language: language.cloned(),
        text: text.to_owned(),
    })
}

fn is_common(name: &str) -> bool {
    let mut below = COMMON.iter().filter_map(|common| name.strip_prefix(common));
    below.any(|rest| rest.is_empty() || rest.starts_with('.'))
}
