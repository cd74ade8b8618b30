//! The words of a document in a language, read from its first section to its last; each can be changed.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::asked_words::{AskedWords, about_words};
use super::place_pieces::{PlaceName, marked_words};
use crate::checking::words_problems;
use crate::diagnostic::words::visible;
use crate::editing::{SaveStanding, last_save};
use crate::template::WordsPlace;

/// What is told above the words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WordsQuery {
    told: String,
}

/// The words of a document.
///
/// # Errors
/// A document or a language that there is not.
pub async fn words_page(
    State(desk): State<Arc<Desk>>,
    Path(which): Path<(String, String)>,
    headers: HeaderMap,
    Query(query): Query<WordsQuery>,
) -> Result<Response, Refusal> {
    about_words(desk, &headers, which, move |asked| {
        let told = asked.desk.told.of(&query.told);
        Ok(page(asked, told.as_ref()).into_response())
    })
    .await
}

fn page(asked: &AskedWords<'_>, told: Option<&Markup>) -> Markup {
    let AskedWords { desk, spoken, .. } = asked;
    let words = &spoken.words.wording;
    let name = asked.name();
    let found = words_problems(&asked.snapshot.project, asked.document, asked.language);
    let (front, below): (Vec<WordsPlace>, Vec<WordsPlace>) =
        asked.places().into_iter().partition(|place| matches!(place, WordsPlace::Front(_)));
    let content = html! {
        nav.back { a href="/words" { "← " (words.title) } }
        div.head {
            div {
                h1 { (visible(&name)) }
                @if asked.words.file.is_some() { p.under { (spoken.counted(&words.own, asked.words.count())) } }
            }
            (undo_form(asked))
        }
        @if let Some(told) = told { (told) }
        @if found.has_errors() {
            section.notice.stopped {
                h2 { (sign("stopped")) (words.file_wrong) }
                (problem_list(spoken, &found))
            }
        }
        p.lead { (words.braces) }
        @if !front.is_empty() {
            section aria-labelledby="top" {
                h2 id="top" { (words.top) }
                ol.wordings { @for place in &front { (row(asked, place)) } }
            }
        }
        section aria-labelledby="sections" {
            h2 id="sections" { (words.sections) }
            ol.wordings { @for place in &below { (row(asked, place)) } }
        }
    };
    shell(desk, spoken, CurrentPage::Words, &name, &content)
}

/// A place as it is read, with the way to change it.
fn row(asked: &AskedWords<'_>, place: &WordsPlace) -> Markup {
    let words = &asked.spoken.words.wording;
    let name = PlaceName::of(asked, place);
    let own = asked.words.own(place);
    let built_in = asked.words.built_in(place).filter(|_| own.is_some());
    html! {
        li.own[own.is_some()] {
            div.read {
                h3 { (name.shown()) }
                (marked_words(&asked.words.in_force(place), asked.language))
                @if let Some(built_in) = built_in {
                    details {
                        summary { (words.built_in) span.hidden { ": " (name.shown()) } }
                        (marked_words(&built_in, asked.language))
                    }
                }
            }
            div.ways {
                @if own.is_some() { span.chip.edited { (sign("edited")) (words.yours) } }
                a.button href=(asked.address_of(place)) { (words.change) span.hidden { ": " (name.shown()) } }
            }
        }
    }
}

/// The button that takes the last change of this file back; none when there is none.
pub fn undo_form(asked: &AskedWords<'_>) -> Markup {
    let last = last_save(&asked.desk.workspace, &asked.words.name).ok().flatten();
    let last = last.filter(|save| save.standing == SaveStanding::Undoable);
    html! {
        @if let Some(last) = last {
            form method="post" action={ (asked.address()) "/undo" } {
                input type="hidden" name="mark" value=(last.mark);
                button type="submit" { (asked.spoken.words.wording.undo) }
            }
        }
    }
}
