//! What is signed: the Memorandum of Understanding and the Letter of Intent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::{Prose, Text};

/// Memorandum of Understanding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mou {
    /// draft until both sides are content, then final; a draft is marked on every page.
    pub status: AgreementStatus,
    /// Reference numbers, of each organisation its own.
    pub reference: Option<Reference>,
    /// Number of the version, for the footer: "2". Count it up when a changed text goes to the partner.
    pub version: Option<String>,
    /// Further organisations that sign, by the names of their partner files.
    #[schemars(extend("x-names" = "partner"))]
    pub further_partners: Vec<String>,
    /// Why the partners come together, one to three short paragraphs.
    pub preamble: Vec<Prose>,
    /// From when to when.
    pub term: Option<Term>,
    /// The language that it is made in, or the two: [en, pt-PT] makes one document in both. Without it: that of the
    /// partner's other documents.
    #[schemars(extend("items" = {"type": "string", "format": "language"}))]
    pub languages: Vec<String>,
    /// Of two languages the one that prevails if they differ; none when both count the same, as they do without this.
    pub prevailing: Option<String>,
    /// How two languages are set: columns, clause beside clause; stacked, one behind the other. Columns without this.
    pub layout: Option<BilingualLayout>,
    /// Whether it is legally binding; it is not unless this says so.
    pub binding: bool,
    /// What is meant to bind all the same.
    pub binding_exceptions: Vec<Text>,
    /// Which law governs; only for a binding document.
    pub governing_law: Option<Text>,
    /// Clauses switched on (true) or off (false).
    pub clauses: Clauses,
    /// Clauses of one's own, after the others.
    pub own_clauses: Vec<OwnClause>,
    /// Who bears the costs.
    pub costs: Option<Costs>,
    /// What will show that it works.
    pub kpis: Vec<Kpi>,
    /// When the partners look at it together.
    pub review: Option<Review>,
    /// How many originals are signed; one for each partner unless this says so.
    pub originals: Option<u32>,
    /// wet: on paper; electronic.
    pub signature_mode: SignatureMode,
    /// Where each organisation signs.
    pub place: Option<BothSides>,
    /// How the partners keep in touch.
    pub channels: Option<Channels>,
    /// Work plan.
    pub work_plan: Option<WorkPlan>,
    /// How long confidentiality lasts, in years.
    pub confidentiality_years: Option<u32>,
    /// Annexes, by title. A work plan that is attached is added behind them, unless one of them is called so.
    pub annexes: Vec<Text>,
}

/// Whether a document is ready to sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStatus {
    #[default]
    Draft,
    Final,
}

/// One text for each organisation that signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BothSides {
    /// Ours.
    pub ours: Option<String>,
    /// The partner's.
    pub theirs: Option<String>,
    /// Those of further organisations that sign, by the names of their partner files: {third-school: "Turku"}.
    #[schemars(extend("x-keys" = "partner"))]
    pub others: BTreeMap<String, String>,
}

/// How the partners keep in touch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Channels {
    /// By what they keep in touch, each fitting after "keep in touch by": email, video call.
    pub tools: Vec<Text>,
    /// Where joint documents lie, fitting after "Joint documents are kept in": the shared folder of our school.
    pub shared_folder: Option<Text>,
    /// When they talk to each other, fitting after "They plan to meet regularly:": by video call every two months.
    pub meetings: Option<Text>,
}

/// Reference numbers of all who sign.
pub type Reference = BothSides;

/// From when to when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Term {
    /// First day, or on_last_signature.
    #[schemars(extend("format" = "date-or-on-last-signature"))]
    pub start: Option<String>,
    /// Last day.
    #[schemars(extend("format" = "date"))]
    pub end: Option<String>,
    /// Whether it has no end.
    pub open_ended: bool,
    /// What happens at the end.
    pub renewal: Option<Renewal>,
    /// By how many months an automatic renewal extends it.
    pub renewal_period_months: Option<u32>,
    /// Notice for ending it, in months.
    pub notice_months: Option<u32>,
}

/// What happens at the end of the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    None,
    Automatic,
    ByAgreement,
}

/// How two languages are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BilingualLayout {
    #[default]
    Columns,
    Stacked,
}

/// How it is signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatureMode {
    #[default]
    Wet,
    Electronic,
}

