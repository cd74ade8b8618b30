//! The first stage: what is to be made of a partner, what is up to date, and what stays or goes.
//!
//! No file is made or changed here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::edited_files::{edits_in, second_texts};
use super::freshness::{how_it_was_made, remarks_again};
use super::gone_editions::gone_editions;
use super::manifest::Manifest;
use super::run_context::RunContext;
use super::versions::{VersionsInHand, versions_in_hand};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{EditPolicy, Edition, Edits, Manner, Request, Task, all_stems, mistake_at};
use crate::format::Format;
use crate::history::{LedgerEntry, Sent, Standing, day, read_ledger, standing};
use crate::mistake;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::render::{Findings, Renderer};
use crate::workspace;

/// What is to be done with the documents of a partner.
pub struct Decision {
    /// The documents that are meant, each in the version that is in hand, but for those that were signed.
    pub tasks: Vec<Task>,
    /// Those that somebody signed, with the day of the first signature.
    pub signed: Vec<(Task, Date)>,
    /// The partner's folder.
    pub folder: PathBuf,
    /// What is noted of its files.
    pub before: Manifest,
    /// The same, with what was learned since: the stamps of files that were looked at.
    pub manifest: Manifest,
    /// All texts that a person has edited.
    pub edits: Edits,
    /// What is to be made, each with what it is made from, by format.
    pub due: Vec<(Task, BTreeMap<String, String>)>,
    /// What is up to date.
    pub current: Vec<Task>,
    /// What is not made any more, each with why: somebody objected. Its files go.
    pub withdrawn: Vec<(Task, Diagnostic)>,
    /// Remarks on what is up to date.
    pub remarks: Findings,
    /// What else is told.
    pub found: Diagnostics,
}

impl Decision {
    /// The texts of a person that documents are made from: those that are thrown away are no source.
    pub fn used_edits(&self, request: &Request) -> Edits {
        if request.edits == EditPolicy::Discard { Edits::default() } else { self.edits.clone() }
    }

    /// The editions that are up to date and there as PDF, each with the day that it has.
    pub fn current_pages(&self, manner: &Manner, today: Date) -> Vec<(Edition, Date)> {
        let with_pages = self.current.iter().filter(|task| task.formats.contains(&Format::Pdf));
        let day = |task: &Task| self.manifest.day(&task.stem(manner)).unwrap_or(today);
        with_pages.map(|task| (task.edition.clone(), day(task))).collect()
    }
}

/// Decides on the documents of a partner.
///
/// # Errors
/// Why nothing at all may be made: notes, edited texts or a ledger that cannot be read.
pub fn decide(
    context: &RunContext<'_>,
    partnership: &Partnership<'_>,
    tasks: &[Task],
) -> Result<Decision, Diagnostics> {
    let RunContext { press, request, fingerprints, objecting } = context;
    let project = press.project;
    let manner = &request.manner;
    let folder = request.out.join(partnership.id);
    let known =
        workspace::lies_in(&request.out, partnership.id).and_then(|()| match Manifest::read(&folder) {
            // What was changed by hand is thrown away, whatever it was.
            Err(problem) if problem.code == codes::NOT_UNDERSTOOD && request.edits == EditPolicy::Discard => {
                Ok(Manifest::default())
            }
            known => known,
        });
    let before = known?;
    let (log, torn) = read_ledger(&project.workspace.ledger(partnership.id))?.undamaged()?;
    let versions =
        versions_in_hand(press, partnership, tasks, (&log, torn.is_none()), (&before, &folder), manner);
    let all: Vec<Task> = versions.all().cloned().collect();
    let edits = edits(project, partnership, &folder, &before, &all, manner)?;
    let mut found = second_texts(&folder, &before, &all_stems(project, &partnership.partner.model));
    // What was sent or signed is known only when the log is whole.
    let gone = match torn {
        None => gone_editions(project, partnership, request, (&before, &folder), (&log, &versions.numbers)),
        Some(_) => Vec::new(),
    };
    let VersionsInHand { open: tasks, signed, found: versions, .. } = versions;
    let Divided { sent, open } = divided(project, &log, &tasks);
    found.extend(versions);
    found.extend(torn);
    let is_named = |task: &Task| request.selection.documents.iter().any(|name| name == task.document());
    for (task, sent) in &sent {
        let edited = frozen(partnership.id, &edits, task, sent, manner);
        found.extend(edited.or_else(|| is_named(task).then(|| stays(partnership.id, task, sent))));
    }
    for (task, day) in signed.iter().filter(|(task, _)| is_named(task)) {
        found.push(stays_signed(partnership.id, task, *day));
    }
    let mut decision = Decision {
        tasks,
        signed,
        folder,
        manifest: before.clone(),
        before,
        edits,
        due: Vec::new(),
        current: Vec::new(),
        withdrawn: gone,
        remarks: Findings::default(),
        found,
    };
    let used = decision.used_edits(request);
    let bans = objecting.bans(&open);
    let left_out = objecting.left_out(bans, partnership, &open, &used);
    let mut asker =
        Renderer::new(press, *partnership, request.manner).with_edits(used.clone()).with_bans(bans);
    let mut wanted = Vec::new();
    for task in open {
        let against = mistake::caught(|| objecting.against(&mut asker, partnership, &task, &left_out));
        match against.unwrap_or_else(|place| Some(mistake_at(partnership.id, &task.name(), &place))) {
            Some(why) => decision.withdrawn.push((task, why)),
            None => wanted.push(task),
        }
    }
    for task in wanted {
        let made_on = |day| {
            let partnership = Partnership { today: day, ..*partnership };
            fingerprints.of(&partnership, &task, &used, &left_out, manner)
        };
        let may_be_current = !request.force && request.edits == EditPolicy::Use;
        let making = may_be_current
            .then(|| {
                let Decision { manifest, folder, edits, .. } = &mut decision;
                let noted = manifest.day(&task.stem(manner)).filter(|_| !request.is_date_asked);
                let made_from = made_on(fingerprints.day_of(partnership, &task, noted));
                how_it_was_made(manifest, folder, &task, &made_from, edits, manner)
            })
            .flatten();
        let remarks =
            making.and_then(|making| remarks_again(project, partnership, &task, &decision.edits, &making));
        match remarks {
            Some(remarks) => {
                decision.remarks.add(remarks);
                decision.current.push(task);
            }
            None => {
                let made_from = made_on(partnership.today);
                decision.due.push((task, made_from));
            }
        }
    }
    Ok(decision)
}

