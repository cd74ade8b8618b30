//! A save is undone, or what was undone is had again.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::noting::noted_notice::notice;
use super::super::shared::desk::Desk;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::wanted;
use super::edited_file::page_of;
use super::undo_notices::{not_redone_notice, saved_notice, undone_notice};
use crate::editing::{SaveResult, redo_save, undo_save};

/// Which save of which file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UndoRequest {
    file: String,
    mark: String,
    /// Whether it is undone, or had again (`redo`).
    step: String,
}

/// Undoes a save, or does it once more, and shows the page of the file with what became of it.
///
/// # Errors
/// When the program has a mistake there.
pub async fn undo_of_save(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<UndoRequest>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let UndoRequest { file, mark, step } = &form;
        let told = match step.as_str() {
            "redo" => redo_save(&desk.workspace, file, mark).map(|result| match result {
                SaveResult::Saved(mark) => saved_notice(&spoken, file, &mark),
                SaveResult::Same | SaveResult::ChangedMeanwhile => not_redone_notice(&spoken),
            }),
            _ => undo_save(&desk.workspace, file, mark).map(|result| undone_notice(&spoken, file, &result)),
        };
        let told = match told {
            Ok(told) => told,
            Err(problem) => {
                let found = problem_list(&spoken, &problem.into());
                notice("stopped", &spoken.words.saving.not_last, &found)
            }
        };
        let number = desk.told.keep(told);
        Redirect::to(&format!("{}?told={number}", page_of(file))).into_response()
    })
    .await
}
