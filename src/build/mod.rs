//! From a workspace to its outputs: which documents, made by whom, written where.
//!
//! In: a [`Project`] (everything read) and a [`Request`]. Out: files and a [`Report`]. Every partner is
//! one piece of work; its documents share what they have in common.

mod brand;
mod contact_sheet;
mod current;
mod edits;
mod fair;
mod findings;
mod in_part;
mod renderer;
mod manifest;
mod manner;
mod message;
mod objecting;
mod outbox;
mod page;
mod pages;
mod people;
mod plan;
mod printed;
mod prose;
mod project;
mod recipe;
mod recipient;
mod remark;
mod templates;
pub mod trial;
mod workers;
mod writing;

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::Date;

pub use fair::{Order, Pack, Packed};
pub use findings::Findings;
pub use manner::{Manner, Signature};
pub use outbox::{Inviting, Outbox, Wish, outbox};
pub use plan::{Selection, Task};
pub use project::{LoadedPartner, Project};
pub use renderer::{Made, Output, Renderer};

use crate::condition;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::mistake::{self, Place};
use crate::model::Partner;
use crate::overrun;
use crate::partnership::Partnership;
use crate::rules::{self, Identity};
use crate::schema::Record;
use crate::workspace::{self, OUTPUT, Workspace};
use objecting::Objecting;
use pages::Extent;
use recipe::Recipes;
use workers::Piece;

/// How the documents are to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which documents of which partners in which formats.
    pub selection: Selection,
    /// The folder for the outputs.
    pub out: PathBuf,
    /// The day the documents are made.
    pub date: Date,
    /// In which manner.
    pub manner: Manner,
    /// What becomes of texts that a person has edited.
    pub edits: Editing,
    /// Whether what is up to date is made too.
    pub force: bool,
    /// The one file that all pages go into too, when there is to be one.
    pub pack: Option<Pack>,
    /// How many workers.
    pub jobs: usize,
}

/// Who looks on while partners are worked on, and may stop it.
pub trait Onlooker: Sync {
    /// It begins, with so many partners.
    fn begin(&self, _partners: usize) {}
    /// A partner is done.
    fn done(&self, _partner: &str) {}
    /// Whether no further partner is to be begun.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody.
impl Onlooker for () {}

/// What becomes of texts that a person has edited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Editing {
    /// They are used, and it is told when they are out of date.
    #[default]
    Use,
    /// They are used, and are up to date with data and template as these are now.
    Keep,
    /// They are thrown away.
    Discard,
}

/// What became of one document of one partner.
#[derive(Debug, Clone)]
pub struct Row {
    /// The partner.
    pub partner: String,
    /// The document.
    pub document: String,
    /// The language.
    pub language: String,
    /// The formats that were written or are up to date.
    pub formats: Vec<Format>,
    /// How long it took.
    pub time: Duration,
}

/// What a build did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents that were made.
    pub rows: Vec<Row>,
    /// How many documents were up to date.
    pub current: usize,
    /// How many partners were not begun, because somebody stopped it.
    pub untouched: usize,
    /// Problems of all kinds.
    pub found: Diagnostics,
    /// The pack that was written.
    pub packed: Option<Packed>,
}

/// Whether a file in a partner's folder of outputs is there and not as it was left: somebody has edited it.
pub fn is_edited(folder: &Path, name: &str) -> bool {
    let is_untouched =
        || manifest::Manifest::read(folder).is_ok_and(|known| known.is_untouched(folder, name));
    folder.join(name).is_file() && !is_untouched()
}

/// Makes the documents that are asked for and not up to date, and writes them; and the pack of their pages
/// when there is to be one.
pub fn run(project: &Project, request: &Request, onlooker: &dyn Onlooker) -> Report {
    let recipes = Recipes::new(project, &request.manner);
    let pack = request.pack.as_ref().map(|pack| (pack, fair::Collector::default()));
    let collector = pack.as_ref().map(|(_, collector)| collector);
    let objecting = Objecting::new(project);
    let work = |partnership: &Partnership<'_>, tasks: &[Task]| {
        let report =
            writing::partner(project, request, &recipes, partnership, tasks, (&objecting, collector));
        if let Some(collector) = collector {
            collector.note(project, partnership, tasks);
        }
        report
    };
    let unread = |id: &str| {
        let loaded = project.load_in_part(id);
        let mut found = loaded.map_or_else(Diagnostics::new, |loaded| {
            in_part::problems(project, &request.selection, &loaded, request.date)
        });
        // Nobody knows whether a condition would be true.
        if request.selection.wheres.is_empty() {
            found.extend(writing::unread(project, request, id));
        }
        found
    };
    let mut report = each(project, &request.selection, request.date, request.jobs, onlooker, &unread, work);
    report.found.extend(objecting.unread());
    // A pack of half of them would look like a whole one.
    if report.untouched == 0
        && let Some((pack, collector)) = pack
    {
        let made = report.rows.len() + report.current > 0;
        let (packed, found) = fair::write(project, request, pack, collector, made);
        report.packed = packed;
        report.found.extend(found);
    }
    if request.selection.is_everything() {
        report.found.extend(templates::unused(project));
        report.found.extend(left_over(project, request));
    }
    report.found = report.found.without_repetitions().errors_last();
    report
}

