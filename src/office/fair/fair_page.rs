//! The page of a pack for a fair: partners are filtered and picked, and what is asked of the one file is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::partner_rows::{PartnerRow, RowOrder, RowQuery, chosen};
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::fair_form::{FairForm, FairProblem};
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::pack::{MadePack, documents_with_pages, made_packs};
use crate::workspace::OUTPUT;

/// The name of a file that nobody has named.
const USUAL_NAME: &str = "fair";

/// Whether nobody is picked to begin with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PickQuery {
    none: String,
}

/// The page.
///
/// # Errors
/// When the program has a mistake there.
pub async fn fair(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<RowQuery>,
    Query(pick): Query<PickQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => {
            let documents = documents_with_pages(&snapshot.project);
            let name = name_of(&query);
            let form = FairForm::of(Vec::new(), documents.first().copied().unwrap_or_default(), &name);
            let shown = ShownFair { query: &query, form: &form, problems: &[] };
            fair_page(
                desk,
                &spoken,
                &snapshot,
                &shown,
                if pick.none.is_empty() { Picked::All } else { Picked::None },
            )
        }
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// What stands in the fields.
pub struct ShownFair<'f> {
    /// What the partners are narrowed by.
    pub query: &'f RowQuery,
    /// What is asked for.
    pub form: &'f FairForm,
    /// What is wrong with it.
    pub problems: &'f [FairProblem],
}

/// Which partners are picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// All that are shown.
    All,
    /// None.
    None,
    /// Those of the form.
    OfForm,
}

/// A name for the file: that of the fair by which the partners were chosen.
fn name_of(query: &RowQuery) -> String {
    let event = query.conditions().into_iter().find(|(key, _)| key == "event").map(|(_, event)| event);
    let is_plain = |event: &String| {
        !event.is_empty() && event.bytes().all(|one| one.is_ascii_alphanumeric() || one == b'-')
    };
    event.filter(is_plain).unwrap_or_else(|| USUAL_NAME.to_owned())
}

/// The page with what stands in its fields.
pub fn fair_page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    shown: &ShownFair<'_>,
    picked: Picked,
) -> Markup {
    let words = &spoken.words.fair;
    let rows = snapshot.rows(desk.jobs);
    let packs = made_packs(&desk.workspace.root().join(OUTPUT)).unwrap_or_default();
    let content = html! {
        nav.back { a href="/" { "← " (spoken.words.partner.back) } }
        div.head { div { h1 { (words.title) } p.under { (words.hint) } } }
        @if !shown.problems.is_empty() {
            section.notice.stopped tabindex="-1" data-focus aria-labelledby="told" {
                h2 id="told" { (words.problem) }
                ul.wrong {
                    @for problem in shown.problems {
                        li { a href={ "#" (field_of(*problem)) } { (problem.words(words)) } }
                    }
                }
            }
        }
        (filters(spoken, rows, shown.query))
        form.fair method="post" action="/fair" {
            (pick_list(desk, spoken, snapshot, shown, picked))
            (settings(spoken, snapshot, shown))
        }
        (earlier(spoken, &packs))
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}

/// The field that a problem is about.
fn field_of(problem: FairProblem) -> &'static str {
    match problem {
        FairProblem::NoPartner => "pick",
        FairProblem::NoDocument => "document",
        FairProblem::Bleed => "bleed",
        FairProblem::Name => "name",
    }
}

/// What the partners are narrowed by.
fn filters(spoken: &Spoken, rows: &[PartnerRow], query: &RowQuery) -> Markup {
    let words = &spoken.words.overview;
    let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.country.as_deref()).collect();
    let mut countries: Vec<(&str, &str)> = codes.iter().map(|code| (spoken.country(code), *code)).collect();
    countries.sort_unstable();
    html! {
        form.filters method="get" action="/fair" role="search" hx-get="/fair" hx-target="#pick" hx-select="#pick"
            hx-swap="outerHTML" hx-push-url="true" hx-trigger="input delay:250ms, submit" hx-sync="this:replace" {
            div.field.grow {
                label for="q" { (words.search) }
                input id="q" name="q" type="search" value=(query.q) placeholder=(words.search_hint)
                    autocomplete="off" maxlength="200";
            }
            div.field {
                label for="country" { (words.country) }
                select id="country" name="country" {
                    option value="" { (words.every) }
                    @for (name, code) in &countries {
                        option value=(code) selected[*code == query.country] { (visible(name)) }
                    }
                }
            }
            div.field.wide {
                label for="only" { (words.condition) }
                input id="only" name="only" type="text" value=(query.only) placeholder="event=fair-2027"
                    autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="500";
            }
            div.field.buttons { button type="submit" { (words.show) } }
        }
    }
}

