//! A pack: the pages of all documents in one PDF, in an order, with bookmarks; and a contact sheet, a web
//! page with a small picture of each to look it over.
//!
//! **Why a pack is written when somebody is missing.** The evening before a fair forty pages are printed,
//! not none because of one. But nobody may overlook it: it is an error, which names who is missing, and the
//! contact sheet says it above everything else.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use deunicode::deunicode;

use super::contact_sheet::contents;
use super::manifest::{Manifest, State};
use super::renderer::Renderer;
use super::{Project, Request, Task, plan, workers};
use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::format::pdf::{self, Bookmark, PackPart, Sheets};
use crate::model::Partner;
use crate::partnership::Partnership;
use crate::workspace;

/// A pack that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its file, which ends in `.pdf`; the contact sheet lies beside it.
    pub path: PathBuf,
    /// The order of its pages.
    pub order: Order,
}

/// In which order the partners come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By the names of their countries, then by their own.
    #[default]
    Country,
    /// By their names.
    Name,
}

/// A pack that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Its file.
    pub path: PathBuf,
    /// The page with a small picture of each document.
    pub contact_sheet: PathBuf,
    /// How many partners are in it.
    pub partners: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// How wide the picture of a page is, in pixels: twice as many as it takes on a contact sheet, for sharp
/// screens and for paper.
const WIDTH: f64 = 400.0;
/// How many who are missing are named in a message; the contact sheet names them all.
const NAMED: usize = 12;

/// A partner in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Its id.
    pub id: String,
    /// The short name, which is printed on pages too.
    pub name: String,
    /// Its full name.
    pub legal_name: String,
    /// The partner's own language.
    pub language: Option<String>,
    /// The country's code.
    pub country: Option<String>,
}

impl Who {
    fn of(id: &str, partner: &Partner) -> Self {
        let legal_name = partner.legal_name.clone();
        Self {
            id: id.to_owned(),
            name: partner.short_name.clone().unwrap_or_else(|| legal_name.clone()),
            legal_name,
            language: partner.language.clone(),
            country: partner.country().map(str::to_owned),
        }
    }

    /// A partner whose file cannot be read.
    fn unread(id: &str) -> Self {
        let name = id.to_owned();
        Self { id: name.clone(), legal_name: name.clone(), name, language: None, country: None }
    }
}

/// A document in a pack.
pub struct Leaf {
    /// Whose it is.
    pub who: Who,
    /// Which document.
    pub document: String,
    /// In which language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// The name of its own file, in the partner's folder.
    pub file: String,
    /// Its pages.
    pub sheets: Sheets,
    /// A small picture of the first page.
    pub thumbnail: Option<Vec<u8>>,
}

/// A document that is not in the pack and should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Whose it is.
    pub who: Who,
    /// Which document; none when the partner's file cannot be read, and nobody knows which.
    pub document: Option<String>,
}

/// Takes the pages of documents while they are made, on several threads.
#[derive(Default)]
pub struct Collector {
    leaves: Mutex<Vec<Leaf>>,
    missing: Mutex<Vec<Missing>>,
    /// The partners that were worked on.
    seen: Mutex<BTreeSet<String>>,
}

impl Collector {
    /// Takes the pages of a partner's documents, each with its language, that are there as PDF.
    pub fn take(
        &self,
        request: &Request,
        partnership: &Partnership<'_>,
        renderer: &mut Renderer<'_>,
        documents: &[(String, String)],
    ) {
        for (document, language) in documents {
            let Ok((sheets, title)) = renderer.sheets(document, language) else { continue };
            let stem = request.manner.stem(document, language);
            let leaf = Leaf {
                who: Who::of(partnership.id, &partnership.partner.model),
                document: document.clone(),
                language: language.clone(),
                title,
                file: format!("{stem}.{}", Format::Pdf.name()),
                thumbnail: sheets.thumbnail(WIDTH),
                sheets,
            };
            if let Ok(mut leaves) = self.leaves.lock() {
                leaves.push(leaf);
            }
        }
    }

    /// Notes that a partner was worked on, and which of its documents should have been made as PDF and were
    /// not.
    pub fn note(&self, project: &Project, partnership: &Partnership<'_>, tasks: &[Task]) {
        let (Ok(leaves), Ok(mut missing), Ok(mut seen)) =
            (self.leaves.lock(), self.missing.lock(), self.seen.lock())
        else {
            return;
        };
        seen.insert(partnership.id.to_owned());
        let is_there = |task: &Task| {
            let mut own = leaves.iter().filter(|leaf| leaf.who.id == partnership.id);
            own.any(|leaf| (&leaf.document, &leaf.language) == (&task.document, &task.language))
        };
        // Of a template that cannot be read nobody knows whether it has pages.
        let has_pages = |task: &Task| {
            task.formats.contains(&Format::Pdf)
                || project.templates.get(&task.document, &task.language).is_err()
        };
        for task in tasks.iter().filter(|task| has_pages(task) && !is_there(task)) {
            let who = Who::of(partnership.id, &partnership.partner.model);
            missing.push(Missing { who, document: Some(task.document.clone()) });
        }
    }
}

