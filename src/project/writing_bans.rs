//! Whom nothing goes to, among all that the documents of a partner may name: contacts, those of further organisations,
//! guests, addresses that somebody wrote into a template or a text.

use std::collections::BTreeSet;

use crate::attendance::Delegation;
use crate::email_address::{compared, is_same};
use crate::history::{Recipient, WorkspaceHistory, WritingBan, addresses_in, people_at};
use crate::locale::Person;
use crate::model::{Partner, Status};
use crate::partnership::Partnership;

/// Whom nothing goes to, as all files of the workspace say.
#[derive(Debug, Clone, Copy)]
pub struct WritingBans<'h> {
    history: &'h WorkspaceHistory,
    is_whole: bool,
}

impl<'h> WritingBans<'h> {
    /// As a history says; `is_whole` when every file of it could be read.
    pub fn new(history: &'h WorkspaceHistory, is_whole: bool) -> Self {
        Self { history, is_whole }
    }

    /// Why nothing may go to an address that a partner's document names, if so.
    pub fn of_address(&self, partnership: &Partnership<'_>, address: &str) -> Option<WritingBan> {
        let own = self.history.ban_of_contact(partnership.id, &partnership.partner.model, address);
        own.or_else(|| {
            let mut others = others(partnership).filter(|(_, other)| !people_at(other, address).is_empty());
            others.find_map(|(id, other)| self.history.ban_of_contact(id, other, address))
        })
    }

    /// The addresses, as compared, that nothing may go to, of those that stand in the partner's file, in those of other
    /// organisations that its documents speak of, in institution.yaml, and in some texts.
    pub fn named<'t>(
        &self,
        partnership: &Partnership<'_>,
        texts: impl Iterator<Item = &'t str>,
    ) -> BTreeSet<String> {
        let (id, partner) = (partnership.id, &partnership.partner.model);
        let files = [&partnership.partner.file, &partnership.institution.file].map(|file| file.text());
        let further = partnership.further.iter().map(|(_, other)| other.file.text());
        let mut typed: BTreeSet<String> = files.into_iter().chain(further).flat_map(addresses_in).collect();
        typed.extend(texts.flat_map(addresses_in));
        let contacts = partner.contacts.iter().filter_map(|contact| contact.email.as_deref()).map(compared);
        let typed = typed.into_iter().chain(contacts);
        let mut named: BTreeSet<String> =
            typed.filter(|address| self.history.ban_of_contact(id, partner, address).is_some()).collect();
        for (id, other) in others(partnership) {
            let contacts = other.contacts.iter().filter_map(|contact| contact.email.as_deref());
            let addresses = contacts.chain(other.signatories.iter().filter_map(|one| one.email.as_deref()));
            let banned =
                addresses.filter(|address| self.history.ban_of_contact(id, other, address).is_some());
            named.extend(banned.map(compared));
        }
        named
    }

    /// Why a letter may not go to a partner's first contact, or to the organisation where there is none, if so.
    pub fn of_letter(&self, partnership: &Partnership<'_>) -> Option<WritingBan> {
        let partner = &partnership.partner.model;
        let first = partner.contacts.first();
        let address = first.and_then(|contact| contact.email.as_deref()).unwrap_or_default();
        let persons: Vec<Person> = first.map(Person::from).into_iter().collect();
        self.history.ban_of_people(partnership.id, partner, &persons, address)
    }

    /// Whether somebody who takes part in a meeting for an organisation may be invited at an address. Where a file cannot
    /// be read nobody may.
    pub fn let_invite(
        &self,
        partnership: &Partnership<'_>,
        delegation: Delegation<'_>,
        person: &Person,
        email: &str,
    ) -> bool {
        let of = |id: &str, partner: &Partner| {
            let status = partner.logbook.as_ref().and_then(|logbook| logbook.status);
            let mut persons = people_at(partner, email);
            persons.push(person.clone());
            status == Some(Status::Objected)
                || self.history.ban_of_people(id, partner, &persons, email).is_some()
        };
        let of_stranger = |organisation: &str| {
            self.history.ban(Recipient { partner: "", organisation, address: email }).is_some()
        };
        let own = || of(partnership.id, &partnership.partner.model);
        // Whom they are said to be for need not be right.
        let elsewhere =
            || others(partnership).any(|(id, other)| !people_at(other, email).is_empty() && of(id, other));
        let is_banned = match delegation {
            Delegation::Us => {
                let us = &partnership.institution.model;
                let contacts = us.contacts.iter().map(|contact| &contact.email);
                let mut own = contacts.chain(us.signatories.iter().map(|one| &one.email)).flatten();
                !own.any(|own| is_same(own, email)) && of_stranger("")
            }
            Delegation::Partner | Delegation::Unsaid => own() || elsewhere(),
            Delegation::Further(at) => {
                partnership.further.get(at).is_none_or(|(id, other)| of(id, &other.model))
                    || self.of_address_of_contact(partnership, email)
            }
            Delegation::Named(organisation) => {
                of_stranger(organisation) || self.of_address_of_contact(partnership, email) || elsewhere()
            }
        };
        self.is_whole && !is_banned
    }

    /// Whether the partner has a contact at an address that nothing may go to.
    fn of_address_of_contact(&self, partnership: &Partnership<'_>, email: &str) -> bool {
        let partner = &partnership.partner.model;
        !people_at(partner, email).is_empty()
            && self.history.ban_of_contact(partnership.id, partner, email).is_some()
    }
}

/// The other organisations that a partner's documents may speak of.
fn others<'p>(partnership: &Partnership<'p>) -> impl Iterator<Item = (&'p str, &'p Partner)> {
    let further = partnership.further.iter().map(|(id, other)| (id.as_str(), &other.model));
    let all = partnership.partners.into_iter().flatten();
    further.chain(all.map(|one| (one.id.as_str(), &one.partner.model)))
}
