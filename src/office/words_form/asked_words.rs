//! A request about the words of a document in a language.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::problem_list::problem_list;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::template::{OwnWords, PlaceWords, WordsPlace};

/// What is known when the words of a document are asked for.
pub struct AskedWords<'a> {
    /// What all requests share.
    pub desk: &'a Arc<Desk>,
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// The folder.
    pub snapshot: &'a Snapshot,
    /// The document.
    pub document: &'a str,
    /// The language of the words.
    pub language: &'a str,
    /// The words.
    pub words: OwnWords,
}

/// Answers a request about the words of a document, on a thread that may take its time.
///
/// # Errors
/// A document or a language that there is not, and whatever the answer comes to.
pub async fn about_words(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    (document, language): (String, String),
    answer: impl FnOnce(&AskedWords<'_>) -> Result<Response, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found).into_response()),
        };
        AskedWords::of(desk, &spoken, &snapshot, &document, &language)?
            .map_or_else(|page| Ok(page.into_response()), |asked| answer(&asked))
    })
    .await?
}

impl<'a> AskedWords<'a> {
    /// Of a document in a language; or the page that says why its words cannot be told apart.
    ///
    /// # Errors
    /// A document or a language that there is not.
    pub fn of(
        desk: &'a Arc<Desk>,
        spoken: &'a Spoken,
        snapshot: &'a Snapshot,
        document: &str,
        language: &str,
    ) -> Result<Result<Self, maud::Markup>, Refusal> {
        let templates = &snapshot.project.templates;
        // Names from an address are only ever compared with those that there are.
        let find = |names: Vec<&'a str>, name: &str| names.into_iter().find(|own| *own == name);
        let document = find(templates.documents(), document).ok_or(Refusal::NoSuchPage)?;
        let language = find(templates.languages(document), language).ok_or(Refusal::NoSuchPage)?;
        match OwnWords::of(&snapshot.project.files, document, language) {
            Ok(Some(words)) => Ok(Ok(Self { desk, spoken, snapshot, document, language, words })),
            Ok(None) => Err(Refusal::NoSuchPage),
            Err(found) => Ok(Err(broken_page(desk, spoken, document, language, &found))),
        }
    }

    /// What the document is called, with the language.
    pub fn name(&self) -> String {
        words_name(self.spoken, self.document, self.language)
    }

    /// All places of the document.
    pub fn places(&self) -> Vec<WordsPlace> {
        self.words.places(self.snapshot.project.templates.definition(self.document))
    }

    /// The address of the page of the document's words.
    pub fn address(&self) -> String {
        format!("/words/{}/{}", in_address(self.document), in_address(self.language))
    }

    /// The address of a place.
    pub fn address_of(&self, place: &WordsPlace) -> String {
        let (kind, name) = kind_and_name(place);
        format!("{}/{kind}/{}", self.address(), in_address(name))
    }

    /// The place of an address; none that there is not.
    pub fn place(&self, kind: &str, name: &str) -> Option<WordsPlace> {
        self.places().into_iter().find(|place| kind_and_name(place) == (kind, name))
    }

    /// What tells the words of a place, as somebody looks at them, from others.
    pub fn seen(&self, place: &WordsPlace) -> String {
        let PlaceWords { heading, text } = self.words.in_force(place);
        let is_own = if self.words.own(place).is_some() { "own" } else { "" };
        Digest::new().and(is_own).and(heading).and(text).digits(16)
    }
}

/// What the words of a document in a language are called.
pub fn words_name(spoken: &Spoken, document: &str, language: &str) -> String {
    format!("{} – {}", spoken.words.document(document), spoken.language(language))
}

/// What a place is called in an address.
fn kind_and_name(place: &WordsPlace) -> (&'static str, &str) {
    match place {
        WordsPlace::Front(key) => ("top", key),
        WordsPlace::Section(id) => ("section", id),
        WordsPlace::Whole => ("whole", "text"),
    }
}

/// That the file cannot be read so far that its sections could be told apart.
fn broken_page(
    desk: &Desk,
    spoken: &Spoken,
    document: &str,
    language: &str,
    found: &Diagnostics,
) -> maud::Markup {
    let words = &spoken.words.wording;
    let title = words_name(spoken, document, language);
    let content = html! {
        nav.back { a href="/words" { "← " (words.title) } }
        div.head { h1 { (title) } }
        section.notice.stopped { h2 { (words.broken) } p { (words.broken_hint) } }
        (problem_list(spoken, found))
    };
    shell(desk, spoken, CurrentPage::Words, &title, &content)
}
