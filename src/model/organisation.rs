//! What both sides have: address, identifiers, signatories.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Honorific;
use super::text::Text;

/// Our own institution, where organisations are named by the names of their partner files.
pub const US: &str = "us";

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    pub street: Option<String>,
    /// Postal code, with its leading zeros.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Region or federal state; county, province or district in countries whose addresses name it.
    pub region: Option<String>,
    /// Country, two letters (ISO 3166-1): PT, DE, FI.
    #[schemars(extend("format" = "country"))]
    pub country: Option<String>,
    /// Lines in front of the street, each as it is to be printed: a department, a building, c/o.
    pub extra: Vec<String>,
    /// The street in Latin letters, when it is written in another script.
    pub street_latin: Option<String>,
    /// The town in Latin letters, when it is written in another script.
    pub city_latin: Option<String>,
    /// The region in Latin letters, when it is written in another script.
    pub region_latin: Option<String>,
}

/// Official identifiers; each is printed with its label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ids {
    /// Organisation ID in Erasmus+: E and eight digits.
    #[schemars(extend("format" = "oid"))]
    pub oid: Option<String>,
    /// Participant Identification Code: nine digits.
    #[schemars(extend("format" = "pic"))]
    pub pic: Option<String>,
    /// VAT number with its country prefix.
    pub vat: Option<String>,
    /// Entry in a national register.
    pub registration: Option<Registration>,
    /// Erasmus accreditation.
    pub erasmus_accreditation: Option<Accreditation>,
}

/// An entry in a national register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// What the number is called: HRB, Y-tunnus, NIPC, SIRET.
    pub label: String,
    /// The number.
    pub number: String,
    /// Who keeps the register.
    pub authority: Option<String>,
}

/// An Erasmus accreditation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accreditation {
    /// Its code, for example 2021-1-PT01-KA120-VET-000000001.
    #[schemars(extend("format" = "erasmus-code"))]
    pub code: String,
    /// The last day it is valid.
    #[schemars(extend("format" = "date"))]
    pub valid_to: Option<String>,
}

/// Somebody who may sign for an organisation; often not the contact person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Signatory {
    /// Full name as it is to be printed; may be left out when given and family name are there.
    pub name: Option<String>,
    /// Office held: Director, Principal.
    pub position: Option<Text>,
    /// What the authority to sign rests on: statutes, a board's decision.
    pub authority_basis: Option<Text>,
    /// A short name for this entry: director.
    pub id: Option<String>,
    /// How the person is addressed; never guessed from a first name.
    pub honorific: Honorific,
    /// Degrees in front of the name.
    pub titles_before: Option<String>,
    /// Degrees behind the name.
    pub titles_after: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// The whole name in Latin letters, when it is written in another script: Eleni Papadopoulou.
    pub name_latin: Option<String>,
    /// Email address.
    #[schemars(extend("format" = "email"))]
    pub email: Option<String>,
    /// The salutation by language, for a letter to this person: {en: "Dear Dr Lind,"}.
    pub salutation: BTreeMap<String, String>,
}
