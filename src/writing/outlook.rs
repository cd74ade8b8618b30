//! How the documents of partners stand: what a run would find, without anything being made or written.

use jiff::civil::Date;

use super::decide::{Decision, decide};
use super::run_context::RunContext;
use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Request, Task, Worked, for_each_partner, mistake_at};
use crate::format::Format;
use crate::history::{Standing, read_ledger, standing};
use crate::mistake;
use crate::partnership::Partnership;
use crate::render::{Findings, Press, Renderer, problems_in_part};

/// How the documents of a partner stand.
#[derive(Debug, Clone)]
pub struct PartnerDocuments {
    /// The partner's id.
    pub partner: String,
    /// Its documents; none when nobody knows, because its file cannot be read.
    pub documents: Vec<DocumentOutlook>,
    /// What is wrong, and what is worth a remark.
    pub found: Diagnostics,
}

/// How a document stands.
#[derive(Debug, Clone)]
pub struct DocumentOutlook {
    /// Which it is.
    pub edition: Edition,
    /// In which formats it is made.
    pub formats: Vec<Format>,
    /// Whether it would be made.
    pub state: DocumentState,
    /// Whether a person has edited its text.
    pub is_edited: bool,
    /// Whether data or template have changed since it was edited.
    pub is_stale: bool,
    /// Whether it was sent.
    pub standing: Standing,
    /// The day on which somebody signed it; none when nobody did.
    pub signed_on: Option<Date>,
}

/// Whether a document would be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentState {
    /// Its files are as they would be made now.
    UpToDate,
    /// It was made, and would be made otherwise now.
    Outdated,
    /// It was not made yet.
    Unmade,
    /// Something is wrong with it.
    Stopped,
    /// Whom it goes to objected.
    Withheld,
    /// It stays as it is, because it has left or was signed, or nobody knows whether it was.
    Kept,
}

/// How the documents that are asked for stand, in the order of the partners, and what is wrong with what was asked for.
pub fn outlook(press: &Press<'_>, request: &Request) -> (Vec<PartnerDocuments>, Diagnostics) {
    let project = press.project;
    let context = RunContext::new(press, request);
    let work = |partnership: &Partnership<'_>, tasks: &[Task]| {
        let mut own = of_partner(&context, partnership, tasks);
        own.found.extend(partnership.partner.remarks.clone());
        (own, Diagnostics::new())
    };
    let unread = |id: &str| {
        let mut found = Diagnostics::new();
        if let Some(loaded) = project.load_in_part(id) {
            found.extend(problems_in_part(project, &request.selection, &loaded, request.date));
        }
        found.extend(project.load(id).err().into_iter().flatten());
        (Some(PartnerDocuments { partner: id.to_owned(), documents: Vec::new(), found }), Diagnostics::new())
    };
    let Worked { results, found, .. } =
        for_each_partner(project, &request.selection, request.date, request.jobs, &(), &unread, work);
    (results, found)
}

/// How the documents of one partner stand.
fn of_partner(context: &RunContext<'_>, partnership: &Partnership<'_>, tasks: &[Task]) -> PartnerDocuments {
    let RunContext { press, request, .. } = context;
    let id = partnership.id;
    let decision = match decide(context, partnership, tasks) {
        Ok(decision) => decision,
        Err(found) => {
            let documents = tasks.iter().map(|task| stopped(task, DocumentState::Stopped)).collect();
            return PartnerDocuments { partner: id.to_owned(), documents, found };
        }
    };
    let Decision { tasks: open, signed, edits, due, current, withdrawn, remarks, found, manifest, .. } =
        &decision;
    let log = read_ledger(&press.project.workspace.ledger(id)).map(|log| log.entries).unwrap_or_default();
    let due_tasks: Vec<Task> = due.iter().map(|(task, _)| task.clone()).collect();
    let bans = context.objecting.bans(&due_tasks);
    let mut renderer = Renderer::new(press, *partnership, request.manner)
        .with_edits(decision.used_edits(request))
        .with_bans(bans);
    let mut findings = remarks.clone();
    findings.add(withdrawn.iter().map(|(_, why)| why.clone()));
    let is = |one: &Task, other: &Task| one.edition == other.edition;
    let mut documents = Vec::new();
    // Of a document that somebody signed the next version may be in hand.
    let is_unknown = |asked: &&Task| {
        let mut all = open.iter().chain(signed.iter().map(|(task, _)| task));
        !all.any(|task| {
            task.document() == asked.document() && task.edition.languages == asked.edition.languages
        })
    };
    let unknown = tasks.iter().filter(is_unknown);
    for task in open.iter().chain(signed.iter().map(|(task, _)| task)).chain(unknown) {
        let mut one = stopped(task, DocumentState::Kept);
        one.signed_on = signed.iter().find(|(other, _)| is(other, task)).map(|(_, day)| *day);
        let stem = task.stem(&request.manner);
        one.is_edited = edits.get(&stem).is_some();
        one.standing = standing(&log, task.document(), &task.edition.occasion);
        if current.iter().any(|other| is(other, task)) {
            one.state = DocumentState::UpToDate;
        } else if withdrawn.iter().any(|(other, _)| is(other, task)) {
            one.state = DocumentState::Withheld;
        } else if due_tasks.iter().any(|other| is(other, task)) {
            let look = || {
                let found = renderer.check(&task.edition, &task.formats);
                let is_stale = renderer.finished(&task.edition).is_ok_and(|finished| finished.stale);
                (found, is_stale)
            };
            let (found, is_stale) = mistake::caught(look)
                .unwrap_or_else(|place| (Findings::from(mistake_at(id, &task.name(), &place)), false));
            one.is_stale = is_stale;
            one.state = match (found.stop(), manifest.making(&stem)) {
                (true, _) => DocumentState::Stopped,
                (false, Some(_)) => DocumentState::Outdated,
                (false, None) => DocumentState::Unmade,
            };
            findings.join(found);
        }
        documents.push(one);
    }
    let names: Vec<String> = documents.iter().map(|one: &DocumentOutlook| one.edition.name()).collect();
    let mut all: Diagnostics = found.clone();
    all.extend(findings.settle(names.iter().map(String::as_str), request.manner.gaps));
    PartnerDocuments { partner: id.to_owned(), documents, found: all.without_repetitions() }
}

/// A document that is not made.
fn stopped(task: &Task, state: DocumentState) -> DocumentOutlook {
    DocumentOutlook {
        edition: task.edition.clone(),
        formats: task.formats.clone(),
        state,
        is_edited: false,
        is_stale: false,
        standing: Standing::Open { attempts: 0 },
        signed_on: None,
    }
}
