//! Words are saved: only those of one place, only when they are right, and never over what somebody else has saved meanwhile.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::snapshot::Snapshot;
use super::asked_words::{AskedWords, about_words};
use super::judged_words::JudgedWords;
use super::place_page::{ShownPlace, problems_of};
use super::place_pieces::PlaceName;
use super::seen_words::looked;
use super::typed_words::{PlaceAddress, TypedWords};
use crate::diagnostic::Diagnostic;
use crate::editing::{SaveResult, UndoResult, save, undo_save};
use crate::template::{WordsChange, WordsPlace};

/// Saves the words of a place, or goes back to the built-in ones.
///
/// # Errors
/// A place that there is not.
pub async fn save_place(
    State(desk): State<Arc<Desk>>,
    Path((document, language, kind, name)): Path<PlaceAddress>,
    headers: HeaderMap,
    Form(form): Form<TypedWords>,
) -> Result<Response, Refusal> {
    about_words(desk, &headers, (document, language), move |asked| {
        let place = asked.place(&kind, &name).ok_or(Refusal::NoSuchPage)?;
        let typed = match form.action.as_str() {
            "back" => asked.words.built_in(&place).ok_or(Refusal::NoSuchPage)?,
            _ => form.words(),
        };
        let judged = JudgedWords::of(asked, &place, &typed);
        let shown = ShownPlace { partner: form.partner.clone(), ..ShownPlace::of(asked, &place, typed) };
        if form.action == "look" {
            let look = Some(looked(asked, &place, &form, &judged));
            let problems = problems_of(asked, &judged);
            return Ok(ShownPlace { problems, looked: look, ..shown }.page().into_response());
        }
        let words = &asked.spoken.words.wording;
        if judged.change == WordsChange::Same {
            return Ok(after(asked, &told("kept", &words.same, &html! {})));
        }
        if form.seen != asked.seen(&place) {
            return Ok(in_conflict(asked, &place, shown));
        }
        if !judged.may_be_saved {
            let told = Some(told("stopped", &words.not_saved, &html! { p { (words.not_saved_hint) } }));
            let problems = problems_of(asked, &judged);
            return Ok(ShownPlace { told, problems, ..shown }.page().into_response());
        }
        let after_text = match &judged.change {
            WordsChange::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let before = asked.words.file.as_ref().map(|file| file.text());
        Ok(match save(&asked.desk.workspace, &asked.words.name, before, after_text) {
            Ok(SaveResult::Saved(_) | SaveResult::Same) => after(asked, &saved_notice(asked, &place, &form)),
            Ok(SaveResult::ChangedMeanwhile) => {
                let now = asked.desk.snapshot().ok();
                changed_meanwhile(asked, now.as_deref(), &place, &shown)
            }
            Err(problem) => not_written(asked, shown, problem),
        })
    })
    .await
}

/// Leads to the words of the document, on which this is told.
fn after(asked: &AskedWords<'_>, notice: &Markup) -> Response {
    let number = asked.desk.told.keep(notice.clone());
    Redirect::to(&format!("{}?told={number}", asked.address())).into_response()
}

fn told(class: &str, title: &str, more: &Markup) -> Markup {
    html! {
        section class={ "notice " (class) } tabindex="-1" autofocus data-focus aria-labelledby="told" {
            h2 id="told" { (sign(class)) (title) }
            (more)
        }
    }
}

fn saved_notice(asked: &AskedWords<'_>, place: &WordsPlace, form: &TypedWords) -> Markup {
    let words = &asked.spoken.words.wording;
    let name = PlaceName::of(asked, place);
    let (title, hint) = match form.action.as_str() {
        "back" => (&words.taken_back, &words.taken_back_hint),
        _ => (&words.saved, &words.saved_hint),
    };
    let more = html! {
        p { a href=(asked.address_of(place)) { (name.shown()) } }
        p { (hint) }
    };
    told("made", title, &more)
}

/// That somebody else has saved this place since it was looked at: both are shown.
fn in_conflict(asked: &AskedWords<'_>, place: &WordsPlace, shown: ShownPlace<'_>) -> Response {
    let words = &asked.spoken.words.wording;
    let told = Some(told("outdated", &words.conflict, &html! { p { (words.conflict_hint) } }));
    ShownPlace { asked, place, told, is_conflict: true, ..shown }.page().into_response()
}

/// The same when the file became another one in this very moment.
fn changed_meanwhile(
    asked: &AskedWords<'_>,
    now: Option<&Snapshot>,
    place: &WordsPlace,
    shown: &ShownPlace<'_>,
) -> Response {
    let typed = shown.typed.clone();
    let now = now.unwrap_or(asked.snapshot);
    match AskedWords::of(asked.desk, asked.spoken, now, asked.document, asked.language) {
        Ok(Ok(now)) => in_conflict(&now, place, ShownPlace::of(&now, place, typed)),
        Ok(Err(page)) => page.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// That the file cannot be written; what was typed stays in its field.
fn not_written(asked: &AskedWords<'_>, shown: ShownPlace<'_>, problem: Diagnostic) -> Response {
    let words = &asked.spoken.words.wording;
    let told = Some(told("stopped", &words.not_saved, &problem_list(asked.spoken, &problem.into())));
    ShownPlace { told, ..shown }.page().into_response()
}

/// Which save is undone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UndoneSave {
    mark: String,
}

/// Takes the last save of the words back.
///
/// # Errors
/// A document or a language that there is not.
pub async fn undo_words(
    State(desk): State<Arc<Desk>>,
    Path(which): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<UndoneSave>,
) -> Result<Response, Refusal> {
    about_words(desk, &headers, which, move |asked| {
        let words = &asked.spoken.words.wording;
        let notice = match undo_save(&asked.desk.workspace, &asked.words.name, &form.mark) {
            Ok(UndoResult::Undone { .. }) => told("made", &words.undone, &html! {}),
            Ok(_) => told("outdated", &words.not_undone, &html! { p { (words.not_undone_hint) } }),
            Err(problem) => told("stopped", &words.not_undone, &problem_list(asked.spoken, &problem.into())),
        };
        Ok(after(asked, &notice))
    })
    .await
}
