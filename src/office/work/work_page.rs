//! The page of work that takes long: how far it is, a button that stops it, and what became of it.
//!
//! **Who hears what.** The bar is read by screen readers as one; a sentence for them changes only every ten seconds, so
//! that nobody is talked at. When the work is over, the focus goes to what became of it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::{Spoken, wanted};
use super::super::shared::work_in_hand::{WorkInHand, WorkProgress};
use crate::diagnostic::words::visible;
use crate::locale::fill;

/// A piece of work.
///
/// # Errors
/// When the program has a mistake there.
pub async fn work(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<u64>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let words = &spoken.words.work;
    let Some(work) = desk.works.numbered(number) else {
        let content = html! {
            div.head { h1 { (words.unknown) } }
            p { (words.unknown_hint) }
            p { a href="/" { (spoken.words.partner.back) } }
        };
        return Ok(shell(&desk, &spoken, CurrentPage::Elsewhere, &words.unknown, &content).into_response());
    };
    let outcome = work.outcome().map(|outcome| outcome(&spoken));
    let is_over = outcome.is_some();
    let kind = work.plan.kind.words(words);
    let content = html! {
        div id="work" {
            nav.back { a href=(work.plan.back) { "← " (words.back) } }
            div.head { h1 { (kind.title) } }
            @match &outcome {
                Some(outcome) => {
                    (outcome)
                    p.onward { a.button href=(work.plan.back) { (words.back) } }
                }
                None => { (in_hand(&spoken, &work)) }
            }
        }
    };
    if is_over {
        work.set_seen();
    }
    let title = if is_over { fill(&words.over, &[("what", &kind.title)]) } else { kind.title.clone() };
    let mut response = shell(&desk, &spoken, CurrentPage::Elsewhere, &title, &content).into_response();
    // Whoever asked only for how far it is gets all that is shown now.
    if is_over && headers.contains_key("hx-request") {
        let whole = HeaderValue::from_static("#work");
        response.headers_mut().insert("hx-retarget", whole.clone());
        response.headers_mut().insert("hx-reselect", whole);
        response.headers_mut().insert("hx-reswap", HeaderValue::from_static("outerHTML"));
    }
    Ok(response)
}

/// Asks a piece of work to stop after what is in hand.
///
/// # Errors
/// One that there is not.
pub async fn stop_work(State(desk): State<Arc<Desk>>, Path(number): Path<u64>) -> Result<Response, Refusal> {
    let work = desk.works.numbered(number).ok_or(Refusal::NoSuchPage)?;
    work.stop();
    to_work(&work)
}

/// The way to the page of a piece of work.
///
/// # Errors
/// When the program has a mistake there.
pub fn to_work(work: &WorkInHand) -> Result<Response, Refusal> {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let address = HeaderValue::from_str(&work.address()).map_err(|_| Refusal::Mistake)?;
    response.headers_mut().insert(header::LOCATION, address);
    Ok(response)
}

/// How far it is.
fn in_hand(spoken: &Spoken, work: &WorkInHand) -> Markup {
    let words = &spoken.words.work;
    let progress = work.progress();
    let address = work.address();
    let so_far = so_far(spoken, work, &progress);
    html! {
        section.work aria-label=(words.progress) {
            div id="so-far" hx-get=(address) hx-trigger="every 500ms" hx-select="#so-far" hx-swap="outerHTML" {
                p.large id="counted" { (so_far) }
                // Without a value the bar says only that something is done.
                @if progress.all > 0 {
                    progress max=(progress.all) value=(progress.done.min(progress.all)) aria-labelledby="counted" {}
                } @else {
                    progress aria-labelledby="counted" {}
                }
                p.at {
                    @if work.is_asked_to_stop() { (words.stopping) }
                    @else if progress.waits { (words.waits) }
                    @else if let Some(at) = &progress.at { (fill(&words.at, &[("name", &visible(at))])) }
                    @else { (words.begins) }
                }
            }
            p.hidden role="status" hx-get=(address) hx-trigger="every 10s" hx-select="#said" hx-swap="innerHTML" {
                span id="said" { (so_far) }
            }
            p.late data-lost hidden { (words.lost) }
            div.buttons {
                @if !work.is_asked_to_stop() {
                    form method="post" action={ (address) "/stop" } { button type="submit" { (words.stop) } }
                }
                a.without-script href=(address) { (words.again) }
            }
            p.hint { (words.goes_on) }
        }
    }
}

/// How far it is, in words.
fn so_far(spoken: &Spoken, work: &WorkInHand, progress: &WorkProgress) -> String {
    let words = &spoken.words.work;
    match progress.all {
        0 => words.begins.clone(),
        all => {
            let counted = spoken.counted(&work.plan.kind.words(words).so_far, all);
            fill(&counted, &[("done", &progress.done.min(all).to_string())])
        }
    }
}

/// What is in hand, and what is over and nobody has looked at, for the first page.
pub fn work_notes(desk: &Desk, spoken: &Spoken) -> Markup {
    let words = &spoken.words.work;
    let works = desk.works.to_tell();
    html! {
        @if !works.is_empty() {
            ul.works aria-label=(words.progress) {
                @for work in &works {
                    @let title = &work.plan.kind.words(words).title;
                    li.notice.made[work.outcome().is_some()] {
                        a href=(work.address()) {
                            @if work.outcome().is_some() { (fill(&words.over, &[("what", title)])) } @else { (title) }
                        }
                        @if work.outcome().is_none() { " " span.faint { (so_far(spoken, work, &work.progress())) } }
                    }
                }
            }
        }
    }
}
