//! What is seen beside the forms, while it is typed.
//!
//! **Why in memory.** What somebody types has not been saved, and perhaps never is: it is written nowhere. Only what few
//! forms show is kept, for as long as a browser needs to fetch the pictures, and not for long.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::snapshot::Snapshot;
use crate::clock::Stopwatch;

/// Of how many forms it is known what they asked for last.
const MOST_FORMS: usize = 32;
/// How many pictures are kept; of each form the last, and the one before it, which a browser may still fetch.
const MOST_KEPT: usize = 6;
/// How long one is kept that is not replaced.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// What the forms show.
#[derive(Default)]
pub struct PreviewShelf(Mutex<Previews>);

#[derive(Default)]
struct Previews {
    last: u64,
    /// The forms, each with the number of its newest request.
    newest: VecDeque<(String, u64)>,
    kept: VecDeque<KeptPreview>,
}

struct KeptPreview {
    form: String,
    number: u64,
    preview: Arc<Preview>,
    since: Stopwatch,
}

/// A document as it would be made from what somebody typed.
pub struct Preview {
    /// The folder with what was typed.
    pub snapshot: Snapshot,
    /// The partner.
    pub partner: String,
    /// How the names of the document's files begin.
    pub stem: String,
    /// Whether something is missing in it, so that it is a draft.
    pub is_draft: bool,
    /// Its first page, as it was set with it.
    pub first: Option<Vec<u8>>,
}

/// A request for a preview: which form asks, and how many came before it.
#[derive(Debug, Clone)]
pub struct PreviewTurn {
    form: String,
    /// Its number, by which addresses call what comes out.
    pub number: u64,
}

impl PreviewShelf {
    /// A name for one more form.
    pub fn new_form(&self) -> String {
        let mut previews = self.previews();
        previews.last += 1;
        previews.last.to_string()
    }

    /// A form asks once more; what it asked for before is not wanted any more.
    pub fn turn(&self, form: &str) -> PreviewTurn {
        let mut previews = self.previews();
        previews.last += 1;
        let number = previews.last;
        previews.newest.retain(|(other, _)| other != form);
        previews.newest.push_back((form.to_owned(), number));
        if previews.newest.len() > MOST_FORMS {
            previews.newest.pop_front();
        }
        PreviewTurn { form: form.to_owned(), number }
    }

    /// Whether the form has not asked again since; one without a name never has.
    pub fn is_wanted(&self, turn: &PreviewTurn) -> bool {
        let previews = self.previews();
        let newest = previews.newest.iter().find(|(form, _)| *form == turn.form);
        turn.form.is_empty() || newest.is_none_or(|(_, number)| *number == turn.number)
    }

    /// Keeps what came out.
    pub fn keep(&self, turn: &PreviewTurn, preview: Preview) {
        let mut previews = self.previews();
        let mut own = previews.kept.iter().filter(|kept| kept.form == turn.form).map(|kept| kept.number);
        let before_last = own.next_back().and(own.next_back());
        previews.kept.retain(|kept| Some(kept.number) != before_last);
        let kept = KeptPreview {
            form: turn.form.clone(),
            number: turn.number,
            preview: Arc::new(preview),
            since: Stopwatch::start(),
        };
        previews.kept.push_back(kept);
        if previews.kept.len() > MOST_KEPT {
            previews.kept.pop_front();
        }
    }

    /// What came out of a request; none when it is forgotten.
    pub fn of(&self, number: u64) -> Option<Arc<Preview>> {
        let previews = self.previews();
        previews.kept.iter().find(|kept| kept.number == number).map(|kept| kept.preview.clone())
    }

    fn previews(&self) -> MutexGuard<'_, Previews> {
        let mut previews = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        previews.kept.retain(|kept| kept.since.elapsed() < LONGEST);
        previews
    }
}
