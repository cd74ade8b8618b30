//! Who we are: `institution.yaml`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::account::MailAccount;
use super::catalogue::{Honorific, OrganisationKind};
use super::organisation::{Address, Ids, Signatory};
use super::text::{Prose, Text};
use crate::working_days::WorkingDays;

/// Our own institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// Version of this file's format: "1".
    #[schemars(extend("enum" = ["1"]))]
    pub schema_version: Option<String>,
    /// Full legal name in the national language.
    pub legal_name: String,
    /// The legal name in Latin letters, when it is written in another script.
    pub legal_name_latin: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Short name or acronym, used after the first mention.
    pub short_name: Option<String>,
    /// The short name in Latin letters, when it is written in another script.
    pub short_name_latin: Option<String>,
    /// Legal form.
    pub legal_form: Option<String>,
    /// What we are.
    pub org_type: Option<OrganisationKind>,
    /// Postal address.
    pub address: Option<Address>,
    /// Time zone by city: Europe/Lisbon.
    #[schemars(extend("format" = "time-zone"))]
    pub timezone: Option<String>,
    /// Official identifiers.
    pub ids: Option<Ids>,
    /// Website.
    #[schemars(extend("format" = "uri"))]
    pub website: Option<String>,
    /// LinkedIn page.
    #[schemars(extend("format" = "uri"))]
    pub linkedin: Option<String>,
    /// Logo, a file in the folder `templates/`: assets/logo.svg.
    pub logo: Option<String>,
    /// Colours, fonts and margins.
    pub brand: Option<Brand>,
    /// The service that documents are signed with, when it looks for marks in the text: docuseal,
    /// documenso, adobe, docusign. Each place to sign then carries the service's mark, unseen.
    pub esign: Option<SigningService>,
    /// The language of plain texts, and of documents when a partner names none.
    #[serde(default = "english")]
    #[schemars(extend("format" = "language"))]
    pub default_language: String,
    /// The languages that texts here are given in; `--lang all` makes documents in all of them.
    #[serde(default)]
    #[schemars(extend("items" = {"type": "string", "format": "language"}))]
    pub languages: Vec<String>,
    /// One line that says what we stand for.
    pub tagline: Option<Text>,
    /// Who we are, two or three lines.
    pub who_we_are: Option<Prose>,
    /// What kind of provider we are, fitting after "we are": a VET centre for electronics and cooking.
    pub provider: Option<Text>,
    /// What we offer: three to five points.
    #[serde(default)]
    pub offer: Vec<Text>,
    /// What we look for.
    #[serde(default)]
    pub looking_for: Vec<Text>,
    /// Why partner with us: two or three points that suit everybody.
    #[serde(default)]
    pub why_us: Vec<Text>,
    /// Why partner with us, by kind of partner: {company: […], vet_school: […]}.
    #[serde(default)]
    pub why_us_by_kind: WhyUsByKind,
    /// Facts in numbers, three to six, each with its year.
    #[serde(default)]
    pub facts: Vec<InstitutionFact>,
    /// Programmes we teach.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// Projects we took part in.
    #[serde(default)]
    pub projects: Vec<FundedProject>,
    /// Our contact persons; the first one writes unless a partner's `logbook.owner` names another.
    #[serde(default)]
    pub contacts: Vec<InstitutionContact>,
    /// Who signs for us.
    #[serde(default)]
    pub signatories: Vec<Signatory>,
    /// What partners must be told about their data.
    pub privacy: Option<Privacy>,
    /// The account that emails are sent from. A file `mail.yaml` of one's own, with the same fields, comes
    /// before it.
    pub mail: Option<MailAccount>,
    /// EU funding, off unless a document is really funded.
    pub eu_funding: Option<EuFunding>,
    /// What applies when a partner's file says nothing.
    pub defaults: Option<Defaults>,
}

fn english() -> String {
    "en".to_owned()
}

/// Points for each kind of partner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhyUsByKind {
    pub company: Vec<Text>,
    pub vet_school: Vec<Text>,
    pub training_centre: Vec<Text>,
    pub university: Vec<Text>,
    pub chamber: Vec<Text>,
    pub authority: Vec<Text>,
    pub ngo: Vec<Text>,
    pub network: Vec<Text>,
    pub other: Vec<Text>,
}

/// A service for signing documents that finds the places to sign by marks in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SigningService {
    Docuseal,
    Documenso,
    Adobe,
    Docusign,
}

impl SigningService {
    /// The mark for a signature: of its name, `party-b-signature-1`, and its number in the order of signing,
    /// counted from 1, for services that know signatories by number.
    ///
    /// Sources: DocuSeal, "Embedded text field tags"; Documenso, "PDF placeholders"; Acrobat Sign, "Text
    /// tags"; DocuSign, "Anchor tagging", where the mark is up to the sender.
    pub fn mark(self, name: &str, number: usize) -> String {
        match self {
            Self::Docuseal => {
                // Party B1: the mark has to fit into the box.
                let short = name.trim_start_matches("party-").replace("-signature-", "").to_uppercase();
                format!("{{{{Signature {short};role=Party {short};type=signature}}}}")
            }
            Self::Documenso => format!("{{{{signature, r{number}}}}}"),
            Self::Adobe => format!("{{{{Sig{number}_es_:signer{number}:signature}}}}"),
            Self::Docusign => format!("/{name}/"),
        }
    }
}

