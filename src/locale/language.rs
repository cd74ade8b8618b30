//! The words of a language: `templates/languages/<lang>.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::office::Office;
use super::party_patterns::PartyPatterns;
use super::phrases::{Phrases, WordGroup};
use crate::schema::{self, Described};

fn semicolon() -> String {
    "; ".to_owned()
}

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
    /// Who read the words as somebody who grew up with the language, and when; empty until somebody has.
    #[serde(default)]
    pub reviewed_by: String,
    /// How dates and times are written, where CLDR has it otherwise.
    #[serde(default)]
    pub dates: DateForms,
    /// Blanks that the language has beside signs.
    #[serde(default)]
    pub spacing: Spacing,
    /// Signs that end a sentence besides those that do in every language: the question mark of Greek is `;`.
    #[serde(default)]
    pub sentence_ends: String,
    /// What stands between names that have commas and conjunctions of their own.
    #[serde(default = "semicolon")]
    #[schemars(extend("format" = "pattern"))]
    pub between_names: String,
    /// Words that a layout puts on a page.
    pub labels: Labels,
    /// The page that shows all documents of a pack in small.
    pub contact_sheet: ContactSheetWords,
    /// What stands in brackets in a draft where a value is missing, by its place in the file: mou.term.start.
    #[serde(default)]
    pub gaps: Words,
    /// How a person is addressed.
    pub salutation: Salutations,
    /// Words that take a small letter where a text begins with them behind a salutation that ends with a comma.
    #[serde(default)]
    pub after_salutation: WordGroup,
    /// How a letter ends.
    pub closing: Closings,
    /// The paragraph of an organisation in an agreement.
    pub party: PartyPatterns,
    /// Degrees that are spoken in a salutation, the highest first.
    #[serde(default)]
    pub titles: Vec<SpokenTitle>,
    /// Offices that are spoken in a salutation.
    #[serde(default)]
    pub functions: BTreeMap<Office, SpokenForms>,
    /// How names change in a salutation.
    #[serde(default)]
    pub vocatives: Vocatives,
    /// Numbers as words, from zero.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Words that bind, which a document that is not binding avoids.
    #[serde(default)]
    pub binding_words: BindingWords,
    /// What stands in front of a text of the data that goes on from there, by the path of its field.
    #[serde(default)]
    pub fits_after: Words,
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
    /// Subject of a mail that somebody sends to themselves first.
    pub test: String,
}

/// How dates and times are written, where CLDR has it otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DateForms {
    /// Round the {date} of CLDR.
    #[schemars(extend("format" = "pattern"))]
    pub date: String,
    /// What stands in place of 1 on the first day of a month: 1er.
    pub first_of_month: Option<String>,
    /// {weekday} and {date}; as CLDR joins them when it is not there.
    #[schemars(extend("format" = "pattern"))]
    pub weekday_date: Option<String>,
    /// The time of day, as strftime has it: %H:%M.
    #[schemars(extend("format" = "pattern"))]
    pub clock: String,
}

impl Default for DateForms {
    fn default() -> Self {
        Self {
            date: "{date}".to_owned(),
            first_of_month: None,
            weekday_date: None,
            clock: "%H:%M".to_owned(),
        }
    }
}

/// Blanks that the language has beside signs; each takes the place of a blank that is there.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Spacing {
    /// Signs with a narrow blank in front of them, on one line with it.
    pub narrow_in_front_of: String,
    /// Signs with a blank in front of them, on one line with it.
    pub blank_in_front_of: String,
    /// Signs with a blank behind them, on one line with it.
    pub blank_behind: String,
}

/// The words of the page that shows all documents of a pack in small.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactSheetWords {
    /// Title of the page; {file} is the PDF of the pack.
    pub title: String,
    /// In front of that file.
    pub file: String,
    /// In front of the day.
    pub made_on: String,
    /// In front of their number.
    pub partners: String,
    /// In front of their number.
    pub documents: String,
    /// In front of their number.
    pub pages: String,
    /// In front of what the partners were chosen by.
    pub chosen_by: String,
    /// The mark of a draft, in front of the remark.
    pub draft: String,
    /// What a draft may have.
    pub draft_remark: String,
    /// What a print shop should know; {bleed} are millimetres.
    pub bleed: String,
    /// Heading of what is missing; {count} says how many.
    pub missing: String,
    /// What is under it; {file} is the PDF.
    pub missing_remark: String,
    /// Behind a partner whose file cannot be read.
    pub unreadable: String,
    /// Alternative text of a picture: {title} and {partner}.
    pub picture: String,
    /// Where a document is: {page}.
    pub one_page: String,
    /// The same of several pages: {first} and {last}.
    pub several_pages: String,
    /// How many pages it has, by the category of the number; {} is the number.
    pub number_of_pages: Words,
}

/// How a person is addressed: of each list the first pattern is taken whose values are all there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Salutations {
    /// In formal letters.
    pub formal: SalutationPatterns,
    /// In informal ones, to somebody who is not on first-name terms.
    pub informal: SalutationPatterns,
    /// To somebody who is.
    pub first_names: Vec<String>,
    /// Whether a family name that begins with a small letter has a capital here: Sr. Van der Berg.
    #[serde(default)]
    pub raises_particles: bool,
}

/// Salutations with {title}, {function}, {given_name}, {family_name}, {name} and {organisation}.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SalutationPatterns {
    /// To a woman.
    pub ms: Vec<String>,
    /// To a man.
    pub mr: Vec<String>,
    /// To somebody who is neither.
    pub mx: Vec<String>,
    /// To somebody of whom it is not known.
    pub unknown: Vec<String>,
    /// When no name is known.
    pub nobody: Vec<String>,
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

/// A degree as it is spoken in a salutation; a form that is not there is not spoken.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SpokenTitle {
    /// That it is any degree of this kind, however it is written.
    pub degree: Option<SpokenDegree>,
    /// How it is written, where it is none of those.
    pub written: Vec<String>,
    /// The countries of organisations to whose people it is spoken; none: to all.
    pub countries: Vec<String>,
    /// Of a woman.
    pub ms: Option<String>,
    /// Of a man.
    pub mr: Option<String>,
    /// Of somebody who is neither.
    pub mx: Option<String>,
    /// Of somebody of whom it is not known.
    pub unknown: Option<String>,
}

/// Degrees that are known in all their spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpokenDegree {
    /// A professor.
    Professor,
    /// A doctor.
    Doctor,
}

/// What somebody is called by sex; a form that is not there is not spoken.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SpokenForms {
    /// A woman.
    pub ms: Option<String>,
    /// A man.
    pub mr: Option<String>,
    /// Somebody who is neither.
    pub mx: Option<String>,
    /// Somebody of whom it is not known.
    pub unknown: Option<String>,
}

/// How names change in a salutation: endings, and what stands in their place; the longest that fits is taken.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Vocatives {
    /// Endings of given names.
    pub given_name: Words,
    /// Endings of family names.
    pub family_name: FamilyNameEndings,
}

/// Endings of family names by sex.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FamilyNameEndings {
    /// Of women.
    pub ms: Words,
    /// Of men.
    pub mr: Words,
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
