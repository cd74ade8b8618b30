//! What decides whether somebody may be written to: all that happened with anybody, and everybody who objected.
//!
//! In: all logs and all partners' files of a workspace, whatever they are called, and the list of those who objected.
//! Out: why a mail may not leave, if so. **What cannot be known forbids it:** a log or a file that cannot be read may
//! say that somebody objected.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use super::Post;
use super::ledger::{Entry, Fact, Standing, history, standing_at};
use super::mentioned::{addresses_in, addresses_left};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::email_address::compared;
use crate::model::{Partner, PartnerContact, Status};
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::{PARTNERS, PartnerFile, PartnerFileKind, Stamp, Workspace, stamp};

/// What is known of everybody.
#[derive(Debug)]
pub struct Past {
    workspace: Workspace,
    files: BTreeMap<PathBuf, Known>,
    objections: Objections,
}

/// Who objected, and where that stands: a file, or a line of a log.
#[derive(Debug, Default)]
struct Objections {
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
}

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
pub enum Hold {
    /// The person or the organisation objected, as it stands there: a file, or a line of a log.
    Objected(String),
    /// The address stands in this file, which cannot be read; perhaps the person objected there.
    Unknown(String),
}

/// That an address got a document, or may have, as another partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The other partner's id.
    pub partner: String,
    /// The log in which it stands.
    pub log: String,
    /// How the document stands there.
    pub standing: Standing,
}

/// What has happened since a mail was made ready, and forbids it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Something was noted of the partner.
    Noted,
    /// The partner's file is another, or cannot be read any more.
    Changed,
    /// The person or the organisation objected, as it stands there.
    Objected(String),
    /// It is not known any more whether the person objected, because this file cannot be read.
    Unknown(String),
    /// The address got the document, or may have, as this other partner.
    Elsewhere(String),
}

impl Meanwhile {
    /// What was noted of a partner since its log had so many lines, if anything was.
    pub fn noted(partner: &str, entries: &[Entry], before: usize) -> Option<Self> {
        if entries.len() == before {
            return None;
        }
        let mut since = entries.iter().skip(before);
        let objected = since.any(|entry| matches!(entry.fact, Fact::Objected { .. }));
        Some(if objected { Self::Objected(format!("{PARTNERS}/{partner}.log")) } else { Self::Noted })
    }
}

/// A file, read.
#[derive(Debug)]
struct Known {
    /// With which stamp; none when it had none.
    stamp: Option<Stamp>,
    file: PartnerFile,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// With its end lost, that as a problem.
    Log(Vec<Entry>, Option<Diagnostic>),
    Data(Said),
}

/// What a partner's file says of objections.
#[derive(Debug, Default)]
struct Said {
    /// All addresses in it, as compared.
    addresses: BTreeSet<String>,
    /// Those of persons who objected.
    objected: BTreeSet<String>,
    /// The organisation's name, as compared, when all of it objected.
    organisation: Option<String>,
    /// Whether what stands there is understood.
    is: Understood,
}

/// Whether a file's text is understood.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Understood {
    /// Nobody needed to know yet: the word for an objection is not in it.
    #[default]
    NotTried,
    Yes,
    No,
}

impl Past {
    /// What is known in a workspace now.
    ///
    /// # Errors
    /// Files that cannot be read: then nobody can know whether somebody may be written to.
    pub fn read(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let (past, found) = Self::as_far_as_known(workspace);
        if found.has_errors() { Err(found) } else { Ok(past) }
    }

    /// What is known in a workspace now, and the files that cannot be read: enough to leave out a document, too little
    /// to send anything.
    pub fn as_far_as_known(workspace: &Workspace) -> (Self, Diagnostics) {
        let mut past =
            Self { workspace: workspace.clone(), files: BTreeMap::new(), objections: Objections::default() };
        let found = past.look_again(None).err().unwrap_or_default();
        (past, found)
    }

