//! The lists that somebody brought and that are not imported yet.
//!
//! **Why in memory.** Between the choice of a file and the yes there are some pages. What is kept meanwhile has personal
//! data: it is never written to the disk, only a few files are kept, and not for long.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use super::upload::UploadedFile;
use crate::clock::Stopwatch;
use crate::digest::Digest;
use crate::import::ImportResult;
use crate::table;

/// How many files are kept.
const MOST_FILES: usize = 4;
/// How long a file is kept that nobody asks for.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// The files that were brought.
#[derive(Default)]
pub struct UploadShelf(Mutex<Vec<ShelfPlace>>);

/// A file and when it was asked for last.
struct ShelfPlace {
    list: Arc<BroughtList>,
    asked: Stopwatch,
}

/// A list that somebody brought.
pub struct BroughtList {
    /// What addresses call it.
    pub id: String,
    /// The file.
    pub file: UploadedFile,
    /// What became of it; whoever writes holds it, so that a second click waits and then sees the same.
    pub done: Mutex<Option<Arc<DoneImport>>>,
    sheets: OnceLock<Vec<String>>,
}

/// What was agreed to, and what became of it.
pub struct DoneImport {
    /// Which plan.
    pub plan: String,
    /// What was written.
    pub result: ImportResult,
    /// Whether the columns are kept for the next time; none when nobody asked for it.
    pub kept: Option<bool>,
    /// The names of the partners, by their ids.
    pub names: Vec<(String, String)>,
}

impl BroughtList {
    /// The names of the sheets, when it is a workbook.
    pub fn sheets(&self) -> &[String] {
        self.sheets.get_or_init(|| table::sheet_names(&self.file.bytes))
    }
}

impl UploadShelf {
    /// Keeps a file, and gives what addresses call it. The same file has the same name, so that choosing it twice is one.
    pub fn keep(&self, file: UploadedFile) -> String {
        let id = Digest::new().and(&file.name).and(&file.bytes).digits(16);
        let mut places = self.places();
        places.retain(|place| place.list.id != id);
        while places.len() >= MOST_FILES {
            places.remove(0);
        }
        let list = BroughtList { id: id.clone(), file, done: Mutex::default(), sheets: OnceLock::new() };
        places.push(ShelfPlace { list: Arc::new(list), asked: Stopwatch::start() });
        id
    }

    /// A file by its name; none when it was forgotten.
    pub fn of(&self, id: &str) -> Option<Arc<BroughtList>> {
        let mut places = self.places();
        let place = places.iter_mut().find(|place| place.list.id == id)?;
        place.asked = Stopwatch::start();
        Some(place.list.clone())
    }

    /// Forgets what nobody has asked for in a long time.
    pub fn forget_old(&self) {
        drop(self.places());
    }

    fn places(&self) -> MutexGuard<'_, Vec<ShelfPlace>> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|place| place.asked.elapsed() < LONGEST);
        places
    }
}
