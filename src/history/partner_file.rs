//! A file of a partner, read for what it says of objections: its data or its log.

use std::collections::BTreeSet;

use super::facts::Fact;
use super::ledger_entry::{LedgerEntry, LedgerEvent};
use super::ledger_reading::read_ledger;
use super::marks::{address_of, folded};
use super::mentioned::{addresses_in, addresses_left};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{Partner, Status};
use crate::schema::Record;
use crate::workspace::{PartnerFile, PartnerFileKind, Stamp};

/// A file of a partner, or the list of those who objected, read.
#[derive(Debug)]
pub struct ReadFile {
    /// With which stamp; none when it had none.
    pub stamp: Option<Stamp>,
    pub file: PartnerFile,
    pub content: Content,
}

/// What stands in it.
#[derive(Debug)]
pub enum Content {
    /// With its end lost, that as a problem.
    Log(Vec<LedgerEntry>, Option<Diagnostic>),
    Data(ObjectionsInFile),
}

/// What a partner's file says of objections.
#[derive(Debug, Default)]
pub struct ObjectionsInFile {
    /// All addresses in it, as compared.
    pub addresses: BTreeSet<String>,
    /// Those of persons who objected.
    pub objected: BTreeSet<String>,
    /// The organisation's name, as compared, when all of it objected.
    pub organisation: Option<String>,
    /// Whether what stands there is understood.
    pub is: Understood,
}

/// Whether a file's text is understood.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Understood {
    /// Nobody needed to know yet: the word for an objection is not in it.
    #[default]
    NotTried,
    Yes,
    No,
}

impl ReadFile {
    /// Reads a file that had a stamp when it was looked at.
    ///
    /// # Errors
    /// When what it says may matter and cannot be known.
    pub fn read(file: PartnerFile, stamp: Option<Stamp>) -> Result<Self, Diagnostic> {
        let content = match file.kind {
            PartnerFileKind::Log => {
                let (entries, torn) = read_ledger(&file.path)?.undamaged()?;
                let is_list = file.partner.is_empty();
                // Anybody may have stood there.
                if let Some(problem) = torn.clone().filter(|_| is_list) {
                    return Err(problem);
                }
                if is_list && entries.iter().any(|entry| entry.event == LedgerEvent::Other) {
                    let message = format!("a newer version of Handclasp has written into `{}`", file.name);
                    return Err(Diagnostic::error(codes::LEDGER, message).help("send with that version"));
                }
                Content::Log(entries, torn)
            }
            PartnerFileKind::Data => Content::Data(ObjectionsInFile::read(&file)?),
        };
        Ok(Self { stamp, file, content })
    }

    /// Whether it may say whom nobody writes to.
    pub fn tells_of_bans(&self) -> bool {
        match &self.content {
            Content::Data(_) => true,
            Content::Log(entries, torn) => {
                torn.is_some()
                    || entries.iter().any(|entry| {
                        matches!(
                            entry.event,
                            LedgerEvent::Objected { .. } | LedgerEvent::Noted { fact: Fact::Left { .. }, .. }
                        )
                    })
            }
        }
    }

    /// Whether what a partner's file says is understood; of a file without the word for an objection it is asked only
    /// when an address that is to be written to stands in it.
    pub fn is_understood(&self) -> bool {
        match &self.content {
            Content::Log(_, torn) => torn.is_none(),
            Content::Data(ObjectionsInFile { is: Understood::Yes, .. }) => true,
            Content::Data(ObjectionsInFile { is: Understood::No, .. }) => false,
            Content::Data(ObjectionsInFile { is: Understood::NotTried, .. }) => {
                self.file.text().is_ok_and(|source| Record::<Partner>::read(source).is_ok())
            }
        }
    }
}

impl ObjectionsInFile {
    /// Reads what a partner's file says.
    ///
    /// # Errors
    /// When not even its letters can be read.
    fn read(file: &PartnerFile) -> Result<Self, Diagnostic> {
        let source = match file.text() {
            Ok(source) => source,
            Err(problem) => {
                let addresses = addresses_left(&problem).ok_or(problem)?;
                return Ok(Self { addresses, is: Understood::No, ..Self::default() });
            }
        };
        let text = source.text();
        // What is left of a file that was being copied when that broke off: nobody knows what it said.
        if text.trim().is_empty() || text.contains('\0') {
            let lost =
                || Diagnostic::error(codes::FILE_EMPTY, format!("`{}` has lost what it said", file.name));
            let problem =
                Record::<Partner>::read(source.clone()).err().and_then(|found| found.into_iter().next());
            return Err(problem.unwrap_or_else(lost));
        }
        let addresses = addresses_in(text);
        // Most files have no objection, and one that does not name the word has none; it could be spelt with
        // numbers of letters.
        if !text.to_ascii_lowercase().contains("objected") && !text.contains('\\') {
            return Ok(Self { addresses, ..Self::default() });
        }
        let Ok(record) = Record::<Partner>::read(source) else {
            return Ok(Self { addresses, is: Understood::No, ..Self::default() });
        };
        let partner = &record.model;
        let all = partner.logbook.as_ref().and_then(|logbook| logbook.status) == Some(Status::Objected);
        let contacts = partner.contacts.iter().filter(|contact| contact.has_objected() || all);
        Ok(Self {
            addresses,
            objected: contacts.filter_map(address_of).collect(),
            organisation: all.then(|| folded(&partner.legal_name)),
            is: Understood::Yes,
        })
    }
}
