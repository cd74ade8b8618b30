//! Which clauses a Memorandum has.

use serde::Serialize;

use super::agreement::Clauses;
use super::partner::Partner;

impl Clauses {
    /// Which clauses a Memorandum has: what the file says, else the usual choice of `domain.md` 1.2.
    pub fn resolved(&self, partner: &Partner) -> ResolvedClauses {
        let mou = partner.mou.clone().unwrap_or_default();
        let commitments = partner
            .cooperation
            .as_ref()
            .and_then(|cooperation| cooperation.commitments.as_ref())
            .is_some_and(|all| {
                !all.ours.is_empty()
                    || !all.theirs.is_empty()
                    || all.others.values().any(|one| !one.is_empty())
            });
        let flows = partner.mobility.as_ref().is_some_and(|mobility| !mobility.flows.is_empty());
        let somebody_travels = partner.mobility.as_ref().is_some_and(|mobility| {
            !mobility.flows.is_empty() || mobility.minors || mobility.insurance_by.is_some()
        });
        let work_plan = mou.work_plan.as_ref().is_some_and(|plan| plan.attached);
        ResolvedClauses {
            preamble: self.preamble.unwrap_or(!mou.preamble.is_empty()),
            commitments: self.commitments.unwrap_or(commitments),
            implementation: self.implementation.unwrap_or(true),
            contacts: self.contacts.unwrap_or(true),
            review: self.review.unwrap_or(true),
            kpis: self.kpis.unwrap_or(!mou.kpis.is_empty()),
            costs: self.costs.unwrap_or(true),
            mobility: self.mobility.unwrap_or(flows),
            recognition: self.recognition.unwrap_or(false),
            safeguarding: self.safeguarding.unwrap_or(somebody_travels),
            intellectual_property: self.intellectual_property.unwrap_or(false),
            confidentiality: self.confidentiality.unwrap_or(false),
            data_protection: self.data_protection.unwrap_or(true),
            publicity: self.publicity.unwrap_or(true),
            non_exclusivity: self.non_exclusivity.unwrap_or(false),
            inclusion: self.inclusion.unwrap_or(false),
            amendment: self.amendment.unwrap_or(true),
            disputes: self.disputes.unwrap_or(!mou.binding),
            languages: self.languages.unwrap_or(mou.languages.len() > 1),
            annexes: self.annexes.unwrap_or(!mou.annexes.is_empty() || work_plan),
        }
    }
}

/// [`Clauses`] with every question answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResolvedClauses {
    pub preamble: bool,
    pub commitments: bool,
    pub implementation: bool,
    pub contacts: bool,
    pub review: bool,
    pub kpis: bool,
    pub costs: bool,
    pub mobility: bool,
    pub recognition: bool,
    pub safeguarding: bool,
    pub intellectual_property: bool,
    pub confidentiality: bool,
    pub data_protection: bool,
    pub publicity: bool,
    pub non_exclusivity: bool,
    pub inclusion: bool,
    pub amendment: bool,
    pub disputes: bool,
    pub languages: bool,
    pub annexes: bool,
}
