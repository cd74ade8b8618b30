//! The door: which folder is to be opened, when nobody has said so and none is remembered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use maud::Markup;

use super::super::serving::assets::asset;
use super::super::serving::ended_page::{choose_language, end};
use super::super::serving::guard::guard;
use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::shown_pages::ShownPages;
use super::super::shared::spoken::{Spoken, wanted};
use super::door_page::{DoorProblem, FolderChoice, OtherFiles, door_page, others_page};
use crate::diagnostic::Diagnostics;
use crate::workspace::{
    ChosenFolder, Workspace, documents_folder, is_folder_name, make_folder, note_opened, opened_folders,
    typed_folder,
};

/// The pages of the door; every one is behind the guard.
pub fn door(desk: Arc<Desk>) -> Router {
    let no_colour = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], "");
    Router::new()
        .route("/", get(choose))
        .route("/folder", post(take))
        .route("/language/{tag}", get(choose_language))
        .route("/end", post(end))
        .route("/accent.css", get(no_colour))
        .route("/assets/{name}", get(asset))
        // A page of a folder that was open before the program was started anew.
        .fallback(async || Redirect::to("/"))
        .layer(from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

async fn choose(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| door_page(desk, &spoken, &FolderChoice::default(), None)).await
}

/// Opens the folder that somebody chose, or says why not.
async fn take(
    State(desk): State<Arc<Desk>>,
    Extension(pages): Extension<Arc<ShownPages>>,
    headers: HeaderMap,
    Form(choice): Form<FolderChoice>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| taken(desk, &spoken, &pages, &choice)).await
}

fn taken(desk: &Desk, spoken: &Spoken, pages: &ShownPages, choice: &FolderChoice) -> Response {
    let again = |problem: DoorProblem| door_page(desk, spoken, choice, Some(&problem)).into_response();
    let folder = match meant(choice) {
        Ok(folder) => folder,
        Err(problem) => return again(problem),
    };
    let is_new = choice.way == "new";
    match ChosenFolder::at(&folder) {
        ChosenFolder::Workspace if is_new => return again(DoorProblem::IsThere),
        ChosenFolder::Workspace | ChosenFolder::Empty => {}
        ChosenFolder::Others(..) if !choice.seen.is_empty() => {}
        ChosenFolder::Others(names, all) => {
            let files = OtherFiles { folder: &folder, names: &names, all };
            return others_page(desk, spoken, choice, &files).into_response();
        }
        ChosenFolder::Missing if is_new => {
            if let Err(problem) = make_folder(&folder) {
                return again(DoorProblem::Failed(problem.into()));
            }
        }
        ChosenFolder::Missing => return again(DoorProblem::Missing),
        ChosenFolder::NoFolder => return again(DoorProblem::NoFolder),
    }
    match opened(pages, &folder) {
        Ok(()) => Redirect::to("/").into_response(),
        Err(found) => again(DoorProblem::Failed(found)),
    }
}

fn opened(pages: &ShownPages, folder: &Path) -> Result<(), Diagnostics> {
    note_opened(folder);
    pages.opens(Workspace::at(folder)).map(drop)
}

/// The folder that is meant.
fn meant(choice: &FolderChoice) -> Result<PathBuf, DoorProblem> {
    match choice.way.as_str() {
        "opened" => {
            // A place from a form is only ever compared with those that are remembered.
            let known = opened_folders().into_iter().find(|folder| folder.to_str() == Some(&choice.opened));
            known.ok_or(DoorProblem::Gone)
        }
        "new" => {
            let name = choice.name.trim();
            if !is_folder_name(name) {
                return Err(DoorProblem::BadName);
            }
            documents_folder().map(|folder| folder.join(name)).ok_or(DoorProblem::NoPlace)
        }
        _ => typed_folder(&choice.path).ok_or(DoorProblem::NoPath),
    }
}
