//! The plan before emails leave: who gets what from whom by which server, what is left out and why; and the question.
//!
//! **What was agreed to is what is sent.** The form carries a mark of the plan that somebody has seen. Whoever says yes
//! to a plan that is another one by now gets the new plan, and nothing of it is sent.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::desk::Desk;
use super::pieces::sign;
use super::problem_list::problem_list;
use super::problems_page::unread_page;
use super::refusal::Refusal;
use super::send_page::email_documents;
use super::send_work::begin_sending;
use super::sending_form::{SendingForm, SendingWay};
use super::shell::{CurrentPage, shell};
use super::snapshot::Snapshot;
use super::spoken::{Spoken, wanted};
use super::work_page::to_work;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::email_address::shown;
use crate::history::WorkspaceHistory;
use crate::locale::fill;
use crate::mail::account::needs_no_typing;
use crate::mail::{self, Outbox, PreparedMail};

/// Emails that were made ready, and where they are to go.
pub struct EmailPlan {
    /// The emails.
    pub mails: Vec<PreparedMail>,
    /// What was known of everybody.
    pub history: Option<WorkspaceHistory>,
    /// Where they go.
    pub outbox: Result<Outbox, Diagnostics>,
    /// Problems and remarks.
    found: Diagnostics,
    /// How many could leave, without the limit.
    all: usize,
    /// Whether nobody has to type a password any more.
    can_log_in: bool,
}

impl EmailPlan {
    /// Makes ready what somebody asks for.
    fn of(desk: &Desk, snapshot: &Snapshot, form: &SendingForm) -> Self {
        let prepared = mail::prepare(&snapshot.project, &form.request(snapshot, desk.jobs));
        let mut mails = prepared.mails;
        let all = mails.len();
        mails.truncate(form.most().ok().flatten().unwrap_or(usize::MAX));
        let outbox = Outbox::of(&snapshot.project, form.way == SendingWay::Drafts);
        let needs_nothing = outbox.as_ref().is_ok_and(|outbox| needs_no_typing(&outbox.account));
        let can_log_in = desk.secret().is_some() || needs_nothing;
        Self { mails, history: prepared.history, outbox, found: prepared.found, all, can_log_in }
    }

    /// What tells it from every other plan; none when nothing can be sent.
    fn mark(&self) -> Option<String> {
        let outbox = self.outbox.as_ref().ok()?;
        let is_possible = !self.found.has_errors() && !self.mails.is_empty() && self.can_log_in;
        is_possible.then(|| outbox.plan(&self.mails).mark())
    }

    fn from(&self) -> String {
        self.mails.first().map_or_else(String::new, |mail| shown(mail.from.as_ref()).into_owned())
    }

    fn server(&self) -> String {
        self.outbox.as_ref().map(|outbox| outbox.server.shown()).unwrap_or_default()
    }
}

/// The plan of one email, asked for on its page.
///
/// # Errors
/// What there is not.
pub async fn plan_by_link(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    answer(&desk, &headers, SendingForm { mark: String::new(), is_agreed: false, ..SendingForm::from(pairs) })
        .await
}

/// The plan of the emails that somebody chose.
///
/// # Errors
/// What there is not.
pub async fn plan(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    answer(&desk, &headers, SendingForm { mark: String::new(), is_agreed: false, ..SendingForm::from(pairs) })
        .await
}

/// Asks once more, and then sends; only what the plan said.
///
/// # Errors
/// What there is not.
pub async fn go(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let mut form = SendingForm::from(pairs);
    if form.mark.is_empty() {
        // A form without a plan: whoever made it has seen none.
        form.is_agreed = false;
    }
    answer(&desk, &headers, form).await
}

async fn answer(desk: &Arc<Desk>, headers: &HeaderMap, form: SendingForm) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found).into_response()),
        };
        let is_known = |id: &String| snapshot.project.ids.contains(id);
        let speaks =
            form.lang.is_empty() || snapshot.project.templates.spoken().contains(&form.lang.as_str());
        if !email_documents(&snapshot).contains(&form.document) || !speaks {
            return Err(Refusal::NoSuchPage);
        }
        // Of a file that is gone nothing is sent; the plan of the others is another one then.
        let form = SendingForm {
            partners: form.partners.iter().filter(|id| is_known(id)).cloned().collect(),
            ..form
        };
        if form.partners.is_empty() || !form.has_address() || form.most().is_err() {
            return Ok(incomplete(desk, &spoken, &form).into_response());
        }
        let plan = EmailPlan::of(desk, &snapshot, &form);
        let mark = plan.mark();
        let is_as_seen = mark.as_ref() == Some(&form.mark);
        let needs_question = form.way == SendingWay::Partners;
        if !is_as_seen {
            let is_stale = !form.mark.is_empty();
            return Ok(plan_page(desk, &spoken, &form, &plan, is_stale).into_response());
        }
        if needs_question && !form.is_agreed {
            return Ok(question_page(desk, &spoken, &form, &plan).into_response());
        }
        to_work(&*begin_sending(desk, &form, plan)?)
    })
    .await?
}

/// That something is missing in the form.
fn incomplete(desk: &Desk, spoken: &Spoken, form: &SendingForm) -> Markup {
    let words = &spoken.words.sending;
    let what = match () {
        () if form.partners.is_empty() => words.nobody_chosen.clone(),
        () if !form.has_address() => fill(&words.no_address, &[("address", &visible(&form.test_to))]),
        () => fill(&words.no_number, &[("text", &visible(&form.limit))]),
    };
    let content = html! {
        div.head { h1 { (words.incomplete) } }
        section.notice.stopped tabindex="-1" data-focus { p { (what) } }
        p { a.button href=(form.back()) { (words.go_back) } }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.incomplete, &content)
}

fn plan_page(desk: &Desk, spoken: &Spoken, form: &SendingForm, plan: &EmailPlan, is_stale: bool) -> Markup {
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
                    h2 id="no-password" { (sign("stopped")) (words.no_password) }
                    p { (words.no_password_hint) }
                    p { (words.no_password_ways) }
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
fn question_page(desk: &Desk, spoken: &Spoken, form: &SendingForm, plan: &EmailPlan) -> Markup {
    let words = &spoken.words.sending;
    let number = plan.mails.len();
    let title = spoken.counted(&words.question, number);
    let document = spoken.words.document(&form.document);
    const NAMED: usize = 12;
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
                    button.main type="submit" { (spoken.counted(&words.yes, number)) }
                    a.button href=(form.back()) { (words.no) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &title, &content)
}
