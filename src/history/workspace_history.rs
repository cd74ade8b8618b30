//! What decides whether somebody may be written to: all that happened with anybody, and everybody who objected.
//!
//! In: all logs and all partners' files of a workspace, whatever they are called, and the list of those who objected.
//! Out: why a mail may not leave, if so. **What cannot be known forbids it:** a log or a file that cannot be read may
//! say that somebody objected.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ledger_entry::LedgerEntry;
use super::objections::{Objections, Recipient, WritingBan};
use super::partner_file::{Content, ReadFile};
use super::same_person::{PersonOfPartner, people, people_at};
use super::standing::{Standing, standing_at};
use crate::diagnostic::Diagnostics;
use crate::email_address::is_same;
use crate::locale::Person;
use crate::model::{Occasion, Partner};
use crate::workspace::{PARTNERS, PartnerFile, PartnerFileKind, Workspace, stamp};

/// What is known of everybody.
#[derive(Debug)]
pub struct WorkspaceHistory {
    workspace: Workspace,
    files: BTreeMap<PathBuf, ReadFile>,
    objections: Objections,
}

/// That an address got a document, or may have, as another partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentElsewhere {
    /// The other partner's id.
    pub partner: String,
    /// The log in which it stands.
    pub log: String,
    /// How the document stands there.
    pub standing: Standing,
}

impl WorkspaceHistory {
    /// What is known in a workspace now.
    ///
    /// # Errors
    /// Files that cannot be read: then nobody can know whether somebody may be written to.
    pub fn read(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let (history, found) = Self::as_far_as_known(workspace);
        if found.has_errors() { Err(found) } else { Ok(history) }
    }

    /// What is known in a workspace now, and the files that cannot be read: enough to leave out a document, too little
    /// to send anything.
    pub fn as_far_as_known(workspace: &Workspace) -> (Self, Diagnostics) {
        let mut history =
            Self { workspace: workspace.clone(), files: BTreeMap::new(), objections: Objections::default() };
        let found = history.look_again(None).err().unwrap_or_default();
        (history, found)
    }

