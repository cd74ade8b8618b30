//! What became of an email, as a person says it: the same as `resolve`.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::super::noting::noted_notice::{after, notice};
use super::super::shared::desk::Desk;
use super::super::shared::partner_request::about_partner;
use super::super::shared::pieces::document_name;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::settle_section::settled_name;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, codes};
use crate::history::read_ledger;
use crate::locale::fill;
use crate::noting::{settle, unsettled_mails};

/// What somebody says.
#[derive(Debug, Deserialize)]
pub struct SettleForm {
    mail: String,
    sent: SettleAnswer,
}

/// Whether an email was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettleAnswer {
    /// It was.
    Yes,
    /// It was not.
    No,
}

/// Notes whether an email was sent.
///
/// # Errors
/// A partner that there is not.
pub async fn settles(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SettleForm>,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| {
        let words = &asked.spoken.words.settle;
        let workspace = &asked.desk.workspace;
        let not_noted = |problem: Diagnostic| {
            let told = problem_list(asked.spoken, &problem.into());
            Ok(after(asked, notice("stopped", &asked.spoken.words.note.wrong, &told)))
        };
        let entries = match read_ledger(&workspace.ledger(asked.id)) {
            Ok(read) => read.entries,
            Err(problem) => return not_noted(problem),
        };
        let known = || Ok(after(asked, notice("kept", &words.known, &html! {})));
        let mails = unsettled_mails(&entries);
        let Some(mail) = mails.iter().find(|mail| settled_name(mail) == form.mail) else { return known() };
        let is_sent = form.sent == SettleAnswer::Yes;
        match settle(workspace, asked.id, &mail.document, &mail.occasion, is_sent) {
            Ok(_) => {
                let document = document_name(asked.spoken, &mail.document, &mail.occasion);
                let pattern = if is_sent { &words.done_sent } else { &words.done_not_sent };
                let title = visible(&fill(pattern, &[("document", &document)]));
                Ok(after(asked, notice("made", &title, &html! {})))
            }
            Err(problem) if problem.code == codes::NOT_IN_DOUBT => known(),
            Err(problem) => not_noted(problem),
        }
    })
    .await
}
