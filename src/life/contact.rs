//! One person of a partner: who is meant, and the partner's file without the entries for this person.

use serde_json::Value as Json;

use super::marks_of_person::Marks;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address::is_same;
use crate::letters::unaccented;
use crate::locale::Person;
use crate::model::Partner;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::yaml::parse;
use crate::yaml::removal::without_items;

/// The entries of a partner's file for one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonEntries {
    /// Which of `contacts`.
    pub contacts: Vec<usize>,
    /// Which of `signatories`.
    pub signatories: Vec<usize>,
}

impl PersonEntries {
    /// The entries for whom somebody names by the `id`, the address or the whole name.
    ///
    /// # Errors
    /// That there is nobody of that kind, or several.
    pub fn of(partner: &Partner, id: &str, who: &str) -> Result<Self, Diagnostic> {
        let like = |text: &str| unaccented(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_meant = |own_id: Option<&str>, email: Option<&str>, person: &Person| {
            let names = [person.full_name(), person.bare_name(), person.name_latin.clone()];
            own_id == Some(who)
                || email.is_some_and(|own| is_same(own, who))
                || names.into_iter().flatten().any(|name| like(&name) == like(who))
        };
        let contacts: Vec<(usize, Person)> = partner.contacts.iter().map(Person::from).enumerate().collect();
        let signatories: Vec<(usize, Person)> =
            partner.signatories.iter().map(Person::from).enumerate().collect();
        let mut named: Vec<&Person> = Vec::new();
        named.extend(contacts.iter().filter_map(|(at, person)| {
            let contact = partner.contacts.get(*at)?;
            is_meant(contact.id.as_deref(), contact.email.as_deref(), person).then_some(person)
        }));
        named.extend(signatories.iter().filter_map(|(at, person)| {
            let signatory = partner.signatories.get(*at)?;
            is_meant(signatory.id.as_deref(), signatory.email.as_deref(), person).then_some(person)
        }));
        let Some(first) = named.first() else { return Err(nobody(partner, id, who)) };
        let is_one = |person: &Person| person == *first || person.may_be(first);
        if !named.iter().all(|person| is_one(person)) {
            let message = format!("`{who}` may be several people of `{id}`");
            return Err(Diagnostic::error(codes::UNKNOWN_CONTACT, message)
                .help("name one of them by the whole name, or by the `id` of the entry"));
        }
        let those = |people: &[(usize, Person)]| {
            people.iter().filter(|(_, person)| is_one(person)).map(|(at, _)| *at).collect()
        };
        Ok(Self { contacts: those(&contacts), signatories: those(&signatories) })
    }

    /// Adds what these entries are found by.
    pub fn add_marks(&self, partner: &Partner, marks: &mut Marks) {
        let country = partner.country();
        for contact in self.contacts.iter().filter_map(|at| partner.contacts.get(*at)) {
            marks.add_person(&contact.into(), country);
            contact.email.iter().for_each(|email| marks.add_address(email));
            contact.phone.iter().for_each(|phone| marks.add_number(phone));
        }
        for signatory in self.signatories.iter().filter_map(|at| partner.signatories.get(*at)) {
            marks.add_person(&signatory.into(), country);
            signatory.email.iter().for_each(|email| marks.add_address(email));
        }
    }

    /// All entries of a partner but for these.
    pub fn others(&self, partner: &Partner) -> Self {
        let rest = |number: usize, own: &[usize]| (0..number).filter(|at| !own.contains(at)).collect();
        Self {
            contacts: rest(partner.contacts.len(), &self.contacts),
            signatories: rest(partner.signatories.len(), &self.signatories),
        }
    }

    /// The names of those that these entries are for.
    pub fn names(&self, partner: &Partner) -> Vec<String> {
        let contacts = self.contacts.iter().filter_map(|at| partner.contacts.get(*at)).map(Person::from);
        let signatories =
            self.signatories.iter().filter_map(|at| partner.signatories.get(*at)).map(Person::from);
        let mut names: Vec<String> =
            contacts.chain(signatories).filter_map(|person| person.bare_name()).collect();
        names.dedup();
        names
    }

    /// The partner's file without these entries; none when they cannot be taken out by themselves.
    pub fn taken_out(&self, record: &Record<Partner>, marks: &Marks) -> Option<String> {
        let is_theirs = |line: &str| marks.found_in(line).is_some();
        let mut file = record.file.clone();
        let mut values = record.values.clone();
        for (key, items) in [("contacts", &self.contacts), ("signatories", &self.signatories)] {
            if items.is_empty() {
                continue;
            }
            let tree = parse(&file).ok()?;
            let text = without_items(&file, &tree, key, items, &is_theirs)?;
            file = SourceFile::new(file.name(), text);
            if let Some(Json::Array(list)) = values.get_mut(key) {
                let mut at = 0;
                list.retain(|_| {
                    at += 1;
                    !items.contains(&(at - 1))
                });
            }
        }
        // Read again: all else is as it was.
        let read = Record::<Partner>::read(file.clone()).ok()?;
        let without_empty = |values: &Json| {
            let mut values = values.clone();
            if let Json::Object(parts) = &mut values {
                parts.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
            }
            values
        };
        (without_empty(&read.values) == without_empty(&values)).then(|| file.text().to_owned())
    }
}

fn nobody(partner: &Partner, id: &str, who: &str) -> Diagnostic {
    let everybody = PersonEntries::default().others(partner);
    let names = everybody.names(partner);
    let problem = Diagnostic::error(codes::UNKNOWN_CONTACT, format!("`{id}` has no contact `{who}`"));
    match names.is_empty() {
        true => problem.help("its file names nobody"),
        false => problem.help(format!("there is {}", all(&names))),
    }
}
