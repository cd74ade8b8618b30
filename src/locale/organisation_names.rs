//! What an organisation is called by those who read a document.

use super::readers::Readers;
use crate::model::{Institution, Partner};

/// The names of an organisation that its file gives.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrganisationNames<'a> {
    /// The legal name, in its own letters.
    pub legal_name: &'a str,
    /// The same in Latin letters.
    pub legal_name_latin: Option<&'a str>,
    /// The English name.
    pub name_en: Option<&'a str>,
    /// The short name, in its own letters.
    pub short_name: Option<&'a str>,
    /// The same in Latin letters.
    pub short_name_latin: Option<&'a str>,
}

impl<'a> OrganisationNames<'a> {
    /// The legal name as these readers can read it: in its own letters, in Latin ones, in English; in its own ones when
    /// there is no other.
    pub fn legal_name(&self, readers: Readers) -> &'a str {
        let own = Some(self.legal_name).filter(|name| readers.can_read(name));
        own.or(self.legal_name_latin).or(self.name_en).unwrap_or(self.legal_name)
    }

    /// The short name as they can read it; none when the legal name is to stand in its place.
    pub fn short_name(&self, readers: Readers) -> Option<&'a str> {
        let own = self.short_name?;
        if readers.can_read(own) {
            return Some(own);
        }
        let can_read_legal = readers.can_read(self.legal_name(readers));
        self.short_name_latin.or((!can_read_legal).then_some(own))
    }

    /// What a text calls it: by the short name, else by the legal one.
    pub fn in_short(&self, readers: Readers) -> &'a str {
        self.short_name(readers).unwrap_or_else(|| self.legal_name(readers))
    }
}

impl<'a> From<&'a Institution> for OrganisationNames<'a> {
    fn from(institution: &'a Institution) -> Self {
        Self {
            legal_name: &institution.legal_name,
            legal_name_latin: institution.legal_name_latin.as_deref(),
            name_en: institution.name_en.as_deref(),
            short_name: institution.short_name.as_deref(),
            short_name_latin: institution.short_name_latin.as_deref(),
        }
    }
}

impl<'a> From<&'a Partner> for OrganisationNames<'a> {
    fn from(partner: &'a Partner) -> Self {
        Self {
            legal_name: &partner.legal_name,
            legal_name_latin: partner.legal_name_latin.as_deref(),
            name_en: partner.name_en.as_deref(),
            short_name: partner.short_name.as_deref(),
            short_name_latin: partner.short_name_latin.as_deref(),
        }
    }
}
