//! What all requests share: the key, the languages, the folder as it was read last.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Semaphore;

use super::super::serving::entry_key::EntryKey;
use super::page_shelf::PageShelf;
use super::preview_shelf::PreviewShelf;
use super::problem_list::problem_list;
use super::refusal::Refusal;
use super::snapshot::Snapshot;
use super::spoken::{Spoken, is_spoken_by};
use super::told_notices::ToldNotices;
use super::upload_shelf::UploadShelf;
use super::work_in_hand::{NewWork, WorkInHand, WorkOutcome};
use super::work_list::WorkList;
use crate::diagnostic::Diagnostics;
use crate::mail::account::Secret;
use crate::mistake;
use crate::workspace::Workspace;

/// Whose files a desk shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskFolder {
    /// A folder of somebody's own, in which there may be nothing yet.
    Own,
    /// The example, which is only looked at.
    Example,
    /// None yet: it is being chosen.
    Unchosen,
}

/// What all requests share.
pub struct Desk {
    /// The key that lets a browser in.
    pub key: EntryKey,
    /// The folder.
    pub workspace: Workspace,
    /// Whose it is.
    pub folder: DeskFolder,
    /// The languages of the page.
    pub languages: Vec<Arc<Spoken>>,
    /// What is told on the next page.
    pub told: ToldNotices,
    /// How many workers there are.
    pub jobs: usize,
    /// The lists that somebody brought and that are not imported yet.
    pub uploads: UploadShelf,
    /// What is seen beside the forms.
    pub previews: PreviewShelf,
    /// The pages that are looked at while words are typed.
    pub typed_pages: PageShelf,
    /// What takes long.
    pub works: Arc<WorkList>,
    hosts: [String; 2],
    cookie: String,
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    busy: Semaphore,
    secret: OnceLock<Secret>,
    end: Box<dyn Fn() + Send + Sync>,
}

impl Desk {
    /// For a folder; `end` ends the serving.
    pub fn new(
        workspace: Workspace,
        key: EntryKey,
        port: u16,
        languages: Vec<Spoken>,
        works: Arc<WorkList>,
        end: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            key,
            workspace,
            folder: DeskFolder::Own,
            languages: languages.into_iter().map(Arc::new).collect(),
            told: ToldNotices::default(),
            jobs,
            uploads: UploadShelf::default(),
            previews: PreviewShelf::default(),
            typed_pages: PageShelf::default(),
            works,
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            // Cookies know no ports: two folders that are open at once must not take each other's key away.
            cookie: format!("handclasp-{port}"),
            snapshot: Mutex::default(),
            // Two more, so that a look at all files does not keep a page waiting.
            busy: Semaphore::new(jobs + 2),
            secret: OnceLock::new(),
            end: Box::new(end),
        }
    }

    /// The same for another kind of folder.
    pub fn for_folder(self, folder: DeskFolder) -> Self {
        Self { folder, ..self }
    }

    /// Whether there is an institution, and so pages about it and its partners.
    pub fn has_institution(&self) -> bool {
        self.folder != DeskFolder::Unchosen && Workspace::is_at(self.workspace.root())
    }

    /// Keeps the password of the mailbox that somebody typed in the window of the program, until that ends.
    pub fn keep_secret(&self, secret: Secret) {
        // Only the first one counts.
        let _ = self.secret.set(secret);
    }

    /// The password of the mailbox, when somebody typed it. It goes to the mail server and into no page.
    pub fn secret(&self) -> Option<&Secret> {
        self.secret.get()
    }

    /// What the page may be called in an address.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }

    /// The name of the cookie with the key.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The language that somebody's browser gets: the first one wanted that there is, else the first of ours.
    pub fn language(&self, wanted: &[String]) -> Option<Arc<Spoken>> {
        let of = |tag: &String| self.languages.iter().find(|one| is_spoken_by(tag, one.tag));
        wanted.iter().find_map(of).or(self.languages.first()).cloned()
    }

    /// Ends the serving, after the requests and the work in hand.
    pub fn end(&self) {
        (self.end)();
    }

    /// The folder as it is now: what was read last, or read anew when a file is another one since.
    ///
    /// # Errors
    /// What makes every document impossible.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>, Diagnostics> {
        // Whoever comes meanwhile waits for the same.
        let mut last = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Snapshot::moment(&self.workspace)?;
        if let Some(known) = last.as_ref().filter(|known| known.is_of(&now)) {
            return Ok(known.clone());
        }
        let read = Arc::new(Snapshot::read(&self.workspace, now, last.as_deref(), self.jobs)?);
        *last = Some(read.clone());
        Ok(read)
    }

    /// Does something that takes long, on a thread of its own: the one that serves must be free for others. Only so much is
    /// done at once as the computer can.
    ///
    /// # Errors
    /// When the program has a mistake there.
    pub async fn does<R: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Self>) -> R + Send + 'static,
    ) -> Result<R, Refusal> {
        let _turn = self.busy.acquire().await.map_err(|_| Refusal::Mistake)?;
        let desk = self.clone();
        let work = move || mistake::caught(|| work(&desk));
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(result)) => Ok(result),
            Ok(Err(place)) => {
                // It is noted for those who mend it; the page tells the user.
                drop(mistake::problem("a page cannot be shown: the program has a mistake here", &place));
                Err(Refusal::Mistake)
            }
            Err(_) => Err(Refusal::Mistake),
        }
    }

    /// Begins something that takes long, on a thread of its own; whoever asks for the same meanwhile gets what is in hand.
    ///
    /// # Errors
    /// When there is no thread for it.
    pub fn begins(
        self: &Arc<Self>,
        plan: NewWork,
        work: impl FnOnce(&Arc<Self>, &WorkInHand) -> WorkOutcome + Send + 'static,
    ) -> Result<Arc<WorkInHand>, Refusal> {
        let (taken, is_new) = self.works.take_up(plan);
        if !is_new {
            return Ok(taken);
        }
        let (desk, own) = (self.clone(), taken.clone());
        let run = move || {
            let outcome = mistake::caught(|| work(&desk, &own)).unwrap_or_else(|place| {
                let problem =
                    mistake::problem("this was not done to its end: the program has a mistake here", &place);
                let found = Diagnostics::from(problem);
                Box::new(move |spoken: &Spoken| problem_list(spoken, &found))
            });
            own.finishes(outcome);
        };
        match std::thread::Builder::new().name("work".to_owned()).spawn(run) {
            Ok(_) => Ok(taken),
            Err(_) => {
                taken.finishes(Box::new(|_| maud::html! {}));
                Err(Refusal::Mistake)
            }
        }
    }
}
