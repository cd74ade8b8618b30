//! Whether a picture can stand on a page, tried where it can be stopped.
//!
//! **Why a trial.** What a drawing costs is seen when Typst sets it: a few kilobytes of letters, shadows or patterns
//! take minutes then, for every document anew. Each picture is tried once in a run, by its bytes; a drawing of a
//! few plain shapes, as most logos are, needs no process of its own.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::confined::{self, Unanswered};
use crate::digest::Digest;
use crate::format::pdf::{self, Typesetter};
use crate::format::picture::{self, Flaw};
use crate::workspace::TemplateFiles;

/// The name of the work for [`confined`].
pub const WORK: &str = "picture";

/// The most time that a picture may take which is drawn anew for every document.
const MOST_TIME: Duration = Duration::from_secs(4);

/// What is wrong with a picture; none when it is fine. The name's ending says the kind.
pub fn flaw(name: &str, bytes: &[u8]) -> Option<Flaw> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Option<Flaw>>>> = LazyLock::new(Mutex::default);
    if picture::is_simple(name, bytes) {
        return picture::flaw(name, bytes);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let key = Digest::new().and(&ending).and(bytes).digits(64);
    let all = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all().get(&key) {
        return known.clone();
    }
    let watch = Stopwatch::start();
    let flaw = match confined::ask(WORK, &ending, bytes) {
        None => picture::flaw(name, bytes),
        Some(Ok(_)) if watch.elapsed() > MOST_TIME => Some(picture::slow()),
        Some(answer) => answer
            .and_then(|answer| serde_json::from_slice(&answer).map_err(|_| Unanswered::Unable))
            .unwrap_or_else(|why| Some(picture::unseen(why))),
    };
    all().insert(key, flaw.clone());
    flaw
}

/// The answer to the question whether a picture of a kind, by its file's ending, can stand on a page.
pub fn answer(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let is_usable = |flaw: &Option<Flaw>| {
        flaw.as_ref().is_none_or(|flaw| flaw.severity < crate::diagnostic::Severity::Error)
    };
    let mut flaw = picture::flaw(&format!("picture.{ending}"), bytes);
    if is_usable(&flaw) {
        let typesetter = Typesetter::new(&TemplateFiles::built_in());
        if !typesetter.is_ok_and(|typesetter| pdf::can_show(&typesetter, ending, bytes)) {
            flaw = Some(picture::unshown());
        }
    }
    serde_json::to_vec(&flaw).unwrap_or_default()
}
