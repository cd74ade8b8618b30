//! Who gets in, and what every answer carries.
//!
//! **Why so much for a page on one's own computer.** Every page that a browser has open may send requests to 127.0.0.1, and
//! a name on the internet can be made to lead there (DNS rebinding). So each request must name us as its host, come from
//! our own page, and bring the key.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::wanted;
use super::refusal_page::refusal_page;

/// What a page may load: only what this program serves, and nothing written into the page.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of the page of a document. What a browser puts on the clipboard it first makes a page of, with the policy of
/// the page that it comes from: without this an email would be copied without its looks.
pub fn document_policy() -> HeaderValue {
    HeaderValue::from_str(&format!("{PAGE_POLICY}; style-src-attr 'unsafe-inline'"))
        .unwrap_or(HeaderValue::from_static(PAGE_POLICY))
}

/// Lets a request through, or says why not; and puts on the answer what a browser must know of it.
pub async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let spoken = desk.language(&wanted(request.headers()));
    desk.uploads.forget_old();
    let mut response = match refused(&desk, &request) {
        Some(response) => response,
        None => next.run(request).await,
    };
    if let (Some(refusal), Some(spoken)) = (refusal_in(&response), spoken) {
        response = refusal_page(refusal, &spoken);
    }
    let headers = response.headers_mut();
    let policy = HeaderValue::from_static(PAGE_POLICY);
    // What a mail shows has a stricter one of its own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}

/// The refusal that an answer is, ours or that of the library that reads forms, whose words are for programmers; none
/// when it is a page.
fn refusal_in(response: &Response) -> Option<Refusal> {
    let is_page = text(response.headers(), header::CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.starts_with("text/html"));
    let unread = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Some(Refusal::TooLarge),
        StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED => Some(Refusal::NoSuchPage),
        StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => Some(Refusal::NoSuchPage),
        _ => None,
    };
    response.extensions().get::<Refusal>().copied().or(unread.filter(|_| !is_page))
}

/// The answer to a request that does not get in, or that brings the key; none when it gets in.
fn refused(desk: &Desk, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let host = text(headers, header::HOST.as_str());
    // Over HTTP/1.1 the host stands in its header; a whole address in the first line names another one.
    let named = request.uri().authority().map(|authority| authority.as_str());
    let is_ours = |host: &str| desk.hosts().any(|own| own == host);
    if !host.is_some_and(is_ours) || !named.is_none_or(is_ours) {
        return Some(Refusal::ForeignHost.into_response());
    }
    if !is_from_here(desk, request.method(), headers) {
        return Some(Refusal::ForeignPage.into_response());
    }
    if has_key(desk, headers) {
        return None;
    }
    let given = request.uri().query().and_then(|query| query.strip_prefix("key="));
    if request.uri().path() == "/" && given.is_some_and(|given| desk.key.is(given)) {
        return Some(let_in(desk));
    }
    Some(Refusal::NoKey.into_response())
}

/// Whether a request comes from our own page, or from an address that somebody opened.
fn is_from_here(desk: &Desk, method: &Method, headers: &HeaderMap) -> bool {
    let site = text(headers, "sec-fetch-site");
    let origin = text(headers, header::ORIGIN.as_str());
    let is_own = |origin: &str| desk.hosts().any(|host| origin.strip_prefix("http://") == Some(host));
    // What cannot be read as text is not ours either.
    let is_readable = |name: &str| headers.get(name).is_none_or(|value| value.to_str().is_ok());
    if !is_readable("sec-fetch-site") || !is_readable(header::ORIGIN.as_str()) {
        return false;
    }
    // Who sends no referrer sends no name of its own with a form either, but still says that it is our page.
    let is_unnamed = |origin: &str| origin == "null" && site == Some("same-origin");
    let is_ours = |origin: &str| is_own(origin) || is_unnamed(origin);
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) || !origin.is_none_or(is_ours) {
        return false;
    }
    // What changes something must be known to come from our page.
    matches!(*method, Method::GET | Method::HEAD) || origin.is_some() || site == Some("same-origin")
}

/// Whether the cookie has the key.
fn has_key(desk: &Desk, headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, value)| name == desk.cookie() && desk.key.is(value))
}

/// The key moves from the address into the cookie.
fn let_in(desk: &Desk) -> Response {
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", desk.cookie(), desk.key.digits());
    let mut response = (StatusCode::SEE_OTHER, Body::empty()).into_response();
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/"));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    // Of two none is the right one.
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())?.to_str().ok()
}
