//! A picture of a page with words that have not been saved.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;

/// A picture of a page.
///
/// # Errors
/// One that is not kept any more.
pub async fn typed_page(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let picture = desk.typed_pages.of(&name).ok_or(Refusal::NoSuchPage)?;
    Ok(([(header::CONTENT_TYPE, "image/png")], picture).into_response())
}
