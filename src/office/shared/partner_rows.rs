//! All partners, each in a row: what is known of it at a glance, and which ones are looked for.

use std::collections::{BTreeSet, HashMap};

use deunicode::deunicode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::in_address::in_address;
use crate::condition;
use crate::diagnostic::Diagnostics;
use crate::model::{OrganisationKind, Partner, Phase};
use crate::project::{LoadedPartner, Project};
use crate::reminders::{PartnerOutlook, Saying};
use crate::workers;

/// What is known of a partner at a glance.
#[derive(Debug, Clone, Default)]
pub struct PartnerRow {
    /// Its id.
    pub id: String,
    /// Its name: that of the organisation, else its id.
    pub name: String,
    /// Its town.
    pub city: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// What it is; none when its file cannot be read.
    pub kind: Option<OrganisationKind>,
    /// How far it has come.
    pub phase: Option<Phase>,
    /// When somebody turned to the other last.
    pub last_contact: Option<Date>,
    /// What is to be done next, and until when.
    pub next_action: Option<(Saying, Date)>,
    /// What conditions may ask of it, as they are written: `event=fair-2027`.
    pub values: Vec<String>,
    /// What is searched in, as [`searched`] writes it.
    words: String,
}

/// Which partners somebody wants to see, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RowQuery {
    /// Words that are in the name, the country or a contact.
    pub q: String,
    /// A country.
    pub country: String,
    /// A phase, as the files call it.
    pub phase: String,
    /// Conditions, as `--where` takes them, with blanks between them.
    pub only: String,
    /// The order.
    pub sort: RowOrder,
    /// Which page of the list, from 1.
    pub page: String,
}

/// The order of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowOrder {
    /// By the names.
    #[default]
    Name,
    /// By the countries, then the names.
    Country,
    /// By how far it has come.
    Phase,
    /// Those first that have been without contact for longest.
    Contact,
    /// By the day of what is to be done next.
    Action,
    /// By something that this version does not know.
    #[serde(other)]
    Other,
}

impl RowQuery {
    /// What narrows and orders the list, as fields of a form; what is not said is left out.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let order =
            (self.sort != RowOrder::default()).then(|| serde_json::to_value(self.sort).ok()).flatten();
        let order = order.as_ref().and_then(|order| order.as_str()).unwrap_or_default();
        let all = [
            ("q", self.q.as_str()),
            ("country", &self.country),
            ("phase", &self.phase),
            ("only", &self.only),
            ("sort", order),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.to_owned()))
            .collect()
    }

    /// The address of a page with this, and more.
    pub fn address(&self, page: &str, more: &[(&str, &str)]) -> String {
        let own = self.fields();
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<String> = own
            .chain(more.iter().copied())
            .map(|(name, value)| format!("{name}={}", in_address(value)))
            .collect();
        if pairs.is_empty() { page.to_owned() } else { format!("{page}?{}", pairs.join("&")) }
    }

    /// Whether it leaves partners out.
    pub fn is_narrowed(&self) -> bool {
        !self.q.trim().is_empty()
            || !self.country.is_empty()
            || !self.phase.is_empty()
            || !self.only.trim().is_empty()
    }

    /// The conditions on fields.
    pub fn conditions(&self) -> Vec<(String, String)> {
        let pair = |word: &str| {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            (key.trim().to_owned(), value.trim().to_owned())
        };
        self.only.split_whitespace().map(pair).collect()
    }
}

/// All partners, in the order of their names: `read` are those whose files can be read, `known` is how it stands with them.
pub fn rows(
    project: &Project,
    mut read: HashMap<String, PartnerRow>,
    known: &[PartnerOutlook],
) -> Vec<PartnerRow> {
    let unread = |id: &String| PartnerRow {
        id: id.clone(),
        name: id.clone(),
        words: searched(id),
        ..PartnerRow::default()
    };
    let mut rows: Vec<PartnerRow> =
        project.ids.iter().map(|id| read.remove(id).unwrap_or_else(|| unread(id))).collect();
    let known: HashMap<&str, &PartnerOutlook> = known.iter().map(|one| (one.partner.as_str(), one)).collect();
    for row in &mut rows {
        let Some(outlook) = known.get(row.id.as_str()) else { continue };
        row.phase = outlook.phase;
        row.last_contact = outlook.last_contact;
        row.next_action = outlook.reminders.first().map(|reminder| (reminder.what.clone(), reminder.due));
    }
    rows.sort_by_cached_key(|row| (searched(&row.name), row.id.clone()));
    rows
}

