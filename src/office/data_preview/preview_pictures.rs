//! The pages and the email that are seen beside a form, as the browser fetches them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::super::documents::files::FRAMED_POLICY;
use super::super::shared::desk::Desk;
use super::super::shared::preview_shelf::Preview;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, rendered};
use super::look::PIXELS;
use crate::due::Manner;
use crate::format::Format;
use crate::template::Gaps;

/// A picture of a page.
///
/// # Errors
/// A page that there is not, or that was replaced by a newer one.
pub async fn preview_page(
    State(desk): State<Arc<Desk>>,
    Path((number, page)): Path<(u64, usize)>,
) -> Result<Response, Refusal> {
    let preview = desk.previews.of(number).ok_or(Refusal::NoSuchPage)?;
    let bytes = match preview.first.clone().filter(|_| page == 1) {
        Some(bytes) => bytes,
        None => desk.does(move |_| picture(&preview, page)).await?.ok_or(Refusal::NoSuchPage)?,
    };
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
}

fn picture(preview: &Preview, page: usize) -> Option<Vec<u8>> {
    let (loaded, task) = edition_named(&preview.snapshot, &preview.partner, &preview.stem)?;
    let drawn = rendered(&preview.snapshot, &loaded, &task, manner(preview), |renderer| {
        renderer.page_picture(&task.edition, page, PIXELS).map(|(picture, _)| picture)
    });
    drawn.ok().flatten()
}

/// The text of an email, for a frame that can do nothing.
///
/// # Errors
/// What is no email, or was replaced by a newer one.
pub async fn preview_email(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<u64>,
) -> Result<Response, Refusal> {
    let preview = desk.previews.of(number).ok_or(Refusal::NoSuchPage)?;
    let made = desk.does(move |_| {
        let (loaded, task) = edition_named(&preview.snapshot, &preview.partner, &preview.stem)?;
        let is_email = task.formats.contains(&Format::Eml);
        let made = rendered(&preview.snapshot, &loaded, &task, manner(&preview), |renderer| {
            renderer.make(&task.edition, &[Format::Html])
        });
        made.ok().filter(|_| is_email)?.outputs.into_iter().next()
    });
    let page = made.await?.ok_or(Refusal::NoSuchPage)?.bytes;
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED_POLICY));
    Ok(response)
}

fn manner(preview: &Preview) -> Manner {
    let gaps = if preview.is_draft { Gaps::Shown } else { Gaps::Refused };
    Manner { gaps, ..Manner::USUAL }
}
