//! One partner organisation: `partners/<id>.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agreement::{Loi, Mou};
use super::catalogue::{
    ErasmusPriority, Honorific, MailboxKind, OrganisationKind, PartnerSource, PartnershipType, Phase,
    Register, Status,
};
use super::meeting::Meeting;
use super::organisation::{Address, Ids, Signatory};
use super::text::Text;

/// A partner organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The file's name without `.yaml`; may be left out.
    pub id: Option<String>,
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
    /// What the organisation is.
    pub kind: OrganisationKind,
    /// Legal form.
    pub legal_form: Option<String>,
    /// Line of business.
    pub sector: Option<Text>,
    /// Size: 85 employees.
    pub size: Option<Text>,
    /// Website.
    #[schemars(extend("format" = "uri"))]
    pub website: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
    /// Country, two letters, when there is no full address yet.
    #[schemars(extend("format" = "country"))]
    pub country: Option<String>,
    /// Time zone by city: Europe/Berlin.
    #[schemars(extend("format" = "time-zone"))]
    pub timezone: Option<String>,
    /// The partner's own language.
    #[schemars(extend("format" = "language"))]
    pub language: Option<String>,
    /// The language of the documents for this partner; else that of its first contact, else `default_language` of
    /// institution.yaml.
    #[schemars(extend("format" = "language"))]
    pub working_language: Option<String>,
    /// The language of the texts in this file that name none; else they are in the institution's `default_language`.
    #[schemars(extend("format" = "language"))]
    pub texts_in: Option<String>,
    /// The documents this partner gets, when other than what its data say.
    pub documents: Option<Vec<String>>,
    /// Official identifiers.
    pub ids: Option<Ids>,
    /// Fairs and other events at which you meet this partner, each always written alike: fair-2027. They choose
    /// partners (`--where event=fair-2027`) and are not printed.
    #[serde(default)]
    pub events: Vec<String>,
    /// Contact persons; the first one is written to.
    #[serde(default)]
    pub contacts: Vec<PartnerContact>,
    /// Who signs for the partner.
    #[serde(default)]
    pub signatories: Vec<Signatory>,
    /// Types of partnership; several are possible.
    #[serde(default)]
    pub partnership_types: Vec<PartnershipType>,
    /// What is planned together. A final Memorandum needs it; a draft shows examples in its place.
    #[serde(default)]
    pub activities: Vec<Text>,
    /// Why this partner: the sentence that is true only for them, fitting after "because".
    pub why_partner: Option<Text>,
    /// Why we are good for them: two or three points.
    #[serde(default)]
    pub why_us_for_them: Vec<Text>,
    /// What the first contact proposes.
    pub proposal: Option<Proposal>,
    /// What the cooperation is about.
    pub cooperation: Option<Cooperation>,
    /// Memorandum of Understanding.
    pub mou: Option<Mou>,
    /// Letter of Intent.
    pub loi: Option<Loi>,
    /// Exploration meeting.
    pub meeting: Option<Meeting>,
    /// Further meetings. Each has an agenda, an invitation and minutes of its own.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// Mobility of learners and staff.
    pub mobility: Option<Mobility>,
    /// Erasmus+ priorities addressed together.
    pub erasmus_priorities: Option<ErasmusPriorities>,
    /// Where the relationship stands.
    pub logbook: Option<Logbook>,
}

/// A contact person of a partner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartnerContact {
    /// A short name for this entry: hr.
    pub id: Option<String>,
    /// Given name; of somebody with one name, that name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// The whole name in Latin letters, when it is written in another script: Eleni Papadopoulou.
    pub name_latin: Option<String>,
    /// How the person is addressed; never guessed from a first name.
    pub honorific: Honorific,
    /// Degrees in front of the name.
    pub titles_before: Option<String>,
    /// Degrees behind the name.
    pub titles_after: Option<String>,
    /// Function: Head of apprenticeships.
    pub function: Option<Text>,
    /// Email address.
    #[schemars(extend("format" = "email"))]
    pub email: Option<String>,
    /// Telephone with country code.
    #[schemars(extend("format" = "phone"))]
    pub phone: Option<String>,
    /// The person's language.
    #[schemars(extend("format" = "language"))]
    pub language: Option<String>,
    /// formal, or informal when you are on first-name terms.
    pub register: Register,
    /// Where the data come from, fitting after "published at" or "we have your contact details from".
    pub source: Option<Text>,
    /// When they were obtained.
    #[schemars(extend("format" = "date"))]
    pub source_date: Option<String>,
    /// Whether the person gave the data to us (a card, a form, a seminar).
    pub given_by_person: bool,
    /// A public invitation of the partner's to get in touch.
    #[schemars(extend("format" = "uri"))]
    pub invitation_url: Option<String>,
    /// Whether there was contact or consent before.
    pub prior_contact: bool,
    /// Whether the mailbox is a person's or a function's.
    pub mailbox_kind: Option<MailboxKind>,
    /// Whether the person objected to being written to; no email is made then.
    pub objected: bool,
    /// When.
    #[schemars(extend("format" = "date"))]
    pub objected_on: Option<String>,
    /// The salutation by language, when the usual one does not fit: {en: "Dear Professor Lind,"}.
    pub salutation: BTreeMap<String, String>,
}

impl PartnerContact {
    /// Whether the person objected to being written to: a day on which it happened says so too.
    pub fn has_objected(&self) -> bool {
        self.objected || self.objected_on.is_some()
    }
}