/// What the file of a partner says at a glance.
pub fn row_of(loaded: &LoadedPartner) -> PartnerRow {
    let partner = &loaded.partner.model;
    PartnerRow {
        id: loaded.id.clone(),
        name: partner.legal_name.clone(),
        city: partner.address.as_ref().and_then(|address| address.city.clone()),
        country: partner.country().map(str::to_owned),
        kind: Some(partner.kind),
        values: asked_for(partner),
        words: searched(&searchable(&loaded.id, partner)),
        ..PartnerRow::default()
    }
}

/// What conditions mostly ask of a partner, besides what has a field of its own on the page.
fn asked_for(partner: &Partner) -> Vec<String> {
    let named = |name: Option<Json>| name.and_then(|name| name.as_str().map(str::to_owned));
    let types =
        partner.partnership_types.iter().map(|one| ("partnership_types", serde_json::to_value(one).ok()));
    let kind = ("kind", serde_json::to_value(partner.kind).ok());
    let events = partner.events.iter().map(|event| ("event", Some(Json::from(event.as_str()))));
    let all = events.chain(types).chain([kind]);
    all.filter_map(|(field, value)| Some(format!("{field}={}", named(value)?))).collect()
}

/// What somebody may look for.
fn searchable(id: &str, partner: &Partner) -> String {
    let address = partner.address.as_ref();
    let own = [
        Some(id),
        Some(partner.legal_name.as_str()),
        partner.legal_name_latin.as_deref(),
        partner.name_en.as_deref(),
        partner.short_name.as_deref(),
        partner.country(),
        address.and_then(|address| address.city.as_deref()),
    ];
    let contacts = partner.contacts.iter().flat_map(|contact| {
        [contact.given_name.as_deref(), contact.family_name.as_deref(), contact.email.as_deref()]
    });
    own.into_iter().chain(contacts).flatten().collect::<Vec<_>>().join(" ")
}

/// A text as it is compared with what somebody looks for: small letters without accents, in Latin script.
pub fn searched(text: &str) -> String {
    deunicode(text).to_lowercase()
}

/// The rows that somebody wants to see, in the order wanted. `country` gives the name of a country.
///
/// # Errors
/// A condition on a field that there is none of.
pub fn chosen<'r>(
    project: &Project,
    rows: &'r [PartnerRow],
    query: &RowQuery,
    jobs: usize,
    country: impl Fn(&str) -> String,
) -> Result<Vec<&'r PartnerRow>, Diagnostics> {
    let conditions = query.conditions();
    let unknown = condition::unknown(&conditions);
    if unknown.has_errors() {
        return Err(unknown);
    }
    let words: Vec<String> = query.q.split_whitespace().map(searched).collect();
    let named =
        |row: &PartnerRow| row.country.as_deref().map(|code| searched(&country(code))).unwrap_or_default();
    let fits = |row: &&PartnerRow| {
        let country = named(row);
        let has_words = words.iter().all(|word| row.words.contains(word) || country.contains(word));
        let is_there = query.country.is_empty() || row.country.as_deref() == Some(&query.country);
        let phase = row.phase.map(phase_name);
        let is_so_far = query.phase.is_empty() || phase.as_deref() == Some(&query.phase);
        has_words && is_there && is_so_far
    };
    let mut chosen: Vec<&PartnerRow> = rows.iter().filter(fits).collect();
    if !conditions.is_empty() {
        let is_true = |row: &&PartnerRow| {
            project.load(&row.id).is_ok_and(|loaded| condition::are_true(&loaded.partner.values, &conditions))
        };
        let pieces = workers::run(jobs, &chosen, || false, is_true).map_err(Diagnostics::from)?;
        let fitting: BTreeSet<usize> = pieces
            .into_iter()
            .enumerate()
            .filter_map(|(at, piece)| piece.done().ok().filter(|is_true| *is_true).map(|_| at))
            .collect();
        let kept = chosen.into_iter().enumerate().filter(|(at, _)| fitting.contains(at));
        chosen = kept.map(|(_, row)| row).collect();
    }
    match query.sort {
        RowOrder::Name | RowOrder::Other => {}
        RowOrder::Country => chosen.sort_by_cached_key(|row| (row.country.is_none(), named(row))),
        RowOrder::Phase => chosen.sort_by_key(|row| (row.phase.is_none(), row.phase)),
        // Nobody has turned to those without a contact yet.
        RowOrder::Contact => chosen.sort_by_key(|row| row.last_contact),
        RowOrder::Action => chosen.sort_by_key(|row| {
            let due = row.next_action.as_ref().map(|(_, due)| *due);
            (due.is_none(), due)
        }),
    }
    Ok(chosen)
}

/// The name of a phase, as the files have it.
pub fn phase_name(phase: Phase) -> String {
    let named = serde_json::to_value(phase).ok();
    named.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
