//! What a good first email needs is asked, saved, and the email made: the way from a new partner to the email that can leave.

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::documents::making::made;
use super::super::shared::desk::Desk;
use super::super::shared::form_fields::FieldProblem;
use super::super::shared::partner_request::{AskedPartner, about_partner};
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::selection_of;
use super::super::shared::snapshot::Snapshot;
use super::first_email_form::{FirstEmailPage, first_email_page};
use super::first_email_text::{FirstEmailFacts, language_of};
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::due::{Manner, Selection, Task, tasks};
use crate::editing::{SaveResult, save};
use crate::history::WritingBan;
use crate::project::LoadedPartner;
use crate::schema::{PARTNER, Shape};
use crate::template::Kind;
use crate::workspace::PARTNERS;
use crate::yaml::edit::changed;

/// Whether the partner was added just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FirstEmailQuery {
    new: String,
}

/// The form.
///
/// # Errors
/// A partner that there is not.
pub async fn first_email(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Query(query): Query<FirstEmailQuery>,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| {
        let loaded = match asked.snapshot.project.load(asked.id) {
            Ok(loaded) => loaded,
            Err(found) => return Ok(unread_page(asked.desk, asked.spoken, &found).into_response()),
        };
        let language = language_of(asked.snapshot, &loaded);
        let facts = FirstEmailFacts::of(&loaded, &language);
        let read = mark(&loaded);
        let page = FirstEmailPage {
            language: &language,
            read: &read,
            facts: &facts,
            problems: &[],
            found: Diagnostics::new(),
            told: None,
            is_new: !query.new.is_empty(),
            ban: ban(asked, &loaded, facts.text("email")),
        };
        Ok(first_email_page(asked, &page).into_response())
    })
    .await
}

/// Saves what was said, makes the email, and leads to it.
///
/// # Errors
/// A partner that there is not.
pub async fn take_facts(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| Ok(taken(asked, &fields))).await
}

fn taken(asked: &AskedPartner<'_>, fields: &[(String, String)]) -> Response {
    let loaded = match asked.snapshot.project.load(asked.id) {
        Ok(loaded) => loaded,
        Err(found) => return unread_page(asked.desk, asked.spoken, &found).into_response(),
    };
    let language = language_of(asked.snapshot, &loaded);
    let facts = FirstEmailFacts::said(fields);
    let now = mark(&loaded);
    let read = fields.iter().find(|(name, _)| name == "read").map_or("", |(_, text)| text);
    let again = |problems: &[FieldProblem], found: Diagnostics, told: Option<&str>| {
        let page = FirstEmailPage {
            language: &language,
            read: &now,
            facts: &facts,
            problems,
            found,
            told,
            is_new: false,
            ban: ban(asked, &loaded, facts.text("email")),
        };
        first_email_page(asked, &page).into_response()
    };
    let problems = facts.problems(asked.spoken);
    if !problems.is_empty() {
        return again(&problems, Diagnostics::new(), None);
    }
    let words = &asked.spoken.words.first_email;
    let file = &loaded.partner.file;
    if read != now {
        return again(&[], Diagnostics::new(), Some(&words.meanwhile));
    }
    let changes = facts.changes(&loaded, &language);
    let Some(text) = changed(&loaded.partner.file, &changes, &Shape::of(&PARTNER)) else {
        return again(&[], Diagnostics::new(), Some(&words.not_changed));
    };
    let name = format!("{PARTNERS}/{}.yaml", asked.id);
    match save(&asked.desk.workspace, &name, Some(file.text()), Some(&text)) {
        Ok(SaveResult::Saved(_) | SaveResult::Same) => {}
        Ok(SaveResult::ChangedMeanwhile) => return again(&[], Diagnostics::new(), Some(&words.meanwhile)),
        Err(problem) => return again(&[], problem.into(), None),
    }
    let Ok(now) = asked.desk.snapshot() else {
        return Redirect::to(&format!("/partners/{}", asked.id)).into_response();
    };
    Redirect::to(&made_email(asked, &now)).into_response()
}

/// Makes the first email, when it can be made; gives the address of its page, else of the partner's.
fn made_email(asked: &AskedPartner<'_>, snapshot: &Snapshot) -> String {
    let own = format!("/partners/{}", asked.id);
    let Ok(loaded) = snapshot.project.load(asked.id) else { return own };
    let Some(task) = first_task(snapshot, &loaded) else { return own };
    let desk = asked.desk;
    if desk.works.that_writes().is_none() {
        let request = snapshot.request(selection_of(asked.id, &task.edition), desk.jobs);
        // What keeps it from being made is told on its page.
        drop(made(&desk.workspace, snapshot, &request, None, &()));
    }
    format!("{own}/{}", task.stem(&Manner::USUAL))
}

/// The first email of a partner, the first of several.
fn first_task(snapshot: &Snapshot, loaded: &LoadedPartner) -> Option<Task> {
    let project = &snapshot.project;
    let documents = project.templates.of_kind(Kind::FirstContact).into_iter().map(str::to_owned);
    let selection = Selection {
        documents: documents.collect(),
        partners: vec![loaded.id.clone()],
        ..Selection::default()
    };
    let partnership = project.partnership(loaded, snapshot.day);
    tasks(project, &selection, &partnership, &mut Diagnostics::new()).into_iter().next()
}

/// Why nobody may write to an address as to a contact of the partner, if so.
fn ban(asked: &AskedPartner<'_>, loaded: &LoadedPartner, email: &str) -> Option<WritingBan> {
    let (history, _) = asked.snapshot.project.known_history();
    history.ban_of_contact(asked.id, &loaded.partner.model, email)
}

/// What tells the text of the partner's file from another one.
fn mark(loaded: &LoadedPartner) -> String {
    Digest::new().and(loaded.partner.file.text()).digits(32)
}
