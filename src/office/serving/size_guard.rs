//! How much a request may bring: a form little, a file more; what is larger is not read.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::super::shared::refusal::Refusal;

/// The most bytes of a form: ours have some hundred.
pub const MOST_BYTES: usize = 64 * 1024;
/// The most bytes of a form with a whole file in it, of which the largest that is read has two million.
pub const MOST_TEXT: usize = 8_000_000;
/// The most bytes of a request with a file: a scan of many pages has ten million.
pub const MOST_UPLOAD: usize = 25_000_000;
/// How much of a file that is too large is let pass by. A browser reads our answer only after it has sent its file; told
/// at once, it would show that the connection broke off.
const MOST_PASSED: usize = 2_000_000_000;

/// Lets a request through when it says that it is not too large; what says nothing is counted while it is read.
pub async fn size_guard(State(most): State<usize>, request: Request, next: Next) -> Response {
    let lengths: Vec<_> = request.headers().get_all(header::CONTENT_LENGTH).iter().collect();
    let length = match lengths.as_slice() {
        [] => return next.run(request).await,
        [one] => one.to_str().ok().and_then(|text| text.parse::<usize>().ok()),
        _ => None,
    };
    if length.is_some_and(|length| length <= most) {
        return next.run(request).await;
    }
    if most == MOST_UPLOAD {
        pass(request.into_body()).await;
        return Refusal::FileTooLarge.into_response();
    }
    Refusal::TooLarge.into_response()
}

/// Lets a body pass by; nothing of it is kept.
async fn pass(mut body: Body) {
    let mut passed = 0;
    while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        passed += frame.data_ref().map_or(0, |data| data.len());
        if passed > MOST_PASSED {
            return;
        }
    }
}
