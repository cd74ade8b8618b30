//! A partner: its documents as pictures, what is wrong, what happened.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::documents::document_page::save_links;
use super::super::shared::desk::Desk;
use super::super::shared::pieces::{breaking, edition_name, said, sign, state_class, state_words};
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::history_section::history_section;
use crate::diagnostic::words::visible;
use crate::due::{AskedLanguages, Manner, Selection, Task};
use crate::format::Format;
use crate::locale::fill;
use crate::model::Partner;
use crate::reminders::PartnerOutlook;
use crate::workspace::PARTNERS;
use crate::writing::{DocumentOutlook, DocumentState, PartnerDocuments, outlook};

/// How many things that are to be done are told beside the documents.
const NEXT: usize = 3;

/// In which language the documents are shown, and what is told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PartnerQuery {
    lang: String,
    /// The number of what is told of what was done before.
    told: String,
}

/// A partner.
///
/// # Errors
/// One that there is not.
pub async fn partner(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Query(query): Query<PartnerQuery>,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => {
            let told = desk.told.of(&query.told);
            let page = partner_page(desk, &spoken, &snapshot, &partner, &query.lang, told.as_ref());
            page.ok_or(Refusal::NoSuchPage)
        }
        Err(found) => Ok(unread_page(desk, &spoken, &found)),
    })
    .await?
}

/// The page of a partner, with what became of what was done there; none when there is no such partner.
pub fn partner_page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    partner: &str,
    language: &str,
    notice: Option<&Markup>,
) -> Option<Markup> {
    let words = &spoken.words.partner;
    let project = &snapshot.project;
    let id = project.ids.iter().find(|id| *id == partner)?;
    let loaded = project.load(id).ok();
    let asked = project.templates.spoken().into_iter().find(|tag| *tag == language);
    let languages =
        asked.map_or(AskedLanguages::OfPartner, |tag| AskedLanguages::These(vec![tag.to_owned()]));
    let selection = Selection { partners: vec![id.clone()], languages, ..Selection::default() };
    let (outlooks, _) = outlook(&snapshot.press(), &snapshot.request(selection, desk.jobs));
    let outlook = outlooks.into_iter().next()?;
    let model = loaded.as_ref().map(|loaded| &loaded.partner.model);
    let name = model.map_or(id.as_str(), |model| &model.legal_name);
    let is_due =
        |one: &&DocumentOutlook| matches!(one.state, DocumentState::Unmade | DocumentState::Outdated);
    let due = outlook.documents.iter().filter(is_due).count();
    let list = snapshot.today(desk.jobs).ok();
    let known = list.and_then(|list| list.partners.iter().find(|one| one.partner == *id));
    let content = html! {
        div id="partner" {
            nav.back { a href="/" { "← " (words.back) } }
            div.head {
                div {
                    h1 { (visible(name)) }
                    @if let Some(model) = model { p.under { (what_it_is(spoken, model)) } }
                }
                div.buttons {
                    @if model.is_none() {
                        a.button.main href={ "/partners/" (id) "/data/text" } { (spoken.words.as_text.mend) }
                    } @else {
                        a.button href={ "/partners/" (id) "/data" } { (spoken.words.data.link) }
                        @if known.is_some_and(|known| known.last_contact.is_none()) {
                            a.button href={ "/partners/" (id) "/first-email" } { (spoken.words.first_email.link) }
                        }
                    }
                    a.button href={ "/partners/" (id) "/note" } { (spoken.words.note.title) }
                    // All that is due is what is due in the partner's own language.
                    @if asked.is_none() && !outlook.documents.is_empty() {
                        (make_form(spoken, id, "", "", &make_all(spoken, due), due == 0))
                    }
                }
            }
            @if let Some(notice) = notice { (notice) }
            @else { (problems(spoken, &outlook)) }
            div.columns {
                section.documents aria-labelledby="documents" {
                    div.section-head {
                        h2 id="documents" { (words.documents) }
                        (language_form(spoken, snapshot, id, asked))
                    }
                    @if outlook.documents.is_empty() && outlook.found.is_empty() { p { (words.no_documents) } }
                    ul.cards {
                        @for document in &outlook.documents {
                            (card(spoken, id, document, asked, outlook.documents.first()))
                        }
                    }
                }
                aside.side {
                    (facts(spoken, id, model, known))
                    (history_section(spoken, &desk.workspace, id, name))
                }
            }
        }
    };
    Some(shell(desk, spoken, CurrentPage::Partners, name, &content))
}

fn what_it_is(spoken: &Spoken, partner: &Partner) -> Markup {
    let city = partner.address.as_ref().and_then(|address| address.city.as_deref());
    let place: Vec<&str> =
        city.into_iter().chain(partner.country().map(|code| spoken.country(code))).collect();
    html! {
        (spoken.words.kind(partner.kind))
        @if !place.is_empty() { " · " (visible(&place.join(", "))) }
    }
}

fn make_all(spoken: &Spoken, due: usize) -> String {
    match due {
        0 => spoken.words.partner.nothing_due.clone(),
        due => spoken.counted(&spoken.words.partner.make_all, due),
    }
}

/// A button that makes one document, or all that are due.
fn make_form(spoken: &Spoken, id: &str, stem: &str, language: &str, word: &str, is_done: bool) -> Markup {
    html! {
        @if is_done {
            p.all-made { (sign("made")) (word) }
        } @else {
            form.make method="post" action={ "/partners/" (id) "/make" } hx-post={ "/partners/" (id) "/make" }
                hx-target="#partner" hx-select="#partner" hx-swap="outerHTML" hx-disabled-elt="find button" {
                input type="hidden" name="document" value=(stem);
                input type="hidden" name="lang" value=(language);
                button.main[stem.is_empty()] type="submit" {
                    span.word { (word) }
                    span.busy { (spoken.words.partner.making) }
                }
            }
        }
    }
}

