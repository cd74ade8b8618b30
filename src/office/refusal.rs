//! Why a request gets no page, in words.
//!
//! These words are English: who is refused has no page, and so no language of it.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};

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
    fn words(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::ForeignHost => (
                StatusCode::MISDIRECTED_REQUEST,
                "This is not the address of the page",
                "Use the address that Handclasp showed when it was started.",
            ),
            Self::ForeignPage => (
                StatusCode::FORBIDDEN,
                "Another page asked for this",
                "Pages of others get nothing from here. Use the address that Handclasp showed when it was started.",
            ),
            Self::NoKey => (
                StatusCode::FORBIDDEN,
                "This browser has not got the key",
                "Open the whole address that Handclasp showed when it was started, or start it again with handclasp open.",
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "This is too much",
                "What was sent is larger than any form here. Nothing of it was read.",
            ),
            Self::FileTooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "This file is too large",
                "A file has at most 25 MB here. Nothing of it was kept. Save what you need of it as a smaller file, then choose that one.",
            ),
            Self::NotArrived => (
                StatusCode::BAD_REQUEST,
                "The file did not arrive",
                "Go back and choose it once more. Nothing was changed.",
            ),
            Self::NoSuchPage => (
                StatusCode::NOT_FOUND,
                "There is no such page",
                "Perhaps the file of the partner was deleted or renamed meanwhile. Go back to the list of partners.",
            ),
            Self::Mistake => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This cannot be shown: the program has a mistake here",
                "Your files are as they were. Go back to the list of partners, or use the commands.",
            ),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, title, text) = self.words();
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " – Handclasp" }
                    link rel="stylesheet" href="/assets/office.css";
                }
                body.plain {
                    main {
                        h1 { (title) }
                        p { (text) }
                        @if matches!(self, Self::NoSuchPage | Self::Mistake | Self::FileTooLarge | Self::NotArrived) {
                            p { a href="/" { "Partners" } }
                        }
                    }
                }
            }
        };
        (status, Html(page.into_string())).into_response()
    }
}