    /// Looks again at all files that have changed since, but for the log of a partner that we hold open ourselves:
    /// some systems let nobody read such a file.
    fn look_again(&mut self, held: Option<&str>) -> Result<(), Diagnostics> {
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
            let is_same = |known: &Known| is_held || stamp.is_some() && known.stamp == stamp;
            let known = match before.remove(&file.path) {
                Some(known) if is_same(&known) => Ok(Known { file, ..known }),
                None if is_held => Ok(Known { stamp: None, file, content: Content::Log(Vec::new(), None) }),
                other => {
                    let known = Known::read(file, stamp);
                    let mut versions = other.iter().chain(&known);
                    is_news |= versions.any(Known::tells_of_objections);
                    known
                }
            };
            match known {
                Ok(known) => drop(self.files.insert(known.file.path.clone(), known)),
                Err(problem) => found.push(problem),
            }
        }
        if is_news || before.values().any(Known::tells_of_objections) {
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

    /// Why a contact of a partner may not be written to, if so: also when the same person objected under another address
    /// in the partner's file.
    pub fn hold_of_contact(&self, id: &str, partner: &Partner, address: &str) -> Option<Hold> {
        let hold =
            |address: &str| self.hold(Recipient { partner: id, organisation: &partner.legal_name, address });
        hold(address).or_else(|| {
            partner.same_person(address).find_map(|contact| {
                let own = || Hold::Objected(format!("{PARTNERS}/{id}.yaml"));
                let other = contact.email.as_deref();
                contact
                    .has_objected()
                    .then(own)
                    .or_else(|| other.and_then(hold).filter(|hold| matches!(hold, Hold::Objected(_))))
            })
        })
    }

    /// All that is noted of a partner in its own log.
    pub fn of(&self, partner: &str) -> &[Entry] {
        let mut logs = self.logs();
        let own = logs.find(|(file, _)| file.partner == partner && file.is_in_place());
        own.map_or(&[], |(_, entries)| entries)
    }

    /// The logs of all partners with what stands in them.
    pub fn logs(&self) -> impl Iterator<Item = (&PartnerFile, &[Entry])> {
        self.files.values().filter_map(|known| match &known.content {
            Content::Log(entries, _) => Some((&known.file, entries.as_slice())),
            Content::Data(_) => None,
        })
    }

    /// Why somebody may not be written to, if so.
    pub fn hold(&self, who: Recipient<'_>) -> Option<Hold> {
        let address = compared(who.address);
        let Objections { partners, addresses, organisations, hashes, doubtful, torn } = &self.objections;
        let by_hash = || {
            // Mostly there is no list.
            let marks = (!hashes.is_empty())
                .then(|| [mark_of_address(&address), mark_of_organisation(who.organisation)]);
            marks.into_iter().flatten().find_map(|mark| hashes.get(&mark))
        };
        let place = partners.get(who.partner).or_else(|| addresses.get(&address));
        let place = place.or_else(|| organisations.get(&folded(who.organisation))).or_else(by_hash);
        if let Some(place) = place {
            return Some(Hold::Objected(place.clone()));
        }
        if let Some(log) = torn.get(who.partner) {
            return Some(Hold::Unknown(log.clone()));
        }
        let files = doubtful.get(&address).into_iter().flatten().filter_map(|path| self.files.get(path));
        // Who wants to write has read the partner's own file.
        let mut others = files.filter(|known| known.file.partner != who.partner || !known.file.is_in_place());
        let unknown = others.find(|known| !known.is_understood())?;
        Some(Hold::Unknown(unknown.file.name.clone()))
    }

    /// That an address got a document, or may have, as another partner or by another version of the partner's log.
    pub fn elsewhere(&self, partner: &str, document: &str, address: &str) -> Option<Elsewhere> {
        let mut others = self.logs().filter(|(file, _)| file.partner != partner || !file.is_in_place());
        others.find_map(|(file, entries)| match standing_at(entries, document, address) {
            Standing::Open { .. } => None,
            standing => {
                let (partner, log) = (file.partner.clone(), file.name.clone());
                Some(Elsewhere { partner, log, standing })
            }
        })
    }

    /// What forbids a mail as things are now; what is noted in the partner's own log is for its owner to compare.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn meanwhile(&mut self, post: &Post) -> Result<Option<Meanwhile>, Diagnostics> {
        self.look_again(Some(&post.partner))?;
        if !self.is_as_planned(post) {
            return Ok(Some(Meanwhile::Changed));
        }
        let second = |known: &&Known| known.file.partner == post.partner && known.file.misnamed.is_some();
        if let Some(known) = self.files.values().find(second) {
            return Ok(Some(Meanwhile::Unknown(known.file.name.clone())));
        }
        for to in &post.to {
            let address = to.to_string();
            let who =
                Recipient { partner: &post.partner, organisation: &post.organisation, address: &address };
            match self.hold(who) {
                Some(Hold::Objected(place)) => return Ok(Some(Meanwhile::Objected(place))),
                Some(Hold::Unknown(file)) => return Ok(Some(Meanwhile::Unknown(file))),
                None => {}
            }
            let others = post.same_person.iter().map(|address| self.hold(Recipient { address, ..who }));
            if let Some(Hold::Objected(place)) =
                others.flatten().find(|hold| matches!(hold, Hold::Objected(_)))
            {
                return Ok(Some(Meanwhile::Objected(place)));
            }
            if let Some(elsewhere) = self.elsewhere(&post.partner, &post.document, &address) {
                return Ok(Some(Meanwhile::Elsewhere(elsewhere.partner)));
            }
        }
        Ok(None)
    }

