//! Entries of a partner's file that are mostly the same person: whoever objected at one of them is not written to at
//! another.

use crate::email_address::is_same;
use crate::locale::Person;
use crate::model::Partner;

/// An entry of a partner's file for a person.
pub struct PersonOfPartner<'p> {
    /// Who it is.
    pub person: Person,
    /// The address there.
    pub email: Option<&'p str>,
    /// Whether it says that the person objected.
    pub has_objected: bool,
}

/// The contacts and those who sign.
pub fn people(partner: &Partner) -> impl Iterator<Item = PersonOfPartner<'_>> {
    let contacts = partner.contacts.iter().map(|contact| PersonOfPartner {
        person: contact.into(),
        email: contact.email.as_deref(),
        has_objected: contact.has_objected(),
    });
    let signatories = partner.signatories.iter().map(|signatory| PersonOfPartner {
        person: signatory.into(),
        email: signatory.email.as_deref(),
        has_objected: false,
    });
    contacts.chain(signatories)
}

/// Who has an address in a partner's file.
pub fn people_at(partner: &Partner, address: &str) -> Vec<Person> {
    let here = people(partner).filter(|one| one.email.is_some_and(|own| is_same(own, address)));
    here.map(|one| one.person).collect()
}

/// The other addresses of those who have an address in a partner's file.
pub fn further_addresses(partner: &Partner, address: &str) -> Vec<String> {
    let here = people_at(partner, address);
    let same = people(partner).filter(|one| here.iter().any(|person| person.may_be(&one.person)));
    let others = same.filter_map(|one| one.email).filter(|own| !is_same(own, address));
    others.map(str::to_owned).collect()
}
