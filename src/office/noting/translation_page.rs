//! Texts in two languages side by side, and that somebody has looked at them.

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::shared::partner_request::AskedPartner;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::fact_page::{framed, send_buttons};
use super::noted_notice::{after, notice};
use crate::checking::{TextInTwo, texts_to_look_at};
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostics, codes};
use crate::digest::Digest;
use crate::noting::{NotableFact, note_compared};
use crate::workers;

/// The texts that nobody has looked at, to be read; `has_changed` when they are others than somebody has read.
pub fn translation_page(asked: &AskedPartner<'_>, has_changed: bool) -> Markup {
    let words = &asked.spoken.words.note;
    let content = match texts(asked) {
        Ok(texts) if texts.is_empty() => html! { p.large { (words.no_texts) } },
        Ok(texts) => html! {
            @if has_changed {
                section.notice.outdated tabindex="-1" autofocus data-focus { h2 { (sign("outdated")) (words.texts_changed) } }
            }
            form.note.wide method="post" action={ "/partners/" (asked.id) "/note/" (NotableFact::CheckedTranslation.name()) } {
                input type="hidden" name="read" value=(mark(&texts));
                @for text in &texts { (side_by_side(asked, text)) }
                (send_buttons(asked, &words.both_say))
            }
        },
        Err(found) if found.iter().all(|one| one.code == codes::NOTHING_TO_DO) => {
            html! { p.large { (words.not_in_two) } }
        }
        Err(found) => html! { div.notice.stopped { (problem_list(asked.spoken, &found)) } },
    };
    framed(asked, NotableFact::CheckedTranslation, &content)
}

/// Notes that the texts were looked at that somebody was shown.
pub fn compares(asked: &AskedPartner<'_>, read: &str) -> Response {
    let words = &asked.spoken.words.note;
    let texts = match texts(asked) {
        Ok(texts) if !texts.is_empty() && mark(&texts) == read => texts,
        _ => return translation_page(asked, true).into_response(),
    };
    let number = texts.len();
    let noted = texts.into_iter().map(|text| text.noted).collect();
    let told = match note_compared(&asked.desk.workspace, asked.id, noted) {
        Ok(()) => {
            let text = asked.spoken.counted(&words.texts_noted, number);
            notice("made", &words.noted, &html! { p { (text) "." } })
        }
        Err(problem) => notice("stopped", &words.wrong, &problem_list(asked.spoken, &problem.into())),
    };
    after(asked, told)
}

/// The texts, on a thread with room enough for documents.
fn texts(asked: &AskedPartner<'_>) -> Result<Vec<TextInTwo>, Diagnostics> {
    let project = &asked.snapshot.project;
    let look = |(): &()| texts_to_look_at(project, asked.id, asked.snapshot.day);
    let piece = workers::run(1, &[()], || false, look).map_err(Diagnostics::from)?.pop();
    piece.and_then(|piece| piece.done().ok()).unwrap_or_else(|| Err(Diagnostics::new()))
}

/// By what texts are known again.
fn mark(texts: &[TextInTwo]) -> String {
    let all = texts.iter().fold(Digest::new().and("texts"), |all, text| all.and(&text.noted.hash));
    all.digits(16)
}

/// A text in its two languages.
fn side_by_side(asked: &AskedPartner<'_>, text: &TextInTwo) -> Markup {
    html! {
        section.in-two {
            h2 { code { (visible(&text.place)) } }
            div.two {
                @for (tag, words) in &text.versions {
                    div {
                        h3 { (asked.spoken.language(tag)) }
                        p.text lang=(tag) { (visible_lines(words)) }
                    }
                }
            }
        }
    }
}

/// A text with its lines, in which nothing is hidden.
fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}
