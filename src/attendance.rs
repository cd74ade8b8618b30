//! Who takes part in a meeting, and for which organisation: the people of `meeting.participants`, each with the entry of a
//! file that knows more of them.

use crate::locale::Person;
use crate::model::{InstitutionContact, Meeting, Participant, PartnerContact, Signatory, US};
use crate::partnership::Partnership;

/// Whom somebody takes part for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delegation<'a> {
    /// For us.
    Us,
    /// For the partner.
    Partner,
    /// For a further organisation, by its number among those of the partnership.
    Further(usize),
    /// For an organisation without a file, by its name.
    Named(&'a str),
    /// Nobody says.
    Unsaid,
}

/// The entry of a file in which somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonEntry {
    /// A contact, by its number.
    Contact(usize),
    /// A signatory, by its number.
    Signatory(usize),
}

/// Somebody who takes part in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendee<'a> {
    /// What the meeting says of the person; nothing of who only represents an organisation.
    pub listed: Option<&'a Participant>,
    /// Whom the person takes part for.
    pub delegation: Delegation<'a>,
    /// Where the person's own data stand.
    pub entry: Option<PersonEntry>,
}

/// The people of an organisation, ours or another.
struct People<'a> {
    ours: &'a [InstitutionContact],
    theirs: &'a [PartnerContact],
    signatories: &'a [Signatory],
}

impl<'a> People<'a> {
    /// The entry with an id: a contact, else a signatory.
    fn with_id(&self, id: &str) -> Option<PersonEntry> {
        let is_it = |own: &Option<String>| own.as_deref() == Some(id);
        let contact = self.ours.iter().position(|contact| is_it(&contact.id));
        let contact = contact.or_else(|| self.theirs.iter().position(|contact| is_it(&contact.id)));
        let signatory = || self.signatories.iter().position(|signatory| is_it(&signatory.id));
        contact.map(PersonEntry::Contact).or_else(|| signatory().map(PersonEntry::Signatory))
    }

    /// The entry of a name: a contact, else a signatory.
    fn with_name(&self, name: &str) -> Option<PersonEntry> {
        let called = Person { name: Some(name.to_owned()), ..Person::default() };
        let is_it = |person: Person| person.is_called_like(&called);
        let ours = self.ours.iter().position(|one| is_it(one.into()));
        let contact = ours.or_else(|| self.theirs.iter().position(|one| is_it(one.into())));
        let signatory = || self.signatories.iter().position(|one| is_it(one.into()));
        contact.map(PersonEntry::Contact).or_else(|| signatory().map(PersonEntry::Signatory))
    }

    /// The ids that there are.
    fn ids(&self) -> Vec<&'a str> {
        let contacts = self.ours.iter().map(|one| &one.id).chain(self.theirs.iter().map(|one| &one.id));
        contacts.chain(self.signatories.iter().map(|one| &one.id)).flatten().map(String::as_str).collect()
    }
}

