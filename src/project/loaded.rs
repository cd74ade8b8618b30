//! A partner, read.

use crate::history::PartnerHistory;
use crate::model::Partner;
use crate::partnership::KnownPartner;
use crate::schema::Record;

/// One partner's file, read, with those of further organisations, and what happened so far.
pub struct LoadedPartner {
    /// The partner's id.
    pub id: String,
    /// The partner.
    pub partner: Record<Partner>,
    /// The further organisations, by id.
    pub(super) further: Vec<(String, Record<Partner>)>,
    /// What happened with the partner.
    pub history: PartnerHistory,
    /// All partners, when it stands for them.
    pub(super) partners: Option<Vec<KnownPartner>>,
}

/// A partner's file in its two readings, when it can be read only in part, or when the institution's can.
pub struct PartlyLoaded {
    /// With as little as possible in place of what could not be read.
    pub least: LoadedPartner,
    /// With as much as possible in its place.
    pub most: LoadedPartner,
}
