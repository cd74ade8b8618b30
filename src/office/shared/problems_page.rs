//! All that is wrong with the files, in the words of `check`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use maud::{Markup, html};

use super::desk::Desk;
use super::pieces::sign;
use super::problem_list::problem_list;
use super::refusal::Refusal;
use super::shell::{CurrentPage, shell};
use super::spoken::{Spoken, wanted};
use crate::checking::Checked;
use crate::diagnostic::{Diagnostics, Severity};
use crate::workspace::INSTITUTION;

/// The problems of all files.
///
/// # Errors
/// When the program has a mistake there.
pub async fn problems(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => page(desk, &spoken, snapshot.checked(desk.jobs)),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// How many there are, for the first page: that is found out behind it.
///
/// # Errors
/// When the program has a mistake there.
pub async fn problem_count(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let found = match desk.snapshot() {
            Ok(snapshot) => snapshot.checked(desk.jobs).found.clone(),
            Err(found) => found,
        };
        let words = &spoken.words.overview;
        let number = found.iter().count();
        let class = match (number, found.has_errors()) {
            (0, _) => "made",
            (_, true) => "stopped",
            (_, false) => "outdated",
        };
        html! {
            a class={ "chip " (class) } href="/problems" {
                (sign(class))
                @if number == 0 { (words.no_problems) } @else { (spoken.counted(&words.problems, number)) }
            }
        }
    })
    .await
}

fn page(desk: &Desk, spoken: &Spoken, checked: &Checked) -> Markup {
    let words = &spoken.words.problems;
    let Checked { partners, found } = checked;
    let counts =
        [(found.count(Severity::Error), &words.errors), (found.count(Severity::Warning), &words.warnings)];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, forms)| spoken.counted(forms, number))
        .collect();
    let content = html! {
        div.head {
            h1 { (words.title) }
            p { (counts.join(", ")) @if !counts.is_empty() { " · " } (spoken.counted(&words.looked, *partners)) }
        }
        @if found.is_empty() {
            p.large { (words.none) }
        } @else {
            @if spoken.tag != "en" { p.hint { (words.language) } }
            h2.hidden { (words.title) }
            (problem_list(spoken, found))
        }
    };
    shell(desk, spoken, CurrentPage::Problems, &words.title, &content)
}

/// The page in place of every other one, when something stands against every document.
pub fn unread_page(desk: &Desk, spoken: &Spoken, found: &Diagnostics) -> Markup {
    let words = &spoken.words.unread;
    let content = html! {
        div.head { h1 { (words.title) } }
        p { (words.text) }
        div.buttons {
            @if is_of_institution(found) {
                a.button.main href="/institution/text" { (spoken.words.as_text.mend) }
            }
            a.button href="" { (words.again) }
        }
        h2.hidden { (spoken.words.problems.title) }
        (problem_list(spoken, found))
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.title, &content)
}

/// Whether something is wrong with the institution's file, which can be mended on the page.
fn is_of_institution(found: &Diagnostics) -> bool {
    found.iter().any(|one| one.label.as_ref().is_some_and(|label| label.file.name() == INSTITUTION))
}
