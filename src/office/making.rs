//! The making of documents, as `build` does it: hand edits stay, files are written whole.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use maud::Markup;
use serde::Deserialize;

use super::desk::Desk;
use super::partner_page::{MadeDocuments, partner_page, told_made};
use super::problems_page::unread_page;
use super::refusal::Refusal;
use super::seen_partner::{edition_named, selection_of};
use super::snapshot::Snapshot;
use super::spoken::wanted;
use crate::diagnostic::Diagnostics;
use crate::due::Selection;
use crate::workspace::FolderLock;
use crate::writing::{self, Report};

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
        let made = told_made(&spoken, &made(desk, &snapshot, selection));
        let now = desk.snapshot().unwrap_or(snapshot);
        partner_page(desk, &spoken, &now, &partner, &form.lang, Some(&made)).ok_or(Refusal::NoSuchPage)
    })
    .await?
}

/// Makes documents, held against other runs of the program.
fn made(desk: &Desk, snapshot: &Snapshot, selection: Selection) -> MadeDocuments {
    let request = snapshot.request(selection, desk.jobs);
    let hold = desk.workspace.tidy().and_then(|()| FolderLock::on(&request.out, || ()));
    match hold {
        Ok(hold) => {
            hold.tidy();
            MadeDocuments {
                report: writing::run(&snapshot.press(), &request, &(), &()).0,
                folder: request.out,
            }
        }
        Err(problem) => MadeDocuments {
            report: Report { found: Diagnostics::from(problem), ..Report::default() },
            folder: request.out,
        },
    }
}
