//! A question of the first run, with what was answered so far.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::{FieldProblem, Labelled, problem_of};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::first_run_questions::{AnswerKind, Answers, QUESTIONS, StartField, StartQuestion};
use super::option_lists::{OptionList, kinds};
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::workspace::ChosenFolder;

/// A question.
pub fn question_page(
    desk: &Desk,
    spoken: &Spoken,
    question: &StartQuestion,
    answers: &Answers,
    problems: &[FieldProblem],
) -> Markup {
    let words = &spoken.words.start;
    let at = QUESTIONS.iter().position(|one| one.name == question.name).unwrap_or_default();
    let (title, lead) = words.question(question.name);
    let progress =
        fill(&words.progress, &[("n", &(at + 1).to_string()), ("all", &QUESTIONS.len().to_string())]);
    let content = html! {
        div.narrow {
            @if at == 0 { (welcome(desk, spoken)) }
            p.step { (progress) }
            h1 { (title) }
            @if !lead.is_empty() { p.lead { (lead) } }
            @if !problems.is_empty() {
                div.notice.stopped data-focus tabindex="-1" role="alert" {
                    h2 { (words.look_again) }
                    ul.wrong-fields {
                        @for problem in problems {
                            li { a href={ "#" (problem.name) } { (words.label(problem.name).0) } }
                        }
                    }
                }
            }
            form.note method="post" action={ "/start/" (question.name) } novalidate {
                @for field in question.fields { (field_of(spoken, field, answers, problems)) }
                div.buttons {
                    button.main type="submit" { (words.go_on) }
                    @if at > 0 { button.quiet type="submit" name="back" value="1" { (words.back) } }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, title, &content)
}

/// What is about to begin, what lies in the folder, and the way to the example.
fn welcome(desk: &Desk, spoken: &Spoken) -> Markup {
    let words = &spoken.words.start;
    html! {
        section.welcome aria-label=(words.welcome) {
            p.large { b { (words.welcome) } }
            p { (words.welcome_text) }
            @if let ChosenFolder::Others(names, all) = ChosenFolder::at(desk.workspace.root()) {
                p.notice.outdated {
                    @let more = all.saturating_sub(names.len());
                    (words.others) " " b { (visible(&names.join(", "))) }
                    @if more > 0 { ", " (spoken.counted(&spoken.words.today.more, more)) }
                    ". " (words.others_stay)
                }
            }
            form method="post" action="/example" {
                button.link type="submit" { (words.example) }
            }
        }
    }
}

fn field_of(spoken: &Spoken, field: &StartField, answers: &Answers, problems: &[FieldProblem]) -> Markup {
    let words = &spoken.words.start;
    let (label, hint) = words.label(field.name);
    let label = match field.is_needed {
        true => label.to_owned(),
        false => format!("{label} {}", words.optional),
    };
    let text = answers.get(field.name).map(String::as_str);
    let problem = problem_of(problems, field.name);
    let invalid = problem.map(|_| "true");
    let hint = (!hint.is_empty()).then_some(hint);
    let id = field.name;
    let shown = text.map_or_else(|| suggested(spoken, field), str::to_owned);
    let needed = field.is_needed;
    let list = |options: &[(String, String)], described: &str| {
        OptionList { name: id, options, chosen: &shown, is_needed: needed, is_wrong: problem.is_some() }
            .shown(spoken, described)
    };
    Labelled { name: id, label: &label, hint, problem }.shown(&|described| {
        html! {
            @match field.kind {
                AnswerKind::Line => { input id=(id) name=(id) value=(shown) autocomplete=(completed(id)) required[needed] aria-describedby=(described) aria-invalid=[invalid]; }
                AnswerKind::Typed(kind) => { input id=(id) name=(id) type=(typed(kind)) inputmode=(kind) value=(shown) autocomplete=(completed(id)) required[needed] aria-describedby=(described) aria-invalid=[invalid]; }
                AnswerKind::Prose => { textarea id=(id) name=(id) rows="4" required[needed] aria-describedby=(described) aria-invalid=[invalid] { (shown) } }
                AnswerKind::Points => { textarea id=(id) name=(id) rows="4" required[needed] aria-describedby=(described) aria-invalid=[invalid] { (shown) } }
                AnswerKind::Country => { (list(&spoken.countries(), described)) }
                AnswerKind::Kind => { (list(&kinds(spoken), described)) }
                AnswerKind::Language => { (list(&spoken.document_languages(), described)) }
            }
        }
    })
}

/// What stands in a field before anybody has typed there.
fn suggested(spoken: &Spoken, field: &StartField) -> String {
    match field.name {
        "language" => spoken.tag.to_owned(),
        "fact_label" => spoken.words.start.fact_label.clone(),
        "fact_year" => crate::clock::today(&jiff::tz::TimeZone::system())
            .map(|day| day.year().to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// A field of an address takes `www.example.org` too, which a browser would refuse.
fn typed(kind: &str) -> &str {
    if kind == "url" { "text" } else { kind }
}

/// What a browser may fill in by itself.
fn completed(field: &str) -> &'static str {
    match field {
        "legal_name" => "organization",
        "street" => "street-address",
        "postal_code" => "postal-code",
        "city" => "address-level2",
        "given_name" => "given-name",
        "family_name" => "family-name",
        "position" => "organization-title",
        "email" => "email",
        "phone" => "tel",
        "website" => "url",
        _ => "off",
    }
}
