//! A first contact says when: dates for a call, or a day for the answer.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{PartnerContact, Proposal};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("open-question"),
    reason: "“Would you be available for a call?” without a day is put off. Two or three dates can be answered with one word, and a day to reply by tells how long you wait.",
    example: "proposal:\n  idea: \"send four learners a year to you\"",
    scope: Scope::Kinds(&[Kind::FirstContact, Kind::FirstLetter]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = partnership.partner;
    let proposal = partner.model.proposal.as_ref();
    let has_day = |proposal: &Proposal| !proposal.offered_dates.is_empty() || proposal.reply_by.is_some();
    // Who objected gets no first contact.
    let is_unwanted = partner.model.contacts.first().is_some_and(PartnerContact::has_objected);
    if !partner.knows("proposal") || is_unwanted || proposal.is_some_and(has_day) {
        return;
    }
    found.push(
        Diagnostic::warning(RULE.code, "a first contact without dates and without a day to reply by")
            .at(&partner.file, &partner.place(&["proposal"]), "")
            .help("write below `proposal:` two or three `offered_dates: [\"2027-01-12 10:00\", \"2027-01-14 14:00\"]`, or `reply_by: \"2027-01-15\"`"),
    );
}
