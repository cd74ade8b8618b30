//! What is wrong with a workspace, without anything being written.

use jiff::civil::Date;

use super::longest_pages::{self, Extent};
use super::partner_check::PartnerCheck;
use super::side_by_side::{Compared, side_by_side};
use super::template_check;
use crate::condition;
use crate::diagnostic::Diagnostics;
use crate::due::{Selection, asked_partners};
use crate::overrun;
use crate::project::Project;
use crate::render::Press;
use crate::workspace::Workspace;
use crate::writing::Objecting;

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

/// Renders the text of every document that is asked for, sets the longest pages, compares the partners and
/// looks at all templates; writes nothing.
pub fn check(project: &Project, selection: &Selection, date: Date, jobs: usize) -> Diagnostics {
    let press = Press::new(project);
    let objecting = Objecting::new(project);
    let (looked, mut found) =
        PartnerCheck { press: &press, selection, objecting: &objecting, date }.all(jobs);
    let (compared, extents): (Vec<Option<Compared>>, Vec<Vec<Extent>>) =
        looked.into_iter().map(|looked| (looked.compared, looked.extents)).unzip();
    found.extend(objecting.unreadable());
    found.extend(side_by_side(project, selection, jobs, compared.into_iter().flatten().collect()));
    found.extend(longest_pages::problems(&press, extents.concat(), date, jobs));
    found.extend(template_check::problems(project));
    found.without_repetitions()
}
