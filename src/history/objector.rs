//! Somebody who says that they object: by what they are known again.

use std::collections::BTreeSet;

use super::ledger_entry::LedgerEvent;
use super::ledger_reading::{ReadLedger, read_ledger};
use super::marks::{address_of, mark_of_address, mark_of_organisation};
use super::mentioned::{addresses_in, addresses_left};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::email_address::compared;
use crate::model::Partner;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::{PartnerFileKind, Workspace};

/// Whom a partner's objection is about, from its files, whatever they are called and whether they are right or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objector {
    /// The addresses.
    pub addresses: BTreeSet<String>,
    /// The organisation's legal name, when it is known.
    pub organisation: Option<String>,
    /// Files that cannot be read, so that not all addresses are known.
    pub unread: Diagnostics,
}

impl Objector {
    /// Of a partner's files; without any, of the addresses that it was written to.
    ///
    /// # Errors
    /// When it is not known which files there are.
    pub fn of(workspace: &Workspace, partner: &str) -> Result<Self, Diagnostic> {
        let mut objector = Self::default();
        let files = workspace.all_partner_files()?;
        for file in files.iter().filter(|file| file.partner == partner && file.kind == PartnerFileKind::Data)
        {
            match file.text() {
                Ok(source) => objector.add(source),
                Err(problem) => {
                    objector.addresses.extend(addresses_left(&problem).into_iter().flatten());
                    objector.unread.push(problem);
                }
            }
        }
        if objector.addresses.is_empty() {
            for file in
                files.iter().filter(|file| file.partner == partner && file.kind == PartnerFileKind::Log)
            {
                let read = read_ledger(&file.path)
                    .unwrap_or_else(|problem| ReadLedger { torn: Some(problem), ..ReadLedger::default() });
                objector.unread.extend(read.lost());
                for address in read.entries.iter().filter_map(|entry| entry.event.recipients()).flatten() {
                    objector.addresses.insert(compared(address));
                }
            }
        }
        Ok(objector)
    }

    fn add(&mut self, source: SourceFile) {
        match Record::<Partner>::read(source.clone()) {
            Ok(record) => {
                self.addresses.extend(record.model.contacts.iter().filter_map(address_of));
                self.organisation = Some(record.model.legal_name);
            }
            // Whoever stands in it: it cannot be told whose address is whose.
            Err(_) => self.addresses.extend(addresses_in(source.text())),
        }
    }

    /// Whether anything is known by which the objection holds without the partner's own log.
    pub fn is_known(&self) -> bool {
        !self.addresses.is_empty() || self.organisation.is_some()
    }

    /// What is noted in the partner's own log.
    pub fn noted(&self) -> LedgerEvent {
        LedgerEvent::Objected {
            addresses: self.addresses.iter().cloned().collect(),
            hashes: Vec::new(),
            organisation: self.organisation.as_deref().map(mark_of_organisation),
        }
    }

    /// What is kept when the partner is deleted: no name and no address, only what tells them again.
    pub fn kept(&self) -> LedgerEvent {
        LedgerEvent::Objected {
            addresses: Vec::new(),
            hashes: self.addresses.iter().map(|address| mark_of_address(address)).collect(),
            organisation: self.organisation.as_deref().map(mark_of_organisation),
        }
    }
}