impl<'a> Partnership<'a> {
    /// Who takes part in the meeting: those that it names, and the first contact of each organisation of which it names
    /// nobody.
    pub fn attendees(&self) -> Vec<Attendee<'a>> {
        let listed = self.meeting().map_or(&[][..], |meeting| &meeting.participants);
        let mut attendees: Vec<Attendee<'a>> = listed.iter().map(|person| self.attendee(person)).collect();
        // Where nobody says whom somebody is for, nobody can say either who has no one.
        if attendees.iter().any(|one| one.delegation == Delegation::Unsaid) {
            return attendees;
        }
        for delegation in self.delegations() {
            if attendees.iter().all(|one| one.delegation != delegation) {
                attendees.extend(self.representative(delegation));
            }
        }
        attendees
    }

    /// The organisations that meet and have files: we, the partner, further ones.
    pub fn delegations(&self) -> Vec<Delegation<'a>> {
        let ids = self.meeting().map(|meeting| meeting.further_ids(self.id)).unwrap_or_default();
        let further = ids.iter().filter_map(|id| self.further.iter().position(|(other, _)| other == id));
        [Delegation::Us, Delegation::Partner].into_iter().chain(further.map(Delegation::Further)).collect()
    }

    /// Whom an id stands for; an organisation without a file where nobody has it.
    pub fn delegation<'d>(&self, id: &'d str) -> Delegation<'d> {
        let further = || self.further.iter().position(|(other, _)| other == id);
        match id {
            US => Delegation::Us,
            _ if id == self.id => Delegation::Partner,
            _ => further().map_or(Delegation::Named(id), Delegation::Further),
        }
    }

    /// The ids by which people of an organisation can be named.
    pub fn person_ids(&self, delegation: Delegation<'_>) -> Vec<&'a str> {
        self.people(delegation).map(|people| people.ids()).unwrap_or_default()
    }

    /// Who hosts a meeting: we unless it says so.
    pub fn host<'m>(&self, meeting: &'m Meeting) -> Delegation<'m> {
        self.delegation(meeting.host.as_deref().unwrap_or(US))
    }

    /// The country of an organisation that meets.
    pub fn country_of(&self, delegation: Delegation<'_>) -> Option<&'a str> {
        match delegation {
            Delegation::Us => self.institution.model.address.as_ref()?.country.as_deref(),
            Delegation::Partner => self.partner.model.country(),
            Delegation::Further(at) => self.further.get(at)?.1.model.country(),
            Delegation::Named(_) | Delegation::Unsaid => None,
        }
    }

    /// The time zone of an organisation that meets.
    pub fn zone_of(&self, delegation: Delegation<'_>) -> Option<&'a str> {
        match delegation {
            Delegation::Us => self.institution.model.timezone.as_deref(),
            Delegation::Partner => self.partner.model.timezone.as_deref(),
            Delegation::Further(at) => self.further.get(at)?.1.model.timezone.as_deref(),
            Delegation::Named(_) | Delegation::Unsaid => None,
        }
    }

    /// The time zone in which the meeting’s times are meant: its own; where there is a place, that of the host, who is us
    /// unless the meeting says so; else the partner’s.
    pub fn meeting_zone(&self) -> Option<&'a str> {
        let partners = self.partner.model.timezone.as_deref();
        let Some(meeting) = self.meeting() else { return partners };
        let at_place = || {
            let host = meeting.form().has_place().then(|| self.host(meeting))?;
            self.zone_of(host)
        };
        meeting.zone.as_deref().or_else(at_place).or(partners)
    }

    fn attendee(&self, person: &'a Participant) -> Attendee<'a> {
        let find = |delegation| {
            let people = self.people(delegation)?;
            let by_id = person.person.as_deref().and_then(|id| people.with_id(id));
            by_id.or_else(|| person.name.as_deref().and_then(|name| people.with_name(name)))
        };
        if let Some(org) = person.org.as_deref() {
            let delegation = self.delegation(org);
            return Attendee { listed: Some(person), delegation, entry: find(delegation) };
        }
        let known = self.delegations().into_iter().find_map(|one| Some((one, find(one)?)));
        let (delegation, entry) = known.map_or((Delegation::Unsaid, None), |(one, entry)| (one, Some(entry)));
        Attendee { listed: Some(person), delegation, entry }
    }

    /// Who represents an organisation of which nobody is named: who writes for us, else its first contact.
    fn representative(&self, delegation: Delegation<'a>) -> Option<Attendee<'a>> {
        let people = self.people(delegation)?;
        let at = if delegation == Delegation::Us { self.sender_index() } else { 0 };
        let is_there = at < people.ours.len().max(people.theirs.len());
        is_there.then_some(Attendee { listed: None, delegation, entry: Some(PersonEntry::Contact(at)) })
    }

    fn people(&self, delegation: Delegation<'_>) -> Option<People<'a>> {
        let partner = match delegation {
            Delegation::Us => {
                let us = &self.institution.model;
                return Some(People { ours: &us.contacts, theirs: &[], signatories: &us.signatories });
            }
            Delegation::Partner => &self.partner.model,
            Delegation::Further(at) => &self.further.get(at)?.1.model,
            Delegation::Named(_) | Delegation::Unsaid => return None,
        };
        Some(People { ours: &[], theirs: &partner.contacts, signatories: &partner.signatories })
    }
}
