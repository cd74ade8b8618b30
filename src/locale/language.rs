//! The words of a language: `templates/languages/<lang>.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::party_patterns::PartyPatterns;
use super::phrases::Phrases;
use crate::schema::{self, Described};

/// Words by a key of the data.
pub type Words = BTreeMap<String, String>;

/// The words of a language.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// The language's name in its own words.
    pub name: String,
    /// The CLDR locale that decides how dates and lists are written.
    pub locale: String,
    /// Words that a layout puts on a page.
    pub labels: Labels,
    /// How a person is addressed.
    pub salutation: Salutations,
    /// How a letter ends.
    pub closing: Closings,
    /// The paragraph of an organisation in an agreement.
    pub party: PartyPatterns,
    /// Degrees that stand in a salutation, the highest first. One for professors and one for doctors are enough, however
    /// they are written; others only where the language speaks them: Mag. in Austria.
    #[serde(default)]
    pub titles: Vec<Title>,
    /// Numbers as words, from zero.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Words that bind, which a document that is not binding avoids.
    #[serde(default)]
    pub binding_words: BindingWords,
    /// How a phrase of the data fits into a sentence.
    #[serde(default)]
    pub phrases: Phrases,
    /// Kinds of organisation.
    pub kinds: Words,
    /// Types of partnership.
    pub partnership_types: Words,
    /// An example activity for each type of partnership.
    pub activities: Words,
    /// What a first contact is about, by type of partnership, in words that everybody understands.
    #[serde(default)]
    pub topics: Words,
    /// The same for companies, where it is another.
    #[serde(default)]
    pub topics_for_companies: Words,
    /// What we look for, by type of partnership, behind "We are looking for".
    #[serde(default)]
    pub sought: Words,
    /// The same of companies, where it is another.
    #[serde(default)]
    pub sought_of_companies: Words,
    /// Kinds of mobility.
    pub flows: Words,
    /// Erasmus+ priorities.
    pub priorities: Words,
    /// What annexes are called that come from other data than their titles.
    #[serde(default)]
    pub annexes: Words,
    /// The usual items of a meeting, by their ids, with the names of those who meet and what is known of them: {us}.
    #[serde(default)]
    pub agenda_items: BTreeMap<String, AgendaWords>,
    /// Names of languages, by tag, that are other than in CLDR.
    #[serde(default)]
    pub languages: Words,
    /// Cities of time zones that are not called as in the zone's name.
    #[serde(default)]
    pub cities: Words,
    /// Names of countries, by ISO 3166-1 code, that are other than in CLDR.
    #[serde(default)]
    pub countries: Words,
}

/// The words of an item of the agenda.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaWords {
    /// What it is called.
    pub title: String,
    /// What is wanted in the end.
    pub outcome: Option<String>,
    /// What is talked about.
    #[serde(default)]
    pub points: Vec<AgendaPoint>,
}

/// A point of an item: one text, or candidates of which the first is taken whose values are all there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AgendaPoint {
    /// One text.
    Text(String),
    /// Candidates.
    Candidates(Vec<String>),
}

impl AgendaPoint {
    /// The texts of which the first is taken whose values are all there.
    pub fn candidates(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Candidates(texts) => texts,
        }
    }
}

/// Words that a layout puts on a page.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// The mark of a draft.
    pub draft: String,
    /// Page {page} of {pages}.
    pub page: String,
    /// Alternative text of a logo; {name} is the organisation.
    pub logo: String,
    /// Alternative text of a QR code; {address} is where it leads.
    pub qr: String,
    /// Alternative text of the emblem of who funds the document.
    pub emblem: String,
    /// What a field to sign in is; {name} is the person, {organisation} whom the person signs for.
    pub signature: String,
    /// Subject of a mail that cancels a meeting; {title} is the subject of the invitation.
    pub cancelled: String,
    /// Its text.
    pub cancelled_text: String,
}

/// How a person is addressed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Salutations {
    /// In formal letters.
    pub formal: FormalSalutations,
    /// In informal ones.
    pub informal: InformalSalutations,
}

/// Formal salutations, with {title}, {given_name} and {family_name}.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormalSalutations {
    pub titled: String,
    pub ms: String,
    pub mr: String,
    pub mx: String,
    pub named: String,
    /// When no name is known, with {organisation}; the unnamed one when there is none.
    pub team: Option<String>,
    pub unnamed: String,
}

/// Informal salutations; the polite ones are for somebody who is not on first-name terms.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformalSalutations {
    pub named: String,
    pub polite_titled: String,
    pub polite_ms: String,
    pub polite_mr: String,
    pub polite_mx: String,
    pub polite_named: String,
    /// When no name is known, with {organisation}; the unnamed one when there is none.
    pub team: Option<String>,
    pub unnamed: String,
}

/// How a letter ends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closings {
    pub named: String,
    pub unnamed: String,
    pub informal: String,
}

/// Words that bind.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BindingWords {
    /// What is avoided, with the better words.
    pub avoid: Words,
    /// Phrases with such a word that are right all the same.
    pub allowed: Vec<String>,
}

/// A degree as written in the data and as spoken in a salutation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub written: String,
    pub spoken: String,
}

impl Described for Language {
    const WHAT: &'static str = "a language";

    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(schema::generate::<Language>);
        &SCHEMA
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> =
            LazyLock::new(|| schema::compile(Language::schema()));
        &COMPILED
    }
}
