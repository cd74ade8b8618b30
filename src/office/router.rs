//! Which address leads to what.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::assets::asset;
use super::desk::Desk;
use super::document_page::{document, excerpt};
use super::ended_page::{choose_language, end};
use super::files::{file, mail, picture};
use super::guard::{MOST_BYTES, guard};
use super::making::make;
use super::overview_page::overview;
use super::partner_page::partner;
use super::problems_page::{problem_count, problems};
use super::refusal::Refusal;
use super::send_page::send;
use super::send_steps::{go, plan, plan_by_link};
use super::settling::{sent_by_hand, settle_email};
use super::work_page::{stop_work, work};
use crate::project::colours_of;

/// All addresses; every one is behind the guard.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/problems", get(problems))
        .route("/parts/problems", get(problem_count))
        .route("/partners/{partner}", get(partner))
        .route("/partners/{partner}/make", post(make))
        .route("/partners/{partner}/{stem}", get(document))
        .route("/partners/{partner}/{stem}/excerpt", get(excerpt))
        .route("/partners/{partner}/{stem}/mail", get(mail))
        .route("/partners/{partner}/{stem}/pages/{page}", get(picture))
        .route("/partners/{partner}/{stem}/file/{format}", get(file))
        .route("/partners/{partner}/{stem}/settle", post(settle_email))
        .route("/partners/{partner}/{stem}/sent", post(sent_by_hand))
        .route("/send", get(send))
        .route("/send/plan", get(plan_by_link).post(plan))
        .route("/send/go", post(go))
        .route("/work/{number}", get(work))
        .route("/work/{number}/stop", post(stop_work))
        .route("/language/{tag}", get(choose_language))
        .route("/end", post(end))
        .route("/accent.css", get(accent))
        .route("/assets/{name}", get(asset))
        .fallback(async || Refusal::NoSuchPage)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// The institution's colour.
async fn accent(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    let colours =
        desk.does(|desk| desk.snapshot().ok().map(|one| colours_of(&one.project.institution.model)));
    let rules = colours.await?.map(|colours| {
        // Both are `#rrggbb`, or there were none.
        format!(":root{{--accent:{};--accent-ink:{}}}\n", colours.accent, colours.ink)
    });
    Ok(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], rules.unwrap_or_default()).into_response())
}
