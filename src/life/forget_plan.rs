//! What is to be done so that somebody is forgotten.
//!
//! **What Handclasp made or keeps itself goes; what a person wrote stays and is named.** Documents that were edited by hand,
//! other partners' files and spreadsheets are somebody's work: the plan says where they name whom.

use std::path::{Path, PathBuf};

use super::contact::PersonEntries;
use super::marks_of_person::Marks;
use super::own_files::{OwnFiles, unknown};
use super::reference::named_by;
use super::trace::{Trace, Traces, traces};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::Edition;
use crate::editing::{copies_of_partner, copies_that_end_with};
use crate::history::{LedgerEvent, addresses_in, objection_to_keep, objections_to_keep};
use crate::model::{Institution, Partner};
use crate::schema::Record;
use crate::workspace::{OUTPUT, PartnerFile, PartnerFileKind, SENT, Workspace, is_id, is_there};
use crate::writing::Manifest;

/// Who is to be forgotten.
#[derive(Debug, Clone, Copy)]
pub struct ForgetRequest<'a> {
    /// The partner, by the name of its file.
    pub partner: &'a str,
    /// One of its contacts, by `id`, address or name; the whole partner when none is named.
    pub contact: Option<&'a str>,
}

/// What is to be done.
#[derive(Debug)]
pub struct ForgetPlan {
    /// The names of those who are forgotten, as far as they are known.
    pub whom: Vec<String>,
    /// Files and folders that are deleted, in this order.
    pub deletions: Vec<PathBuf>,
    /// Those of them that say who is to be forgotten: as long as something else is left to do, they stay.
    pub own_data: Vec<PathBuf>,
    /// The partner's files with the text that they have afterwards.
    pub edits: Vec<PersonEdit>,
    /// Logs in which words are taken out.
    pub logs: Vec<PathBuf>,
    /// Folders of documents in which it is noted what was remarked.
    pub manifests: Vec<PathBuf>,
    /// What is kept of an objection.
    pub objection: Option<LedgerEvent>,
    /// The files of other partners that name the partner by its id.
    pub named_by: Vec<String>,
    /// What a person wrote, and stays.
    pub left: Vec<Trace>,
    /// Files whose words cannot be looked at.
    pub sealed: Vec<String>,
    /// Whether Git keeps earlier versions in the folder.
    pub has_versions: bool,
    /// What cannot be known.
    pub found: Diagnostics,
    /// By what those who are forgotten are found.
    pub marks: Marks,
}

/// A partner's file out of which a person is taken.
#[derive(Debug)]
pub struct PersonEdit {
    /// Where it lies.
    pub path: PathBuf,
    /// Its text before.
    pub before: String,
    /// And afterwards.
    pub after: String,
}

impl ForgetPlan {
    /// What is to be done.
    ///
    /// # Errors
    /// That there is nobody of that name, or it cannot be known what there is.
    pub fn of(workspace: &Workspace, request: ForgetRequest<'_>) -> Result<Self, Diagnostics> {
        let own = OwnFiles::of(workspace, request.partner)?;
        let folders = workspace.folders_of(request.partner);
        let is_known = !own.right.is_empty()
            || !own.misnamed.is_empty()
            || folders.iter().any(|one| is_there(one))
            || copies_of_partner(workspace, request.partner).is_some();
        // A name that leads elsewhere is nobody's.
        if !is_known || !is_id(request.partner) {
            return Err(unknown(workspace, request.partner)?.into());
        }
        let people = NamedPeople::read(&own, request)?;
        let mut marks = people.marks.clone();
        marks.spare(&others_here(workspace, request, &people)?);
        let objection = match request.contact {
            None => objections_to_keep(workspace, request.partner)?,
            Some(_) => objection_to_keep(workspace, &people.objected)?,
        };
        let mut plan = Self {
            whom: people.whom,
            deletions: Vec::new(),
            own_data: Vec::new(),
            edits: Vec::new(),
            logs: Vec::new(),
            manifests: Vec::new(),
            objection,
            named_by: Vec::new(),
            left: Vec::new(),
            sealed: Vec::new(),
            has_versions: false,
            found: people.found,
            marks,
        };
        match request.contact {
            None => plan.delete_partner(workspace, request.partner, &own)?,
            Some(_) => plan.take_out(workspace, request.partner, &people.entries)?,
        }
        // What the file said before it was saved names who is forgotten, as the file does.
        plan.deletions.extend(copies_of_partner(workspace, request.partner));
        plan.sort_out(workspace)?;
        // The partner's own files last: as long as they are there it can be told who is to be forgotten.
        let is_own = |path: &PathBuf| own.right.iter().any(|file| file.path == *path);
        let data = own.right.iter().chain(&own.misnamed).filter(|file| file.kind == PartnerFileKind::Data);
        if request.contact.is_none() {
            plan.own_data = data.map(|file| file.path.clone()).collect();
        }
        plan.deletions.sort();
        plan.deletions.dedup();
        plan.deletions.sort_by_key(is_own);
        Ok(plan)
    }