/// What is wrong, and what is worth a remark.
fn problems(spoken: &Spoken, outlook: &PartnerDocuments) -> Markup {
    let found = &outlook.found;
    let class = if found.has_errors() { "stopped" } else { "outdated" };
    html! {
        @if !found.is_empty() {
            details class={ "notice " (class) } {
                summary { h2 { (sign(class)) (spoken.counted(&spoken.words.partner.problems, found.iter().count())) } }
                (problem_list(spoken, found))
            }
        }
    }
}

/// In which language the documents are shown.
fn language_form(spoken: &Spoken, snapshot: &Snapshot, id: &str, asked: Option<&str>) -> Markup {
    let words = &spoken.words.partner;
    let mut languages: Vec<(&str, &str)> =
        snapshot.project.templates.spoken().into_iter().map(|tag| (spoken.language(tag), tag)).collect();
    languages.sort_unstable();
    let address = format!("/partners/{id}");
    html! {
        form.language method="get" action=(address) hx-get=(address) hx-trigger="change" hx-target="#partner"
            hx-select="#partner" hx-swap="outerHTML" hx-push-url="true" {
            label for="lang" { (words.languages) }
            select id="lang" name="lang" {
                option value="" { (words.own_language) }
                @for (name, tag) in languages { option value=(tag) selected[asked == Some(tag)] { (name) } }
            }
            button.quiet.without-script type="submit" { (spoken.words.overview.show) }
        }
    }
}

/// A document: what it looks like, how it stands, what can be done with it.
fn card(
    spoken: &Spoken,
    id: &str,
    document: &DocumentOutlook,
    asked: Option<&str>,
    first: Option<&DocumentOutlook>,
) -> Markup {
    let words = &spoken.words.document;
    let edition = &document.edition;
    let stem = edition.stem(&Manner::USUAL);
    let address = format!("/partners/{id}/{stem}");
    // The language is said where it is not that of all.
    let usual = first.map(|first| first.edition.language());
    let name = edition_name(spoken, edition, usual);
    let class = state_class(document);
    let is_email = document.formats.contains(&Format::Eml);
    let has_pages = document.formats.iter().any(|format| format.has_pages());
    let is_stopped = document.state == DocumentState::Stopped;
    let alt = fill(&words.picture, &[("document", &name)]);
    let again = match document.state {
        DocumentState::Unmade => Some(&words.make),
        DocumentState::Outdated => Some(&words.make_again),
        _ => None,
    };
    let task = Task { edition: edition.clone(), formats: document.formats.clone() };
    html! {
        li.card id=(stem) {
            a.sheet href=(address) tabindex="-1" aria-hidden="true" {
                @if has_pages && !is_email && !is_stopped {
                    img src={ (address) "/pages/1" } alt=(alt) width="297" height="420" loading="lazy" decoding="async";
                } @else if is_email != is_stopped {
                    div hx-get={ (address) "/excerpt" } hx-trigger="load" hx-swap="innerHTML" { p.no-picture { "…" } }
                } @else {
                    p.no-picture { (words.no_picture) }
                }
            }
            div.body {
                h3 { a href=(address) { (name) } }
                p class={ "state " (class) } { (sign(class)) (state_words(spoken, document)) }
                @if document.is_edited {
                    p.state.edited {
                        (sign("edited"))
                        @if document.is_stale { (spoken.words.states.edit_stale) } @else { (spoken.words.states.edited) }
                        " " a href={ (address) "/edit" } { (spoken.words.edit.link) span.hidden { ": " (name) } }
                    }
                }
                div.buttons {
                    @if let Some(word) = again { (make_form(spoken, id, &stem, asked.unwrap_or_default(), word, false)) }
                    @if !is_stopped && document.state != DocumentState::Withheld { (save_links(spoken, &task, &address)) }
                }
            }
        }
    }
}

/// What is known of the partner, and what is to be done with it next.
fn facts(spoken: &Spoken, id: &str, partner: Option<&Partner>, outlook: Option<&PartnerOutlook>) -> Markup {
    let words = &spoken.words.partner;
    let contacts = partner.map(|partner| partner.contacts.as_slice()).unwrap_or_default();
    let file = format!("{PARTNERS}/{id}.yaml");
    html! {
        dl.facts {
            @if let Some(phase) = outlook.and_then(|outlook| outlook.phase) {
                dt { (words.phase) } dd { (spoken.words.phase(phase)) }
            }
            @if let Some(outlook) = outlook {
                dt { (words.last_contact) }
                dd {
                    @match outlook.last_contact {
                        Some(day) => (spoken.day(day)),
                        None => (spoken.words.overview.never),
                    }
                }
                @if !outlook.reminders.is_empty() { dt { (words.next_action) } }
                @for reminder in outlook.reminders.iter().take(NEXT) {
                    dd.next {
                        span.what { (visible(&said(spoken, &reminder.what))) }
                        span.under { (spoken.day(reminder.due)) }
                    }
                }
            }
            @for contact in contacts {
                @let name: Vec<&str> =
                    contact.given_name.as_deref().into_iter().chain(contact.family_name.as_deref()).collect();
                dt { (words.contact) }
                dd {
                    @if !name.is_empty() { (visible(&name.join(" "))) }
                    @if let Some(email) = &contact.email { span.under { (breaking(&visible(email))) } }
                }
            }
            @if let Some(website) = partner.and_then(|partner| partner.website.as_deref()) {
                dt { (words.website) }
                dd { (breaking(&visible(website))) }
            }
            dt { (words.file) } dd { code { (breaking(&file)) } }
        }
    }
}