/// Tasks: a sent text stays as it was sent.
struct Divided {
    /// Those whose emails were sent, or may have been, with when.
    sent: Vec<(Task, Sent)>,
    /// The others.
    open: Vec<Task>,
}

/// Tells the tasks whose emails were sent from the others.
fn divided(project: &Project, log: &[LedgerEntry], tasks: &[Task]) -> Divided {
    let mut sent = Vec::new();
    let mut open = Vec::new();
    for task in tasks {
        let template = project.templates.get(task.document(), task.language());
        let is_email = template.as_ref().is_ok_and(|template| template.is_email());
        let may_change = template
            .is_ok_and(|template| template.may_be_attached().iter().any(|name| name.ends_with(".ics")));
        match standing(log, task.document(), &task.edition.occasion) {
            // A meeting may be moved; its invitation goes out again then.
            Standing::Sent(_) if may_change => open.push(task.clone()),
            // What goes out in somebody's own email is no text that stays: a Memorandum is talked over.
            Standing::Sent(Sent { is_by_hand: true, .. }) if !is_email => open.push(task.clone()),
            Standing::Sent(how) => sent.push((task.clone(), how)),
            Standing::InDoubt { at } => sent.push((task.clone(), Sent { at, ..Sent::default() })),
            Standing::Open { .. } | Standing::Drafting { .. } | Standing::Drafted { .. } => {
                open.push(task.clone());
            }
        }
    }
    Divided { sent, open }
}

/// That a document stays as it was sent.
fn stays(partner: &str, task: &Task, sent: &Sent) -> Diagnostic {
    let (document, day) = (task.name(), day(&sent.at));
    let message = format!("`{document}` for `{partner}` was sent on {day}; its files stay as they are");
    Diagnostic::warning(codes::SENT_BEFORE, message).help(where_kept(partner, sent))
}

/// Where to find what was sent.
fn where_kept(partner: &str, sent: &Sent) -> String {
    match sent.is_by_hand {
        true => format!(
            "it is noted that it was sent by hand; if it was not, `handclasp log {partner} undo` takes back what was noted last"
        ),
        false => "what was sent is kept in the folder `sent`".to_owned(),
    }
}

/// That a document stays as it was signed.
fn stays_signed(partner: &str, task: &Task, day: Date) -> Diagnostic {
    let message =
        format!("`{}` for `{partner}` was signed on {day}; its files stay as they are", task.name());
    Diagnostic::warning(codes::SIGNED_BEFORE, message).help(
        "when its text changes, because the data do, the next version of it is made; what was signed is kept in the \
         folder `signed`",
    )
}

/// That an edit of a sent text changes nothing any more.
fn frozen(partner: &str, edits: &Edits, task: &Task, sent: &Sent, manner: &Manner) -> Option<Diagnostic> {
    let edit = edits.get(&task.stem(manner))?;
    let day = day(&sent.at);
    let message = format!("`{}` was sent on {day}; what is edited now changes nothing", edit.file.name());
    Some(Diagnostic::warning(codes::SENT_BEFORE, message).help(where_kept(partner, sent)))
}

/// The edited texts of a partner: of all documents, since one may be attached to another.
fn edits(
    project: &Project,
    partnership: &Partnership<'_>,
    folder: &Path,
    manifest: &Manifest,
    tasks: &[Task],
    manner: &Manner,
) -> Result<Edits, Diagnostics> {
    let mut stems: BTreeSet<String> = tasks.iter().map(|task| task.stem(manner)).collect();
    for document in project.templates.documents() {
        let along = |task: &Task| task.edition.along(document, project, partnership).stem(manner);
        stems.extend(tasks.iter().map(along));
    }
    edits_in(folder, manifest, stems.iter().map(String::as_str))
}
