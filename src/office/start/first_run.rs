//! The first run: in a folder without an institution the few facts are asked that a first page needs, one thing a screen.
//!
//! **Why in memory.** Nothing is written before everything was seen. Until then the answers stay with the program, so that
//! the way back, another tab and the browser's own button show what was typed.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::FieldProblem;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::{Spoken, wanted};
use super::first_run_check::{check_page, written};
use super::first_run_form::question_page;
use super::first_run_questions::{Answers, CHECK, QUESTIONS};
use super::first_run_text::problems;

/// What was answered so far.
#[derive(Default)]
pub struct KeptAnswers(Mutex<Answers>);

impl KeptAnswers {
    /// All of it.
    pub fn all(&self) -> Answers {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, answers: Answers) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    }
}

/// The first question.
///
/// # Errors
/// When the program has a mistake there.
pub async fn begin(
    State(desk): State<Arc<Desk>>,
    Extension(kept): Extension<Arc<KeptAnswers>>,
    headers: HeaderMap,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let first = QUESTIONS.first().ok_or(Refusal::Mistake)?;
    desk.does(move |desk| question_page(desk, &spoken, first, &kept.all(), &[])).await
}

/// A question, or everything once more.
///
/// # Errors
/// A question that there is not.
pub async fn question(
    State(desk): State<Arc<Desk>>,
    Extension(kept): Extension<Arc<KeptAnswers>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let asked = QUESTIONS.iter().find(|one| one.name == name);
    if asked.is_none() && name != CHECK {
        return Err(Refusal::NoSuchPage);
    }
    desk.does(move |desk| {
        let answers = kept.all();
        match (asked, next(&spoken, &answers)) {
            (Some(asked), _) => question_page(desk, &spoken, asked, &answers, &[]).into_response(),
            (None, CHECK) => check_page(desk, &spoken, &answers, None).into_response(),
            // What is still open comes first.
            (None, open) => Redirect::to(&format!("/start/{open}")).into_response(),
        }
    })
    .await
}

/// Takes the answers of a question, and leads on; or back, whatever they are.
///
/// # Errors
/// A question that there is not.
pub async fn answer(
    State(desk): State<Arc<Desk>>,
    Extension(kept): Extension<Arc<KeptAnswers>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(said): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let text = |name: &str| said.iter().find(|(own, _)| own == name).map(|(_, text)| text.trim());
    if name == CHECK {
        let shown = text("shown").unwrap_or_default().to_owned();
        return desk.does(move |desk| written(desk, &spoken, &kept.all(), &shown)).await;
    }
    let at = QUESTIONS.iter().position(|one| one.name == name).ok_or(Refusal::NoSuchPage)?;
    let asked = &QUESTIONS[at];
    let own = asked.fields.iter().filter_map(|field| Some((field.name, text(field.name)?.to_owned())));
    kept.keep(own.collect());
    if text("back").is_some() {
        let before = at.checked_sub(1).and_then(|at| QUESTIONS.get(at)).unwrap_or(asked);
        return Ok(Redirect::to(&format!("/start/{}", before.name)).into_response());
    }
    desk.does(move |desk| {
        let answers = kept.all();
        let wrong: Vec<FieldProblem> = problems(&spoken, asked, &answers);
        if !wrong.is_empty() {
            return question_page(desk, &spoken, asked, &answers, &wrong).into_response();
        }
        Redirect::to(&format!("/start/{}", next(&spoken, &answers))).into_response()
    })
    .await
}

/// The first question that is not answered yet; else where everything is seen once more.
fn next(spoken: &Spoken, answers: &Answers) -> &'static str {
    let open = QUESTIONS.iter().find(|one| !problems(spoken, one, answers).is_empty());
    open.map_or(CHECK, |one| one.name)
}
