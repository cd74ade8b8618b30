//! A form asks how the document would look.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::saving::edited_file::EditedFile;
use super::super::saving::typed_lines::with_lines_of;
use super::super::shared::desk::Desk;
use super::super::shared::preview_shelf::PreviewTurn;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::field_troubles::field_troubles;
use super::look::{LookRequest, Looked, PreviewSight, look};
use super::preview_panel::{ASKS, DOCUMENT, DOCUMENTS, PARTNER, PreviewParts, SHOWN};
use crate::project::problems_in_text;
use crate::source::SourceFile;

/// What a form sent, in order.
pub type SentForm = Vec<(String, String)>;

/// Looks at a partner's file that is edited as text.
///
/// # Errors
/// A partner that there is not.
pub async fn look_at_partner_text(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SentForm>,
) -> Result<Response, Refusal> {
    let file = EditedFile::of_partner(&partner).ok_or(Refusal::NoSuchPage)?;
    preview(desk, &headers, file, form, typed_text).await
}

/// Looks at the institution's file that is edited as text.
///
/// # Errors
/// When the program has a mistake there.
pub async fn look_at_institution_text(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<SentForm>,
) -> Result<Response, Refusal> {
    preview(desk, &headers, EditedFile::institution(), form, typed_text).await
}

/// The text as it would be saved.
fn typed_text(desk: &Desk, file: &EditedFile, _: Option<&Snapshot>, form: &SentForm) -> Option<String> {
    let before = file.read(&desk.workspace).ok().flatten();
    let before = before.as_ref().map(SourceFile::text).unwrap_or_default();
    Some(with_lines_of(before, said(form, "text")))
}

/// What a form sent under a name.
pub fn said<'f>(form: &'f SentForm, name: &str) -> &'f str {
    form.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// Looks at what a form makes of a file; `text_of` gives its text, and none when there is nothing to look at. A request that
/// the same form has replaced by a newer one gets nothing.
///
/// # Errors
/// When the program has a mistake there.
pub async fn preview(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    file: EditedFile,
    form: SentForm,
    text_of: impl FnOnce(&Desk, &EditedFile, Option<&Snapshot>, &SentForm) -> Option<String> + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    let is_part = headers.contains_key("hx-request");
    // At once, so that the one before knows that it is not wanted any more.
    let turn = desk.previews.turn(said(&form, ASKS));
    let answer = desk.does(move |desk| {
        let snapshot = desk.snapshot().ok();
        let Some(text) = text_of(desk, &file, snapshot.as_deref(), &form) else {
            return StatusCode::NO_CONTENT.into_response();
        };
        let request = LookRequest {
            file: SourceFile::new(file.name(), text),
            stem: said(&form, DOCUMENT).to_owned(),
            partner: said(&form, PARTNER).to_owned(),
        };
        let Some(looked) = looked(desk, snapshot.as_deref(), &turn, &request) else {
            return StatusCode::NO_CONTENT.into_response();
        };
        let parts = PreviewParts { spoken: &spoken, file: &file, number: turn.number, looked: &looked };
        if !is_part {
            return whole(desk, &spoken, &parts).into_response();
        }
        let has_sight = !said(&form, SHOWN).is_empty();
        let mut response = parts.renewed(said(&form, DOCUMENTS), has_sight).into_response();
        if parts.stays(has_sight) {
            response.headers_mut().insert("hx-reswap", HeaderValue::from_static("none"));
        }
        response
    });
    match answer.await {
        // A page with what somebody typed must not be loaded anew because of this.
        Err(_) if is_part => Ok(StatusCode::NO_CONTENT.into_response()),
        answer => answer,
    }
}

fn looked(
    desk: &Desk,
    snapshot: Option<&Snapshot>,
    turn: &PreviewTurn,
    request: &LookRequest,
) -> Option<Looked> {
    match snapshot {
        Some(snapshot) => look(snapshot, &desk.previews, turn, request),
        // The folder cannot be read: perhaps it can be with this text.
        None => {
            let troubles = field_troubles(&request.file, &problems_in_text(&request.file));
            let sight = PreviewSight::Unread;
            Some(Looked { troubles, sight, ..Looked::default() })
        }
    }
}

/// The page for those without a script.
fn whole(desk: &Desk, spoken: &Spoken, parts: &PreviewParts<'_>) -> Markup {
    let title = &spoken.words.preview.title;
    let content = html! { h1 { (title) } (parts.whole()) };
    shell(desk, spoken, CurrentPage::Partners, title, &content)
}
