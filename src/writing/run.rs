//! A run: the documents of all partners that are asked for, and what goes with them.

use super::commit::commit;
use super::companion::{Companion, PartnerPages};
use super::decide::decide;
use super::left_over::left_over;
use super::make::make;
use super::report::{Report, ReportLine};
use super::run_context::RunContext;
use super::stage::stage;
use super::stale::withdraw_unread;
use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Observer, Request, Task, Worked, for_each_partner};
use crate::partnership::Partnership;
use crate::project::unused_templates;
use crate::render::{Press, Renderer, problems_in_part};

/// What was done for one partner.
struct Done<T> {
    partner: String,
    lines: Vec<ReportLine>,
    current: usize,
    edited: Vec<Edition>,
    taken: Option<T>,
}

/// Makes the documents that are asked for and not up to date, and writes them; and what the companion makes of their
/// pages. Gives that too.
pub fn run<C: Companion>(
    press: &Press<'_>,
    request: &Request,
    observer: &dyn Observer,
    companion: &C,
) -> (Report, Option<C::Made>) {
    let project = press.project;
    let context = RunContext::new(press, request);
    let work =
        |partnership: &Partnership<'_>, tasks: &[Task]| of_partner(&context, partnership, tasks, companion);
    let unread = |id: &str| {
        let mut found = project.load_in_part(id).map_or_else(Diagnostics::new, |loaded| {
            problems_in_part(project, &request.selection, &loaded, request.date)
        });
        // Nobody knows whether a condition would be true.
        if request.selection.wheres.is_empty() {
            found.extend(withdraw_unread(project, request, id));
        }
        (None, found)
    };
    let Worked { results, mut found, untouched } =
        for_each_partner(project, &request.selection, request.date, request.jobs, observer, &unread, work);
    let mut report = Report { untouched, ..Report::default() };
    let mut taken = Vec::new();
    for done in results {
        report.lines.extend(done.lines);
        report.current += done.current;
        report.edited.extend(done.edited.into_iter().map(|edition| (done.partner.clone(), edition)));
        taken.extend(done.taken);
    }
    found.extend(context.objecting.unread());
    let mut made = None;
    // What is made of half of them would look like a whole one.
    if untouched == 0 {
        let (companions, more) = companion.finish(taken, report.lines.len() + report.current > 0);
        made = companions;
        found.extend(more);
    }
    if request.selection.is_everything() {
        found.extend(unused_templates(project));
        found.extend(left_over(project, request));
    }
    report.found = found.without_repetitions().errors_last();
    (report, made)
}

/// The documents of one partner, decided, made, staged and committed.
fn of_partner<C: Companion>(
    context: &RunContext<'_>,
    partnership: &Partnership<'_>,
    tasks: &[Task],
    companion: &C,
) -> (Done<C::Taken>, Diagnostics) {
    let RunContext { press, request, .. } = context;
    let mut done = Done {
        partner: partnership.id.to_owned(),
        lines: Vec::new(),
        current: 0,
        edited: Vec::new(),
        taken: None,
    };
    let mut there = Vec::new();
    let mut meant = tasks.to_vec();
    let (mut renderer, found) = match decide(context, partnership, tasks) {
        Ok(mut decision) => {
            meant = std::mem::take(&mut decision.tasks);
            done.current = decision.current.len();
            let current = decision.current_pages(&request.manner, partnership.today);
            let used = decision.used_edits(request);
            let is_edited = |task: &&Task| used.get(&task.stem(&request.manner)).is_some();
            done.edited = meant.iter().filter(is_edited).map(|task| task.edition.clone()).collect();
            let due: Vec<Task> = decision.due.iter().map(|(task, _)| task.clone()).collect();
            let bans = context.objecting.bans(&due);
            let (making, renderer) = make(press, request, partnership, bans, decision, C::TAKES_PAGES);
            let committed = commit(request, partnership, stage(request, partnership, making), &meant);
            there.extend(current.iter().map(|(edition, _)| edition.clone()));
            there.extend(committed.with_pages());
            done.lines = committed.lines;
            (renderer.dated(current), committed.found)
        }
        Err(found) => (Renderer::new(press, *partnership, request.manner), found),
    };
    // What is about all partners goes into no pack of theirs.
    if C::TAKES_PAGES && partnership.partners.is_none() {
        let pages = PartnerPages { partnership, tasks: &meant, there: &there, renderer: &mut renderer };
        done.taken = Some(companion.take(pages));
    }
    (done, found)
}
