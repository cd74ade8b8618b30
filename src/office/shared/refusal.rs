//! Why a request gets no page.
//!
//! **Why it becomes a page only in `guard.rs`.** Whoever gives a refusal does not always know the language of the
//! browser; the guard, through which every answer goes, does.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

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
    /// Something is to be changed in the example.
    OnlyExample,
    /// The program has a mistake there.
    Mistake,
}

impl Refusal {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::ForeignPage | Self::NoKey | Self::OnlyExample => StatusCode::FORBIDDEN,
            Self::TooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotArrived => StatusCode::BAD_REQUEST,
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::Mistake => StatusCode::INTERNAL_SERVER_ERROR,
        }
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
