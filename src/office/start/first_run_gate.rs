//! Which pages there are before there is an institution, and what can be done with the example.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::shared::desk::{Desk, DeskFolder};
use super::super::shared::refusal::Refusal;

/// Lets a request through when there is such a page now: without an institution only its questions, with one not those.
pub async fn first_run_gate(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if ["/assets", "/language", "/end", "/accent.css", "/example"].into_iter().any(is_below) {
        return next.run(request).await;
    }
    // What is typed may be looked at; that writes nothing.
    let is_look = path.ends_with("/preview");
    if desk.folder == DeskFolder::Example && !is_asked && !is_look {
        return Refusal::OnlyExample.into_response();
    }
    match (is_below("/start"), desk.has_institution()) {
        (true, false) | (false, true) => next.run(request).await,
        // Also after a second click on the last button.
        (true, true) => Redirect::to("/").into_response(),
        (false, false) if is_asked => Redirect::to("/start").into_response(),
        (false, false) => Refusal::NoSuchPage.into_response(),
    }
}
