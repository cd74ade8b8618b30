//! Which contact of a partner somebody means, by its address, its name or its `id`.

use crate::diagnostic::words::{all, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address::is_same;
use crate::history::noted_contact;
use crate::letters::unaccented;
use crate::locale::Person;
use crate::model::{Partner, PartnerContact};

/// By what it is noted which contact is meant: its address, else its name.
///
/// # Errors
/// That there is none, or several.
pub fn contact_meant(partner: &str, model: &Partner, said: &str) -> Result<String, Diagnostic> {
    let contacts = || model.contacts.iter().filter(|contact| is_meant(contact, said));
    let mut noted: Vec<String> = contacts().filter_map(noted_contact).collect();
    noted.dedup();
    match noted.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let known: Vec<String> = model.contacts.iter().flat_map(names).collect();
            let mut problem =
                Diagnostic::error(codes::UNKNOWN_CONTACT, format!("`{partner}` has no contact `{said}`"));
            problem.help = match known.is_empty() {
                true => Some("its file has no contact with a name or an address".to_owned()),
                false => did_you_mean(said, &known),
            };
            Err(problem)
        }
        several => {
            let message = format!("several contacts of `{partner}` may be meant by `{said}`");
            Err(Diagnostic::error(codes::UNKNOWN_CONTACT, message)
                .help(format!("write the address of one: {}", all(several))))
        }
    }
}

fn is_meant(contact: &PartnerContact, said: &str) -> bool {
    let person = Person::from(contact);
    let called = Person { name: Some(said.to_owned()), ..Person::default() };
    let is_part = |part: &Option<String>| {
        part.as_deref().is_some_and(|part| unaccented(part.trim()) == unaccented(said.trim()))
    };
    contact.email.as_deref().is_some_and(|own| is_same(own, said.trim()))
        || contact.id.as_deref() == Some(said.trim())
        || person.is_called_like(&called)
        || is_part(&contact.family_name)
        || is_part(&contact.given_name)
        || is_part(&contact.name_latin)
}

/// By what a contact can be named.
fn names(contact: &PartnerContact) -> Vec<String> {
    let name = Person::from(contact).full_name();
    contact.email.iter().cloned().chain(name).chain(contact.id.clone()).collect()
}
