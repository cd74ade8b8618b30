//! What the server shows at the moment: the choice of a folder, a folder, or the example in front of it.
//!
//! **Why one server for all three.** A browser was let in with a key, at one port. Another server would have another port, and
//! the way from one to the other would be a request from a page that is not its own, which the guard refuses.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use tower::ServiceExt;

use super::super::serving::entry_key::EntryKey;
use super::desk::{Desk, DeskFolder};
use super::spoken::spoken;
use super::work_list::WorkList;
use crate::diagnostic::Diagnostics;
use crate::workspace::{ExampleFolder, Workspace};

/// What stays the same whatever is shown.
pub struct ServerSeat {
    /// The key that lets a browser in.
    pub key: EntryKey,
    /// The port that we listen at.
    pub port: u16,
    /// What takes long.
    pub works: Arc<WorkList>,
    /// What ends the serving.
    pub end: Arc<dyn Fn() + Send + Sync>,
}

/// The pages that there are, each for what all its requests share.
pub struct PageRouters {
    /// Those of a folder.
    pub office: fn(Arc<Desk>) -> Router,
    /// Those on which a folder is chosen.
    pub door: fn(Arc<Desk>) -> Router,
}

/// What the server shows at the moment.
pub struct ShownPages {
    seat: ServerSeat,
    pages: PageRouters,
    shown: RwLock<Router>,
    behind: Mutex<Option<BehindExample>>,
}

/// What was shown before the example, and comes back after it.
struct BehindExample {
    pages: Router,
    /// Removed when nobody looks at it any more.
    _example: ExampleFolder,
}

impl ShownPages {
    /// One that shows nothing yet.
    pub fn new(seat: ServerSeat, pages: PageRouters) -> Self {
        Self { seat, pages, shown: RwLock::default(), behind: Mutex::default() }
    }

    /// Shows the pages of a folder, in which there may be nothing yet; gives what its requests share.
    ///
    /// # Errors
    /// What is wrong with the words of the program itself.
    pub fn opens(&self, workspace: Workspace) -> Result<Arc<Desk>, Diagnostics> {
        let desk = Arc::new(self.desk(workspace)?);
        drop(self.show((self.pages.office)(desk.clone())));
        Ok(desk)
    }

    /// Shows the choice of a folder.
    ///
    /// # Errors
    /// What is wrong with the words of the program itself.
    pub fn asks(&self) -> Result<(), Diagnostics> {
        let desk = self.desk(Workspace::at(""))?.for_folder(DeskFolder::Unchosen);
        drop(self.show((self.pages.door)(Arc::new(desk))));
        Ok(())
    }

    /// Shows the example in a language, in front of what is shown now.
    ///
    /// # Errors
    /// A temporary folder that cannot be written.
    pub fn shows_example(&self, language: &str) -> Result<(), Diagnostics> {
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        // A second click looks at the same.
        if behind.is_some() {
            return Ok(());
        }
        let example = ExampleFolder::new(language)?;
        let desk = self.desk(example.workspace())?.for_folder(DeskFolder::Example);
        let pages = self.show((self.pages.office)(Arc::new(desk)));
        *behind = Some(BehindExample { pages, _example: example });
        Ok(())
    }

    /// Shows again what was shown before the example.
    pub fn leaves_example(&self) {
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(BehindExample { pages, .. }) = behind.take() {
            drop(self.show(pages));
        }
    }

    /// What answers all requests, each by what is shown when it comes.
    pub fn router(self: &Arc<Self>) -> Router {
        Router::new().fallback(answered).with_state(self.clone())
    }

    fn desk(&self, workspace: Workspace) -> Result<Desk, Diagnostics> {
        let ServerSeat { key, port, works, end } = &self.seat;
        let end = end.clone();
        Ok(Desk::new(workspace, key.clone(), *port, spoken()?, works.clone(), move || end()))
    }

    /// Shows other pages; gives those that were shown.
    fn show(&self, pages: Router) -> Router {
        std::mem::replace(&mut *self.shown.write().unwrap_or_else(PoisonError::into_inner), pages)
    }
}

/// Answers a request; who answers can show something else.
async fn answered(
    State(pages): State<Arc<ShownPages>>,
    mut request: Request,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(pages.clone());
    let shown = pages.shown.read().unwrap_or_else(PoisonError::into_inner).clone();
    shown.oneshot(request).await
}