    /// Whether there is anything to do.
    pub fn is_empty(&self) -> bool {
        self.deletions.is_empty()
            && self.edits.is_empty()
            && self.logs.is_empty()
            && self.manifests.is_empty()
    }

    /// Everything that is called after the partner.
    fn delete_partner(
        &mut self,
        workspace: &Workspace,
        partner: &str,
        own: &OwnFiles,
    ) -> Result<(), Diagnostic> {
        self.named_by = named_by(workspace, partner)?;
        let files = own.right.iter().chain(&own.misnamed).map(|file| file.path.clone());
        self.deletions.extend(files);
        self.deletions.extend(workspace.folders_of(partner).into_iter().filter(|folder| is_there(folder)));
        // What an editor keeps beside the file: a state before, a backup.
        for folder in [workspace.ledgers(), workspace.archive()] {
            let beside = workspace.files_below(&folder)?.into_iter();
            self.deletions.extend(beside.filter(|path| is_backup(path, partner)));
        }
        Ok(())
    }

    /// The entries of one person, and the documents of the partner, which are made anew without them.
    fn take_out(
        &mut self,
        workspace: &Workspace,
        partner: &str,
        entries: &[(Record<Partner>, PathBuf, PersonEntries)],
    ) -> Result<(), Diagnostics> {
        let mut found = Diagnostics::new();
        for (record, path, entries) in entries {
            match entries.taken_out(record, &self.marks) {
                Some(after) => {
                    let before = record.file.text().to_owned();
                    self.edits.push(PersonEdit { path: path.clone(), before, after });
                }
                None => {
                    let message =
                        format!("the entry cannot be taken out of `{}` by itself", record.file.name());
                    found.push(Diagnostic::error(codes::NOT_FORGOTTEN, message).help(
                        "delete the lines of this contact there yourself, then run the command once more",
                    ));
                }
            }
        }
        let folder = workspace.root().join(OUTPUT).join(partner);
        if let Ok(mut manifest) = Manifest::read(&folder) {
            for path in workspace.files_below(&folder)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.parent() == Some(folder.as_path()) && manifest.is_as_left(&folder, &name) {
                    self.deletions.push(path);
                }
            }
        }
        if found.has_errors() { Err(found) } else { Ok(()) }
    }

    /// What else names whom: what is ours goes, what is a person's stays.
    fn sort_out(&mut self, workspace: &Workspace) -> Result<(), Diagnostic> {
        let goes = self.deletions.clone();
        let is_edited: Vec<PathBuf> = self.edits.iter().map(|edit| edit.path.clone()).collect();
        let marks = self.marks.clone();
        let is_passed_over = |path: &Path| {
            goes.iter().any(|one| path.starts_with(one)) || is_edited.iter().any(|one| path == one)
        };
        let Traces { found, sealed, has_versions } = traces(workspace, &marks, is_passed_over)?;
        self.sealed = sealed;
        self.has_versions = has_versions;
        for trace in found {
            match copies_that_end_with(workspace, &trace.path)? {
                Some(copies) => self.deletions.extend(copies),
                None => self.sort(workspace, trace),
            }
        }
        // What is left of the partner's own file is looked at too.
        for edit in &self.edits {
            let line =
                edit.after.lines().enumerate().find_map(|(at, line)| Some((at, marks.found_in(line)?)));
            if let Some((at, kind)) = line {
                let (path, name) = (edit.path.clone(), workspace.shown(&edit.path));
                self.left.push(Trace { path, name, line: Some(at + 1), kind, in_name: false });
            }
        }
        Ok(())
    }

    fn sort(&mut self, workspace: &Workspace, trace: Trace) {
        let path = trace.path.clone();
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lies_in = |name: &str| path.starts_with(workspace.root().join(name));
        if file_name.starts_with(".handclasp-") || lies_in(SENT) && file_name.ends_with(".eml") {
            self.deletions.push(path);
        } else if is_log(workspace, &path) && !trace.in_name {
            self.logs.push(path);
        } else if lies_in(OUTPUT) && file_name == ".handclasp.json" {
            self.manifests.push(folder);
        } else if lies_in(OUTPUT) {
            match made_with(&folder, &file_name) {
                Some(files) => self.deletions.extend(files),
                None => self.left.push(trace),
            }
        } else {
            self.left.push(trace);
        }
    }
}

/// Whether a file is a log of ours.
fn is_log(workspace: &Workspace, path: &Path) -> bool {
    let folders = [workspace.ledgers(), workspace.archive()];
    path.extension().is_some_and(|ending| ending == "log")
        && (folders.iter().any(|folder| path.starts_with(folder)) || *path == workspace.objections())
}

/// The files of a document of which one is this, all of which are as Handclasp left them; none when a person has changed
/// this one.
fn made_with(folder: &Path, name: &str) -> Option<Vec<PathBuf>> {
    let mut manifest = Manifest::read(folder).ok()?;
    if !manifest.is_as_left(folder, name) {
        return None;
    }
    let edition = Edition::of_file(name);
    let stem = |name: &str| Path::new(name).file_stem().map(ToOwned::to_owned);
    let is_sibling =
        |other: &str| stem(other) == stem(name) || edition.is_some() && Edition::of_file(other) == edition;
    let names: Vec<String> = manifest.names().filter(|other| is_sibling(other)).map(str::to_owned).collect();
    let made = names.into_iter().filter(|other| manifest.is_as_left(folder, other));
    Some(made.map(|other| folder.join(other)).filter(|path| is_there(path)).collect())
}

