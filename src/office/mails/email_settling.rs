//! What somebody says of an email: that it was sent, or was not. As `resolve` and `log NAME sent` note it.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::documents::document_page::{document_answer, document_page};
use super::super::shared::desk::Desk;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::edition_named;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::wanted;
use super::email_section::EmailNote;
use crate::diagnostic::Diagnostics;
use crate::due::Task;
use crate::history::{Standing, read_ledger, standing};
use crate::noting::{SaidFact, settle};

/// What somebody says of an email.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettlingForm {
    /// `yes` when it was sent, `no` when it was not.
    sent: String,
}

/// Notes what became of an email, and shows it again.
///
/// # Errors
/// An email that there is not.
pub async fn settle_email(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<SettlingForm>,
) -> Result<Response, Refusal> {
    let is_sent = match form.sent.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::NoSuchPage),
    };
    noted(desk, headers, partner, stem, move |desk, _, id, task| {
        let edition = &task.edition;
        settle(&desk.workspace, id, &edition.document, &edition.occasion, is_sent)?;
        Ok(if is_sent { EmailNote::SettledSent } else { EmailNote::SettledNotSent })
    })
    .await
}

/// Notes that somebody sent an email by hand, and shows it again.
///
/// # Errors
/// An email that there is not.
pub async fn sent_by_hand(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    noted(desk, headers, partner, stem, |desk, snapshot, id, task| {
        let edition = &task.edition;
        let log = read_ledger(&desk.workspace.ledger(id))?;
        // A second click says nothing new.
        if !matches!(standing(&log.entries, &edition.document, &edition.occasion), Standing::Sent(_)) {
            let said = SaidFact::SentByHand {
                document: edition.document.clone(),
                meeting: edition.occasion.meeting().map(str::to_owned),
            };
            said.looked_at(&desk.workspace, id, snapshot.day, snapshot.day)?.note(&desk.workspace)?;
        }
        Ok(EmailNote::ByHand)
    })
    .await
}

async fn noted(
    desk: Arc<Desk>,
    headers: HeaderMap,
    partner: String,
    stem: String,
    note: impl FnOnce(&Desk, &Snapshot, &str, &Task) -> Result<EmailNote, Diagnostics> + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found).into_response()),
        };
        let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
        let told = note(desk, &snapshot, &loaded.id, &task).unwrap_or_else(EmailNote::Failed);
        let now = desk.snapshot().unwrap_or(snapshot);
        Ok(document_answer(document_page(desk, &spoken, &now, &partner, &stem, Some(&told))?))
    })
    .await?
}