    /// Whether the partner's file says what it said when the mail was made ready.
    fn is_as_planned(&self, post: &Post) -> bool {
        let Ok(now) = self.workspace.partner(&post.partner) else { return false };
        let then = post.file.text();
        now.text() == then || Record::<Partner>::read(now).is_ok_and(|record| record.file.text() == then)
    }
}

impl Known {
    fn read(file: PartnerFile, stamp: Option<Stamp>) -> Result<Self, Diagnostic> {
        let content = match file.kind {
            PartnerFileKind::Log => {
                let (entries, torn) = history(&file.path)?;
                let is_list = file.partner.is_empty();
                // Anybody may have stood there.
                if let Some(problem) = torn.clone().filter(|_| is_list) {
                    return Err(problem);
                }
                if is_list && entries.iter().any(|entry| entry.fact == Fact::Other) {
                    let message = format!("a newer version of Handclasp has written into `{}`", file.name);
                    return Err(Diagnostic::error(codes::LEDGER, message).help("send with that version"));
                }
                Content::Log(entries, torn)
            }
            PartnerFileKind::Data => Content::Data(Said::read(&file)?),
        };
        Ok(Self { stamp, file, content })
    }

    /// Whether it may say who objected.
    fn tells_of_objections(&self) -> bool {
        match &self.content {
            Content::Data(_) => true,
            Content::Log(entries, torn) => {
                torn.is_some() || entries.iter().any(|entry| matches!(entry.fact, Fact::Objected { .. }))
            }
        }
    }

    /// Whether what a partner's file says is understood; of a file without the word for an objection it is asked only
    /// when an address that is to be written to stands in it.
    fn is_understood(&self) -> bool {
        match &self.content {
            Content::Log(_, torn) => torn.is_none(),
            Content::Data(Said { is: Understood::Yes, .. }) => true,
            Content::Data(Said { is: Understood::No, .. }) => false,
            Content::Data(Said { is: Understood::NotTried, .. }) => {
                self.file.text().is_ok_and(|source| Record::<Partner>::read(source).is_ok())
            }
        }
    }
}

impl Objections {
    fn of<'k>(files: impl Iterator<Item = &'k Known>) -> Self {
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

    fn add_log(&mut self, file: &PartnerFile, entries: &[Entry]) {
        for (at, entry) in entries.iter().enumerate() {
            let Fact::Objected { addresses, hashes, organisation } = &entry.fact else { continue };
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
    fn add_torn(&mut self, file: &PartnerFile, entries: &[Entry]) {
        add(&mut self.torn, &file.partner, &file.name);
        for address in entries.iter().filter_map(|entry| entry.fact.recipients()).flatten() {
            self.doubtful.entry(compared(address)).or_default().push(file.path.clone());
        }
    }

    fn add_data(&mut self, file: &PartnerFile, said: &Said) {
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

impl Said {
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

fn address_of(contact: &PartnerContact) -> Option<String> {
    contact.email.as_deref().map(compared)
}

/// A name as it is compared: letters and digits alone, in small letters.
fn folded(name: &str) -> String {
    name.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn mark_of_address(address: &str) -> String {
    Digest::new().and("objection").and(compared(address)).digits(64)
}

fn mark_of_organisation(name: &str) -> String {
    Digest::new().and("objection of an organisation").and(folded(name)).digits(64)
}

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
                let (entries, torn) =
                    history(&file.path).unwrap_or_else(|problem| (Vec::new(), Some(problem)));
                objector.unread.extend(torn);
                for address in entries.iter().filter_map(|entry| entry.fact.recipients()).flatten() {
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
    pub fn noted(&self) -> Fact {
        Fact::Objected {
            addresses: self.addresses.iter().cloned().collect(),
            hashes: Vec::new(),
            organisation: self.organisation.as_deref().map(mark_of_organisation),
        }
    }

    /// What is kept when the partner is deleted: no name and no address, only what tells them again.
    pub fn kept(&self) -> Fact {
        Fact::Objected {
            addresses: Vec::new(),
            hashes: self.addresses.iter().map(|address| mark_of_address(address)).collect(),
            organisation: self.organisation.as_deref().map(mark_of_organisation),
        }
    }
}
