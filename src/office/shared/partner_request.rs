//! A request about one partner: in the language of the browser, with the folder as it is now.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::desk::Desk;
use super::problems_page::unread_page;
use super::refusal::Refusal;
use super::snapshot::Snapshot;
use super::spoken::{Spoken, wanted};

/// What is known when a partner is asked for.
pub struct AskedPartner<'a> {
    /// What all requests share.
    pub desk: &'a Desk,
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// The folder.
    pub snapshot: &'a Snapshot,
    /// The partner.
    pub id: &'a str,
    /// What it is called; its id when its file cannot be read.
    pub name: String,
}

/// Answers a request about a partner, on a thread that may take its time.
///
/// # Errors
/// A partner that there is not, and whatever the answer comes to.
pub async fn about_partner(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    partner: String,
    answer: impl FnOnce(&AskedPartner<'_>) -> Result<Response, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found).into_response()),
        };
        // A name from an address is only ever compared with those that there are.
        let id = snapshot.project.ids.iter().find(|id| **id == partner).ok_or(Refusal::NoSuchPage)?;
        let loaded = snapshot.project.load_alone(id).ok();
        let name = loaded.map_or_else(|| id.clone(), |loaded| loaded.partner.model.legal_name);
        answer(&AskedPartner { desk, spoken: &spoken, snapshot: &snapshot, id, name })
    })
    .await?
}
