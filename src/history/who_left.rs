//! By what a contact is known again who is no longer there: the address, else the name.

use crate::email_address::is_same;
use crate::locale::Person;
use crate::model::PartnerContact;

/// By what it is noted that a contact has left: its address, else its name; none of one that has neither.
pub fn noted_contact(contact: &PartnerContact) -> Option<String> {
    contact.email.clone().or_else(|| Person::from(contact).full_name())
}

/// Whether somebody who left, as it is noted, is the one at an address or one of some people.
pub fn is_who_left(noted: &str, address: Option<&str>, persons: &[Person]) -> bool {
    if noted.contains('@') {
        return address.is_some_and(|address| is_same(address, noted));
    }
    let left = Person { name: Some(noted.to_owned()), ..Person::default() };
    persons.iter().any(|person| person.is_called_like(&left))
}
