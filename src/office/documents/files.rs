//! Files of documents: pictures of pages, PDFs, emails; made in memory, nothing is written.
//!
//! **What was made is what is given.** Of a document that is up to date, or has left, it is the file in `output/`, byte for
//! byte; of any other one what would be made now.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, rendered, selection_of};
use super::super::shared::snapshot::Snapshot;
use crate::due::{Manner, Task};
use crate::format::Format;
use crate::template::Gaps;
use crate::workspace::{self, OUTPUT};
use crate::writing::{DocumentState, outlook};

/// The policy of what is shown in a frame, an email's text, a contact sheet: its own looks and pictures in it, nothing from
/// elsewhere, no script.
pub const FRAMED_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";

/// How a picture is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PictureQuery {
    size: String,
    draft: String,
}

/// How a file is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FileQuery {
    save: String,
}

impl FileQuery {
    /// Whether it is to be saved rather than shown.
    pub fn is_saved(&self) -> bool {
        !self.save.is_empty()
    }
}

/// A picture of a page.
///
/// # Errors
/// A page that there is not.
pub async fn picture(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem, page)): Path<(String, String, usize)>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, Refusal> {
    let pixels = if query.size == "large" { 2.0 } else { 1.0 };
    let gaps = if query.draft.is_empty() { Gaps::Refused } else { Gaps::Shown };
    let manner = Manner { gaps, ..Manner::USUAL };
    let bytes = desk.does(move |desk| {
        let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
        let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
        let drawn = rendered(&snapshot, &loaded, &task, manner, |renderer| {
            renderer.page_picture(&task.edition, page, pixels).map(|(picture, _)| picture)
        });
        drawn.ok().flatten().ok_or(Refusal::NoSuchPage)
    });
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes.await??).into_response())
}

/// A file of a document, in a format.
///
/// # Errors
/// A document or a format that there is not, or one that cannot be made.
pub async fn file(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem, format)): Path<(String, String, String)>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Refusal> {
    let (kind, format) = match Format::named(&format) {
        Some(format @ Format::Pdf) => ("application/pdf", format),
        Some(format @ Format::Eml) => ("message/rfc822", format),
        Some(format @ Format::Ics) => ("text/calendar; charset=utf-8", format),
        _ => return Err(Refusal::NoSuchPage),
    };
    let (name, bytes) = desk
        .does(move |desk| {
            let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
            let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
            if !task.formats.contains(&format) {
                return Err(Refusal::NoSuchPage);
            }
            let name = format!("{}-{stem}.{}", loaded.id, format.name());
            if let Some(bytes) = as_made(desk, &snapshot, &loaded.id, &task, format) {
                return Ok((name, bytes));
            }
            let made = rendered(&snapshot, &loaded, &task, Manner::USUAL, |renderer| {
                renderer.make(&task.edition, &[format])
            });
            let output = made.ok().and_then(|made| made.outputs.into_iter().next());
            Ok((name, output.ok_or(Refusal::NoSuchPage)?.bytes))
        })
        .await??;
    let is_saved = format != Format::Pdf || query.is_saved();
    let how = if is_saved { "attachment" } else { "inline" };
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    // An id and a stem have no quotes.
    if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// The text of an email as it will arrive, for a frame that can do nothing.
///
/// # Errors
/// A document that there is not, or one that cannot be made.
pub async fn mail(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let page = desk.does(move |desk| {
        let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
        let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
        if !task.formats.contains(&Format::Eml) {
            return Err(Refusal::NoSuchPage);
        }
        let made = rendered(&snapshot, &loaded, &task, Manner::USUAL, |renderer| {
            renderer.make(&task.edition, &[Format::Html])
        });
        let output = made.ok().and_then(|made| made.outputs.into_iter().next());
        Ok(output.ok_or(Refusal::NoSuchPage)?.bytes)
    });
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.await??).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED_POLICY));
    Ok(response)
}

/// The file as it lies in the partner's folder, when it is as it would be made now, or has left.
fn as_made(desk: &Desk, snapshot: &Snapshot, id: &str, task: &Task, format: Format) -> Option<Vec<u8>> {
    let request = snapshot.request(selection_of(id, &task.edition), desk.jobs);
    let (partners, _) = outlook(&snapshot.press(), &request);
    let known = partners.into_iter().flat_map(|one| one.documents).find(|one| one.edition == task.edition)?;
    if !matches!(known.state, DocumentState::UpToDate | DocumentState::Kept) {
        return None;
    }
    let folder = desk.workspace.root().join(OUTPUT).join(id);
    let name = task.edition.file_name(format, None, &Manner::USUAL);
    workspace::lies_in(&desk.workspace.root().join(OUTPUT), id).ok()?;
    workspace::lies_in(&folder, &name).ok()?;
    workspace::read(&folder.join(name)).ok().flatten()
}
