//! The end, by a button; and the choice of a language.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::{LANGUAGE_COOKIE, wanted};

/// Ends the program, after the requests and the work in hand.
///
/// # Errors
/// When the program has a mistake there.
pub async fn end(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let words = &spoken.words.ended;
    let (title, text) = match desk.works.is_busy() {
        true => (&words.ending, &words.ending_hint),
        false => (&words.title, &words.text),
    };
    let content = html! {
        div.head { h1 { (title) } }
        p.large { (text) }
    };
    desk.end();
    Ok(shell(&desk, &spoken, CurrentPage::Elsewhere, title, &content))
}

/// Keeps the language that somebody chose.
///
/// # Errors
/// One that the page does not speak.
pub async fn choose_language(
    State(desk): State<Arc<Desk>>,
    Path(tag): Path<String>,
) -> Result<Response, Refusal> {
    let chosen = desk.languages.iter().find(|one| one.tag == tag).ok_or(Refusal::NoSuchPage)?;
    let cookie =
        format!("{LANGUAGE_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", chosen.tag);
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/"));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