    /// Where all this was read.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Looks again at all files that have changed since, but for the log of a partner that we hold open ourselves:
    /// some systems let nobody read such a file.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn look_again(&mut self, held: Option<&str>) -> Result<(), Diagnostics> {
        let mut before = std::mem::take(&mut self.files);
        let mut found = Diagnostics::new();
        // Mostly only our own last mail was noted since.
        let mut is_news = false;
        let mut listed = self.workspace.all_partner_files()?;
        listed.extend(self.workspace.objection_files()?);
        for file in listed {
            let stamp = stamp(&file.path);
            let is_held = file.kind == PartnerFileKind::Log
                && file.is_in_place()
                && held == Some(file.partner.as_str());
            let is_same = |known: &ReadFile| is_held || stamp.is_some() && known.stamp == stamp;
            let known = match before.remove(&file.path) {
                Some(known) if is_same(&known) => Ok(ReadFile { file, ..known }),
                None if is_held => {
                    Ok(ReadFile { stamp: None, file, content: Content::Log(Vec::new(), None) })
                }
                other => {
                    let known = ReadFile::read(file, stamp);
                    let mut versions = other.iter().chain(&known);
                    is_news |= versions.any(ReadFile::tells_of_bans);
                    known
                }
            };
            match known {
                Ok(known) => drop(self.files.insert(known.file.path.clone(), known)),
                Err(problem) => found.push(problem),
            }
        }
        if is_news || before.values().any(ReadFile::tells_of_bans) {
            self.objections = Objections::of(self.files.values());
        }
        if found.has_errors() { Err(found) } else { Ok(()) }
    }

    /// That the ends of logs are lost: nothing is sent to these partners.
    pub fn torn(&self) -> Diagnostics {
        let mut found = Diagnostics::new();
        found.extend(self.files.values().filter_map(|known| match &known.content {
            Content::Log(_, torn) => torn.clone(),
            Content::Data(_) => None,
        }));
        found
    }

    /// Why nobody may write to an address as to a contact of a partner, if so: also when the same person objected under
    /// another address in the partner's file.
    pub fn ban_of_contact(&self, id: &str, partner: &Partner, address: &str) -> Option<WritingBan> {
        self.ban_of_people(id, partner, &people_at(partner, address), address)
    }

    /// Why nobody may write to some people of a partner at an address, which is empty where none is known: also when one
    /// of them objected at another entry of the partner's file.
    pub fn ban_of_people(
        &self,
        id: &str,
        partner: &Partner,
        persons: &[Person],
        address: &str,
    ) -> Option<WritingBan> {
        let left = || self.objections.left(id, address, persons).map(|log| WritingBan::Left(log.clone()));
        let ban =
            |address: &str| self.ban(Recipient { partner: id, organisation: &partner.legal_name, address });
        ban(address)
            .or_else(|| {
                let is_here = |one: &PersonOfPartner<'_>| {
                    one.email.is_some_and(|own| is_same(own, address))
                        || persons.iter().any(|person| person.may_be(&one.person))
                };
                people(partner).filter(is_here).find_map(|one| {
                    let own = || WritingBan::Objected(format!("{PARTNERS}/{id}.yaml"));
                    let elsewhere =
                        || one.email.and_then(ban).filter(|ban| matches!(ban, WritingBan::Objected(_)));
                    one.has_objected.then(own).or_else(elsewhere)
                })
            })
            .or_else(left)
    }

    /// All that is noted of a partner in its own log.
    pub fn of(&self, partner: &str) -> &[LedgerEntry] {
        let mut logs = self.logs();
        let own = logs.find(|(file, _)| file.partner == partner && file.is_in_place());
        own.map_or(&[], |(_, entries)| entries)
    }

    /// The logs of all partners with what stands in them.
    pub fn logs(&self) -> impl Iterator<Item = (&PartnerFile, &[LedgerEntry])> {
        self.files.values().filter_map(|known| match &known.content {
            Content::Log(entries, _) => Some((&known.file, entries.as_slice())),
            Content::Data(_) => None,
        })
    }

    /// Why somebody may not be written to, if so.
    pub fn ban(&self, who: Recipient<'_>) -> Option<WritingBan> {
        if let Some(place) = self.objections.place(who) {
            return Some(WritingBan::Objected(place.clone()));
        }
        if let Some(log) = self.objections.torn(who.partner) {
            return Some(WritingBan::Unknown(log.clone()));
        }
        let files = self.objections.doubtful(who.address).filter_map(|path| self.files.get(path));
        // Who wants to write has read the partner's own file.
        let mut others = files.filter(|known| known.file.partner != who.partner || !known.file.is_in_place());
        if let Some(unknown) = others.find(|known| !known.is_understood()) {
            return Some(WritingBan::Unknown(unknown.file.name.clone()));
        }
        self.objections.left(who.partner, who.address, &[]).map(|log| WritingBan::Left(log.clone()))
    }

    /// That an address got a document that is made for an occasion, or may have, as another partner or by another version
    /// of the partner's log.
    pub fn elsewhere(
        &self,
        partner: &str,
        document: &str,
        occasion: &Occasion,
        address: &str,
    ) -> Option<SentElsewhere> {
        let mut others = self.logs().filter(|(file, _)| file.partner != partner || !file.is_in_place());
        others.find_map(|(file, entries)| match standing_at(entries, document, occasion, address) {
            Standing::Open { .. } => None,
            standing => {
                let (partner, log) = (file.partner.clone(), file.name.clone());
                Some(SentElsewhere { partner, log, standing })
            }
        })
    }

    /// A file that seems to be of a partner too, by its name: nobody knows which of them is right.
    pub fn second_version(&self, partner: &str) -> Option<&PartnerFile> {
        let mut files = self.files.values().map(|known| &known.file);
        files.find(|file| file.partner == partner && file.misnamed.is_some())
    }
}
