//! A new partner: typed in, like another one, or from a row of a spreadsheet. The last is an import, with all that it looks at.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::Map;

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::FieldProblem;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::super::shared::upload::UploadedFile;
use super::new_partner_form::{PartnerRemarks, new_partner_page};
use super::new_partner_text::{NewPartner, copied_values, taken_names};
use crate::diagnostic::Diagnostics;
use crate::editing::{SaveResult, save};
use crate::history::WorkspaceHistory;
use crate::import::{KEPT, KeptMapping, with_heading};
use crate::workspace::PARTNERS;

/// The partner that a new one is to be like.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPartnerQuery {
    from: String,
}

/// The form.
///
/// # Errors
/// When the program has a mistake there.
pub async fn new_partner(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<NewPartnerQuery>,
) -> Result<Response, Refusal> {
    about_folder(desk, &headers, move |desk, spoken, snapshot| {
        let copied = copied_values(snapshot, &query.from);
        let text =
            |name: &str| copied.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let usual = snapshot.project.institution.model.default_language.clone();
        let language = Some(text("working_language")).filter(|tag| !tag.is_empty()).unwrap_or(usual);
        let filled = NewPartner {
            kind: text("kind"),
            country: text("country"),
            language,
            from: if copied.is_empty() { String::new() } else { query.from },
            ..NewPartner::default()
        };
        new_partner_page(desk, spoken, snapshot, &filled, &PartnerRemarks::default()).into_response()
    })
    .await
}

/// Adds the partner, or says what stands against it.
///
/// # Errors
/// When the program has a mistake there.
pub async fn add_partner(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(said): Form<NewPartner>,
) -> Result<Response, Refusal> {
    about_folder(desk, &headers, move |desk, spoken, snapshot| {
        let said = said.trimmed();
        match added(desk, spoken, snapshot, &said) {
            Ok(id) => Redirect::to(&format!("/partners/{id}/first-email?new=1")).into_response(),
            Err(remarks) => new_partner_page(desk, spoken, snapshot, &said, &remarks).into_response(),
        }
    })
    .await
}

/// Writes the file of a new partner; gives its id.
fn added(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    said: &NewPartner,
) -> Result<String, PartnerRemarks> {
    let usual = &snapshot.project.institution.model.default_language;
    let fields = said.problems(spoken, usual);
    if !fields.is_empty() {
        return Err(PartnerRemarks { fields, ..PartnerRemarks::default() });
    }
    let taken = || {
        let fields = vec![FieldProblem::of("file", &spoken.words.new_partner.file_taken)];
        PartnerRemarks { fields, ..PartnerRemarks::default() }
    };
    let id = said.id(&taken_names(&desk.workspace)).ok_or_else(taken)?;
    let history = WorkspaceHistory::as_far_as_known(&desk.workspace).0;
    let doubts = said.doubts(snapshot, &history, &id);
    if doubts.iter().any(|doubt| said.seen.is_empty() || !doubt.may_be_passed()) {
        return Err(PartnerRemarks { doubts, ..PartnerRemarks::default() });
    }
    let copied = if said.from.is_empty() { Map::new() } else { copied_values(snapshot, &said.from) };
    let text = said.text(&copied, usual);
    match save(&desk.workspace, &format!("{PARTNERS}/{id}.yaml"), None, Some(&text)) {
        Ok(SaveResult::ChangedMeanwhile) => Err(taken()),
        Ok(SaveResult::Saved(_) | SaveResult::Same) => {
            // Without the schema the file is right all the same; an editor explains less.
            drop(desk.workspace.write_schemas());
            Ok(id)
        }
        Err(problem) => Err(PartnerRemarks { found: problem.into(), ..PartnerRemarks::default() }),
    }
}

/// Rows copied out of a spreadsheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PastedRows {
    rows: String,
}

/// Takes pasted rows to the import.
///
/// # Errors
/// When the program has a mistake there.
pub async fn paste_rows(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(pasted): Form<PastedRows>,
) -> Result<Response, Refusal> {
    about_folder(desk, &headers, move |desk, spoken, snapshot| {
        if pasted.rows.trim().is_empty() {
            let fields = vec![FieldProblem::of("rows", &spoken.words.new_partner.no_row)];
            let remarks = PartnerRemarks { fields, ..PartnerRemarks::default() };
            return new_partner_page(desk, spoken, snapshot, &NewPartner::default(), &remarks)
                .into_response();
        }
        let kept = desk.workspace.text(KEPT).ok().flatten().and_then(|file| KeptMapping::read(&file).ok());
        let rows = with_heading(&pasted.rows, &kept.unwrap_or_default());
        let name = spoken.words.import.pasted.clone();
        let id = desk.uploads.keep(UploadedFile { name, bytes: Bytes::from(rows) });
        Redirect::to(&format!("/import/{id}")).into_response()
    })
    .await
}

/// Answers a request about the folder as it is now, on a thread that may take its time.
///
/// # Errors
/// When the program has a mistake there.
async fn about_folder(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    answer: impl FnOnce(&Desk, &Spoken, &Snapshot) -> Response + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => answer(desk, &spoken, &snapshot),
        Err(found) => unread(desk, &spoken, &found),
    })
    .await
}

fn unread(desk: &Desk, spoken: &Spoken, found: &Diagnostics) -> Response {
    unread_page(desk, spoken, found).into_response()
}
