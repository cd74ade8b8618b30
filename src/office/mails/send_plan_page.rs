//! The plan before emails leave: who gets what from whom by which server, what is left out and why; and the question.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::email_plan::EmailPlan;
use super::sending_form::{SendingForm, SendingWay};
use crate::diagnostic::words::visible;
use crate::mail::PreparedMail;

/// How many partners are named beside the question.
const NAMED: usize = 12;

/// The plan, with what stands against it, and what can be done with it.
pub fn plan_page(
    desk: &Desk,
    spoken: &Spoken,
    form: &SendingForm,
    plan: &EmailPlan,
    is_stale: bool,
) -> Markup {
    let words = &spoken.words.sending;
    let mark = plan.mark();
    let title = match form.way {
        SendingWay::Partners => &words.plan,
        SendingWay::Drafts => &words.plan_drafts,
        SendingWay::Test => &words.plan_test,
    };
    let has_errors = plan.found.has_errors();
    let content = html! {
        nav.back { a href=(form.back()) { "← " (words.go_back) } }
        div.head { h1 { (title) } }
        @if is_stale {
            section.notice.outdated tabindex="-1" data-focus aria-labelledby="stale" {
                h2 id="stale" { (sign("outdated")) (words.stale) }
                p { (words.stale_hint) }
            }
        }
        @if has_errors || plan.mails.is_empty() {
            section.notice.stopped aria-labelledby="impossible" {
                h2 id="impossible" { (sign("stopped")) (words.impossible) }
                p { @if has_errors { (words.impossible_hint) } @else { (words.nothing_left) } }
                @if !plan.found.is_empty() { (problem_list(spoken, &plan.found)) }
            }
        } @else {
            (head(spoken, form, plan))
            @if !plan.found.is_empty() {
                details.notice.outdated {
                    summary { h2 { (sign("outdated")) (spoken.counted(&words.remarks, plan.found.iter().count())) } }
                    p { (words.remarks_hint) }
                    (problem_list(spoken, &plan.found))
                }
            }
            (table(spoken, plan))
            @if let Some(mark) = &mark { (actions(spoken, form, plan, mark)) }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, title, &content)
}

/// How many, from whom, by which server; and what keeps all of them here.
fn head(spoken: &Spoken, form: &SendingForm, plan: &EmailPlan) -> Markup {
    let words = &spoken.words.sending;
    let left = plan.all.saturating_sub(plan.mails.len());
    html! {
        dl.facts.mail {
            dt { (words.emails) }
            dd { (spoken.counted(&words.number, plan.mails.len())) @if left > 0 { ", " (spoken.counted(&words.later, left)) } }
            dt { (words.from) } dd { (visible(&plan.from())) }
            @if form.way == SendingWay::Test { dt { (words.test_to) } dd { (visible(&form.test_to)) } }
            @if plan.outbox.is_ok() { dt { (words.server) } dd { (visible(&plan.server())) } }
        }
        @match &plan.outbox {
            Err(found) => {
                section.notice.stopped aria-labelledby="no-account" {
                    h2 id="no-account" { (sign("stopped")) (words.no_account) }
                    p { (words.no_account_hint) }
                    (problem_list(spoken, found))
                }
            }
            Ok(_) if !plan.can_log_in => {
                section.notice.stopped aria-labelledby="no-password" {
                    h2 id="no-password" { (sign("stopped")) (words.locked) }
                    p { (words.locked_hint) }
                    p { (words.locked_ways) }
                }
            }
            Ok(_) => {}
        }
    }
}

fn table(spoken: &Spoken, plan: &EmailPlan) -> Markup {
    let (words, document) = (&spoken.words.sending, &spoken.words.document);
    let size = |mail: &PreparedMail| format!("{} kB", mail.bytes.len().div_ceil(1000));
    html! {
        table.plan {
            thead {
                tr {
                    th scope="col" { (spoken.words.overview.partner) }
                    th scope="col" { (document.to) }
                    th scope="col" { (document.subject) }
                    th scope="col" { (document.attached) }
                    th.number scope="col" { (words.size) }
                }
            }
            tbody {
                @for mail in &plan.mails {
                    tr {
                        th scope="row" {
                            a href={ "/partners/" (mail.partner) "/" (mail.stem) } { (visible(&mail.organisation)) }
                        }
                        td data-label=(document.to) { (visible(&mail.shown_to())) }
                        td data-label=(document.subject) { (visible(&mail.subject)) }
                        td data-label=(document.attached) { (visible(&mail.attachments.join(", "))) }
                        td.number data-label=(words.size) { (size(mail)) }
                    }
                }
            }
        }
    }
}

/// What can be done with the plan.
fn actions(spoken: &Spoken, form: &SendingForm, plan: &EmailPlan, mark: &str) -> Markup {
    let words = &spoken.words.sending;
    let number = plan.mails.len();
    let (word, hint) = match form.way {
        SendingWay::Partners => (spoken.counted(&words.ask, number), &words.ask_hint),
        SendingWay::Drafts => (spoken.counted(&words.put, number), &words.put_hint),
        SendingWay::Test => (spoken.counted(&words.test_now, number), &words.test_hint),
    };
    html! {
        form.onward method="post" action="/send/go" {
            (form.agreed_to(mark))
            p.hint { (hint) }
            button.main type="submit" { (word) }
        }
        @if form.way == SendingWay::Partners {
            details.other-way {
                summary { (words.test) }
                p.hint { (words.test_hint) }
                form.fields method="post" action="/send/plan" {
                    (form.carried())
                    input type="hidden" name="way" value="test";
                    div.field {
                        label for="test-to" { (words.test_to) }
                        input id="test-to" name="test_to" type="email" required value=(plan.from()) autocomplete="email";
                    }
                    @if number > 1 {
                        div.field {
                            label for="test-limit" { (words.test_limit) }
                            input id="test-limit" name="limit" type="number" min="1" max=(number) value="1" inputmode="numeric";
                        }
                    }
                    button type="submit" { (words.test_go) }
                }
            }
        }
    }
}

/// The question, as a step of its own.
pub fn question_page(desk: &Desk, spoken: &Spoken, form: &SendingForm, plan: &EmailPlan) -> Markup {
    let words = &spoken.words.sending;
    let number = plan.mails.len();
    let title = spoken.counted(&words.question, number);
    let document = spoken.words.document(&form.document);
    let content = html! {
        div.head { h1 { (title) } }
        section.question {
            dl.facts.mail {
                dt { (words.which) } dd { (document) }
                dt { (words.from) } dd { (visible(&plan.from())) }
                dt { (words.server) } dd { (visible(&plan.server())) }
                dt { (spoken.words.document.to) }
                dd {
                    ul {
                        @for mail in plan.mails.iter().take(NAMED) {
                            li { (visible(&mail.organisation)) ": " (visible(&mail.shown_to())) }
                        }
                        @if number > NAMED { li { (spoken.counted(&words.more, number - NAMED)) } }
                    }
                }
            }
            p { (words.question_hint) }
            form method="post" action="/send/go" {
                (form.agreed_to(&form.mark))
                input type="hidden" name="agreed" value="yes";
                div.buttons {
                    button.main type="submit" { (spoken.counted(&words.send_now, number)) }
                    a.button href=(form.back()) { (words.send_none) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &title, &content)
}
