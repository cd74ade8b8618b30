//! What is in a pack: documents of partners, and those that should be there.

use crate::due::Edition;
use crate::format::pdf::Sheets;
use crate::locale::{OrganisationNames, Readers};
use crate::model::Partner;

/// A partner in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackPartner {
    /// Its id.
    pub id: String,
    /// The short name, which is printed on pages too.
    pub name: String,
    /// Its full name.
    pub legal_name: String,
    /// The partner's own language.
    pub language: Option<String>,
    /// The country's code.
    pub country: Option<String>,
}

impl PackPartner {
    /// Of a partner, for those who look it up.
    pub fn of(id: &str, partner: &Partner, readers: Readers) -> Self {
        Self {
            id: id.to_owned(),
            name: OrganisationNames::from(partner).in_short(readers).to_owned(),
            legal_name: partner.legal_name.clone(),
            language: partner.language.clone(),
            country: partner.country().map(str::to_owned),
        }
    }

    /// A partner whose file cannot be read.
    pub fn unread(id: &str) -> Self {
        let name = id.to_owned();
        Self { id: name.clone(), legal_name: name.clone(), name, language: None, country: None }
    }
}

/// A document in a pack.
pub struct Leaf {
    /// Whose it is.
    pub who: PackPartner,
    /// Which document, made for what, in which language.
    pub edition: Edition,
    /// Its title.
    pub title: String,
    /// The name of its own file, in the partner's folder.
    pub file: String,
    /// Its pages.
    pub sheets: Sheets,
    /// A small picture of the first page.
    pub thumbnail: Option<Vec<u8>>,
}

/// A document that is not in the pack and should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLeaf {
    /// Whose it is.
    pub who: PackPartner,
    /// Which document; none when the partner's file cannot be read, and nobody knows which.
    pub document: Option<String>,
}