/// Whether a file is what an editor keeps of a partner's file, by its name: `.school.yaml.swp`, `school.yaml~`.
fn is_backup(path: &Path, partner: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let bare = name.trim_start_matches(['.', '~', '#', '$']);
    ["yaml", "yml", "log"].iter().any(|ending| {
        let own = format!("{partner}.{ending}");
        bare.strip_prefix(&own).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) && name != own
    })
}

/// The people of a partner, from its files.
struct NamedPeople {
    whom: Vec<String>,
    marks: Marks,
    /// The addresses of those that objected.
    objected: Vec<String>,
    /// The files that can be read, with the entries of whom is meant.
    entries: Vec<(Record<Partner>, PathBuf, PersonEntries)>,
    /// Files that cannot be read, so that not all names are known.
    found: Diagnostics,
}

impl NamedPeople {
    fn read(own: &OwnFiles, request: ForgetRequest<'_>) -> Result<Self, Diagnostics> {
        let mut people = Self {
            whom: Vec::new(),
            marks: Marks::default(),
            objected: Vec::new(),
            entries: Vec::new(),
            found: Diagnostics::new(),
        };
        let mut nobody = Diagnostics::new();
        let files = own.right.iter().chain(&own.misnamed);
        for file in files.filter(|file| file.kind == PartnerFileKind::Data) {
            match Self::record(file) {
                Ok(record) => match request.contact {
                    None => people.add_all(record, &file.path),
                    Some(who) => match PersonEntries::of(&record.model, request.partner, who) {
                        Ok(entries) => people.add(record, &file.path, entries),
                        Err(problem) => nobody.push(problem),
                    },
                },
                Err(found) if request.contact.is_some() => return Err(found),
                Err(found) => {
                    // What looks like an address is one; who is called how cannot be told.
                    if let Ok(text) = file.text() {
                        addresses_in(text.text())
                            .iter()
                            .for_each(|address| people.marks.add_address(address));
                    }
                    let message =
                        format!("`{}` cannot be read, so that not all names in it are known", file.name);
                    people.found.push(Diagnostic::warning(codes::NOT_FORGOTTEN, message).help(
                        "only what has the partner's name or one of its addresses is found elsewhere; mend the file first to find all",
                    ));
                    people
                        .found
                        .extend(found.into_iter().filter(|problem| problem.code == codes::UNREADABLE_FILE));
                }
            }
        }
        if request.contact.is_some() && people.entries.is_empty() {
            return Err(nobody.without_repetitions());
        }
        people.whom.dedup();
        Ok(people)
    }

    fn record(file: &PartnerFile) -> Result<Record<Partner>, Diagnostics> {
        Record::<Partner>::read(file.text()?)
    }

    fn add_all(&mut self, record: Record<Partner>, path: &Path) {
        let partner = &record.model;
        self.whom.push(partner.legal_name.clone());
        self.marks.add_organisation(partner);
        let everybody = PersonEntries::default().others(partner);
        self.add(record, path, everybody);
    }

    fn add(&mut self, record: Record<Partner>, path: &Path, entries: PersonEntries) {
        let partner = &record.model;
        self.whom.extend(entries.names(partner));
        entries.add_marks(partner, &mut self.marks);
        let contacts = entries.contacts.iter().filter_map(|at| partner.contacts.get(*at));
        if contacts.clone().any(|contact| contact.has_objected()) {
            self.objected.extend(contacts.filter_map(|contact| contact.email.clone()));
        }
        self.entries.push((record, path.to_owned(), entries));
    }
}

/// The marks of everybody else in the workspace: whoever has the same family name or the same address is not forgotten.
fn others_here(
    workspace: &Workspace,
    request: ForgetRequest<'_>,
    people: &NamedPeople,
) -> Result<Marks, Diagnostic> {
    let mut marks = Marks::default();
    if request.contact.is_some() {
        for (record, _, entries) in &people.entries {
            entries.others(&record.model).add_marks(&record.model, &mut marks);
        }
    }
    for file in workspace.all_partner_files()? {
        let is_others = file.kind == PartnerFileKind::Data && file.partner != request.partner;
        if is_others && let Ok(record) = NamedPeople::record(&file) {
            PersonEntries::default().others(&record.model).add_marks(&record.model, &mut marks);
        }
    }
    if let Ok(record) =
        workspace.institution().map_err(Diagnostics::from).and_then(Record::<Institution>::read)
    {
        for contact in &record.model.contacts {
            marks.add_person(&contact.into(), None);
            contact.email.iter().for_each(|email| marks.add_address(email));
        }
        for signatory in &record.model.signatories {
            marks.add_person(&signatory.into(), None);
        }
    }
    Ok(marks)
}