/// Writes the pack and its contact sheet.
pub fn write(
    project: &Project,
    request: &Request,
    pack: &Pack,
    collector: Collector,
    made: bool,
) -> (Option<Packed>, Diagnostics) {
    let leaves = collector.leaves.into_inner().unwrap_or_default();
    let mut missing = collector.missing.into_inner().unwrap_or_default();
    let seen = collector.seen.into_inner().unwrap_or_default();
    let (asked, _) = plan::partners(project, &request.selection);
    let unread = asked.into_iter().filter(|id| !seen.contains(*id));
    missing.extend(unread.map(|id| Missing { who: Who::unread(id), document: None }));
    missing.sort_by_cached_key(|one| (folded(&one.who.name), one.who.id.clone(), one.document.clone()));
    let mut found = Diagnostics::new();
    let files = match Files::of(&pack.path) {
        Ok(files) => files,
        Err(problem) => return (None, problem.into()),
    };
    if leaves.is_empty() {
        if !missing.is_empty() {
            found.extend(files.remove_ours());
            found.push(absent(&pack.path, &missing, 0));
        } else if made {
            let message = format!("`{}` was not made: no document has pages", pack.path.display());
            let help = "name a document with pages (`one-pager`), or write `--format pdf`";
            found.push(Diagnostic::warning(codes::NOTHING_TO_DO, message).help(help));
        }
        return (None, found);
    }
    let all = leaves.len();
    let result = files.free().and_then(|()| {
        let (packed, pdf, sheet) = bound(project, request, pack, leaves, &missing)?;
        files.write(&pdf, sheet.as_bytes())?;
        Ok(packed)
    });
    match result {
        Ok(packed) => {
            found.extend((!missing.is_empty()).then(|| absent(&pack.path, &missing, all)));
            (Some(packed), found)
        }
        Err(problem) => {
            found.push(problem);
            (None, found)
        }
    }
}

/// That documents are missing in a pack, in which there are so many.
fn absent(path: &Path, missing: &[Missing], there: usize) -> Diagnostic {
    let called = |one: &Missing| match &one.document {
        Some(document) => format!("{} ({document})", one.who.name),
        None => format!("{} (its file cannot be read)", one.who.name),
    };
    let mut names: Vec<String> = missing.iter().take(NAMED).map(called).collect();
    if missing.len() > NAMED {
        names.push(format!("and {} more", missing.len() - NAMED));
    }
    let (path, names) = (path.display(), names.join(", "));
    let message = match there {
        0 => format!("`{path}` was not made, because no document could be made: {names}"),
        _ => {
            let all = count(there + missing.len(), "document");
            format!("`{path}` was made without {} of {all}: {names}", missing.len())
        }
    };
    Diagnostic::error(codes::PACK_INCOMPLETE, message)
        .help("mend what is told above and build again; the documents that are there are complete")
}

/// The bytes of a pack and its contact sheet.
fn bound(
    project: &Project,
    request: &Request,
    pack: &Pack,
    mut leaves: Vec<Leaf>,
    missing: &[Missing],
) -> Result<(Packed, Vec<u8>, String), Diagnostic> {
    let countries = Countries::new(project);
    let places: BTreeMap<&str, usize> =
        project.templates.documents().into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    leaves.sort_by_cached_key(|leaf| {
        let country = match pack.order {
            Order::Country => countries.rank(leaf.who.country.as_deref()),
            Order::Name => Default::default(),
        };
        let place = places.get(leaf.document.as_str()).copied();
        (country, folded(&leaf.who.name), leaf.who.id.clone(), place, leaf.language.clone())
    });
    let mut contents = contents(project, request, pack, &countries, &leaves, missing);
    let bookmarks = bookmarks(pack.order, &countries, &leaves);
    let (parts, thumbnails): (Vec<PackPart>, Vec<Option<Vec<u8>>>) = leaves
        .into_iter()
        .zip(bookmarks)
        .map(|(leaf, bookmarks)| (PackPart { bookmarks, sheets: leaf.sheets }, leaf.thumbnail))
        .unzip();
    let title = &contents.title;
    let identifier = format!("handclasp/pack/{}", name_of(&pack.path));
    let pdf = workers::together(request.jobs, || pdf::combine(parts, title, &identifier))??;
    // Only now, when the pages take no memory any more: the pictures of a thousand take much, too.
    contents.show(thumbnails);
    let sheet = project.pages.contact_sheet(&contents)?;
    let contact_sheet = pack.path.with_extension("html");
    let (path, partners) = (pack.path.clone(), contents.partners);
    Ok((Packed { path, contact_sheet, partners, pages: pdf.pages }, pdf.bytes, sheet))
}

