//! Our own profile, before there is any partner: as a picture and as a PDF, from the institution's file alone.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::nobody::with_nobody;
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Manner, mistake_at};
use crate::format::Format;
use crate::locale::fill;
use crate::render::{Findings, Renderer};
use crate::template::Kind;

/// Whether it is the first look at it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProfileQuery {
    new: String,
}

/// The page with our profile.
///
/// # Errors
/// When the program has a mistake there.
pub async fn profile(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<ProfileQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => page(desk, &spoken, &snapshot, !query.new.is_empty()),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

fn page(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, is_new: bool) -> Markup {
    let words = &spoken.words.profile;
    let drawn = with_profile(snapshot, |renderer, edition| renderer.page_count(edition));
    let content = html! {
        @if is_new {
            div.notice.made data-focus tabindex="-1" role="status" {
                h2 { (words.done) }
                p { (words.done_hint) }
            }
        }
        div.head {
            h1 { (words.title) }
            @if matches!(drawn, Ok(Some(_))) {
                div.buttons {
                    a.button href="/profile.pdf" target="_blank" rel="noopener" { (spoken.words.document.open) }
                    a.button href="/profile.pdf?save=1" { (spoken.words.document.save) }
                }
            }
        }
        div.columns {
            div {
                @match &drawn {
                    Ok(None) => { p { (spoken.words.partner.no_documents) } }
                    Ok(Some(_)) => { div.sheets.of-profile { img src="/profile/page.png" alt=(fill(&spoken.words.document.picture, &[("document", &words.title)])); } }
                    Err(found) => { h2 { (spoken.words.document.unfinished) } (problem_list(spoken, found)) }
                }
            }
            aside.side.next {
                section aria-labelledby="next" {
                    h2 id="next" { (words.next) }
                    ul.fact-choice {
                        li { a href="/new-partner" { (spoken.words.new_partner.link) } span.under { (words.partner_hint) } }
                        li { a href="/look" { (words.look) } span.under { (words.look_hint) } }
                        li { a href="/institution" { (words.data) } span.under { (words.data_hint) } }
                        li { a href="/institution/mail" { (words.mail) } span.under { (words.mail_hint) } }
                    }
                    p.hint { (words.nobody) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.title, &content)
}

/// Its first page as a picture.
///
/// # Errors
/// When it cannot be made.
pub async fn profile_picture(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    let bytes = desk.does(move |desk| {
        let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
        let drawn = with_profile(&snapshot, |renderer, edition| renderer.page_picture(edition, 1, 2.0));
        drawn.ok().flatten().and_then(|(picture, _)| picture).ok_or(Refusal::NoSuchPage)
    });
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes.await??).into_response())
}

/// How the PDF is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProfileFileQuery {
    save: String,
}

/// It as a PDF, made in memory.
///
/// # Errors
/// When it cannot be made.
pub async fn profile_pdf(
    State(desk): State<Arc<Desk>>,
    Query(query): Query<ProfileFileQuery>,
) -> Result<Response, Refusal> {
    let output = desk.does(move |desk| {
        let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
        let made = with_profile(&snapshot, |renderer, edition| renderer.make(edition, &[Format::Pdf]));
        let output = made.ok().flatten().and_then(|made| made.outputs.into_iter().next());
        output.ok_or(Refusal::NoSuchPage)
    });
    let how = if query.save.is_empty() { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"profile.pdf\"")),
    ];
    Ok((headers, output.await??.bytes).into_response())
}

/// Does something with our profile, in our own language, made for nobody yet; none when no document is one.
///
/// # Errors
/// What keeps it from being made.
pub fn with_profile<R: Send>(
    snapshot: &Snapshot,
    work: impl FnOnce(&mut Renderer<'_>, &Edition) -> Result<R, Findings> + Send,
) -> Result<Option<R>, Diagnostics> {
    let (id, unsaved) = with_nobody(snapshot)?;
    let documents = unsaved.project.templates.of_kind(Kind::Profile);
    let Some(document) = documents.first().copied() else { return Ok(None) };
    let edition = Edition::new(document, &unsaved.project.institution.model.default_language);
    let look = || {
        let press = unsaved.press();
        let loaded = unsaved.project.load(&id)?;
        let partnership = unsaved.project.partnership(&loaded, unsaved.day);
        let mut renderer = Renderer::new(&press, partnership, Manner::USUAL);
        let done = work(&mut renderer, &edition);
        done.map_err(|found| found.settle(std::iter::once(document), Manner::USUAL.gaps))
    };
    let done = unsaved.page_workers.does(look);
    let done = done.unwrap_or_else(|place| Err(mistake_at(&id, &edition.name(), &place).into()));
    done.map(Some)
}
