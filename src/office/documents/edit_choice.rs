//! The choice about a text that somebody edited by hand: it counts from now on, or it is thrown away; of one document only.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::partner::partner_page::partner_page;
use super::super::shared::desk::Desk;
use super::super::shared::pieces::edition_name;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, selection_of};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::edit_page::{EditedDocument, about_edit, difference, edit_page};
use super::hand_edit::HandEdit;
use super::made_notice::{MadeDocuments, made_notice};
use super::making::made;
use crate::diagnostic::words::visible;
use crate::due::{EditPolicy, Request};
use crate::locale::fill;
use crate::workspace::OUTPUT;
use crate::writing::Report;

/// What somebody chose.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditChoice {
    /// `keep` or `discard`.
    choice: String,
    /// What tells the text that was looked at from another one.
    seen: String,
}

/// Keeps or throws away.
///
/// # Errors
/// A document or a choice that there is not.
pub async fn choose_edit(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
    Form(choice): Form<EditChoice>,
) -> Result<Markup, Refusal> {
    let edits = match choice.choice.as_str() {
        "keep" => EditPolicy::Keep,
        "discard" => EditPolicy::Discard,
        _ => return Err(Refusal::NoSuchPage),
    };
    about_edit(desk, &headers, partner, stem, move |desk, spoken, snapshot, document| {
        let edit = HandEdit::of(snapshot, &document.loaded, &document.task, desk.jobs);
        // What nobody has looked at is not decided about.
        if !edit.is_some_and(|edit| edit.digest() == choice.seen && !edit.is_frozen) {
            return Ok(edit_page(desk, spoken, snapshot, &document, true));
        }
        let made = made_notice(spoken, &chosen(desk, snapshot, &document, edits));
        let now = desk.snapshot();
        let now = now.as_deref().unwrap_or(snapshot);
        partner_page(desk, spoken, now, &document.loaded.id, "", Some(&made)).ok_or(Refusal::NoSuchPage)
    })
    .await
}

fn chosen(desk: &Desk, snapshot: &Snapshot, document: &EditedDocument, edits: EditPolicy) -> MadeDocuments {
    if let Some(work) = desk.works.that_writes() {
        let folder = desk.workspace.root().join(OUTPUT);
        return MadeDocuments { report: Report::default(), folder, is_behind: Some(work.address()) };
    }
    let selection = selection_of(&document.loaded.id, &document.task.edition);
    let request = Request { edits, ..snapshot.request(selection, desk.jobs) };
    made(&desk.workspace, snapshot, &request, None, &()).0
}

/// Asks once more before a text is thrown away.
///
/// # Errors
/// A document that there is not.
pub async fn discard_page(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Markup, Refusal> {
    about_edit(desk, &headers, partner, stem, move |desk, spoken, snapshot, document| {
        let edit = HandEdit::of(snapshot, &document.loaded, &document.task, desk.jobs);
        let Some(edit) = edit.filter(|edit| !edit.is_frozen) else {
            return Ok(edit_page(desk, spoken, snapshot, &document, false));
        };
        let words = &spoken.words.edit;
        let name = edition_name(spoken, &document.task.edition, None);
        let title = fill(&words.sure, &[("document", &name)]);
        let address = document.address();
        let content = html! {
            nav.back { a href={ (address) "/edit" } { "← " (words.back) } }
            div.head {
                div { h1 { (title) } p.under { (visible(&document.loaded.partner.model.legal_name)) } }
            }
            section.work aria-label=(title) {
                p.large { (words.lost) }
                p { (words.lost_hint) }
                p { a href={ (address) "/edit/text" } download { (words.save) } }
                form.buttons method="post" action={ (address) "/edit" } {
                    input type="hidden" name="choice" value="discard";
                    input type="hidden" name="seen" value=(edit.digest());
                    button.danger type="submit" { (words.sure_button) }
                    a href={ (address) "/edit" } { (words.back) }
                }
            }
            (difference(spoken, &document.task, &edit))
        };
        Ok(shell(desk, spoken, CurrentPage::Partners, &title, &content))
    })
    .await
}

/// The edited text, to be saved.
///
/// # Errors
/// A document that there is not, or one that nobody edited.
pub async fn edited_text(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let (name, text) = desk
        .does(move |desk| {
            let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
            let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
            let edit = HandEdit::of(&snapshot, &loaded, &task, desk.jobs).ok_or(Refusal::NoSuchPage)?;
            Ok((format!("{}-{stem}.md", loaded.id), edit.text))
        })
        .await??;
    let mut response = ([(header::CONTENT_TYPE, "text/markdown; charset=utf-8")], text).into_response();
    // An id and a stem have no quotes.
    let how =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Refusal::Mistake)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, how);
    Ok(response)
}
