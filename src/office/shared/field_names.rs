//! The fields of a partner in plain words, and as a choice of one.

use maud::{Markup, html};

use super::page_words::FieldGroupWords;
use super::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::locale::fill;

/// The fields that lists have, by what they belong to. What a list has never had is not offered; a table that Handclasp
/// wrote has it all the same, under the name that it has in the files.
pub const GROUPS: &[(ColumnGroup, &[&str])] = &[
    (
        ColumnGroup::Organisation,
        &[
            "legal_name",
            "short_name",
            "name_en",
            "legal_name_latin",
            "kind",
            "legal_form",
            "sector",
            "size",
            "website",
            "events",
            "language",
            "working_language",
            "country",
            "id",
        ],
    ),
    (
        ColumnGroup::Address,
        &[
            "address.street",
            "address.house_number",
            "address.house_number_addition",
            "address.street_addition",
            "address.postal_code",
            "address.city",
            "address.postal_code_and_city",
            "address.region",
            "address.country",
        ],
    ),
    (
        ColumnGroup::Contact,
        &[
            "contacts.whole_name",
            "contacts.given_and_family_name",
            "contacts.family_and_given_name",
            "contacts.given_name",
            "contacts.family_name",
            "contacts.family_name_prefix",
            "contacts.honorific",
            "contacts.titles_before",
            "contacts.titles_after",
            "contacts.function",
            "contacts.email",
            "contacts.other_email",
            "contacts.phone",
            "contacts.other_phone",
            "contacts.language",
            "contacts.register",
            "contacts.source",
            "contacts.source_date",
            "contacts.given_by_person",
            "contacts.prior_contact",
            "contacts.objected",
            "contacts.may_be_contacted",
        ],
    ),
    (
        ColumnGroup::Signatory,
        &[
            "signatories.name",
            "signatories.given_name",
            "signatories.family_name",
            "signatories.honorific",
            "signatories.position",
            "signatories.email",
        ],
    ),
    (
        ColumnGroup::Cooperation,
        &[
            "partnership_types",
            "activities",
            "why_partner",
            "proposal.idea",
            "cooperation.purpose",
            "cooperation.fields",
        ],
    ),
    (
        ColumnGroup::Numbers,
        &[
            "ids.oid",
            "ids.pic",
            "ids.vat",
            "ids.registration.label",
            "ids.registration.number",
            "ids.erasmus_accreditation.code",
        ],
    ),
    (
        ColumnGroup::Logbook,
        &[
            "logbook.log",
            "logbook.source",
            "logbook.found_on",
            "logbook.owner",
            "logbook.fit",
            "logbook.next_action",
            "logbook.next_action_due",
        ],
    ),
];

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnGroup {
    Organisation,
    Address,
    Contact,
    Signatory,
    Cooperation,
    Numbers,
    Logbook,
}

impl ColumnGroup {
    fn name(self, words: &FieldGroupWords) -> &str {
        match self {
            Self::Organisation => &words.organisation,
            Self::Address => &words.address,
            Self::Contact => &words.contact,
            Self::Signatory => &words.signatory,
            Self::Cooperation => &words.cooperation,
            Self::Numbers => &words.numbers,
            Self::Logbook => &words.logbook,
        }
    }

    /// Whether it is somebody, of whom there may be several.
    fn is_person(self) -> bool {
        matches!(self, Self::Contact | Self::Signatory)
    }
}

/// What a field is called: “Town”, “Contact 2: Email”, “Line of business (German)”.
pub fn field_name(spoken: &Spoken, path: &str) -> String {
    let words = &spoken.words.fields;
    let steps: Vec<&str> = path.split('.').collect();
    let number = steps.get(1).and_then(|step| step.parse::<usize>().ok());
    let plain: Vec<&str> = steps.iter().copied().filter(|step| step.parse::<usize>().is_err()).collect();
    let known = |steps: &[&str]| {
        let name = steps.join(".");
        let (group, _) = GROUPS.iter().find(|(_, fields)| fields.contains(&name.as_str()))?;
        Some((*group, words.names.get(&name)?))
    };
    let whole = known(&plain).map(|found| (found, None));
    let by_language = || {
        let (language, before) = plain.split_last()?;
        Some((known(before)?, Some(spoken.language(language))))
    };
    let Some(((group, name), language)) = whole.or_else(by_language) else { return path.to_owned() };
    let mut shown = name.clone();
    if group.is_person() {
        let person = match number {
            Some(number) if number > 1 => numbered(spoken, group, number),
            _ => group.name(&words.groups).to_owned(),
        };
        shown = format!("{person}: {name}");
    }
    if let Some(language) = language {
        shown.push_str(&format!(" ({language})"));
    }
    shown
}

/// A value as people read it: a country by its name, a kind of organisation as the page calls it.
pub fn value_in_words(spoken: &Spoken, path: &str, value: &str) -> String {
    match path.rsplit('.').next().unwrap_or_default() {
        "country" => spoken.country(value).to_owned(),
        "language" | "working_language" => spoken.language(value).to_owned(),
        "kind" if path == "kind" => match serde_json::from_value(value.into()) {
            Ok(kind) => spoken.words.kind(kind).to_owned(),
            Err(_) => value.to_owned(),
        },
        _ => match value {
            "true" => spoken.words.fields.yes.clone(),
            "false" => spoken.words.fields.no.clone(),
            value => value.to_owned(),
        },
    }
}

fn numbered(spoken: &Spoken, group: ColumnGroup, number: usize) -> String {
    let words = &spoken.words.fields.groups;
    fill(&words.numbered, &[("who", group.name(words)), ("n", &number.to_string())])
}

/// The field with the number of a person in it: `contacts.2.email`.
fn of_person(field: &str, number: usize) -> String {
    match field.split_once('.') {
        Some((list, rest)) if number > 1 => format!("{list}.{number}.{rest}"),
        _ => field.to_owned(),
    }
}

/// All fields to choose from, in their groups; `chosen` is the one that is taken, `persons` how many contacts are offered.
pub fn field_options(spoken: &Spoken, chosen: &str, persons: usize) -> Markup {
    let words = &spoken.words.fields.groups;
    let numbers = |group: ColumnGroup| if group == ColumnGroup::Contact { 1..=persons } else { 1..=1 };
    // A list that has numbers for its contacts calls the first one so too.
    let plain = chosen.replacen("contacts.1.", "contacts.", 1);
    let is_offered = GROUPS.iter().any(|(group, fields)| {
        numbers(*group).any(|number| fields.iter().any(|field| of_person(field, number) == plain))
    });
    html! {
        @if !chosen.is_empty() && !is_offered {
            option value=(chosen) selected { (visible(&field_name(spoken, chosen))) }
        }
        @for (group, fields) in GROUPS {
            @for number in numbers(*group) {
                @let label = if number > 1 { numbered(spoken, *group, number) } else { group.name(words).to_owned() };
                optgroup label=(label) {
                    @for field in *fields {
                        @let path = of_person(field, number);
                        @let is_chosen = path == plain;
                        @let value = if is_chosen { chosen } else { &path };
                        option value=(value) selected[is_chosen] { (visible(&field_name(spoken, &path))) }
                    }
                }
            }
        }
    }
}
