//! The closed lists: kinds of organisation, types of partnership, sources, phases.
//!
//! What they are called in a language stands in `templates/languages/`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an organisation is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    Company,
    VetSchool,
    TrainingCentre,
    University,
    Chamber,
    Authority,
    Ngo,
    Network,
    #[default]
    Other,
}

/// The eleven types of partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnershipType {
    Training,
    Mobility,
    Innovation,
    Funding,
    Infrastructure,
    HrTalent,
    QualityCertification,
    Entrepreneurship,
    CommunityInclusion,
    InternationalAlliances,
    DataIntelligence,
}

/// Where a partner was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerSource {
    BusinessAssociationChamber,
    MunicipalityRegionalAgency,
    LocalEmployerSme,
    NgoSocialEnterprise,
    AlumniNetwork,
    ErasmusNationalAgency,
    Epale,
    Etwinning,
    EuVetNetwork,
    SectorSkillsAlliance,
    TradeFairSkillsCompetition,
    Linkedin,
    CompanyWebsite,
    JobBoard,
    OnlineForumWebinar,
    ProjectDatabase,
    ContactSeminar,
    PersonalContact,
    Inbound,
    Other,
}

/// How far the relationship has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Scouting,
    FirstContact,
    Proposal,
    CollaborationSetup,
    MaintenanceGrowth,
}

/// Who has the next move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    WaitingForThem,
    WaitingForUs,
    Parked,
    Declined,
    Objected,
    Ended,
}

/// How a person wishes to be addressed; `unknown` never guesses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Honorific {
    Ms,
    Mr,
    Mx,
    #[default]
    Unknown,
}

/// Whether a person is on first-name terms with us.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    #[default]
    Formal,
    Informal,
}

/// Whether a mailbox is one person's or a function's (`info@…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailboxKind {
    Personal,
    Functional,
}

/// A priority of the Erasmus+ programme, call 2023 onwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasmusPriority {
    InclusionDiversity,
    Green,
    Digital,
    Participation,
    VetLabourMarket,
    VetFlexibility,
    VetInnovation,
    VetAttractiveness,
    VetQuality,
    VetInternationalisation,
}
