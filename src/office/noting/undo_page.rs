//! The taking back of what was noted last: shown, asked once, then done.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::happened_words::{entry_event, fact_event};
use super::super::shared::partner_request::{AskedPartner, about_partner};
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::fact_page::told;
use super::noted_notice::{after, notice};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::visible;
use crate::history::{Fact, LedgerEvent};
use crate::locale::fill;
use crate::noting::{LastSaid, last_said, retract};

/// What is to be taken back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    mark: String,
}

/// Asks whether what was noted last is to be taken back.
///
/// # Errors
/// A partner that there is not.
pub async fn undo_question(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, |asked| Ok(question(asked, false).into_response())).await
}

/// Takes it back; when something else was noted last by now, asks again.
///
/// # Errors
/// A partner that there is not.
pub async fn undo(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<UndoForm>,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| {
        let retracted = match retract(&asked.desk.workspace, asked.id, &form.mark) {
            Ok(Some(retracted)) => retracted,
            Ok(None) => return Ok(question(asked, true).into_response()),
            Err(problem) => return Ok(page(asked, &impossible(asked, problem)).into_response()),
        };
        let words = &asked.spoken.words.undo;
        let event = entry_event(asked.spoken, &asked.name, &retracted.entry);
        let scan = match &retracted.entry.event {
            LedgerEvent::Noted { fact: Fact::Signed { file, .. }, .. } => Some(file),
            _ => None,
        };
        let more = html! {
            p { (told(&event)) }
            @if let Some(file) = scan { p { (visible(&fill(&words.scan_stays, &[("file", file)]))) } }
        };
        Ok(after(asked, notice("made", &words.done, &more)))
    })
    .await
}

/// What would be taken back, and the question; `is_other` when it is not what somebody meant before.
fn question(asked: &AskedPartner<'_>, is_other: bool) -> Markup {
    let last = match last_said(&asked.desk.workspace, asked.id) {
        Ok(last) => last,
        Err(problem) => return page(asked, &impossible(asked, problem)),
    };
    let words = &asked.spoken.words.undo;
    let LastSaid { mark, on, fact, entry } = &last;
    let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
    let event = fact_event(asked.spoken, &asked.name, about, fact);
    page(
        asked,
        &html! {
            @if is_other {
                section.notice.outdated tabindex="-1" autofocus data-focus { h2 { (sign("outdated")) (words.other) } }
            }
            blockquote.told {
                p.faint { (asked.spoken.day(*on)) }
                p { (told(&event)) }
            }
            p { (words.text) }
            form method="post" action={ "/partners/" (asked.id) "/undo" } {
                input type="hidden" name="mark" value=(mark);
                div.buttons {
                    button.main type="submit" { (words.yes) }
                    a.button.quiet href={ "/partners/" (asked.id) } { (words.no) }
                }
            }
        },
    )
}

/// Why nothing can be taken back.
fn impossible(asked: &AskedPartner<'_>, problem: Diagnostic) -> Markup {
    html! {
        section.notice.kept tabindex="-1" autofocus data-focus aria-labelledby="told" {
            h2 id="told" { (sign("kept")) (asked.spoken.words.undo.nothing) }
            (problem_list(asked.spoken, &problem.into()))
        }
    }
}

fn page(asked: &AskedPartner<'_>, content: &Markup) -> Markup {
    let title = &asked.spoken.words.undo.title;
    let content = html! {
        div.narrow {
            nav.back { a href={ "/partners/" (asked.id) } { "← " (visible(&asked.name)) } }
            h1 { (title) }
            p.under { (visible(&asked.name)) }
            (content)
        }
    };
    let title = format!("{title} – {}", asked.name);
    shell(asked.desk, asked.spoken, CurrentPage::Partners, &title, &content)
}
