//! The choice of emails: which one, and to which partners. Nothing is made ready yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::partner_rows::{PartnerRow, RowQuery, chosen};
use super::super::shared::pieces::{document_name, sign, state_class, state_words};
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::{Manner, Selection};
use crate::history::Standing;
use crate::rules::is_entry;
use crate::writing::{DocumentOutlook, DocumentState, outlook};

/// Which email somebody wants to send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EmailQuery {
    document: String,
}

/// An email that may be chosen, with the row of its partner.
struct ChoosableEmail<'r> {
    row: &'r PartnerRow,
    document: DocumentOutlook,
}

/// The choice of emails.
///
/// # Errors
/// When the program has a mistake there.
pub async fn send(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(email): Query<EmailQuery>,
    Query(query): Query<RowQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => page(desk, &spoken, &snapshot, &email.document, &query),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// The documents that are emails, by their names.
pub fn email_documents(snapshot: &Snapshot) -> BTreeSet<String> {
    let templates = snapshot.project.templates.readable();
    templates.filter(|template| template.is_email()).map(|template| template.document.clone()).collect()
}

/// Whether an entry for the calendar may go with an email.
fn has_entry(snapshot: &Snapshot, document: &str) -> bool {
    let mut templates =
        snapshot.project.templates.readable().filter(|template| template.document == document);
    templates.any(|template| template.may_be_attached().into_iter().any(is_entry))
}

fn page(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, asked: &str, query: &RowQuery) -> Markup {
    let words = &spoken.words.sending;
    let documents = email_documents(snapshot);
    let document = documents.get(asked).or(documents.first());
    let content = html! {
        nav.back { a href="/" { "← " (spoken.words.partner.back) } }
        div.head { div { h1 { (words.title) } p.under { (words.title_hint) } } }
        @match document {
            None => { p.large { (words.no_emails) } }
            Some(document) => {
                (choice_of_document(spoken, snapshot, desk, &documents, document, query))
                section id="choice" aria-labelledby="whom" {
                    @match emails(desk, spoken, snapshot, document, query) {
                        Ok(emails) => { (list(spoken, document, has_entry(snapshot, document), &emails)) }
                        Err(found) => { (problem_list(spoken, &found)) }
                    }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.title, &content)
}

/// Which email, and which partners are shown.
fn choice_of_document(
    spoken: &Spoken,
    snapshot: &Snapshot,
    desk: &Desk,
    documents: &BTreeSet<String>,
    document: &str,
    query: &RowQuery,
) -> Markup {
    let (words, overview) = (&spoken.words.sending, &spoken.words.overview);
    let codes: BTreeSet<&str> =
        snapshot.rows(desk.jobs).iter().filter_map(|row| row.country.as_deref()).collect();
    let mut countries: Vec<(&str, &str)> = codes.iter().map(|code| (spoken.country(code), *code)).collect();
    countries.sort_unstable();
    html! {
        form.filters method="get" action="/send" role="search" hx-get="/send" hx-target="#choice"
            hx-select="#choice" hx-swap="outerHTML" hx-push-url="true" hx-trigger="input delay:250ms, submit"
            hx-sync="this:replace" {
            div.field.grow {
                label for="document" { (words.which) }
                select id="document" name="document" {
                    @for one in documents {
                        option value=(one) selected[one == document] { (spoken.words.document(one)) }
                    }
                }
            }
            div.field.grow {
                label for="q" { (overview.search) }
                input id="q" name="q" type="search" value=(query.q) placeholder=(overview.search_hint)
                    autocomplete="off" maxlength="200";
            }
            div.field {
                label for="country" { (overview.country) }
                select id="country" name="country" {
                    option value="" { (overview.every) }
                    @for (name, code) in &countries {
                        option value=(code) selected[*code == query.country] { (visible(name)) }
                    }
                }
            }
            // What the list of partners was narrowed by besides.
            @if !query.phase.is_empty() { input type="hidden" name="phase" value=(query.phase); }
            @if !query.only.is_empty() { input type="hidden" name="only" value=(query.only); }
            div.field.buttons.without-script { button type="submit" { (overview.show) } }
        }
    }
}

/// The emails of a document, to the partners that are looked for.
fn emails<'s>(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &'s Snapshot,
    document: &str,
    query: &RowQuery,
) -> Result<Vec<ChoosableEmail<'s>>, Diagnostics> {
    let country = |code: &str| spoken.country(code).to_owned();
    let rows = chosen(&snapshot.project, snapshot.rows(desk.jobs), query, desk.jobs, country)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let selection = Selection {
        documents: vec![document.to_owned()],
        partners: rows.iter().map(|row| row.id.clone()).collect(),
        ..Selection::default()
    };
    let (outlooks, _) = outlook(&snapshot.press(), &snapshot.request(selection, desk.jobs));
    let of = |row: &'s PartnerRow| {
        let own = outlooks.iter().filter(|one| one.partner == row.id).flat_map(|one| &one.documents);
        own.map(|document| ChoosableEmail { row, document: document.clone() }).collect::<Vec<_>>()
    };
    Ok(rows.into_iter().flat_map(of).collect())
}

/// Whether an email is ready to leave.
pub fn is_ready(document: &DocumentOutlook) -> bool {
    document.state == DocumentState::UpToDate && matches!(document.standing, Standing::Open { .. })
}

fn list(spoken: &Spoken, document: &str, has_entry: bool, emails: &[ChoosableEmail<'_>]) -> Markup {
    let words = &spoken.words.sending;
    let (ready, others): (Vec<_>, Vec<_>) = emails.iter().partition(|email| is_ready(&email.document));
    let mut told: BTreeSet<&str> = BTreeSet::new();
    html! {
        h2 id="whom" { (words.whom) }
        @if ready.is_empty() {
            p.large { (words.none_ready) }
        } @else {
            form.choice method="post" action="/send/plan" {
                input type="hidden" name="document" value=(document);
                fieldset.picks {
                    legend { (spoken.counted(&words.ready, ready.len())) }
                    label.pick.all.with-script { input type="checkbox" checked data-all="partner"; span { (words.all) } }
                    @for email in &ready {
                        // A partner with several meetings is one to choose.
                        @if told.insert(&email.row.id) { (pick(spoken, email)) }
                    }
                }
                div.fields {
                    div.field {
                        label for="limit" { (words.limit) }
                        input id="limit" name="limit" type="number" min="1" max="100000" inputmode="numeric" aria-describedby="limit-hint";
                        p.hint id="limit-hint" { (words.limit_hint) }
                    }
                    @if has_entry { (calendar(spoken)) }
                }
                p.hint { (words.plan_hint) }
                div.buttons {
                    button.main type="submit" name="way" value="partners" { (words.to_plan) }
                    button type="submit" name="way" value="drafts" { (words.to_drafts) }
                }
            }
        }
        @if !others.is_empty() {
            details.others open[ready.is_empty()] {
                summary { (spoken.counted(&words.not_ready, others.len())) }
                ul.plain-rows {
                    @for email in &others {
                        @let class = state_class(&email.document);
                        li {
                            a href=(address(email)) { (visible(&email.row.name)) }
                            " " span class={ "state " (class) } { (sign(class)) (state_words(spoken, &email.document)) }
                        }
                    }
                }
                p.hint { (words.not_ready_hint) }
            }
        }
    }
}

/// The page of an email.
fn address(email: &ChoosableEmail<'_>) -> String {
    format!("/partners/{}/{}", email.row.id, email.document.edition.stem(&Manner::USUAL))
}

fn pick(spoken: &Spoken, email: &ChoosableEmail<'_>) -> Markup {
    let edition = &email.document.edition;
    let place: Vec<&str> = email
        .row
        .city
        .as_deref()
        .into_iter()
        .chain(email.row.country.as_deref().map(|code| spoken.country(code)))
        .collect();
    html! {
        div.pick {
            label {
                input type="checkbox" name="partner" value=(email.row.id) checked;
                span {
                    (visible(&email.row.name))
                    span.under { (visible(&place.join(", "))) }
                }
            }
            a href=(address(email)) {
                (spoken.words.sending.look)
                span.hidden { ": " (visible(&email.row.name)) ", " (document_name(spoken, &edition.document, &edition.occasion)) }
            }
        }
    }
}

/// What becomes of the entry for the calendar.
fn calendar(spoken: &Spoken) -> Markup {
    let words = &spoken.words.sending;
    let kinds = [
        ("", &words.calendar_file),
        ("invite", &words.calendar_invite),
        ("update", &words.calendar_update),
        ("cancel", &words.calendar_cancel),
    ];
    html! {
        div.field {
            label for="calendar" { (words.calendar) }
            select id="calendar" name="calendar" {
                @for (value, word) in kinds { option value=(value) { (word) } }
            }
        }
    }
}
