//! A document: all its pages, or the email as it will arrive.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::mails::email_section::{EmailNote, SeenEmail};
use super::super::serving::guard::document_policy;
use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::pieces::edition_name;
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, rendered};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::edit_page::edit_note;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::{Manner, Task};
use crate::format::{Format, text};
use crate::locale::fill;
use crate::project::LoadedPartner;
use crate::template::{Gaps, Meta};

/// How many letters of an email are shown in small.
const EXCERPT: usize = 420;

/// What there is to look at of a document.
pub enum Looks {
    /// So many pages.
    Pages(usize),
    /// An email: its head and its text.
    Email {
        /// Whom it goes to, its subject, what is attached.
        meta: Box<Meta>,
        /// Its plain text.
        text: String,
    },
    /// Something that is neither set in pages nor sent.
    Text(String),
}

/// A document.
///
/// # Errors
/// One that there is not.
pub async fn document(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let page = desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => document_page(desk, &spoken, &snapshot, &partner, &stem, None),
        Err(found) => Ok(unread_page(desk, &spoken, &found)),
    });
    Ok(document_answer(page.await??))
}

/// The page of a document as an answer.
pub fn document_answer(page: Markup) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, document_policy())], page).into_response()
}

/// The beginning of an email, or the first page of what has gaps, for the page of the partner.
///
/// # Errors
/// A document that there is not.
pub async fn excerpt(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = desk.snapshot().map_err(|_| Refusal::NoSuchPage)?;
        let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
        let read = rendered(&snapshot, &loaded, &task, Manner::USUAL, |renderer| {
            let finished = renderer.finished(&task.edition)?;
            Ok((finished.document.meta.subject.clone(), text::write(&finished.document)))
        });
        let words = &spoken.words.document;
        // What is missing only shows as a gap; what is wrong cannot be shown.
        let draft = Manner { gaps: Gaps::Shown, ..Manner::USUAL };
        let has_pages = task.formats.iter().any(|format| format.has_pages());
        let is_drawn = read.is_err()
            && has_pages
            && rendered(&snapshot, &loaded, &task, draft, |renderer| renderer.page_count(&task.edition))
                .is_ok();
        let address = format!("/partners/{}/{stem}/pages/1?draft=1", loaded.id);
        let name = edition_name(&spoken, &task.edition, None);
        Ok(match read {
            Ok((subject, text)) => html! {
                div.letter lang=(task.language()) {
                    @if let Some(subject) = subject { p.subject { (visible(&subject)) } }
                    p { (shortened(&text)) }
                }
            },
            Err(_) if is_drawn => html! {
                img src=(address) alt=(fill(&words.picture, &[("document", &name)])) width="297" height="420";
            },
            Err(_) => html! { p.no-picture { (words.no_picture) } },
        })
    })
    .await?
}

/// A document, with what became of what was said of it.
///
/// # Errors
/// One that there is not.
pub fn document_page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    partner: &str,
    stem: &str,
    told: Option<&EmailNote>,
) -> Result<Markup, Refusal> {
    let words = &spoken.words.document;
    let (loaded, task) = edition_named(snapshot, partner, stem).ok_or(Refusal::NoSuchPage)?;
    let name = edition_name(spoken, &task.edition, None);
    let address = format!("/partners/{}/{stem}", loaded.id);
    let looks = looks(snapshot, &loaded, &task);
    let content = html! {
        nav.back { a href={ "/partners/" (loaded.id) "#" (stem) } { "← " (visible(&loaded.partner.model.legal_name)) } }
        div.head {
            h1 { (name) }
            @if let Ok(looks) = &looks {
                div.buttons {
                    @if let Looks::Pages(pages) = looks { span.faint { (spoken.counted(&words.pages, *pages)) } }
                    @if !matches!(looks, Looks::Email { .. }) { (save_links(spoken, &task, &address)) }
                    a href={ "/words/" (in_address(task.document())) "/" (in_address(task.language())) } { (spoken.words.wording.link) }
                }
            }
        }
        (edit_note(spoken, snapshot, &loaded, &task, &address))
        @match &looks {
            Ok(Looks::Pages(pages)) => {
                ol.sheets lang=(task.language()) {
                    @for page in 1..=*pages {
                        @let numbers = [("page", page.to_string()), ("pages", pages.to_string())];
                        @let alt = fill(&words.page, &[("page", &numbers[0].1), ("pages", &numbers[1].1), ("document", &name)]);
                        li { img src={ (address) "/pages/" (page) "?size=large" } alt=(alt) lang=(spoken.tag)
                            loading=[(page > 1).then_some("lazy")]; }
                    }
                }
            }
            Ok(Looks::Email { meta, text }) => {
                (SeenEmail { desk, spoken, snapshot, loaded: &loaded, task: &task, meta, text }.shown(told))
            }
            Ok(Looks::Text(text)) => { pre.letter tabindex="0" lang=(task.language()) { (text) } }
            Err(found) => {
                h2 { (words.unfinished) }
                (problem_list(spoken, found))
            }
        }
    };
    Ok(shell(
        desk,
        spoken,
        CurrentPage::Partners,
        &format!("{name} – {}", loaded.partner.model.legal_name),
        &content,
    ))
}

/// What there is to look at.
///
/// # Errors
/// What keeps it from being made.
fn looks(snapshot: &Snapshot, loaded: &LoadedPartner, task: &Task) -> Result<Looks, Diagnostics> {
    rendered(snapshot, loaded, task, Manner::USUAL, |renderer| {
        let finished = renderer.finished(&task.edition)?;
        Ok(match () {
            () if task.formats.contains(&Format::Eml) => Looks::Email {
                meta: Box::new(finished.document.meta.clone()),
                text: text::write(&finished.document),
            },
            () if task.formats.iter().any(|format| format.has_pages()) => {
                Looks::Pages(renderer.page_count(&task.edition)?)
            }
            () => Looks::Text(text::write(&finished.document)),
        })
    })
}

/// What can be opened and saved of a document.
pub fn save_links(spoken: &Spoken, task: &Task, address: &str) -> Markup {
    let words = &spoken.words.document;
    let file = |format: Format| format!("{address}/file/{}", format.name());
    html! {
        @if task.formats.contains(&Format::Pdf) {
            a.button href=(file(Format::Pdf)) target="_blank" rel="noopener" { (words.open) }
            a.button href={ (file(Format::Pdf)) "?save=1" } { (words.save) }
        }
        @if task.formats.contains(&Format::Eml) { a.button href={ (file(Format::Eml)) "?save=1" } { (words.save_mail) } }
        @if task.formats.contains(&Format::Ics) { a.button href={ (file(Format::Ics)) "?save=1" } { (words.save_calendar) } }
    }
}

/// The beginning of a text, in which blanks are one.
fn shortened(text: &str) -> String {
    // The lines below headings are for letters of one width.
    let is_rule = |word: &str| word.len() > 2 && word.chars().all(|one| matches!(one, '=' | '-' | '─' | '_'));
    let words = text.split_whitespace().filter(|word| !is_rule(word)).collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(EXCERPT) {
        Some((at, _)) => {
            format!("{} …", words[..at].rsplit_once(' ').map_or(&words[..at], |(whole, _)| whole))
        }
        None => words,
    }
}
