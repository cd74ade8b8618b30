//! The serving: on 127.0.0.1 only, until somebody ends it.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use super::desk::Desk;
use super::entry_key::EntryKey;
use super::router::router;
use super::spoken::spoken;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace::Workspace;

/// How long the requests in hand may take when the serving is to end.
const GRACE: Duration = Duration::from_secs(10);

/// The office page of a workspace, at a port that nobody else has.
pub struct OfficeServer {
    listener: TcpListener,
    desk: Arc<Desk>,
    end: EndSignal,
}

/// What ends the serving, from wherever somebody says so.
#[derive(Clone)]
pub struct EndSignal(watch::Sender<bool>);

impl EndSignal {
    /// Ends the serving after the requests in hand.
    pub fn end(&self) {
        self.0.send_replace(true);
    }
}

impl OfficeServer {
    /// Takes a free port; nothing is served yet.
    ///
    /// # Errors
    /// When there is no port, or no key.
    pub fn new(workspace: Workspace) -> Result<Self, Diagnostics> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| impossible(&error))?;
        let port = listener.local_addr().map_err(|error| impossible(&error))?.port();
        let end = EndSignal(watch::Sender::new(false));
        let ends = end.clone();
        let desk = Desk::new(workspace, EntryKey::new()?, port, spoken()?, move || ends.end());
        Ok(Self { listener, desk: Arc::new(desk), end })
    }

    /// The address that lets a browser in: it has the key.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.desk.port, self.desk.key.digits())
    }

    /// What ends the serving.
    pub fn end_signal(&self) -> EndSignal {
        self.end.clone()
    }

    /// What answers the requests, without a port.
    pub fn router(&self) -> Router {
        router(self.desk.clone())
    }

    /// Serves until somebody ends it.
    ///
    /// # Errors
    /// When the system does not let it serve.
    pub fn serve(self) -> Result<(), Diagnostic> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| impossible(&error))?;
        let mut ended = self.end.0.subscribe();
        let mut asked = self.end.0.subscribe();
        let app = self.router();
        let listener = self.listener;
        let serving = async move {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let end = async move {
                // An error would say that nobody can end it any more: then it ends too.
                let _ = ended.wait_for(|is_ended| *is_ended).await;
            };
            axum::serve(listener, app).with_graceful_shutdown(end).await
        };
        let waits = async move {
            let _ = asked.wait_for(|is_ended| *is_ended).await;
            tokio::time::sleep(GRACE).await;
        };
        let served: io::Result<()> = runtime.block_on(async {
            tokio::select! {
                served = serving => served,
                () = waits => Ok(()),
            }
        });
        // A picture that is being made need not be waited for; what is written is written whole.
        runtime.shutdown_timeout(GRACE);
        served.map_err(|error| impossible(&error))
    }
}

/// That the page cannot be served.
fn impossible(error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::NO_PAGE, format!("the page cannot be served on this computer: {error}"))
        .help("perhaps a program that guards the computer forbids it; every command works without the page")
}
