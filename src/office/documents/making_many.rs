//! The making of all that is due, of the partners that the list shows: a look first, then the work.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::partner_rows::{PartnerRow, RowQuery, chosen};
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::super::shared::work_in_hand::{NewWork, WorkInHand, WorkKind, WorkOutcome};
use super::super::work::work_page::to_work;
use super::made_notice::MadeDocuments;
use super::made_table::made_result;
use super::making::made;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::Selection;
use crate::workspace::OUTPUT;
use crate::writing::{DocumentState, Report, outlook};

/// How many partners are named before one asks for all.
const NAMED: usize = 12;

/// Which partners, and whether it is to be counted what is due.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ManyQuery {
    count: String,
}

/// A look at what would be made.
///
/// # Errors
/// When the program has a mistake there.
pub async fn look(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<RowQuery>,
    Query(many): Query<ManyQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => page(desk, &spoken, &snapshot, &query, !many.count.is_empty()),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// Begins to make it.
///
/// # Errors
/// When there is no thread for it.
pub async fn make_many(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(query): Form<RowQuery>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        // A condition that is none is told before anything begins; a folder that cannot be read, by the work.
        if let Ok(snapshot) = desk.snapshot()
            && selected(desk, &spoken, &snapshot, &query).is_err()
        {
            return Ok(page(desk, &spoken, &snapshot, &query, false).into_response());
        }
        let plan =
            NewWork { kind: WorkKind::Making, what: query.address("", &[]), back: query.address("/", &[]) };
        let work = desk.begins(plan, move |desk, work| makes(desk, work, &spoken, &query))?;
        to_work(&work)
    })
    .await?
}

fn makes(desk: &Desk, work: &WorkInHand, spoken: &Spoken, query: &RowQuery) -> WorkOutcome {
    let told = |found: Diagnostics, folder: PathBuf| {
        let made = MadeDocuments { report: Report { found, ..Report::default() }, folder, is_behind: None };
        made_result(made, HashMap::new())
    };
    let folder = desk.workspace.root().join(OUTPUT);
    let snapshot = match desk.snapshot() {
        Ok(snapshot) => snapshot,
        Err(found) => return told(found, folder),
    };
    let selection = match selected(desk, spoken, &snapshot, query) {
        Ok((_, selection)) => selection,
        Err(found) => return told(found, folder),
    };
    let request = snapshot.request(selection, desk.jobs);
    let (made, _) = made(&desk.workspace, &snapshot, &request, Some(work), &());
    made_result(made, names(desk, &snapshot))
}

/// The names of all partners.
pub fn names(desk: &Desk, snapshot: &Snapshot) -> HashMap<String, String> {
    snapshot.rows(desk.jobs).iter().map(|row| (row.id.clone(), row.name.clone())).collect()
}

/// The partners that are meant, and what asks for their documents: for everything when none is left out.
///
/// # Errors
/// A condition on a field that there is none of.
fn selected<'s>(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &'s Snapshot,
    query: &RowQuery,
) -> Result<(Vec<&'s PartnerRow>, Selection), Diagnostics> {
    let rows = snapshot.rows(desk.jobs);
    let country = |code: &str| spoken.country(code).to_owned();
    let rows = chosen(&snapshot.project, rows, query, desk.jobs, country)?;
    let partners = match query.is_narrowed() {
        true => rows.iter().map(|row| row.id.clone()).collect(),
        false => Vec::new(),
    };
    Ok((rows, Selection { partners, ..Selection::default() }))
}

fn page(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, query: &RowQuery, is_counted: bool) -> Markup {
    let words = &spoken.words.many;
    let content = html! {
        nav.back { a href=(query.address("/", &[])) { "← " (spoken.words.partner.back) } }
        div.head { h1 { (words.title) } }
        @match selected(desk, spoken, snapshot, query) {
            Err(found) => { (problem_list(spoken, &found)) }
            Ok((rows, _)) if rows.is_empty() => { p.large { (spoken.words.overview.none) } }
            Ok((rows, selection)) => {
                section.work aria-label=(words.title) {
                    p.large { (spoken.counted(&spoken.words.overview.found, rows.len())) }
                    ul.names {
                        @for row in rows.iter().take(NAMED) { li { (visible(&row.name)) } }
                        @if rows.len() > NAMED { li.faint { (spoken.counted(&spoken.words.today.more, rows.len() - NAMED)) } }
                    }
                    div id="count" role="status" {
                        @if is_counted {
                            (counted(desk, spoken, snapshot, selection))
                        } @else {
                            @let address = query.address("/make", &[("count", "1")]);
                            p hx-get=(address) hx-trigger="load" hx-select="#count > *" hx-swap="outerHTML" {
                                span.waiting { a.without-script href=(address) { (words.count) } span.with-script { (words.counting) } }
                            }
                        }
                    }
                    p.hint { (words.hint) }
                    form.buttons method="post" action="/make" {
                        @for (name, value) in query.fields() { input type="hidden" name=(name) value=(value); }
                        button.main type="submit" { (words.make) }
                        a href=(query.address("/", &[])) { (words.cancel) }
                    }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}

/// How many documents of how many partners would be made, and what is in the way of others.
fn counted(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, selection: Selection) -> Markup {
    let words = &spoken.words.many;
    let (partners, _) = outlook(&snapshot.press(), &snapshot.request(selection, desk.jobs));
    let is = |states: &[DocumentState]| {
        let documents = partners.iter().flat_map(|one| &one.documents);
        documents.filter(|document| states.contains(&document.state)).count()
    };
    let due = is(&[DocumentState::Unmade, DocumentState::Outdated]);
    let (current, stopped) = (is(&[DocumentState::UpToDate]), is(&[DocumentState::Stopped]));
    let unread = partners.iter().filter(|one| one.documents.is_empty() && one.found.has_errors()).count();
    html! {
        ul.counts {
            li { (spoken.counted(&words.due, due)) }
            @if current > 0 { li { (spoken.counted(&words.current, current)) } }
            @if stopped > 0 { li.late { (spoken.counted(&words.stopped, stopped)) } }
            @if unread > 0 { li.late { (spoken.counted(&words.unread, unread)) } }
        }
    }
}
