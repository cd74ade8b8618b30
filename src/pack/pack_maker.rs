//! A pack: the pages of all documents in one PDF, in an order, with bookmarks; and a contact sheet, a web
//! page with a small picture of each to look it over.
//!
//! **Why a pack is written when somebody is missing.** The evening before a fair forty pages are printed,
//! not none because of one. But nobody may overlook it: it is an error, which names who is missing, and the
//! contact sheet says it above everything else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::bookmarks::bookmarks;
use super::contact_sheet::contents;
use super::country_order::{Countries, folded};
use super::files::PackFiles;
use super::leaf::{Leaf, MissingLeaf, PackPartner};
use super::order::{PackOrder, PackRequest, name_of};
use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{Request, Task, asked_partners, formats_of};
use crate::format::Format;
use crate::format::pdf::{self, PackPart};
use crate::locale::Readers;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::template::{Kind, Template};
use crate::workers;
use crate::writing::{Companion, PartnerPages};

/// A pack that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
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

/// Takes the pages of all documents while they are made, and binds them into a pack.
pub struct PackMaker<'a> {
    /// The project.
    pub project: &'a Project,
    /// The run that the pack goes with.
    pub request: &'a Request,
    /// The pack.
    pub pack: &'a PackRequest,
}

/// What goes into a pack of one partner, and what should and does not.
pub struct PartnerLeaves {
    id: String,
    leaves: Vec<Leaf>,
    missing: Vec<MissingLeaf>,
}

impl Companion for PackMaker<'_> {
    type Taken = PartnerLeaves;
    type Made = Pack;
    const TAKES_PAGES: bool = true;

    fn take(&self, pages: PartnerPages<'_, '_>) -> PartnerLeaves {
        let PartnerPages { partnership, tasks, there, renderer } = pages;
        let mut leaves = Vec::new();
        for edition in there {
            let Ok((sheets, title)) = renderer.sheets(edition) else { continue };
            leaves.push(Leaf {
                who: PackPartner::of(partnership.id, &partnership.partner.model, self.readers()),
                edition: edition.clone(),
                title,
                file: edition.file_name(Format::Pdf, None, &self.request.manner),
                thumbnail: sheets.thumbnail(WIDTH),
                sheets,
            });
        }
        let missing = self.missing(partnership, tasks, &leaves);
        PartnerLeaves { id: partnership.id.to_owned(), leaves, missing }
    }

    fn finish(&self, taken: Vec<PartnerLeaves>, is_any: bool) -> (Option<Pack>, Diagnostics) {
        let (project, request, pack) = (self.project, self.request, self.pack);
        let seen: BTreeSet<String> = taken.iter().map(|one| one.id.clone()).collect();
        let mut leaves = Vec::new();
        let mut missing = Vec::new();
        for one in taken {
            leaves.extend(one.leaves);
            missing.extend(one.missing);
        }
        let (asked, _) = asked_partners(project, &request.selection);
        let unread = asked.into_iter().filter(|id| !seen.contains(*id));
        missing.extend(unread.map(|id| MissingLeaf { who: PackPartner::unread(id), document: None }));
        missing.sort_by_cached_key(|one| (folded(&one.who.name), one.who.id.clone(), one.document.clone()));
        let mut found = Diagnostics::new();
        let files = match PackFiles::of(&pack.path) {
            Ok(files) => files,
            Err(problem) => return (None, problem.into()),
        };
        if leaves.is_empty() {
            if !missing.is_empty() {
                found.extend(files.remove_ours());
                found.push(absent(&pack.path, &missing, 0));
            } else if is_any {
                let message = format!("`{}` was not made: no document has pages", pack.path.display());
                let help = documents_with_pages(project).first().map_or_else(
                    || "write `--format pdf`".to_owned(),
                    |document| format!("name a document with pages (`{document}`), or write `--format pdf`"),
                );
                found.push(Diagnostic::warning(codes::NOTHING_TO_DO, message).help(help));
            }
            return (None, found);
        }
        let all = leaves.len();
        let result = files.free().and_then(|()| {
            let (made, pdf, sheet) = bound(project, request, pack, leaves, &missing)?;
            files.write(&pdf, sheet.as_bytes())?;
            Ok(made)
        });
        match result {
            Ok(made) => {
                found.extend((!missing.is_empty()).then(|| absent(&pack.path, &missing, all)));
                (Some(made), found)
            }
            Err(problem) => {
                found.push(problem);
                (None, found)
            }
        }
    }
}

impl PackMaker<'_> {
    /// Those who look at the pack: they read the institution's language.
    fn readers(&self) -> Readers {
        Readers::of(&self.project.institution.model.default_language)
    }

    /// The documents of a partner that should have been made as PDF and were not.
    fn missing(&self, partnership: &Partnership<'_>, tasks: &[Task], leaves: &[Leaf]) -> Vec<MissingLeaf> {
        let is_there = |task: &Task| leaves.iter().any(|leaf| leaf.edition == task.edition);
        // Of a template that cannot be read nobody knows whether it has pages.
        let has_pages = |task: &Task| {
            task.formats.contains(&Format::Pdf)
                || self.project.templates.get(task.document(), task.language()).is_err()
        };
        let missing = |task: &Task| MissingLeaf {
            who: PackPartner::of(partnership.id, &partnership.partner.model, self.readers()),
            document: Some(task.name()),
        };
        tasks.iter().filter(|task| has_pages(task) && !is_there(task)).map(missing).collect()
    }
}

/// The documents about a partner that have pages: first those that say who we are, which people take to a fair.
pub fn documents_with_pages(project: &Project) -> Vec<&str> {
    let has_pages = |template: &&Template| {
        formats_of(template, &mut Diagnostics::new()).iter().any(|format| format.has_pages())
    };
    let about_all = project.templates.about_all();
    let mut documents: Vec<(bool, &str)> = Vec::new();
    for template in project.templates.readable().filter(has_pages) {
        let name = template.document.as_str();
        let is_known = documents.iter().any(|(_, known)| *known == name);
        if !is_known && !about_all.contains(&template.document) {
            documents.push((template.kind() != Kind::Profile, name));
        }
    }
    documents.sort_by_key(|(is_other, _)| *is_other);
    documents.into_iter().map(|(_, name)| name).collect()
}

/// That documents are missing in a pack, in which there are so many.
fn absent(path: &Path, missing: &[MissingLeaf], there: usize) -> Diagnostic {
    let called = |one: &MissingLeaf| match &one.document {
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
    pack: &PackRequest,
    mut leaves: Vec<Leaf>,
    missing: &[MissingLeaf],
) -> Result<(Pack, Vec<u8>, String), Diagnostic> {
    let countries = Countries::new(project);
    let places: BTreeMap<&str, usize> =
        project.templates.documents().into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    leaves.sort_by_cached_key(|leaf| {
        let country = match pack.order {
            PackOrder::Country => countries.rank(leaf.who.country.as_deref()),
            PackOrder::Name => Default::default(),
        };
        let place = places.get(leaf.edition.document.as_str()).copied();
        (country, folded(&leaf.who.name), leaf.who.id.clone(), place, leaf.edition.clone())
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
    Ok((Pack { path, contact_sheet, partners, pages: pdf.pages }, pdf.bytes, sheet))
}
