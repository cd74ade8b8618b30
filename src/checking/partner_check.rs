//! What is wrong with one partner: its file, and the texts of its documents.

use jiff::civil::Date;

use super::kept_scans::kept_scans;
use super::longest_pages::Extent;
use super::side_by_side::Compared;
use crate::diagnostic::Diagnostics;
use crate::due::{Edits, Manner, Selection, Task, Worked, for_each_partner, mistake_at};
use crate::mistake;
use crate::partnership::Partnership;
use crate::render::{Findings, Press, Renderer, problems_in_part};
use crate::workspace::OUTPUT;
use crate::writing::{Manifest, Objecting};

/// What is wrong with a partner's file and the texts of its documents, as far as it can be told without the other partners
/// and without setting pages; and what is wrong with the institution's file.
pub fn check_partner(press: &Press<'_>, partner: &str, date: Date) -> Diagnostics {
    let selection = Selection { partners: vec![partner.to_owned()], ..Selection::default() };
    let objecting = Objecting::new(press.project);
    PartnerCheck { press, selection: &selection, objecting: &objecting, date }.all(1).1.without_repetitions()
}

/// What is seen of one partner.
pub struct LookedPartner {
    /// None of documents about all partners.
    pub compared: Option<Compared>,
    /// How long its documents are.
    pub extents: Vec<Extent>,
}

/// The partners, one after the other.
pub struct PartnerCheck<'a> {
    /// What sets pages.
    pub press: &'a Press<'a>,
    /// Which partners and documents.
    pub selection: &'a Selection,
    /// Who objected.
    pub objecting: &'a Objecting<'a>,
    /// The day.
    pub date: Date,
}

impl PartnerCheck<'_> {
    /// All that are asked for.
    pub fn all(&self, jobs: usize) -> (Vec<LookedPartner>, Diagnostics) {
        let project = self.press.project;
        let work = |partnership: &Partnership<'_>, tasks: &[Task]| match project.is_whole() {
            true => {
                let (looked, found) = self.whole(partnership, tasks);
                (Some(looked), found)
            }
            false => self.in_part(partnership.id),
        };
        let unread = |id: &str| {
            let (looked, found) = self.in_part(id);
            (Some(looked), found)
        };
        let Worked { results, found, .. } =
            for_each_partner(project, self.selection, self.date, jobs, &(), &unread, work);
        (results.into_iter().flatten().collect(), found)
    }

    /// What lies with the partner's documents and cannot be read: documents that cannot be written are as good as not made.
    fn lying(&self, id: &str) -> Diagnostics {
        let workspace = &self.press.project.workspace;
        let mut found = Diagnostics::new();
        found.extend(Manifest::read(&workspace.root().join(OUTPUT).join(id)).err());
        found.extend(kept_scans(workspace, id));
        found
    }

    fn in_part(&self, id: &str) -> (Option<LookedPartner>, Diagnostics) {
        let project = self.press.project;
        let Some(loaded) = project.load_in_part(id) else { return (None, Diagnostics::new()) };
        let compared = Compared::of(id, &loaded.least.partner, &loaded.most.partner);
        let mut found = problems_in_part(project, self.selection, &loaded, self.date);
        found.extend(self.lying(id));
        (Some(LookedPartner { compared: Some(compared), extents: Vec::new() }), found)
    }

    fn whole(&self, partnership: &Partnership<'_>, tasks: &[Task]) -> (LookedPartner, Diagnostics) {
        let (id, objecting) = (partnership.id, self.objecting);
        let bans = objecting.bans(tasks);
        let left_out = objecting.left_out(bans, partnership, tasks, &Edits::default());
        let mut renderer = Renderer::new(self.press, *partnership, Manner::USUAL).with_bans(bans);
        let mut findings = Findings::default();
        findings.add(self.lying(id));
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
        (LookedPartner { compared, extents }, found)
    }
}
