//! The documents whose words can be changed, each in its languages.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::pieces::sign;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use crate::diagnostic::words::visible;
use crate::template::OwnWords;

/// All documents.
///
/// # Errors
/// When the program has a mistake there.
pub async fn words_list(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.snapshot() {
        Ok(snapshot) => list_page(desk, &spoken, &snapshot),
        Err(found) => unread_page(desk, &spoken, &found),
    })
    .await
}

/// A document in a language, with what the workspace has of it.
struct WordedLanguage<'s> {
    tag: &'s str,
    /// How many places have words of the workspace's own; none when its file cannot be read.
    own: Option<usize>,
}

fn list_page(desk: &Desk, spoken: &Spoken, snapshot: &Snapshot) -> Markup {
    let words = &spoken.words.wording;
    let project = &snapshot.project;
    let institution = &project.institution.model;
    let mut documents = project.templates.documents();
    documents.sort_by_cached_key(|name| spoken.words.document(name).to_lowercase());
    let content = html! {
        div.head { h1 { (words.title) } }
        p.lead { (words.lead) }
        ul.worded {
            @for document in documents {
                @let (usual, others): (Vec<WordedLanguage<'_>>, Vec<WordedLanguage<'_>>) =
                    languages(snapshot, document).into_iter().partition(|one| {
                        let is_ours = institution.languages.iter().any(|own| own == one.tag);
                        is_ours || one.tag == institution.default_language || one.own != Some(0)
                    });
                li {
                    h2 { (visible(&spoken.words.document(document))) }
                    div {
                        (links(spoken, document, &usual))
                        @if usual.is_empty() { (links(spoken, document, &others)) }
                        @else if !others.is_empty() {
                            details {
                                summary { (words.other_languages) span.hidden { ": " (visible(&spoken.words.document(document))) } }
                                (links(spoken, document, &others))
                            }
                        }
                    }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Words, &words.title, &content)
}

/// The languages of a document, the institution's usual one first.
fn languages<'s>(snapshot: &'s Snapshot, document: &str) -> Vec<WordedLanguage<'s>> {
    let project = &snapshot.project;
    let usual = &project.institution.model.default_language;
    let mut tags = project.templates.languages(document);
    tags.sort_by_key(|tag| *tag != usual.as_str());
    let worded = tags.into_iter().map(|tag| {
        let is_own = project.files.is_own(&format!("{document}/{tag}.md"));
        let own = match is_own.then(|| OwnWords::of(&project.files, document, tag)) {
            None => Some(0),
            Some(Ok(words)) => words.map(|words| words.count()),
            Some(Err(_)) => None,
        };
        WordedLanguage { tag, own }
    });
    worded.collect()
}

fn links(spoken: &Spoken, document: &str, languages: &[WordedLanguage<'_>]) -> Markup {
    let words = &spoken.words.wording;
    html! {
        ul.languages-of {
            @for WordedLanguage { tag, own } in languages {
                li {
                    a.button href={ "/words/" (in_address(document)) "/" (in_address(tag)) } {
                        (spoken.language(tag))
                        span.hidden { ": " (visible(&spoken.words.document(document))) }
                        @match own {
                            Some(0) => {}
                            Some(own) => { span.own { (sign("edited")) (spoken.counted(&words.own, *own)) } }
                            None => { span.own.broken { (sign("stopped")) (words.broken) } }
                        }
                    }
                }
            }
        }
    }
}