/// The bookmarks of each document: country, partner, and the document itself when the partner has several.
fn bookmarks(order: Order, countries: &Countries<'_>, leaves: &[Leaf]) -> Vec<Vec<Bookmark>> {
    let mut before: Option<&Who> = None;
    let mut all = Vec::new();
    for leaf in leaves {
        let who = &leaf.who;
        let country = match order {
            Order::Country => who.country.as_deref().map(|code| countries.name(code)),
            Order::Name => None,
        };
        let mut own = Vec::new();
        let mut level = 1;
        if let Some(country) = country {
            if before.is_none_or(|before| before.country != who.country) {
                own.push(Bookmark { level, text: country.to_owned() });
            }
            level += 1;
        }
        if before.is_none_or(|before| before.id != who.id) {
            own.push(Bookmark { level, text: who.name.clone() });
        }
        if leaves.iter().filter(|other| other.who.id == who.id).nth(1).is_some() {
            own.push(Bookmark { level: level + 1, text: leaf.title.clone() });
        }
        before = Some(who);
        all.push(own);
    }
    all
}

/// The names of countries in the institution's language.
pub struct Countries<'a> {
    /// The institution’s language.
    pub locale: Option<&'a crate::locale::Locale>,
}

impl<'a> Countries<'a> {
    fn new(project: &'a Project) -> Self {
        Self { locale: project.templates.locale(&project.institution.model.default_language) }
    }

    /// The name of a country.
    pub fn name<'c>(&self, code: &'c str) -> &'c str
    where
        'a: 'c,
    {
        self.locale.map_or(code, |locale| locale.country(code))
    }

    /// Where a country stands in the order: by its name, and behind all countries who has none.
    fn rank(&self, code: Option<&str>) -> (bool, String, String) {
        match code {
            Some(code) => (false, folded(self.name(code)), code.to_owned()),
            None => (true, String::new(), String::new()),
        }
    }
}

/// A name as it is sorted: without accents, in Latin letters, small and capital ones alike, as somebody looks
/// it up who does not know the language that it is from.
fn folded(name: &str) -> String {
    let letters = |one: &char| one.is_ascii_alphanumeric() || *one == ' ';
    deunicode(name).to_lowercase().chars().filter(letters).collect::<String>().trim().to_owned()
}

/// The two files of a pack in their folder.
struct Files<'a> {
    folder: &'a Path,
    names: [String; 2],
    manifest: Manifest,
}

impl<'a> Files<'a> {
    fn of(path: &'a Path) -> Result<Self, Diagnostic> {
        let folder = folder_of(path);
        let names = [name_of(path), name_of(&path.with_extension("html"))];
        Ok(Self { folder, names, manifest: Manifest::read(folder)? })
    }

    /// Sees to it that neither is a person's.
    fn free(&self) -> Result<(), Diagnostic> {
        for name in &self.names {
            if self.manifest.state(self.folder, name, &[])? == State::Person {
                let path = self.folder.join(name);
                return Err(Diagnostic::error(
                    codes::CHANGED_BY_HAND,
                    format!("`{}` is not from Handclasp, or was changed by hand", path.display()),
                )
                .help("give another name behind `--combine`, or put the file somewhere else"));
            }
        }
        Ok(())
    }

    fn write(self, pdf: &[u8], sheet: &[u8]) -> Result<(), Diagnostic> {
        let Self { folder, names: [pdf_name, sheet_name], mut manifest } = self;
        let before = manifest.clone();
        let files = [(pdf_name, pdf), (sheet_name, sheet)];
        files.iter().for_each(|(name, bytes)| manifest.note(folder, name, bytes));
        manifest.write(folder, &before)?;
        for (name, bytes) in files {
            if manifest.state(folder, &name, bytes)? != State::Same {
                workspace::write(&folder.join(name), bytes)?;
            }
        }
        Ok(())
    }

    /// Takes away the files of an earlier pack, which would look current.
    fn remove_ours(&self) -> Diagnostics {
        let mut found = Diagnostics::new();
        for name in &self.names {
            if self.manifest.state(self.folder, name, &[]) == Ok(State::Ours) {
                let path = self.folder.join(name);
                match workspace::remove(&path) {
                    Ok(()) => found.push(
                        Diagnostic::warning(codes::STALE_REMOVED, format!("`{}`: removed", path.display()))
                            .help("it was made before the problem came up, and would look current"),
                    ),
                    Err(problem) => found.push(problem),
                }
            }
        }
        found
    }
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name of a file without its folder.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
