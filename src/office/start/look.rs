//! Our look: logo and colour, with our profile beside it as it would look.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::super::saving::undo_notices::saved_notice;
use super::super::shared::desk::Desk;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::super::shared::upload::Upload;
use super::look_form::{LookPage, LookProblem, look_page, seen_part};
use super::look_text::{ChosenLook, ColourSeen, ending, flaw, keep_logo, with_look};
use super::profile::with_profile;
use crate::digest::Digest;
use crate::editing::{SaveResult, save};
use crate::project::colours_of;
use crate::source::SourceFile;
use crate::workspace::INSTITUTION;

/// A colour as a form says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ColourQuery {
    /// As it was picked.
    pub accent: String,
    /// As it was typed.
    pub code: String,
    /// As it was before somebody did either.
    pub was: String,
    /// What is told once something was done.
    pub told: String,
}

impl ColourQuery {
    /// The colour that is meant: the typed one, when it is another one than before.
    pub fn meant(&self) -> String {
        let typed = self.code.trim();
        let is_typed = !typed.is_empty() && !typed.eq_ignore_ascii_case(&self.was);
        let meant = if is_typed || self.accent.is_empty() { typed } else { &self.accent };
        match meant.strip_prefix('#') {
            Some(digits) => format!("#{}", digits.to_lowercase()),
            None => format!("#{}", meant.to_lowercase()),
        }
    }
}

/// The form.
///
/// # Errors
/// When the program has a mistake there.
pub async fn look_form(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<ColourQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => {
            let accent = match query.accent.is_empty() && query.code.is_empty() {
                true => own_colour(&snapshot),
                false => query.meant(),
            };
            let told = desk.told.of(&query.told);
            page(desk, &spoken, &snapshot, &accent, None, told)
        }
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// The part that changes with the colour: what it means, and the page.
///
/// # Errors
/// When the program has a mistake there.
pub async fn look_seen(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<ColourQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    Ok(seen_part(&spoken, &query.meant(), !query.code.is_empty()))
}

/// The page in a colour.
///
/// # Errors
/// What is no colour; a page that cannot be made.
pub async fn look_picture(
    State(desk): State<Arc<Desk>>,
    Query(query): Query<ColourQuery>,
) -> Result<Response, Refusal> {
    let bytes = desk.does(move |desk| {
        let snapshot = desk.snapshot().ok()?;
        ColourSeen::of(&query.accent)?;
        let institution = &snapshot.project.institution;
        let look = ChosenLook { accent: Some(query.accent), logo: None };
        let text = with_look(&institution.file, &institution.values, &look)?;
        let unsaved = snapshot.with_text(SourceFile::new(INSTITUTION, text)).ok()?;
        with_profile(&unsaved, |renderer, edition| renderer.page_picture(edition, 1, 1.5)).ok()??.0
    });
    let bytes = bytes.await?.ok_or(Refusal::NoSuchPage)?;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
}

/// Saves the look.
///
/// # Errors
/// When the program has a mistake there.
pub async fn save_look(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    upload: Upload,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => saved(desk, &spoken, &snapshot, &upload),
        Err(found) => unread_page(desk, &spoken, &found).into_response(),
    })
    .await
}

fn saved(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, upload: &Upload) -> Response {
    let said = |name: &str| upload.field(name).to_owned();
    let query =
        ColourQuery { accent: said("accent"), code: said("code"), was: said("was"), told: String::new() };
    let accent = query.meant();
    let again =
        |problem: LookProblem| page(desk, spoken, snapshot, &accent, Some(problem), None).into_response();
    if ColourSeen::of(&accent).is_none() {
        return again(LookProblem::Colour);
    }
    let institution = &snapshot.project.institution;
    if said("read") != mark(institution.file.text()) {
        return again(LookProblem::Meanwhile);
    }
    let mut look = ChosenLook { accent: Some(accent.clone()), logo: None };
    if said("no-logo") == "1" {
        look.logo = Some(String::new());
    }
    if let Some(file) = &upload.file {
        let Some(ending) = ending(&file.name) else { return again(LookProblem::NoPicture) };
        if let Some(flaw) = flaw(&format!("logo.{ending}"), &file.bytes) {
            return again(LookProblem::Picture(flaw.message, flaw.help.into_owned()));
        }
        match keep_logo(&desk.workspace, &file.name, ending, &file.bytes) {
            Ok(name) => look.logo = Some(name),
            Err(problem) => return again(LookProblem::Failed(problem)),
        }
    }
    let Some(text) = with_look(&institution.file, &institution.values, &look) else {
        return again(LookProblem::NotChanged);
    };
    let told = match save(&desk.workspace, INSTITUTION, Some(institution.file.text()), Some(&text)) {
        Ok(SaveResult::Saved(mark)) => saved_notice(spoken, INSTITUTION, &mark),
        Ok(SaveResult::Same) => return Redirect::to("/look").into_response(),
        Ok(SaveResult::ChangedMeanwhile) => return again(LookProblem::Meanwhile),
        Err(problem) => return again(LookProblem::Failed(problem)),
    };
    Redirect::to(&format!("/look?told={}", desk.told.keep(told))).into_response()
}

fn page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    accent: &str,
    problem: Option<LookProblem>,
    told: Option<Markup>,
) -> Markup {
    let institution = &snapshot.project.institution;
    let shown = LookPage {
        accent,
        logo: institution.model.logo.as_deref(),
        read: &mark(institution.file.text()),
        problem: problem.as_ref(),
        told,
    };
    look_page(desk, spoken, &shown)
}

/// The colour that documents have now.
fn own_colour(snapshot: &Snapshot) -> String {
    colours_of(&snapshot.project.institution.model).accent
}

/// What tells one text from another.
fn mark(text: &str) -> String {
    Digest::new().and(text).digits(32)
}
