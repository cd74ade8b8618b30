//! How far it is with an agreement: who has signed it, and who has not.

use jiff::civil::Date;

use crate::history::{NotedSignature, Signer, last_version};
use crate::partnership::Partnership;

/// An agreement that went out, or that somebody has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementState {
    /// The document.
    pub document: String,
    /// When it was sent last; none when nobody noted it.
    pub sent_on: Option<Date>,
    /// Who has signed its latest version, and when, the last one last.
    pub signed: Vec<(Signer, Date)>,
    /// Who has not.
    pub missing: Vec<Signer>,
}

impl AgreementState {
    /// The one that something happened with last; none when nothing did.
    pub fn of(partnership: &Partnership<'_>) -> Option<Self> {
        let of_agreement = |signature: &NotedSignature<'_>| is_agreement(partnership, signature.document);
        let signatures: Vec<_> = partnership.history.signatures().filter(of_agreement).collect();
        let sent: Vec<(&str, Date)> =
            partnership.history.sent().filter(|(document, _)| is_agreement(partnership, document)).collect();
        let document = signatures
            .iter()
            .map(|signature| (signature.document, signature.day))
            .chain(sent.iter().copied())
            .max_by_key(|(_, day)| *day)?
            .0;
        let mut signed: Vec<(Signer, Date)> = Vec::new();
        for signature in last_version(partnership.history.signatures_on(document).collect()) {
            if signed.iter().all(|(other, _)| other != signature.by) {
                signed.push((signature.by.clone(), signature.day));
            }
        }
        let further = partnership.further_ids().map(|id| Signer::Further(id.to_owned()));
        let all = [Signer::Us, Signer::Them].into_iter().chain(further);
        let missing = all.filter(|one| signed.iter().all(|(other, _)| other != one)).collect();
        let sent_on = sent.iter().filter(|(other, _)| *other == document).map(|(_, day)| *day).max();
        Some(Self { document: document.to_owned(), sent_on, signed, missing })
    }

    /// The day on which the last one signed; none as long as a signature is missing.
    pub fn complete_since(&self) -> Option<Date> {
        if self.missing.is_empty() { self.last_signature() } else { None }
    }

    /// The day of the last signature so far.
    pub fn last_signature(&self) -> Option<Date> {
        self.signed.iter().map(|(_, day)| *day).max()
    }

    /// The day on which somebody signed; none when that one has not.
    pub fn signed_by(&self, who: &Signer) -> Option<Date> {
        self.signed.iter().find(|(one, _)| one == who).map(|(_, day)| *day)
    }
}

fn is_agreement(partnership: &Partnership<'_>, document: &str) -> bool {
    partnership.agreements.iter().any(|name| name == document)
}
