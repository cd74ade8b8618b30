//! The page of a text that somebody edited by hand: what was changed, and the choice to keep it or not.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::pieces::{edition_name, sign};
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::seen_partner::{edition_named, edits_of};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::hand_edit::HandEdit;
use crate::diagnostic::words::visible;
use crate::due::{ComparedLine, ComparedPart, Manner, Task};
use crate::locale::fill;
use crate::project::LoadedPartner;

/// What was changed.
///
/// # Errors
/// A document that there is not.
pub async fn edit(
    State(desk): State<Arc<Desk>>,
    Path((partner, stem)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Markup, Refusal> {
    about_edit(desk, &headers, partner, stem, |desk, spoken, snapshot, document| {
        Ok(edit_page(desk, spoken, snapshot, &document, false))
    })
    .await
}

/// Answers a request about a document whose text is looked at, on a thread that may take its time.
///
/// # Errors
/// A document that there is not, and whatever the answer comes to.
pub async fn about_edit(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    partner: String,
    stem: String,
    answer: impl FnOnce(&Arc<Desk>, &Spoken, &Snapshot, EditedDocument) -> Result<Markup, Refusal>
    + Send
    + 'static,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => {
            let (loaded, task) = edition_named(&snapshot, &partner, &stem).ok_or(Refusal::NoSuchPage)?;
            answer(desk, &spoken, &snapshot, EditedDocument { loaded, task, stem })
        }
        Err(found) => Ok(unread_page(desk, &spoken, &found)),
    })
    .await?
}

/// A document whose text is looked at.
pub struct EditedDocument {
    /// Its partner.
    pub loaded: LoadedPartner,
    /// Which it is.
    pub task: Task,
    /// How the names of its files begin.
    pub stem: String,
}

impl EditedDocument {
    /// The address of its page.
    pub fn address(&self) -> String {
        format!("/partners/{}/{}", self.loaded.id, self.stem)
    }
}

/// The page; `is_another` says that the text is not the one that somebody chose about.
pub fn edit_page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    document: &EditedDocument,
    is_another: bool,
) -> Markup {
    let words = &spoken.words.edit;
    let EditedDocument { loaded, task, .. } = document;
    let name = edition_name(spoken, &task.edition, None);
    let title = fill(&words.title, &[("document", &name)]);
    let edit = HandEdit::of(snapshot, loaded, task, desk.jobs);
    let address = document.address();
    let content = html! {
        nav.back { a href=(address) { "← " (name) } }
        div.head {
            div { h1 { (title) } p.under { (visible(&loaded.partner.model.legal_name)) } }
        }
        @if is_another {
            section.notice.outdated tabindex="-1" data-focus aria-labelledby="told" {
                h2 id="told" { (sign("outdated")) (words.another) }
                p { (words.another_hint) }
            }
        }
        @match &edit {
            None => { p.large { (words.none) } }
            Some(edit) => {
                @if edit.is_stale {
                    section.notice.outdated {
                        h2 { (sign("outdated")) (words.stale) }
                        p { (words.stale_hint) }
                    }
                }
                (difference(spoken, task, edit))
                @if edit.is_frozen { p.large { (words.frozen) } } @else { (choice(spoken, &address, edit)) }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &title, &content)
}

/// That the text of a document was edited by hand, on the page of the document, with the way to what was changed.
pub fn edit_note(
    spoken: &Spoken,
    snapshot: &Snapshot,
    loaded: &LoadedPartner,
    task: &Task,
    address: &str,
) -> Markup {
    let edits = edits_of(snapshot, loaded, task).unwrap_or_default();
    html! {
        @if edits.get(&task.stem(&Manner::USUAL)).is_some() {
            p.notice.edited {
                (sign("edited")) " " (spoken.words.states.edited) ". "
                a href={ (address) "/edit" } { (spoken.words.edit.link) }
            }
        }
    }
}

/// What is kept or not.
fn choice(spoken: &Spoken, address: &str, edit: &HandEdit) -> Markup {
    let words = &spoken.words.edit;
    html! {
        div.choices {
            section aria-labelledby="keep" {
                h2 id="keep" { (words.keep) }
                @if edit.is_stale {
                    p { (words.keep_hint) }
                    form method="post" action={ (address) "/edit" } {
                        input type="hidden" name="choice" value="keep";
                        input type="hidden" name="seen" value=(edit.digest());
                        button.main type="submit" { (words.keep_button) }
                    }
                } @else {
                    p { (words.kept_hint) }
                }
            }
            section aria-labelledby="discard" {
                h2 id="discard" { (words.discard) }
                p { (words.discard_hint) }
                p { a.button href={ (address) "/edit/discard" } { (words.discard_button) } }
            }
        }
    }
}

/// The lines that were changed, with the words marked.
pub fn difference(spoken: &Spoken, task: &Task, edit: &HandEdit) -> Markup {
    let words = &spoken.words.edit;
    let lines = edit.difference();
    html! {
        section.difference aria-labelledby="changed" {
            h2 id="changed" { (words.changed) }
            @if edit.fresh.is_none() {
                p { (words.unfinished) }
                pre.letter tabindex="0" lang=(task.language()) { (visible_lines(&edit.text)) }
            } @else {
                p.hint { ins { (words.added) } " " del { (words.gone) } }
                div.compared lang=(task.language()) {
                    @for line in &lines {
                        @match line {
                            ComparedLine::Gap => { p.gap { span aria-hidden="true" { "⋯" } span.hidden lang=(spoken.tag) { (words.gap) } } }
                            ComparedLine::Line(parts) => { p { @for part in parts { (part_of(spoken, part)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// A part of a line; what is marked is also said.
fn part_of(spoken: &Spoken, part: &ComparedPart) -> Markup {
    let words = &spoken.words.edit;
    let said = |word: &str| html! { span.hidden lang=(spoken.tag) { " [" (word) "] " } };
    html! {
        @match part {
            ComparedPart::Same(text) => { (visible_lines(text)) }
            ComparedPart::Gone(text) => { del { (said(&words.gone)) (visible_lines(text)) (said(&words.end)) } }
            ComparedPart::New(text) => { ins { (said(&words.added)) (visible_lines(text)) (said(&words.end)) } }
        }
    }
}

/// A text of several lines, as it may be shown.
fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