/// Colours, fonts and margins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Brand {
    /// Accent colour: "#0b5c8a".
    #[schemars(extend("format" = "colour"))]
    pub accent: Option<String>,
    /// Font family, when another than the built-in one is wanted.
    pub font: Option<String>,
    /// Font family of headings, when another than that of the text is wanted.
    pub heading_font: Option<String>,
    /// Margins of the pages in millimetres, where others than the layout's are wanted: {left: 30}.
    pub margins: Option<Margins>,
}

/// Margins of a page in millimetres.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Margins {
    /// Left margin.
    #[schemars(range(min = 5, max = 60))]
    pub left: Option<u32>,
    /// Right margin.
    #[schemars(range(min = 5, max = 60))]
    pub right: Option<u32>,
    /// Top margin.
    #[schemars(range(min = 5, max = 60))]
    pub top: Option<u32>,
    /// Bottom margin.
    #[schemars(range(min = 5, max = 60))]
    pub bottom: Option<u32>,
}

/// A number worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionFact {
    /// What is counted: Learners.
    pub label: Text,
    /// The number, as it is to be printed.
    pub value: String,
    /// The year it was counted in.
    #[schemars(extend("format" = "year"))]
    pub year: String,
}

/// A programme we teach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Its name.
    pub name: Text,
    /// EQF level, 1 to 8.
    pub eqf: Option<String>,
    /// ISCED-F code of the field.
    pub isced: Option<String>,
}

/// A project we took part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundedProject {
    /// Its title.
    pub title: String,
    /// Its code.
    pub code: Option<String>,
    /// Our role: coordinator, partner.
    pub role: Option<Text>,
    /// When: 2023–2025.
    pub years: Option<String>,
}

/// One of our contact persons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InstitutionContact {
    /// A short name for this entry: coordinator.
    pub id: Option<String>,
    /// Given name; of somebody with one name, that name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// The whole name in Latin letters, when it is written in another script: Eleni Papadopoulou.
    pub name_latin: Option<String>,
    /// How the person is addressed.
    pub honorific: Honorific,
    /// Degrees in front of the name.
    pub titles_before: Option<String>,
    /// Degrees behind the name.
    pub titles_after: Option<String>,
    /// Position: Erasmus+ coordinator.
    pub position: Option<Text>,
    /// Email address.
    #[schemars(extend("format" = "email"))]
    pub email: Option<String>,
    /// Telephone with country code: +351 200 000 001.
    #[schemars(extend("format" = "phone"))]
    pub phone: Option<String>,
    /// Role in partnerships, when it differs from the position.
    pub role: Option<Text>,
}

/// What partners must be told about their data (GDPR, Articles 13 and 14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Privacy {
    /// Where the full notice can be read.
    #[schemars(extend("format" = "uri"))]
    pub notice_url: Option<String>,
    /// Data protection officer.
    #[schemars(extend("format" = "email"))]
    pub dpo_email: Option<String>,
    /// After how many months without contact data are deleted.
    pub retention_months: Option<u32>,
    /// Legal basis: legitimate_interest.
    pub legal_basis: Option<String>,
}

/// EU funding. The emblem is shown only for a funded document, from a file of the Commission's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EuFunding {
    /// Whether it is shown.
    pub show: bool,
    /// funded or co_funded.
    pub statement: Option<FundingStatement>,
    /// Code of the project that funds the document.
    #[schemars(extend("format" = "erasmus-code"))]
    pub project_code: Option<String>,
    /// Whether the disclaimer is printed.
    pub disclaimer: Option<bool>,
    /// The emblem with the statement, a file in `templates/`.
    pub emblem_file: Option<String>,
}

/// Which of the two official statements applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FundingStatement {
    Funded,
    CoFunded,
}

/// What applies when a partner's file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Defaults {
    /// Term of a Memorandum of Understanding, in years.
    pub mou_term_years: Option<u32>,
    /// Notice for ending it, in months.
    pub notice_months: Option<u32>,
    /// Working days after which a reminder is due, counted from the email that nobody answered: [7, 15].
    pub reminder_days: Vec<u32>,
    /// Weeks within which an answer is awaited where no reminder is sent: after a proposal, an agreement to sign.
    #[schemars(range(min = 1, max = 52))]
    pub answer_weeks: Option<u32>,
    /// Months between two check-ins with a partner whose agreement runs.
    #[schemars(range(min = 1, max = 60))]
    pub check_in_months: Option<u32>,
    /// Months for which a partner rests that has not answered the last reminder.
    #[schemars(range(min = 1, max = 60))]
    pub park_months: Option<u32>,
    /// Holidays and other days on which nobody is in the office: they are no working days.
    pub closed: Vec<ClosedSpan>,
}

/// Days on which nobody is in the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClosedSpan {
    /// The first day.
    #[schemars(extend("format" = "date"))]
    pub from: Option<String>,
    /// The last day; the first one alone when it is not said.
    #[schemars(extend("format" = "date"))]
    pub to: Option<String>,
    /// What: Christmas holidays.
    pub note: Option<String>,
}

impl Defaults {
    /// The days on which our office works; a span without a first day says nothing.
    pub fn working_days(&self) -> WorkingDays {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
        WorkingDays::without(self.closed.iter().filter_map(|span| {
            let from = day(&span.from)?;
            Some(from..=day(&span.to).unwrap_or(from))
        }))
    }
}

impl Institution {
    /// The contact with this id; without an id, or when there is none of that id, the first.
    pub fn contact_index(&self, id: Option<&str>) -> Option<usize> {
        let named =
            id.and_then(|id| self.contacts.iter().position(|contact| contact.id.as_deref() == Some(id)));
        named.or(if self.contacts.is_empty() { None } else { Some(0) })
    }
}
