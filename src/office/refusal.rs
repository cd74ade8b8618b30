//! Why a request gets no page.
//!
//! **Why it becomes a page only in [`super::guard`].** Whoever gives a refusal does not always know the language of the
//! browser; the guard, through which every answer goes, does.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};

use super::page_words::RefusalWords;
use super::spoken::Spoken;

/// Why a request gets no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It calls us by a name that is not ours.
    ForeignHost,
    /// It comes from a page of somebody else.
    ForeignPage,
    /// It has not got the key.
    NoKey,
    /// It is larger than any form.
    TooLarge,
    /// It brings a file that is larger than any list or scan.
    FileTooLarge,
    /// Its file cannot be read from what came.
    NotArrived,
    /// There is nothing here.
    NoSuchPage,
    /// The program has a mistake there.
    Mistake,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::ForeignPage | Self::NoKey => StatusCode::FORBIDDEN,
            Self::TooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotArrived => StatusCode::BAD_REQUEST,
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::Mistake => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What is the matter, and what helps.
    fn words(self, words: &RefusalWords) -> (&str, &str) {
        match self {
            Self::ForeignHost => (&words.foreign_host, &words.foreign_host_hint),
            Self::ForeignPage => (&words.foreign_page, &words.foreign_page_hint),
            Self::NoKey => (&words.no_key, &words.no_key_hint),
            Self::TooLarge => (&words.too_large, &words.too_large_hint),
            Self::FileTooLarge => (&words.file_too_large, &words.file_too_large_hint),
            Self::NotArrived => (&words.not_arrived, &words.not_arrived_hint),
            Self::NoSuchPage => (&words.no_such_page, &words.no_such_page_hint),
            Self::Mistake => (&words.mistake, &words.mistake_hint),
        }
    }

    /// The page that says so. It has nothing of the others: who sees it may have no key.
    pub fn page(self, spoken: &Spoken) -> Response {
        let (title, text) = self.words(&spoken.words.refusals);
        let page = html! {
            (DOCTYPE)
            html lang=(spoken.tag) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) " – Handclasp" }
                    link rel="icon" href="/assets/mark.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/assets/office.css";
                }
                body.plain {
                    main {
                        h1 { (title) }
                        p { (text) }
                        @if !matches!(self, Self::ForeignHost | Self::ForeignPage | Self::NoKey) {
                            p { a.button href="/" { (spoken.words.partner.back) } }
                        }
                    }
                }
            }
        };
        (self.status(), Html(page.into_string())).into_response()
    }
}

/// Only what it is: the guard makes the page of it.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
