//! The serving: on 127.0.0.1 only, until somebody ends it.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use super::super::shared::desk::Desk;
use super::super::shared::shown_pages::{PageRouters, ServerSeat, ShownPages};
use super::super::shared::work_list::WorkList;
use super::super::start::door::door;
use super::entry_key::EntryKey;
use super::router::router;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::mail::account::Secret;
use crate::workspace::Workspace;

/// How long the requests in hand may take when the serving is to end.
const GRACE: Duration = Duration::from_secs(10);
/// How long work may take to come to the end of what is in hand: an email that is on its way, the documents of a partner.
const WORK_GRACE: Duration = Duration::from_secs(60);
/// How long pages that look at the work may ask what became of it.
const NEWS: Duration = Duration::from_millis(1500);
/// How often somebody looks whether it is over.
const LOOK: Duration = Duration::from_millis(50);

/// The office page of a workspace, at a port that nobody else has.
pub struct OfficeServer {
    listener: TcpListener,
    shown: Arc<ShownPages>,
    /// The folder that it was made for; none when somebody is still to choose one.
    desk: Option<Arc<Desk>>,
    key: EntryKey,
    port: u16,
    end: EndSignal,
}

/// What ends the serving, from wherever somebody says so.
#[derive(Clone)]
pub struct EndSignal {
    is_ended: watch::Sender<bool>,
    works: Arc<WorkList>,
}

impl EndSignal {
    /// Ends the serving after the requests and the work in hand; gives whether there is such work.
    pub fn end(&self) -> bool {
        self.works.stop();
        self.is_ended.send_replace(true);
        self.works.is_busy()
    }
}

impl OfficeServer {
    /// For a folder, in which there may be nothing yet. Takes a free port; nothing is served yet.
    ///
    /// # Errors
    /// When there is no port, or no key.
    pub fn new(workspace: Workspace) -> Result<Self, Diagnostics> {
        let mut server = Self::without_folder()?;
        server.desk = Some(server.shown.opens(workspace)?);
        Ok(server)
    }

    /// For somebody who chooses the folder on the page.
    ///
    /// # Errors
    /// When there is no port, or no key.
    pub fn asking() -> Result<Self, Diagnostics> {
        let server = Self::without_folder()?;
        server.shown.asks()?;
        Ok(server)
    }

    fn without_folder() -> Result<Self, Diagnostics> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| impossible(&error))?;
        let port = listener.local_addr().map_err(|error| impossible(&error))?.port();
        let works = Arc::new(WorkList::default());
        let end = EndSignal { is_ended: watch::Sender::new(false), works: works.clone() };
        let ends = end.clone();
        let key = EntryKey::new()?;
        let end_now = Arc::new(move || {
            ends.end();
        });
        let seat = ServerSeat { key: key.clone(), port, works, end: end_now };
        let shown = Arc::new(ShownPages::new(seat, PageRouters { office: router, door }));
        Ok(Self { listener, shown, desk: None, key, port, end })
    }

    /// Keeps the password of the mailbox that somebody typed, for emails that leave from the page.
    pub fn keep_secret(&self, secret: Secret) {
        if let Some(desk) = &self.desk {
            desk.keep_secret(secret);
        }
    }

    /// The address that lets a browser in: it has the key.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port, self.key.digits())
    }

    /// What ends the serving.
    pub fn end_signal(&self) -> EndSignal {
        self.end.clone()
    }

    /// What answers the requests, without a port.
    pub fn router(&self) -> Router {
        self.shown.router()
    }

    /// Serves until somebody ends it.
    ///
    /// # Errors
    /// When the system does not let it serve.
    pub fn serve(self) -> Result<(), Diagnostic> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| impossible(&error))?;
        let works = self.end.works.clone();
        let mut ended = self.end.is_ended.subscribe();
        let (over, mut is_over) = watch::channel(false);
        let app = self.router();
        let listener = self.listener;
        let serving = async move {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let end = async move {
                // An error would say that nobody can end it any more: then it ends too.
                let _ = ended.wait_for(|is_ended| *is_ended).await;
                // Pages are given out meanwhile: they say how far it is.
                comes_to_its_end(&works).await;
                over.send_replace(true);
            };
            axum::serve(listener, app).with_graceful_shutdown(end).await
        };
        let waits = async move {
            let _ = is_over.wait_for(|is_over| *is_over).await;
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

/// Waits for what is in hand, but not for ever; and until those who look on have heard what became of it.
async fn comes_to_its_end(works: &WorkList) {
    if !works.is_busy() {
        return;
    }
    let over = async {
        while works.is_busy() {
            tokio::time::sleep(LOOK).await;
        }
    };
    // What is cut off then is whole or as it was, and of an email it is known that it was on its way.
    let _ = tokio::time::timeout(WORK_GRACE, over).await;
    tokio::time::sleep(NEWS).await;
}

/// That the page cannot be served.
fn impossible(error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::NO_PAGE, format!("the page cannot be served on this computer: {error}"))
        .help("perhaps a program that guards the computer forbids it; every command works without the page")
}