/// That there are documents of partners whose files are gone. Nothing is said when it is not known which files there
/// are, or whose some of them are: a folder that is not there may only be out of reach.
fn left_over(project: &Project, request: &Request) -> Option<Diagnostic> {
    let is_known = project.unlisted.is_none() && project.misnamed.is_empty();
    if !is_known || !workspace::is_folder(&project.books.ledgers) {
        return None;
    }
    let names = workspace::folders_with(&request.out, manifest::NAME);
    let documents = project.templates.documents();
    let has_documents = |name: &String| {
        // One that is not understood is that of documents too.
        manifest::Manifest::read(&request.out.join(name)).map_or(true, |manifest| {
            let mut stems = manifest.names().filter_map(|file| file.split('.').next());
            stems.any(|stem| documents.contains(&stem))
        })
    };
    // Of one that rests the documents are kept.
    let resting = ids_at_rest(project)?;
    let is_gone = |name: &String| {
        project.ids.binary_search(name).is_err() && !resting.contains(name) && has_documents(name)
    };
    let gone: Vec<String> = names.into_iter().filter(is_gone).collect();
    let folders: Vec<String> = gone.iter().map(|name| request.out.join(name).display().to_string()).collect();
    (!gone.is_empty()).then(|| {
        let message = format!("no partner’s file belongs to {}", all(&folders));
        Diagnostic::warning(codes::LEFT_OVER, message)
            .help("delete what nobody needs any more; or was a file renamed, and the folder is that of its former name?")
    })
}

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How many partners were looked at.
    pub partners: usize,
    /// Problems of all kinds.
    pub found: Diagnostics,
}

/// Checks a workspace, as far as it can be read: a mistake in the institution's file or in a layout does not hide those
/// of the partners.
pub fn check_workspace(workspace: &Workspace, selection: &Selection, date: Date, jobs: usize) -> Checked {
    let reading = overrun::begin("the reading of the workspace");
    let (project, mut found) = Project::read_in_part(workspace);
    drop(reading);
    let Some(project) = project else { return Checked { partners: 0, found } };
    let partners = plan::partners(&project, selection).0;
    let is_meant = |id: &&&str| {
        let values = || project.load(id).map(|loaded| loaded.partner.values);
        selection.wheres.is_empty()
            || values().is_ok_and(|values| condition::are_true(&values, &selection.wheres))
    };
    let partners = partners.iter().filter(is_meant).count();
    found.extend(check(&project, selection, date, jobs));
    Checked { partners, found: found.without_repetitions() }
}

/// The ids of the partners that rest, when they are known.
fn ids_at_rest(project: &Project) -> Option<Vec<String>> {
    let files = project.workspace.resting_files().ok()?;
    Some(files.into_iter().map(|file| file.partner).collect())
}

/// Renders the text of every document that is asked for, sets the longest pages, compares the partners and
/// looks at all templates; writes nothing.
pub fn check(project: &Project, selection: &Selection, date: Date, jobs: usize) -> Diagnostics {
    let identities = Mutex::new(BTreeMap::new());
    let extents = Mutex::new(Vec::new());
    let objecting = Objecting::new(project);
    // Documents that cannot be written are as good as not made.
    let folders = project.workspace.root().join(OUTPUT);
    let notes = |id: &str| manifest::Manifest::read(&folders.join(id)).err();
    let in_part = |id: &str| {
        let Some(loaded) = project.load_in_part(id) else { return Diagnostics::new() };
        note(&identities, id, &loaded.least.partner, &loaded.most.partner);
        let mut found = in_part::problems(project, selection, &loaded, date);
        found.extend(notes(id));
        found
    };
    let report = each(project, selection, date, jobs, &(), &in_part, |partnership, tasks| {
        if !project.is_whole() {
            return Report { found: in_part(partnership.id), ..Report::default() };
        }
        note(&identities, partnership.id, partnership.partner, partnership.partner);
        let mut renderer = Renderer::new(project, *partnership, Manner::USUAL);
        let mut findings = Findings::default();
        findings.add(notes(partnership.id));
        for task in tasks {
            let looked = || {
                let mut found = renderer.check(&task.document, &task.language, &task.formats);
                found.add(objecting.against(&mut renderer, partnership, task));
                found
            };
            match mistake::caught(looked) {
                Ok(found) => findings.join(found),
                Err(place) => {
                    findings.add([failed_at(partnership.id, &task.document, &place)]);
                    continue;
                }
            }
            let extent = renderer.read(&task.document, &task.language, |document| {
                let all = names(tasks).map(str::to_owned).collect();
                Extent::of(partnership.id, document, &task.formats, all)
            });
            if let Ok(mut extents) = extents.lock() {
                extents.extend(extent);
            }
        }
        Report { found: findings.settle(names(tasks), Manner::USUAL.gaps), ..Report::default() }
    });
    let mut found = report.found;
    found.extend(objecting.unreadable());
    found.extend(side_by_side(project, selection, jobs, identities));
    found.extend(pages::problems(project, extents.into_inner().unwrap_or_default(), date, jobs));
    found.extend(templates::problems(project));
    found.without_repetitions()
}

