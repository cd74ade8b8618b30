//! What comes out of a text that somebody typed: the page, what is missing for it, what is wrong with the file.

use super::super::shared::nobody::with_nobody;
use super::super::shared::preview_shelf::{Preview, PreviewShelf, PreviewTurn};
use super::super::shared::seen_partner::{edition_named, rendered};
use super::super::shared::snapshot::Snapshot;
use super::field_troubles::{FieldTrouble, field_troubles};
use crate::checking::check_partner;
use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Manner, Selection, Task, tasks};
use crate::format::{Format, text};
use crate::project::LoadedPartner;
use crate::source::SourceFile;
use crate::template::{Gap, Gaps, Kind, Meta, Root};
use crate::workspace::{INSTITUTION, PARTNERS};

/// How many pixels a picture has for each point of the page.
pub const PIXELS: f64 = 1.5;

/// What is looked at.
#[derive(Debug, Clone)]
pub struct LookRequest {
    /// The file with what was typed.
    pub file: SourceFile,
    /// Which document, by how the names of its files begin; the first when there is no such one.
    pub stem: String,
    /// With whose data, when the file is the institution's; the first partner's when there is no such one.
    pub partner: String,
}

/// What came out.
#[derive(Default)]
pub struct Looked {
    /// The partner.
    pub partner: String,
    /// Whether it is an invented one.
    pub is_invented: bool,
    /// The documents that can be looked at.
    pub documents: Vec<Edition>,
    /// Which of them is.
    pub edition: Option<Edition>,
    /// How it looks.
    pub sight: PreviewSight,
    /// The fields that it lacks: of which file, and the keys and numbers that lead there.
    pub missing: Vec<(Root, Vec<String>)>,
    /// What is wrong with the file.
    pub troubles: Vec<FieldTrouble>,
}

/// How a document looks.
#[derive(Default)]
pub enum PreviewSight {
    /// So many pages; they are kept under the number of the request.
    Pages(usize),
    /// An email; its text is kept under the number of the request.
    Email(Box<Meta>),
    /// A text without pages.
    Text(String),
    /// There is no document.
    None,
    /// The file cannot be read.
    #[default]
    Unread,
    /// The document cannot be made.
    Unmade(Diagnostics),
}

/// Looks; none when the form asks for something else by now.
pub fn look(
    snapshot: &Snapshot,
    shelf: &PreviewShelf,
    turn: &PreviewTurn,
    request: &LookRequest,
) -> Option<Looked> {
    let file = &request.file;
    let mut looked = Looked::default();
    if !shelf.is_wanted(turn) {
        return None;
    }
    let unsaved = match snapshot.with_text(file.clone()) {
        Ok(unsaved) => unsaved,
        Err(found) => {
            looked.troubles = field_troubles(file, &found);
            return Some(looked);
        }
    };
    let (id, unsaved) = whose(unsaved, request, &mut looked.is_invented)?;
    let loaded = unsaved.project.load(&id);
    if let Ok(loaded) = &loaded {
        looked.documents = match looked.is_invented {
            // With nobody there is something of ours to be looked at, and nothing to be agreed on.
            true => profiles(&unsaved),
            false => editions(&unsaved, loaded),
        };
        let asked = |edition: &&Edition| edition.stem(&Manner::USUAL) == request.stem;
        looked.edition = looked.documents.iter().find(asked).or(looked.documents.first()).cloned();
        looked.sight = PreviewSight::None;
    } else if file.name() == INSTITUTION {
        // It is another file that cannot be read.
        looked.sight = PreviewSight::None;
    }
    if let Some(edition) = &looked.edition {
        let stem = edition.stem(&Manner::USUAL);
        if !shelf.is_wanted(turn) {
            return None;
        }
        if let Some((loaded, task)) = edition_named(&unsaved, &id, &stem) {
            let Drawn { sight, first, gaps } = drawn(&unsaved, &loaded, &task);
            looked.missing = gaps.iter().map(|gap| (gap.origin().0, gap.origin().1.to_vec())).collect();
            looked.missing.dedup();
            looked.sight = sight;
            looked.troubles = field_troubles(file, &check_partner(&unsaved.press(), &id, unsaved.day));
            let is_draft = !gaps.is_empty();
            let preview = Preview { snapshot: unsaved, partner: id.clone(), stem, is_draft, first };
            shelf.keep(turn, preview);
            looked.partner = id;
            return Some(looked);
        }
    }
    looked.troubles = field_troubles(file, &check_partner(&unsaved.press(), &id, unsaved.day));
    looked.partner = id;
    Some(looked)
}

