//! Who objected or is no longer there, and where that stands.

use std::collections::HashMap;
use std::path::PathBuf;

use super::facts::Fact;
use super::ledger_entry::{LedgerEntry, LedgerEvent};
use super::marks::{folded, mark_of_address, mark_of_organisation};
use super::partner_file::{Content, ObjectionsInFile, ReadFile, Understood};
use super::retraction::standing_entries;
use super::who_left::is_who_left;
use crate::email_address::compared;
use crate::locale::Person;
use crate::workspace::PartnerFile;

/// Who is to be written to.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// The partner's id.
    pub partner: &'a str,
    /// The organisation's legal name.
    pub organisation: &'a str,
    /// The address.
    pub address: &'a str,
}

/// Why nobody may write to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WritingBan {
    /// The person or the organisation objected, as it stands there: a file, or a line of a log.
    Objected(String),
    /// The address stands in this file, which cannot be read; perhaps the person objected there.
    Unknown(String),
    /// The person is no longer there, as is noted in this log.
    Left(String),
}

/// Who objected, and where that stands: a file, or a line of a log.
#[derive(Debug, Default)]
pub struct Objections {
    /// By partner.
    partners: HashMap<String, String>,
    /// By address, as compared.
    addresses: HashMap<String, String>,
    /// By the organisation's name, as compared.
    organisations: HashMap<String, String>,
    /// By the hash of an address or of a name.
    hashes: HashMap<String, String>,
    /// The files in which an address stands, but for those that are understood.
    doubtful: HashMap<String, Vec<PathBuf>>,
    /// The logs by partner whose end is lost.
    torn: HashMap<String, String>,
    /// The contacts by partner who are no longer there, each with the log.
    left: HashMap<String, Vec<(String, String)>>,
}

impl Objections {
    /// As all files say.
    pub fn of<'k>(files: impl Iterator<Item = &'k ReadFile>) -> Self {
        let mut all = Self::default();
        for known in files {
            let file = &known.file;
            match &known.content {
                Content::Log(entries, torn) => {
                    all.add_log(file, entries);
                    if torn.is_some() {
                        all.add_torn(file, entries);
                    }
                }
                Content::Data(said) => all.add_data(file, said),
            }
        }
        all
    }

    /// Where it stands that somebody objected, if it does.
    pub fn place(&self, who: Recipient<'_>) -> Option<&String> {
        let address = compared(who.address);
        let by_hash = || {
            // Mostly there is no list.
            let marks = (!self.hashes.is_empty())
                .then(|| [mark_of_address(&address), mark_of_organisation(who.organisation)]);
            marks.into_iter().flatten().find_map(|mark| self.hashes.get(&mark))
        };
        let place = self.partners.get(who.partner).or_else(|| self.addresses.get(&address));
        place.or_else(|| self.organisations.get(&folded(who.organisation))).or_else(by_hash)
    }

    /// The log of a partner, when its end is lost.
    pub fn torn(&self, partner: &str) -> Option<&String> {
        self.torn.get(partner)
    }

    /// The files in which an address stands and that nobody has understood yet.
    pub fn doubtful(&self, address: &str) -> impl Iterator<Item = &PathBuf> {
        self.doubtful.get(&compared(address)).into_iter().flatten()
    }

    /// The log that says of a partner's contact, by address or name, that it is no longer there.
    pub fn left(&self, partner: &str, address: &str, persons: &[Person]) -> Option<&String> {
        let mut left = self.left.get(partner)?.iter();
        left.find(|(contact, _)| is_who_left(contact, Some(address), persons)).map(|(_, log)| log)
    }

    fn add_log(&mut self, file: &PartnerFile, entries: &[LedgerEntry]) {
        for entry in standing_entries(entries) {
            if let LedgerEvent::Noted { fact: Fact::Left { contact }, .. } = &entry.event {
                let left = self.left.entry(file.partner.clone()).or_default();
                left.push((contact.clone(), file.name.clone()));
            }
        }
        for (at, entry) in entries.iter().enumerate() {
            let LedgerEvent::Objected { addresses, hashes, organisation } = &entry.event else { continue };
            let place = format!("{}, line {}", file.name, at + 1);
            if !file.partner.is_empty() {
                add(&mut self.partners, &file.partner, &place);
            }
            for address in addresses {
                add(&mut self.addresses, &compared(address), &place);
            }
            for hash in hashes.iter().chain(organisation) {
                add(&mut self.hashes, hash, &place);
            }
        }
    }

    /// A log whose end is lost: what stood there was mostly about this partner, or about an address that it was written to.
    fn add_torn(&mut self, file: &PartnerFile, entries: &[LedgerEntry]) {
        add(&mut self.torn, &file.partner, &file.name);
        for address in entries.iter().filter_map(|entry| entry.event.recipients()).flatten() {
            self.doubtful.entry(compared(address)).or_default().push(file.path.clone());
        }
    }

    fn add_data(&mut self, file: &PartnerFile, said: &ObjectionsInFile) {
        for address in &said.objected {
            add(&mut self.addresses, address, &file.name);
        }
        if let Some(name) = &said.organisation {
            add(&mut self.partners, &file.partner, &file.name);
            add(&mut self.organisations, name, &file.name);
        }
        if said.is != Understood::Yes {
            for address in &said.addresses {
                self.doubtful.entry(address.clone()).or_default().push(file.path.clone());
            }
        }
    }
}

/// Notes a place, unless one is noted already.
fn add(places: &mut HashMap<String, String>, key: &str, place: &str) {
    places.entry(key.to_owned()).or_insert_with(|| place.to_owned());
}