/// What the first contact proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Proposal {
    /// The idea in one sentence, fitting after "We would like to". Without it the first contact names the activities.
    pub idea: Option<Text>,
    /// The one question, a whole sentence, when other than a call. The dates or the deadline stand behind it.
    pub ask: Option<Text>,
    /// Two or three dates in the partner's time: 2027-01-12 10:00. The informal email offers the first two.
    #[schemars(extend("items" = {"type": "string", "format": "local-date-time"}))]
    pub offered_dates: Vec<String>,
    /// Until when an answer is hoped for.
    #[schemars(extend("format" = "date"))]
    pub reply_by: Option<String>,
    /// How long the call takes, in minutes.
    pub duration_min: Option<u32>,
    /// Where we met or what was seen, a whole sentence. The first contact begins with it, and gives the reason,
    /// `why_partner`, with the proposal.
    pub reference: Option<Text>,
    /// Who brought us together, fitting before "suggested that we get in touch": Anna Berg of the Lahti Chamber of
    /// Commerce.
    pub introduced_by: Option<Text>,
    /// Who else gets the first email, for all to see: the `id` of one or more contacts of this partner.
    pub cc: Vec<String>,
    /// What goes with the first contact, in place of the usual: the names of documents with `.pdf` behind them, and files
    /// in the folder `templates/` (assets/brochure.pdf); `[]` for nothing.
    pub attach: Option<Vec<String>>,
}

/// What the cooperation is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Cooperation {
    /// Purpose, fitting after "intend to cooperate in".
    pub purpose: Option<Text>,
    /// Occupational fields.
    pub fields: Vec<Text>,
    /// Who contributes what.
    pub commitments: Option<Commitments>,
}

/// What each organisation contributes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Commitments {
    /// Our side, each fitting after "will": host four learners a year.
    pub ours: Vec<Text>,
    /// The partner's side.
    pub theirs: Vec<Text>,
    /// Further organisations that sign the Memorandum, by the names of their partner files: {third-school: ["host two
    /// teachers a year"]}. What is left out here comes from their own files.
    #[schemars(extend("x-keys" = "partner"))]
    pub others: BTreeMap<String, Vec<Text>>,
}

/// Mobility of learners and staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mobility {
    /// Who goes where, how many, how long.
    pub flows: Vec<Flow>,
    /// Who insures the participants.
    pub insurance_by: Option<Side>,
    /// Who finds accommodation.
    pub accommodation_by: Option<Side>,
    /// Whether participants under age are expected.
    pub minors: bool,
}

/// One line of mobility.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Flow {
    /// What kind of mobility.
    #[serde(rename = "type")]
    pub kind: Option<FlowKind>,
    /// out: from us to them; in: from them to us.
    pub direction: Option<Direction>,
    /// From whom, in place of `direction`: us, or the name of a partner's file.
    #[schemars(extend("x-names" = "partner"))]
    pub from: Option<String>,
    /// To whom: us, or the name of a partner's file. With only one of the two the other is us, or the partner when we are
    /// named already.
    #[schemars(extend("x-names" = "partner"))]
    pub to: Option<String>,
    /// How many participants a year.
    #[schemars(range(min = 1, max = 10000))]
    pub learners: Option<u32>,
    /// How long, in weeks.
    #[schemars(range(min = 1, max = 520))]
    pub weeks: Option<u32>,
    /// Occupational field.
    pub field: Option<Text>,
    /// EQF level.
    pub level: Option<String>,
    /// Year.
    #[schemars(extend("format" = "year"))]
    pub year: Option<String>,
}

impl Flow {
    /// Whether learners take part; what is not said is taken for that.
    pub fn is_of_learners(&self) -> bool {
        !self.kind.is_some_and(|kind| {
            matches!(
                kind,
                FlowKind::JobShadowing
                    | FlowKind::TeachingAssignment
                    | FlowKind::Course
                    | FlowKind::InvitedExpert
                    | FlowKind::PreparatoryVisit
            )
        })
    }
}

/// Kinds of mobility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    ShortTermLearner,
    LongTermLearner,
    GroupMobility,
    JobShadowing,
    TeachingAssignment,
    Course,
    SkillsCompetition,
    InvitedExpert,
    PreparatoryVisit,
}

/// Direction seen from us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Out,
    In,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Ours,
    Theirs,
    Both,
}

/// Erasmus+ priorities addressed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasmusPriorities {
    /// Year of the call.
    #[schemars(extend("format" = "year"))]
    pub call_year: String,
    /// The priorities.
    pub ids: Vec<ErasmusPriority>,
}

/// Where the relationship stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Logbook {
    /// Where the partner was found.
    pub source: Option<PartnerSource>,
    /// When.
    #[schemars(extend("format" = "date"))]
    pub found_on: Option<String>,
    /// Which of our contacts looks after this partner (the contact's `id`); this person writes.
    pub owner: Option<String>,
    /// How far it has come.
    pub phase: Option<Phase>,
    /// Who has the next move.
    pub status: Option<Status>,
    /// How well the partner fits, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub fit: Option<u32>,
    /// What is to be done next.
    pub next_action: Option<String>,
    /// Until when.
    #[schemars(extend("format" = "date"))]
    pub next_action_due: Option<String>,
    /// Until when the contacts' data may be kept; else so many months after the last contact as
    /// `privacy.retention_months` in institution.yaml says.
    #[schemars(extend("format" = "date"))]
    pub retention_until: Option<String>,
    /// What happened, the newest last.
    pub log: Vec<LogEntry>,
}

/// Something that happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogEntry {
    /// When.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// How: email, phone, meeting.
    pub channel: Option<String>,
    /// out: from us; in: from them.
    pub direction: Option<Direction>,
    /// What, in neutral words; the person may ask to read it.
    pub summary: Option<String>,
    /// Who of us.
    pub by: Option<String>,
}

impl Partner {
    /// The country, from the address or from the field beside it.
    pub fn country(&self) -> Option<&str> {
        self.address.as_ref().and_then(|address| address.country.as_deref()).or(self.country.as_deref())
    }
}
