//! The first page: all partners, with how their documents stand.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::page_words::OverviewWords;
use super::super::shared::partner_rows::{PartnerRow, RowQuery, chosen};
use super::super::shared::pieces::{edition_name, said, sign, state_class, state_words};
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::super::work::work_page::work_notes;
use super::filter_form::filter_form;
use super::today_section::today_section;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::{Manner, Selection};
use crate::locale::fill;
use crate::writing::{PartnerDocuments, outlook};

/// How many partners stand on a page of the list.
const ROWS: usize = 40;

/// The part of the rows that is shown.
struct Shown<'r> {
    rows: Vec<&'r PartnerRow>,
    /// How many partners are like what is looked for.
    all: usize,
    /// Which page of the list it is, from 1, and how many there are.
    page: usize,
    pages: usize,
    outlooks: Vec<PartnerDocuments>,
}

/// All partners.
///
/// # Errors
/// When the program has a mistake there.
pub async fn overview(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<RowQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => page(desk, &spoken, &snapshot, &query),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

fn page(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot, query: &RowQuery) -> Markup {
    let words = &spoken.words.overview;
    let rows = snapshot.rows(desk.jobs);
    let shown = shown(desk, spoken, snapshot, query);
    let content = html! {
        div.head {
            h1 { (words.title) }
            div.buttons {
                p.state hx-get="/parts/problems" hx-trigger="load" hx-swap="innerHTML" {
                    a href="/problems" { span.waiting { (words.looking) } }
                }
                @if !rows.is_empty() {
                    a.button href="/profile" { (words.our_page) }
                    a.button href="/new-partner" { (spoken.words.new_partner.link) }
                    a.button href="/import" { (spoken.words.import.begin) }
                    a.button.main href="/send" { (spoken.words.sending.title) }
                }
            }
        }
        (work_notes(desk, spoken))
        (today_section(spoken, snapshot, desk.jobs))
        @if rows.is_empty() {
            section.empty {
                p.large { (words.no_partner) }
                p { (words.no_partner_hint) }
                p.buttons {
                    a.button.main href="/new-partner" { (spoken.words.new_partner.link) }
                    a.button href="/import" { (spoken.words.import.begin) }
                    a.button href="/profile" { (words.our_page) }
                }
            }
        } @else {
            (filter_form(spoken, rows, query))
            section id="list" aria-label=(words.list) {
                @match &shown {
                    Ok(shown) => { (list(spoken, snapshot, shown, query)) }
                    Err(found) => { (problem_list(spoken, found)) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}

/// The rows of the page of the list that is looked at.
fn shown<'s>(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &'s Snapshot,
    query: &RowQuery,
) -> Result<Shown<'s>, Diagnostics> {
    let project = &snapshot.project;
    let rows = snapshot.rows(desk.jobs);
    let country = |code: &str| spoken.country(code).to_owned();
    let mut rows = chosen(project, rows, query, desk.jobs, country)?;
    let all = rows.len();
    let pages = all.div_ceil(ROWS).max(1);
    let page = query.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    rows = rows.into_iter().skip((page - 1) * ROWS).take(ROWS).collect();
    let partners: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let outlooks = match partners.is_empty() {
        true => Vec::new(),
        false => {
            let selection = Selection { partners, ..Selection::default() };
            outlook(&snapshot.press(), &snapshot.request(selection, desk.jobs)).0
        }
    };
    Ok(Shown { rows, all, page, pages, outlooks })
}

fn list(spoken: &Spoken, snapshot: &Snapshot, shown: &Shown<'_>, query: &RowQuery) -> Markup {
    let words = &spoken.words.overview;
    let first = (shown.page - 1) * ROWS + 1;
    let last = first + shown.rows.len().saturating_sub(1);
    let part = fill(
        &words.shown,
        &[("from", &first.to_string()), ("to", &last.to_string()), ("all", &shown.all.to_string())],
    );
    html! {
        div.list-head {
            p.count role="status" {
                (spoken.counted(&words.found, shown.all))
                @if shown.pages > 1 { " · " (part) }
            }
            @if !shown.rows.is_empty() {
                div.buttons {
                    a.button href=(query.address("/make", &[])) { (spoken.words.many.link) }
                    a.button href=(query.address("/fair", &[])) { (spoken.words.fair.link) }
                }
            }
        }
        @if shown.rows.is_empty() {
            p.large { (words.none) }
        } @else {
            table.partners {
                thead {
                    tr {
                        th scope="col" { (words.partner) }
                        th scope="col" { (words.phase) }
                        th scope="col" { (words.last_contact) }
                        th scope="col" { (words.next_action) }
                        th scope="col" { (words.documents) }
                    }
                }
                tbody { @for row in &shown.rows { (row_of(spoken, snapshot, row, &shown.outlooks)) } }
            }
            (pager(words, shown, query))
            p.save-table {
                a href=(query.address("/partners.xlsx", &[])) download="partners.xlsx" { (words.save_table) }
            }
        }
    }
}

fn row_of(spoken: &Spoken, snapshot: &Snapshot, row: &PartnerRow, outlooks: &[PartnerDocuments]) -> Markup {
    let words = &spoken.words.overview;
    let outlook = outlooks.iter().find(|outlook| outlook.partner == row.id);
    let place: Vec<&str> = row
        .city
        .as_deref()
        .into_iter()
        .chain(row.country.as_deref().map(|code| spoken.country(code)))
        .collect();
    let kind = row.kind.map(|kind| spoken.words.kind(kind));
    let address = format!("/partners/{}", row.id);
    html! {
        tr {
            th scope="row" {
                a.name href=(address) { (visible(&row.name)) }
                span.under {
                    @if let Some(kind) = kind {
                        (kind) @if !place.is_empty() { " · " (visible(&place.join(", "))) }
                    } @else {
                        (words.unreadable)
                    }
                }
            }
            td data-label=(words.phase) { @if let Some(phase) = row.phase { span.phase { (spoken.words.phase(phase)) } } }
            td data-label=(words.last_contact) {
                @match row.last_contact {
                    Some(day) => { time datetime=(day) { (spoken.day(day)) } }
                    None => { span.faint { (words.never) } }
                }
            }
            td.action data-label=(words.next_action) {
                @if let Some((action, due)) = &row.next_action {
                    span { (visible(&said(spoken, action))) }
                        span.under {
                            time.late[*due < snapshot.day] datetime=(due) { (spoken.day(*due)) }
                        }
                }
            }
            td.states data-label=(words.documents) {
                @if let Some(outlook) = outlook { (chips(spoken, &address, outlook)) }
            }
        }
    }
}

/// The documents of a partner, each with how it stands.
fn chips(spoken: &Spoken, address: &str, outlook: &PartnerDocuments) -> Markup {
    html! {
        ul.chips {
            @for document in &outlook.documents {
                @let stem = document.edition.stem(&Manner::USUAL);
                @let name = edition_name(spoken, &document.edition, Some(document.edition.language()));
                @let class = if document.is_edited && state_class(document) != "stopped" { "edited" } else { state_class(document) };
                @let state = if document.is_edited { &spoken.words.states.edited } else { &state_words(spoken, document) };
                li {
                    a class={ "chip " (class) } href={ (address) "#" (stem) } title={ (name) ": " (state) } {
                        (sign(class)) (name) span.hidden { ": " (state) }
                    }
                }
            }
        }
    }
}

/// The way to the other pages of the list.
fn pager(words: &OverviewWords, shown: &Shown<'_>, query: &RowQuery) -> Markup {
    let address = |page: usize| query.address("/", &[("page", &page.to_string())]);
    html! {
        @if shown.pages > 1 {
            nav.pager aria-label=(words.pages) {
                @if shown.page > 1 { a rel="prev" href=(address(shown.page - 1)) { "← " (words.previous) } }
                span { (shown.page) " / " (shown.pages) }
                @if shown.page < shown.pages { a rel="next" href=(address(shown.page + 1)) { (words.next) " →" } }
            }
        }
    }
}