/// Clauses switched on (true) or off (false); what is not named here follows the usual choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Clauses {
    /// Why the partners come together; usual when there is a preamble.
    pub preamble: Option<bool>,
    /// Who contributes what; usual when `cooperation.commitments` has something.
    pub commitments: Option<bool>,
    /// Separate agreements for each activity; usual.
    pub implementation: Option<bool>,
    /// Contact persons of both sides; usual.
    pub contacts: Option<bool>,
    /// Meetings and review; usual.
    pub review: Option<bool>,
    /// What will show that it works; usual when there are `kpis`.
    pub kpis: Option<bool>,
    /// Costs; usual.
    pub costs: Option<bool>,
    /// Mobility of learners and staff; usual when the partner has `mobility`.
    pub mobility: Option<bool>,
    /// Quality and recognition of learning outcomes.
    pub recognition: Option<bool>,
    /// Safeguarding, insurance, health and safety; usual when somebody travels.
    pub safeguarding: Option<bool>,
    /// Intellectual property in joint results.
    pub intellectual_property: Option<bool>,
    /// Confidentiality.
    pub confidentiality: Option<bool>,
    /// Data protection; usual.
    pub data_protection: Option<bool>,
    /// Use of name and logo; usual.
    pub publicity: Option<bool>,
    /// Each side may work with others.
    pub non_exclusivity: Option<bool>,
    /// Equal opportunity and inclusion.
    pub inclusion: Option<bool>,
    /// Changes in writing; usual.
    pub amendment: Option<bool>,
    /// Differences are settled by talking; usual unless it is binding.
    pub disputes: Option<bool>,
    /// Languages; usual when there are two.
    pub languages: Option<bool>,
    /// Annexes; usual when there are any, or a work plan is attached.
    pub annexes: Option<bool>,
}

/// A clause in one's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnClause {
    /// Its heading.
    pub title: Text,
    /// Its text.
    pub text: Prose,
}

/// Who bears the costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// own: each side its own; other: as `text` says.
    pub mode: CostsMode,
    /// What applies instead.
    pub text: Option<Prose>,
}

/// Who bears the costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CostsMode {
    #[default]
    Own,
    Other,
}

/// Something that can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// A short name for this entry.
    pub id: Option<String>,
    /// What is counted.
    pub name: Text,
    /// Where it stands today.
    pub baseline: Option<String>,
    /// What is aimed at.
    pub target: String,
    /// Unit.
    pub unit: Option<Text>,
    /// Until when.
    #[schemars(extend("format" = "date"))]
    pub by: Option<String>,
    /// Where the number comes from.
    pub source: Option<Text>,
    /// Who keeps it: us, the name of a partner's file, or a person.
    #[schemars(extend("x-names" = "partner"))]
    pub owner: Option<String>,
}

/// When the partners look at it together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// How often.
    pub frequency: Option<ReviewFrequency>,
    /// The first time.
    #[schemars(extend("format" = "date"))]
    pub first_date: Option<String>,
}

/// How often the partners meet for a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewFrequency {
    Quarterly,
    HalfYearly,
    Yearly,
}

/// Work plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkPlan {
    /// Whether it is attached.
    pub attached: bool,
    /// Its items.
    pub items: Vec<Text>,
}

/// Letter of Intent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Loi {
    /// from_us: our letter to the partner; from_partner: a draft for the partner's own letterhead,
    /// addressed to us.
    pub direction: LoiDirection,
    /// What it is for.
    pub variant: LoiVariant,
    /// Programme: Erasmus+.
    pub programme: Option<String>,
    /// Action: KA220-VET.
    pub action: Option<String>,
    /// Year of the call.
    #[schemars(extend("format" = "year"))]
    pub call: Option<String>,
    /// The day on which the call closes; `handclasp today` reminds of the letter three weeks before.
    #[schemars(extend("format" = "date"))]
    pub call_deadline: Option<String>,
    /// The project applied for.
    pub project: Option<LoiProject>,
    /// Role of the organisation that signs, fitting after "We would act as": host company, partner for dissemination.
    pub role: Option<Text>,
    /// What it contributes, each fitting after "we intend to": two to four points.
    pub contribution: Vec<Text>,
    /// Condition, when other than "if the project is selected for funding".
    pub condition: Option<Text>,
    /// Last day the letter is valid.
    #[schemars(extend("format" = "date"))]
    pub valid_until: Option<String>,
    /// Where it is signed.
    pub place: Option<String>,
    /// Date of the letter, when other than the day it is made.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// wet: on paper; electronic: without lines for place and date, and without room for a stamp.
    pub signature_mode: SignatureMode,
    /// The language that it is made in, or the two, as for the memorandum.
    #[schemars(extend("items" = {"type": "string", "format": "language"}))]
    pub languages: Vec<String>,
    /// How two languages are set: columns, side by side; stacked, one behind the other. Columns without this.
    pub layout: Option<BilingualLayout>,
    /// What we suggest as the next step, for a letter from us.
    pub next_step: Option<Text>,
    /// Whether the call prescribes a form of its own for such letters, which this one does not replace. Write false when
    /// you have looked and there is none.
    pub prescribed_form: Option<bool>,
}

/// Who writes the letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoiDirection {
    #[default]
    FromUs,
    FromPartner,
}

/// What the letter is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoiVariant {
    #[default]
    Cooperation,
    Hosting,
    ProjectPartner,
    AssociatedPartner,
}

/// The project a letter belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LoiProject {
    /// Title.
    pub title: Option<String>,
    /// Acronym.
    pub acronym: Option<String>,
    /// Who applies: us, the partner's id, or a name.
    #[schemars(extend("x-names" = "partner"))]
    pub coordinator: Option<String>,
    /// First day.
    #[schemars(extend("format" = "date"))]
    pub start: Option<String>,
    /// Length in months.
    pub months: Option<u32>,
}
