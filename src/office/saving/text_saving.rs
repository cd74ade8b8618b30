//! A file as text: shown, and saved when nobody else has written meanwhile.

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::noting::noted_notice::notice;
use super::super::shared::desk::Desk;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::{Spoken, wanted};
use super::edited_file::EditedFile;
use super::text_page::TextPage;
use super::typed_lines::with_lines_of;
use super::undo_notices::saved_notice;
use crate::diagnostic::Diagnostic;
use crate::digest::sha256;
use crate::editing::{SaveResult, save};
use crate::locale::fill;
use crate::project::problems_in_text;
use crate::source::SourceFile;

/// What is told above the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextQuery {
    told: String,
}

/// What somebody typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    text: String,
    /// What tells the text that was shown from others.
    read: String,
}

/// A partner's file as text.
///
/// # Errors
/// A partner that there is not.
pub async fn partner_text(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Query(query): Query<TextQuery>,
) -> Result<Response, Refusal> {
    show(desk, &headers, EditedFile::of_partner(&partner).ok_or(Refusal::NoSuchPage)?, query).await
}

/// The institution's file as text.
///
/// # Errors
/// When the program has a mistake there.
pub async fn institution_text(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<TextQuery>,
) -> Result<Response, Refusal> {
    show(desk, &headers, EditedFile::institution(), query).await
}

/// Saves a partner's file that was edited as text.
///
/// # Errors
/// A partner that there is not.
pub async fn save_partner_text(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<TextForm>,
) -> Result<Response, Refusal> {
    keep(desk, &headers, EditedFile::of_partner(&partner).ok_or(Refusal::NoSuchPage)?, form).await
}

/// Saves the institution's file that was edited as text.
///
/// # Errors
/// When the program has a mistake there.
pub async fn save_institution_text(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<TextForm>,
) -> Result<Response, Refusal> {
    keep(desk, &headers, EditedFile::institution(), form).await
}

async fn show(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    file: EditedFile,
    query: TextQuery,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let notice = desk.told.of(&query.told);
        Ok(page_of_file(desk, &spoken, &file, notice)?.into_response())
    })
    .await?
}

/// The page of a file as text, as it lies on the disk.
///
/// # Errors
/// A file that there is not.
pub fn page_of_file(
    desk: &Desk,
    spoken: &Spoken,
    file: &EditedFile,
    notice: Option<Markup>,
) -> Result<Markup, Refusal> {
    match file.read(&desk.workspace) {
        Ok(Some(now)) => {
            let (text, read) = (now.text(), sha256(now.text()));
            Ok(TextPage { desk, spoken, file, text, read: &read, theirs: None, notice }.shown())
        }
        Ok(None) => Err(Refusal::NoSuchPage),
        Err(problem) => Ok(unshown(desk, spoken, file, problem)),
    }
}

/// That a file's text cannot be shown, and why.
fn unshown(desk: &Desk, spoken: &Spoken, file: &EditedFile, problem: Diagnostic) -> Markup {
    let words = &spoken.words.as_text;
    let title = fill(&words.title, &[("file", file.name())]);
    let content = html! {
        nav.back { a href="/" { "← " (spoken.words.shell.partners) } }
        h1 { (title) }
        p { (words.unreadable) }
        (problem_list(spoken, &problem.into()))
    };
    shell(desk, spoken, CurrentPage::Partners, &title, &content)
}

async fn keep(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    file: EditedFile,
    form: TextForm,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| saved(desk, &spoken, &file, &form)).await
}

/// Saves, and leads to the page on which that is told; when somebody else has written meanwhile, shows both.
fn saved(desk: &Desk, spoken: &Spoken, file: &EditedFile, form: &TextForm) -> Response {
    let now = match file.read(&desk.workspace) {
        Ok(now) => now,
        Err(problem) => return unsaved(desk, spoken, file, form, problem),
    };
    let before = now.as_ref().map(SourceFile::text);
    let after = with_lines_of(before.unwrap_or_default(), &form.text);
    if before.map(sha256).unwrap_or_default() != form.read {
        return conflict(desk, spoken, file, &after, before);
    }
    match save(&desk.workspace, file.name(), before, Some(&after)) {
        Ok(SaveResult::Saved(mark)) => {
            let problems = |text: &str| problems_in_text(&SourceFile::new(file.name(), text)).has_errors();
            let was_broken = before.is_some_and(problems);
            let mut told = saved_notice(spoken, file.name(), &mark);
            let mut address = format!("{}/text", file.address());
            if problems(&after) {
                let words = &spoken.words.as_text;
                told = notice("outdated", &words.still_broken, &html! { p { (words.broken_text) } });
            } else if was_broken {
                address = file.address();
            }
            Redirect::to(&format!("{address}?told={}", desk.told.keep(told))).into_response()
        }
        Ok(SaveResult::Same) => {
            let words = &spoken.words.as_text;
            let told = notice("kept", &words.same, &html! { p { (words.same_text) } });
            Redirect::to(&format!("{}/text?told={}", file.address(), desk.told.keep(told))).into_response()
        }
        Ok(SaveResult::ChangedMeanwhile) => {
            let now = file.read(&desk.workspace).ok().flatten();
            conflict(desk, spoken, file, &after, now.as_ref().map(SourceFile::text))
        }
        Err(problem) => unsaved(desk, spoken, file, form, problem),
    }
}

/// That somebody else has written meanwhile; nothing is lost.
fn conflict(desk: &Desk, spoken: &Spoken, file: &EditedFile, text: &str, theirs: Option<&str>) -> Response {
    let read = theirs.map(sha256).unwrap_or_default();
    let gone = html! { p { (spoken.words.as_text.gone) } };
    let notice = theirs.is_none().then(|| notice("outdated", &spoken.words.as_text.conflict, &gone));
    TextPage { desk, spoken, file, text, read: &read, theirs, notice }.shown().into_response()
}

/// That it could not be saved; what was typed stands in the field.
fn unsaved(
    desk: &Desk,
    spoken: &Spoken,
    file: &EditedFile,
    form: &TextForm,
    problem: Diagnostic,
) -> Response {
    let told = notice("stopped", &spoken.words.saving.failed, &problem_list(spoken, &problem.into()));
    let (text, read) = (&form.text, &form.read);
    TextPage { desk, spoken, file, text, read, theirs: None, notice: Some(told) }.shown().into_response()
}
