//! What is wrong with a workspace, without anything being written.

use jiff::civil::Date;

use super::kept_scans::kept_scans;
use super::longest_pages::{self, Extent};
use super::side_by_side::{Compared, side_by_side};
use super::template_check;
use crate::condition;
use crate::diagnostic::Diagnostics;
use crate::due::{Edits, Manner, Selection, Task, Worked, asked_partners, for_each_partner, mistake_at};
use crate::mistake;
use crate::overrun;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::render::{Findings, Press, Renderer, problems_in_part};
use crate::workspace::{OUTPUT, Workspace};
use crate::writing::{Manifest, Objecting};

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
    let partners = asked_partners(&project, selection).0;
    let is_meant = |id: &&&str| {
        let values = || project.load(id).map(|loaded| loaded.partner.values);
        selection.wheres.is_empty()
            || values().is_ok_and(|values| condition::are_true(&values, &selection.wheres))
    };
    let partners = partners.iter().filter(is_meant).count();
    found.extend(check(&project, selection, date, jobs));
    Checked { partners, found: found.without_repetitions() }
}

/// What is seen of one partner.
struct Looked {
    /// None of documents about all partners.
    compared: Option<Compared>,
    extents: Vec<Extent>,
}

/// Renders the text of every document that is asked for, sets the longest pages, compares the partners and
/// looks at all templates; writes nothing.
pub fn check(project: &Project, selection: &Selection, date: Date, jobs: usize) -> Diagnostics {
    let press = Press::new(project);
    let objecting = Objecting::new(project);
    // Documents that cannot be written are as good as not made.
    let folders = project.workspace.root().join(OUTPUT);
    let notes = |id: &str| Manifest::read(&folders.join(id)).err();
    let in_part = |id: &str| {
        let Some(loaded) = project.load_in_part(id) else { return (None, Diagnostics::new()) };
        let compared = Compared::of(id, &loaded.least.partner, &loaded.most.partner);
        let mut found = problems_in_part(project, selection, &loaded, date);
        found.extend(notes(id));
        found.extend(kept_scans(&project.workspace, id));
        (Some(Looked { compared: Some(compared), extents: Vec::new() }), found)
    };
    let whole = |partnership: &Partnership<'_>, tasks: &[Task]| {
        let id = partnership.id;
        let bans = objecting.bans(tasks);
        let left_out = objecting.left_out(bans, partnership, tasks, &Edits::default());
        let mut renderer = Renderer::new(&press, *partnership, Manner::USUAL).with_bans(bans);
        let mut findings = Findings::default();
        findings.add(notes(id));
        findings.add(kept_scans(&project.workspace, id));
        let mut extents = Vec::new();
        let names: Vec<String> = tasks.iter().map(Task::name).collect();
        for task in tasks {
            let look = || {
                let mut found = renderer.check(&task.edition, &task.formats);
                found.add(objecting.against(&mut renderer, partnership, task, &left_out));
                found
            };
            match mistake::caught(look) {
                Ok(found) => findings.join(found),
                Err(place) => {
                    findings.add([mistake_at(id, &task.name(), &place)]);
                    continue;
                }
            }
            extents.extend(renderer.read(&task.edition, |document| Extent::of(id, document, task, &names)));
        }
        let is_partner = partnership.partners.is_none();
        let compared = is_partner.then(|| Compared::of(id, partnership.partner, partnership.partner));
        let found = findings.settle(names.iter().map(String::as_str), Manner::USUAL.gaps);
        (Looked { compared, extents }, found)
    };
    let work = |partnership: &Partnership<'_>, tasks: &[Task]| match project.is_whole() {
        true => {
            let (looked, found) = whole(partnership, tasks);
            (Some(looked), found)
        }
        false => in_part(partnership.id),
    };
    let unread = |id: &str| {
        let (looked, found) = in_part(id);
        (Some(looked), found)
    };
    let Worked { results, mut found, .. } =
        for_each_partner(project, selection, date, jobs, &(), &unread, work);
    let (compared, extents): (Vec<Option<Compared>>, Vec<Vec<Extent>>) =
        results.into_iter().flatten().map(|looked| (looked.compared, looked.extents)).unzip();
    found.extend(objecting.unreadable());
    found.extend(side_by_side(project, selection, jobs, compared.into_iter().flatten().collect()));
    found.extend(longest_pages::problems(&press, extents.concat(), date, jobs));
    found.extend(template_check::problems(project));
    found.without_repetitions()
}
