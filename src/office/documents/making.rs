//! The making of documents, as `build` does it: hand edits stay, files are written whole.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use maud::Markup;
use serde::Deserialize;

use super::super::partner::partner_page::partner_page;
use super::super::shared::desk::Desk;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, selection_of};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::wanted;
use super::super::shared::work_in_hand::WorkInHand;
use super::made_notice::{MadeDocuments, made_notice};
use crate::diagnostic::Diagnostics;
use crate::due::{Observer, Request, Selection};
use crate::workspace::{FolderLock, Workspace};
use crate::writing::{self, Companion, Report};

/// What is to be made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MakeForm {
    /// One document, by what the names of its files begin with; all that are due when empty.
    document: String,
    /// The language in which the page shows the documents; the partner's own when empty.
    lang: String,
}

/// Makes documents of a partner, and says what became of it.
///
/// # Errors
/// A partner or a document that there is not.
pub async fn make(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<MakeForm>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found)),
        };
        if !snapshot.project.ids.contains(&partner) {
            return Err(Refusal::NoSuchPage);
        }
        let selection = match form.document.as_str() {
            "" => Selection { partners: vec![partner.clone()], ..Selection::default() },
            stem => {
                let (_, task) = edition_named(&snapshot, &partner, stem).ok_or(Refusal::NoSuchPage)?;
                selection_of(&partner, &task.edition)
            }
        };
        let made = made_notice(&spoken, &made_now(desk, &snapshot, selection));
        let now = desk.snapshot().unwrap_or(snapshot);
        partner_page(desk, &spoken, &now, &partner, &form.lang, Some(&made)).ok_or(Refusal::NoSuchPage)
    })
    .await?
}

/// Makes documents of a partner; not while those of many are being made, which may take long.
fn made_now(desk: &Desk, snapshot: &Snapshot, selection: Selection) -> MadeDocuments {
    match desk.works.that_writes() {
        Some(work) => MadeDocuments {
            report: Report::default(),
            folder: snapshot.request(Selection::default(), desk.jobs).out,
            is_behind: Some(work.address()),
        },
        None => made(&desk.workspace, snapshot, &snapshot.request(selection, desk.jobs), None, &()).0,
    }
}

/// Makes documents, held against other runs of the program; when it is work in hand, that shows how far it is.
pub fn made<C: Companion>(
    workspace: &Workspace,
    snapshot: &Snapshot,
    request: &Request,
    work: Option<&WorkInHand>,
    companion: &C,
) -> (MadeDocuments, Option<C::Made>) {
    let waits = || work.into_iter().for_each(|work| work.set_waiting(true));
    let observer = work.map_or(&() as &dyn Observer, |work| work);
    let hold = workspace.tidy().and_then(|()| FolderLock::on(&request.out, waits));
    let (report, more) = match hold {
        Ok(hold) => {
            hold.tidy();
            writing::run(&snapshot.press(), request, observer, companion)
        }
        Err(problem) => (Report { found: Diagnostics::from(problem), ..Report::default() }, None),
    };
    (MadeDocuments { report, folder: request.out.clone(), is_behind: None }, more)
}
