//! The steps before emails leave: the plan, the question, the yes.
//!
//! **What was agreed to is what is sent.** The form carries a mark of the plan that somebody has seen. Whoever says yes
//! to a plan that is another one by now gets the new plan, and nothing of it is sent.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::{Spoken, wanted};
use super::super::work::work_page::to_work;
use super::email_plan::EmailPlan;
use super::send_page::email_documents;
use super::send_plan_page::{plan_page, question_page};
use super::send_work::begin_sending;
use super::sending_form::{SendingForm, SendingWay};
use crate::diagnostic::words::visible;
use crate::locale::fill;

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
