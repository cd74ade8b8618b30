//! By what somebody who objected is known again.

use crate::digest::Digest;
use crate::email_address::compared;
use crate::model::PartnerContact;

/// The address of a contact, as compared.
pub fn address_of(contact: &PartnerContact) -> Option<String> {
    contact.email.as_deref().map(compared)
}

/// A name as it is compared: letters and digits alone, in small letters.
pub fn folded(name: &str) -> String {
    name.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// By which an address is known again without being written down.
pub fn mark_of_address(address: &str) -> String {
    Digest::new().and("objection").and(compared(address)).digits(64)
}

/// By which an organisation is known again without its name being written down.
pub fn mark_of_organisation(name: &str) -> String {
    Digest::new().and("objection of an organisation").and(folded(name)).digits(64)
}
