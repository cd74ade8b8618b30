//! A partner as somebody looks at it: what is made for it, and the documents in memory.

use super::snapshot::Snapshot;
use crate::diagnostic::Diagnostics;
use crate::due::{AskedLanguages, Edition, Edits, Manner, Selection, Task, mistake_at, tasks};
use crate::format::Format;
use crate::model::Occasion;
use crate::partnership::Partnership;
use crate::project::LoadedPartner;
use crate::render::{Findings, Renderer};
use crate::workspace::{self, OUTPUT};
use crate::writing::{Manifest, Objecting, edits_in};

/// The documents of a partner that are asked for by what the names of their files begin with: `letter.en`; none of what
/// is no document of the partner.
pub fn edition_named(snapshot: &Snapshot, partner: &str, stem: &str) -> Option<(LoadedPartner, Task)> {
    let project = &snapshot.project;
    // A name from an address is only ever compared with those that there are.
    let id = project.ids.iter().find(|id| *id == partner)?;
    let edition = Edition::of_file(&format!("{stem}.{}", Format::Pdf.name()))?;
    if edition.stem(&Manner::USUAL) != stem {
        return None;
    }
    let loaded = project.load(id).ok()?;
    let mut selection = selection_of(id, &edition);
    let partnership = project.partnership(&loaded, snapshot.day);
    // Of what was signed there is a next version, which nothing asks for by its number.
    let asked = match &edition.occasion {
        Occasion::Version(number) => {
            let signed = loaded.history.signatures().filter(|one| one.document == edition.document);
            let last = signed.map(|one| one.version.max(1)).max().unwrap_or(0);
            if *number > last.saturating_add(1) {
                return None;
            }
            Edition { occasion: Occasion::None, ..edition.clone() }
        }
        _ => edition.clone(),
    };
    let find = |selection: &Selection| {
        let own = tasks(project, selection, &partnership, &mut Diagnostics::new());
        let task = own.into_iter().find(|task| task.edition == asked)?;
        Some(Task { edition: edition.clone(), ..task })
    };
    let task = find(&selection).or_else(|| {
        selection.languages = AskedLanguages::OfPartner;
        find(&selection)
    })?;
    Some((loaded, task))
}

/// What asks for one edition of a partner.
pub fn selection_of(partner: &str, edition: &Edition) -> Selection {
    Selection {
        documents: vec![edition.document.clone()],
        partners: vec![partner.to_owned()],
        languages: AskedLanguages::These(edition.languages.all().map(str::to_owned).collect()),
        meeting: edition.occasion.meeting().map(str::to_owned),
        only: Some(edition.clone()),
        ..Selection::default()
    }
}

/// Does something with a renderer of a partner's documents, with edited texts and with who objected, on a thread with
/// room enough for pages; writes nothing.
///
/// # Errors
/// What keeps the documents from being made.
pub fn rendered<R: Send>(
    snapshot: &Snapshot,
    loaded: &LoadedPartner,
    task: &Task,
    manner: Manner,
    work: impl FnOnce(&mut Renderer<'_>) -> Result<R, Findings> + Send,
) -> Result<R, Diagnostics> {
    rendered_from(snapshot, loaded, task, manner, None, work)
}

/// The same, from these edited texts rather than from those that lie in the partner's folder.
///
/// # Errors
/// What keeps the documents from being made.
pub fn rendered_from<R: Send>(
    snapshot: &Snapshot,
    loaded: &LoadedPartner,
    task: &Task,
    manner: Manner,
    texts: Option<Edits>,
    work: impl FnOnce(&mut Renderer<'_>) -> Result<R, Findings> + Send,
) -> Result<R, Diagnostics> {
    let project = &snapshot.project;
    let press = snapshot.press();
    let look = || {
        let mut partnership = project.partnership(loaded, snapshot.day);
        let out = project.workspace.root().join(OUTPUT);
        workspace::lies_in(&out, &loaded.id)?;
        let folder = out.join(&loaded.id);
        let manifest = Manifest::read(&folder)?;
        // What was made has the day on which it was.
        if let Some(day) = manifest.day(&task.stem(&Manner::USUAL)) {
            partnership.today = day;
        }
        let edits = match &texts {
            Some(texts) => texts.clone(),
            None => edits(snapshot, &partnership, &manifest, task, &manner)?,
        };
        let own = std::slice::from_ref(task);
        let objecting = Objecting::new(project);
        let bans = objecting.bans(own);
        let mut renderer =
            Renderer::new(&press, partnership, manner).with_edits(edits.clone()).with_bans(bans);
        let left_out = objecting.left_out(bans, &partnership, own, &edits);
        // An email to somebody who objected opens nowhere ready to be sent.
        if let Some(against) = objecting.against(&mut renderer, &partnership, task, &left_out) {
            return Err(Diagnostics::from(against));
        }
        work(&mut renderer).map_err(|found| {
            let names = [task.name()];
            found.settle(names.iter().map(String::as_str), manner.gaps)
        })
    };
    let done = snapshot.page_workers.does(look);
    done.unwrap_or_else(|place| Err(mistake_at(&loaded.id, &task.name(), &place).into()))
}

/// The edited texts that a document is made from.
///
/// # Errors
/// What lies in the partner's folder and cannot be read.
pub fn edits_of(snapshot: &Snapshot, loaded: &LoadedPartner, task: &Task) -> Result<Edits, Diagnostics> {
    let partnership = snapshot.project.partnership(loaded, snapshot.day);
    let out = snapshot.project.workspace.root().join(OUTPUT);
    workspace::lies_in(&out, &loaded.id)?;
    let manifest = Manifest::read(&out.join(&loaded.id))?;
    edits(snapshot, &partnership, &manifest, task, &Manner::USUAL)
}

/// The edited texts that a document is made from: its own, and those of what goes with it.
fn edits(
    snapshot: &Snapshot,
    partnership: &Partnership<'_>,
    manifest: &Manifest,
    task: &Task,
    manner: &Manner,
) -> Result<Edits, Diagnostics> {
    let project = &snapshot.project;
    let folder = project.workspace.root().join(OUTPUT).join(partnership.id);
    let along = |document: &&str| task.edition.along(document, project, partnership).stem(manner);
    let mut stems: Vec<String> = project.templates.documents().iter().map(along).collect();
    stems.push(task.stem(manner));
    edits_in(&folder, manifest, stems.iter().map(String::as_str))
}
