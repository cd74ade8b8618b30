//! The example, to be looked at: in a folder of its own, where nothing is written, and which is gone afterwards.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::shared::desk::Desk;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shown_pages::ShownPages;
use super::super::shared::spoken::wanted;

/// Shows the example.
///
/// # Errors
/// When the program has a mistake there.
pub async fn show_example(
    State(desk): State<Arc<Desk>>,
    Extension(pages): Extension<Arc<ShownPages>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match pages.shows_example(spoken.tag) {
        Ok(()) => Redirect::to("/").into_response(),
        Err(found) => unread_page(desk, &spoken, &found).into_response(),
    })
    .await
}

/// Goes back to what was shown before.
///
/// # Errors
/// When the program has a mistake there.
pub async fn leave_example(
    State(desk): State<Arc<Desk>>,
    Extension(pages): Extension<Arc<ShownPages>>,
) -> Result<Redirect, Refusal> {
    desk.does(move |_| pages.leaves_example()).await?;
    Ok(Redirect::to("/"))
}
