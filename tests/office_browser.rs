//! A browser before the office page: requests go through the same router as those of a real one.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use handclasp::office::OfficeServer;
use handclasp::workspace::Workspace;
use tower::ServiceExt;

use crate::support::Sandbox;

/// A browser that may be let in.
pub struct Browser {
    pub router: Router,
    pub host: String,
    pub key: String,
    runtime: tokio::runtime::Runtime,
}

/// What a browser got.
pub struct Got {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Browser {
    pub fn of(sandbox: &Sandbox) -> Self {
        Self::before(&OfficeServer::new(Workspace::at(sandbox.path(""))).expect("a server"))
    }

    /// A browser before a server that does not listen.
    pub fn before(server: &OfficeServer) -> Self {
        let address = server.address();
        let (host, key) = address
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once("/?key="))
            .expect("an address with a key");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { router: server.router(), host: host.to_owned(), key: key.to_owned(), runtime }
    }

    /// A request as our own page makes it, with the key.
    pub fn own(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let port = self.host.rsplit(':').next().expect("a port");
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ORIGIN, format!("http://{}", self.host))
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("handclasp-{port}={}", self.key))
    }

    pub fn send(&self, request: Request<Body>) -> Got {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = answer.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
            Got { status: parts.status, headers: parts.headers, bytes }
        })
    }

    pub fn get(&self, path: &str) -> Got {
        self.send(self.own(Method::GET, path).body(Body::empty()).expect("a request"))
    }

    pub fn post(&self, path: &str, form: &str) -> Got {
        let request = self.own(Method::POST, path);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).expect("a request"))
    }

    /// A request that brings these headers and no others.
    pub fn bare(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Got {
        let request =
            headers.iter().fold(Request::builder().method(method).uri(path), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.send(request.body(Body::empty()).expect("a request"))
    }

    pub fn cookie(&self) -> String {
        format!("handclasp-{}={}", self.host.rsplit(':').next().expect("a port"), self.key)
    }
}
