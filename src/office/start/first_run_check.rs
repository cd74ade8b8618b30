//! Everything that was answered, once more; then it is written, exactly as it was shown.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::first_run_questions::{AnswerKind, Answers, CHECK, QUESTIONS, StartField};
use super::first_run_text::{institution_text, value};
use super::option_lists::kinds;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::visible;
use crate::digest::Digest;
use crate::workspace::{FileOutcome, INSTITUTION};

/// What tells one text from another.
fn mark(text: &str) -> String {
    Digest::new().and(text).digits(32)
}

/// Why nothing was written.
pub enum Unwritten {
    /// Something else was answered meanwhile.
    Another,
    /// The folder does not take it.
    Failed(Diagnostic),
}

/// All answers, and the question.
pub fn check_page(desk: &Desk, spoken: &Spoken, answers: &Answers, unwritten: Option<&Unwritten>) -> Markup {
    let words = &spoken.words.start;
    let text = institution_text(answers);
    let folder = desk.workspace.root();
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let content = html! {
        div.narrow {
            h1 { (words.check) }
            p.lead { (words.check_lead) }
            @match unwritten {
                None => {}
                Some(Unwritten::Another) => {
                    div.notice.outdated data-focus tabindex="-1" role="alert" { h2 { (words.another) } p { (words.another_hint) } }
                }
                Some(Unwritten::Failed(problem)) => {
                    div.notice.stopped data-focus tabindex="-1" role="alert" {
                        h2 { (words.failed) }
                        (problem_list(spoken, &problem.clone().into()))
                    }
                }
            }
            @for question in QUESTIONS {
                section.answers aria-labelledby={ "of-" (question.name) } {
                    div.section-head {
                        h2 id={ "of-" (question.name) } { (words.question(question.name).0) }
                        a href={ "/start/" (question.name) } { (words.change) span.hidden { ": " (words.question(question.name).0) } }
                    }
                    dl.facts {
                        @for field in question.fields {
                            @if let Some(shown) = in_words(spoken, field, answers) {
                                div {
                                    dt { (words.label(field.name).0) }
                                    dd { @for line in shown.lines() { span.line { (visible(line)) } } }
                                }
                            }
                        }
                    }
                }
            }
            details.shown-file {
                summary { (words.file) }
                p.hint { (visible(&folder.join(INSTITUTION).display().to_string())) }
                pre tabindex="0" { code { (visible_lines(&text)) } }
            }
            form.note method="post" action={ "/start/" (CHECK) } {
                input type="hidden" name="shown" value=(mark(&text));
                div.buttons { button.main type="submit" { (words.write) } }
                p.hint { (words.write_hint) }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.check, &content)
}

/// A text of several lines, each with what nobody sees made visible.
fn visible_lines(text: &str) -> Markup {
    html! { @for line in text.lines() { (visible(line)) "\n" } }
}

/// An answer as somebody reads it.
fn in_words(spoken: &Spoken, field: &StartField, answers: &Answers) -> Option<String> {
    let value = value(field, answers)?;
    let text = match value.as_array() {
        Some(points) => {
            let points = points.iter().filter_map(|point| point.as_str());
            points.map(|point| format!("• {point}")).collect::<Vec<_>>().join("\n")
        }
        None => value.as_str()?.to_owned(),
    };
    Some(match field.kind {
        AnswerKind::Country => spoken.country(&text).to_owned(),
        AnswerKind::Language => spoken.language(&text).to_owned(),
        AnswerKind::Kind => {
            kinds(spoken).into_iter().find(|(kind, _)| *kind == text).map_or(text, |(_, name)| name)
        }
        _ => text,
    })
}

/// Writes what was shown; when it would be something else by now, that is shown. Never over a file.
pub fn written(desk: &Desk, spoken: &Spoken, answers: &Answers, shown: &str) -> Response {
    let again = |why: Unwritten| check_page(desk, spoken, answers, Some(&why)).into_response();
    let text = institution_text(answers);
    if mark(&text) != shown {
        return again(Unwritten::Another);
    }
    match desk.workspace.write_new(INSTITUTION, text.as_bytes()) {
        Ok(FileOutcome::New) => {
            // Without the schema the file is right all the same; an editor explains less.
            drop(desk.workspace.write_schemas());
            Redirect::to("/profile?new=1").into_response()
        }
        // Somebody was faster; theirs stays, and is shown.
        Ok(FileOutcome::Kept) => Redirect::to("/").into_response(),
        Err(problem) => again(Unwritten::Failed(problem)),
    }
}