/// Whose documents are looked at: of a partner's file that partner's; of the institution's those of the partner that is
/// asked for, of the first, or of nobody in particular.
fn whose(unsaved: Snapshot, request: &LookRequest, is_invented: &mut bool) -> Option<(String, Snapshot)> {
    let id_of = |name: &str| {
        let name = name.strip_prefix(PARTNERS)?.strip_prefix('/')?;
        Some(name.strip_suffix(".yaml")?.to_owned())
    };
    if let Some(id) = id_of(request.file.name()) {
        return Some((id, unsaved));
    }
    let ids = &unsaved.project.ids;
    if let Some(id) = ids.iter().find(|id| **id == request.partner).or(ids.first()).cloned() {
        return Some((id, unsaved));
    }
    *is_invented = true;
    with_nobody(&unsaved).ok()
}

/// The documents of a partner that are due.
fn editions(snapshot: &Snapshot, loaded: &LoadedPartner) -> Vec<Edition> {
    let partnership = snapshot.project.partnership(loaded, snapshot.day);
    let due = tasks(&snapshot.project, &Selection::default(), &partnership, &mut Diagnostics::new());
    due.into_iter().map(|task| task.edition).collect()
}

/// The documents that are about us.
fn profiles(snapshot: &Snapshot) -> Vec<Edition> {
    let language = &snapshot.project.institution.model.default_language;
    let documents = snapshot.project.templates.of_kind(Kind::Profile);
    documents.into_iter().map(|document| Edition::new(document, language)).collect()
}

/// A document as it was drawn.
struct Drawn {
    sight: PreviewSight,
    first: Option<Vec<u8>>,
    gaps: Vec<Gap>,
}

/// Draws it as it would be made; when something is missing, as a draft.
fn drawn(snapshot: &Snapshot, loaded: &LoadedPartner, task: &Task) -> Drawn {
    let mut all_gaps = Vec::new();
    for gaps in [Gaps::Refused, Gaps::Shown] {
        let manner = Manner { gaps, ..Manner::USUAL };
        let result = rendered(snapshot, loaded, task, manner, |renderer| {
            let finished = match renderer.finished(&task.edition) {
                Ok(finished) => finished,
                Err(found) if gaps == Gaps::Refused && !found.gaps().is_empty() => {
                    return Ok(Err(found.gaps().to_vec()));
                }
                Err(found) => return Err(found),
            };
            let document = &finished.document;
            Ok(Ok(if task.formats.contains(&Format::Eml) {
                (PreviewSight::Email(Box::new(document.meta.clone())), None)
            } else if task.formats.iter().any(|format| format.has_pages()) {
                let (picture, pages) = renderer.page_picture(&task.edition, 1, PIXELS)?;
                (PreviewSight::Pages(pages), picture)
            } else {
                (PreviewSight::Text(text::write(document)), None)
            }))
        });
        match result {
            Ok(Ok((sight, first))) => return Drawn { sight, first, gaps: all_gaps },
            Ok(Err(gaps)) => all_gaps = gaps,
            Err(found) => return Drawn { sight: PreviewSight::Unmade(found), first: None, gaps: all_gaps },
        }
    }
    Drawn { sight: PreviewSight::None, first: None, gaps: all_gaps }
}