fn names(tasks: &[Task]) -> impl Iterator<Item = &str> + Clone {
    tasks.iter().map(|task| task.document.as_str())
}

/// What tells a partner from the others, in the two readings of its file, which mostly are the same.
type Identities = BTreeMap<String, [Identity; 2]>;

/// Adds what tells a partner from the others.
fn note(identities: &Mutex<Identities>, id: &str, least: &Record<Partner>, most: &Record<Partner>) {
    if let Ok(mut identities) = identities.lock() {
        identities.insert(id.to_owned(), [Identity::of(id, least), Identity::of(id, most)]);
    }
}

/// What is wrong with the partners side by side; the others are read too when some are asked for by name,
/// and only what concerns those is told.
fn side_by_side(
    project: &Project,
    selection: &Selection,
    jobs: usize,
    identities: Mutex<Identities>,
) -> Diagnostics {
    let asked = identities.lock().map(|known| known.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let others: Vec<&String> = project.ids.iter().filter(|id| asked.binary_search(id).is_err()).collect();
    let compared = workers::run(
        jobs,
        &others,
        || false,
        |id| {
            if let Some(loaded) = project.load_in_part(id) {
                note(&identities, id, &loaded.least.partner, &loaded.most.partner);
            }
        },
    );
    let mut found = Diagnostics::new();
    match compared {
        Ok(pieces) => {
            let failures = pieces.into_iter().zip(&others);
            found.extend(failures.filter_map(|(piece, id)| Some(failed(id, &piece.done().err()?))));
        }
        Err(problem) => found.push(problem),
    }
    let (least, most): (Vec<Identity>, Vec<Identity>) =
        identities.into_inner().unwrap_or_default().into_values().map(|[least, most]| (least, most)).unzip();
    let concerned =
        |id: &str| selection.partners.is_empty() || selection.partners.iter().any(|one| one == id);
    let alike = rules::on_partners(&least, &concerned);
    found.extend(match alike.is_empty() {
        true => alike,
        false => in_part::agreed(alike, &rules::on_partners(&most, &concerned)),
    });
    found
}

/// Does something with the documents of each partner that is asked for: the partner is read, worked on and
/// forgotten on one thread; `unread` is what happens to one whose file cannot be read.
fn each(
    project: &Project,
    selection: &Selection,
    date: Date,
    jobs: usize,
    onlooker: &dyn Onlooker,
    unread: &(dyn Fn(&str) -> Diagnostics + Sync),
    work: impl Fn(&Partnership<'_>, &[Task]) -> Report + Sync,
) -> Report {
    let (ids, found) = plan::partners(project, selection);
    onlooker.begin(ids.len());
    let one = |id: &&str| {
        let loaded = match project.load(id) {
            Ok(loaded) => loaded,
            Err(mut found) => {
                // A disk that does not answer says nothing about the partner.
                let is_there = found
                    .iter()
                    .all(|one| ![codes::UNREADABLE_FILE, codes::FILE_TOO_LARGE].contains(&one.code));
                if is_there {
                    found.extend(unread(id));
                }
                return (Report { found, ..Report::default() }, true);
            }
        };
        let partnership = project.partnership(&loaded, date);
        let mut found = loaded.partner.remarks.clone();
        let tasks = plan::tasks(project, selection, &partnership, &mut found);
        let busy = !tasks.is_empty() || !found.is_empty();
        let mut report = work(&partnership, &tasks);
        found.extend(report.found);
        report.found = found;
        (report, busy)
    };
    let parts = workers::run(
        jobs,
        &ids,
        || onlooker.stops(),
        |id| {
            let part = one(id);
            onlooker.done(id);
            part
        },
    );
    let mut all = Report { found, ..Report::default() };
    let mut busy = all.found.has_errors();
    let parts = parts.unwrap_or_else(|problem| {
        all.found.push(problem);
        busy = true;
        Vec::new()
    });
    for (part, id) in parts.into_iter().zip(&ids) {
        match part {
            Piece::Done((part, worked)) => {
                all.rows.extend(part.rows);
                all.current += part.current;
                all.found.extend(part.found);
                busy |= worked;
            }
            Piece::Failed(place) => {
                all.found.push(failed(id, &place));
                busy = true;
            }
            Piece::Untouched => {
                all.untouched += 1;
                busy = true;
            }
        }
    }
    if !busy {
        all.found.push(plan::nothing(project, selection));
    }
    all.found = all.found.without_repetitions();
    all
}

/// That the program has a mistake with a document; the other documents are not touched by it.
fn failed_at(partner: &str, document: &str, place: &Place) -> Diagnostic {
    let message = format!("`{document}` for `{partner}` cannot be made: the program has a mistake here");
    mistake::problem(message, place)
}

/// That the program has a mistake with a partner; the other partners are not touched by it.
fn failed(partner: &str, place: &Place) -> Diagnostic {
    let message = format!("the documents of `{partner}` cannot be made: the program has a mistake here");
    mistake::problem(message, place)
}