/// The partners, each to be picked.
fn pick_list(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    shown: &ShownFair<'_>,
    picked: Picked,
) -> Markup {
    let words = &spoken.words.fair;
    let query = RowQuery { sort: RowOrder::Country, ..shown.query.clone() };
    let country = |code: &str| spoken.country(code).to_owned();
    let rows = chosen(&snapshot.project, snapshot.rows(desk.jobs), &query, desk.jobs, country);
    let is_wrong = shown.problems.contains(&FairProblem::NoPartner);
    html! {
        fieldset.partner-picks id="pick" tabindex="-1" aria-describedby=[is_wrong.then_some("pick-problem")] {
            legend { (words.partners) }
            @if is_wrong { p.problem-of id="pick-problem" { (words.no_partner) } }
            @match &rows {
                Err(found) => { (problem_list(spoken, found)) }
                Ok(rows) if rows.is_empty() => { p { (spoken.words.overview.none) } }
                Ok(rows) => {
                    p.count {
                        (spoken.counted(&spoken.words.overview.found, rows.len())) " · "
                        @let back = RowQuery { sort: RowOrder::default(), ..query.clone() };
                        a href=(back.address("/fair", &[])) { (words.all) } " · "
                        a href=(back.address("/fair", &[("none", "1")])) { (words.none) }
                    }
                    ul {
                        @for row in rows {
                            @let is_picked = match picked {
                                Picked::All => true,
                                Picked::None => false,
                                Picked::OfForm => shown.form.partners.contains(&row.id),
                            };
                            li {
                                label {
                                    input type="checkbox" name="p" value=(row.id) checked[is_picked];
                                    span {
                                        (visible(&row.name))
                                        @if let Some(code) = &row.country { span.under { (visible(spoken.country(code))) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is asked of the file.
fn settings(spoken: &Spoken, snapshot: &Snapshot, shown: &ShownFair<'_>) -> Markup {
    let words = &spoken.words.fair;
    let form = shown.form;
    let project = &snapshot.project;
    let mut languages: Vec<(&str, &str)> =
        project.templates.spoken().into_iter().map(|tag| (spoken.language(tag), tag)).collect();
    languages.sort_unstable();
    let is = |problem: FairProblem| shown.problems.contains(&problem);
    html! {
        div.settings {
            div.field {
                label for="document" { (words.document) }
                select id="document" name="document" {
                    @for name in documents_with_pages(project) {
                        option value=(name) selected[name == form.document] { (visible(&spoken.words.document(name))) }
                    }
                }
            }
            div.field {
                label for="lang" { (words.language) }
                select id="lang" name="lang" {
                    option value="" { (spoken.words.partner.own_language) }
                    @for (name, tag) in languages { option value=(tag) selected[tag == form.language] { (name) } }
                }
            }
            fieldset.page-order {
                legend { (words.order) }
                label { input type="radio" name="order" value="country" checked[!form.is_by_name]; span { (words.by_country) } }
                label { input type="radio" name="order" value="name" checked[form.is_by_name]; span { (words.by_name) } }
            }
            div.field {
                label for="bleed" { (words.bleed) }
                p.hint id="bleed-hint" { (words.bleed_hint) }
                @if is(FairProblem::Bleed) { p.problem-of id="bleed-problem" { (words.bad_bleed) } }
                input.short id="bleed" name="bleed" type="text" inputmode="decimal" value=(form.bleed) maxlength="8" autocomplete="off"
                    aria-describedby=(if is(FairProblem::Bleed) { "bleed-hint bleed-problem" } else { "bleed-hint" })
                    aria-invalid=[is(FairProblem::Bleed).then_some("true")];
            }
            div.field {
                label for="name" { (words.name) }
                p.hint id="name-hint" { (fill(&words.name_hint, &[("folder", &format!("{OUTPUT}/"))])) }
                @if is(FairProblem::Name) { p.problem-of id="name-problem" { (words.bad_name) } }
                input id="name" name="name" type="text" value=(form.name) maxlength="80" autocomplete="off" spellcheck="false"
                    aria-describedby=(if is(FairProblem::Name) { "name-hint name-problem" } else { "name-hint" })
                    aria-invalid=[is(FairProblem::Name).then_some("true")];
            }
            button.main type="submit" { (words.make) }
        }
    }
}

/// The packs that were made before.
fn earlier(spoken: &Spoken, packs: &[MadePack]) -> Markup {
    let words = &spoken.words.fair;
    html! {
        @if !packs.is_empty() {
            section.result aria-labelledby="packs" {
                h2 id="packs" { (words.earlier) }
                ul.done {
                    @for pack in packs {
                        li {
                            span.whom { (visible(&pack.file)) }
                            span.buttons { (pack_links(spoken, pack)) }
                        }
                    }
                }
            }
        }
    }
}

/// What can be opened and saved of a pack.
pub fn pack_links(spoken: &Spoken, pack: &MadePack) -> Markup {
    let words = &spoken.words.fair;
    html! {
        a.button href={ "/packs/" (in_address(&pack.file)) } target="_blank" rel="noopener" { (spoken.words.document.open) }
        a.button href={ "/packs/" (in_address(&pack.file)) "?save=1" } { (spoken.words.document.save) }
        a.button href={ "/packs/" (in_address(&pack.contact_sheet)) } target="_blank" rel="noopener" { (words.sheet) }
    }
}
