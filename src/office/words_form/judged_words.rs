//! What becomes of words that somebody typed, and what stands against them: judged by what reads documents, before a letter
//! of it is written.

use super::super::shared::snapshot::Snapshot;
use super::asked_words::AskedWords;
use crate::checking::words_problems;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceFile, Span};
use crate::template::{OwnWords, PlaceWords, WordsChange, WordsPlace};
use crate::workspace::TEMPLATES;

/// Words that somebody typed, judged.
pub struct JudgedWords {
    /// What becomes of the file.
    pub change: WordsChange,
    /// What is wrong, with the words typed.
    pub found: Diagnostics,
    /// Whether they may be saved: a file that would stop documents is not written.
    pub may_be_saved: bool,
    /// The folder with them.
    pub changed: Snapshot,
}

impl JudgedWords {
    /// Of a place.
    pub fn of(asked: &AskedWords<'_>, place: &WordsPlace, typed: &PlaceWords) -> Self {
        let AskedWords { snapshot, document, language, words, .. } = asked;
        let change = words.changed(place, typed);
        let changed = with_change(asked, &change);
        let found = words_problems(&changed.project, document, language);
        let span = place_in(asked, &change, place);
        let is_here = |problem: &Diagnostic| match (&problem.label, &span) {
            (Some(label), Some(span)) => {
                label.file.name() == words.name && label.span.start < span.end && label.span.end >= span.start
            }
            // A file that cannot be cut into sections any more.
            _ => true,
        };
        // What was wrong elsewhere before keeps nobody from mending this.
        let was_right = !words_problems(&snapshot.project, document, language).has_errors();
        let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
        let stands_against = found.iter().filter(is_error).any(|problem| was_right || is_here(problem));
        let may_be_saved = change != WordsChange::TouchesOthers && !stands_against;
        let found = match was_right {
            true => found,
            false => found.into_iter().filter(is_here).collect(),
        };
        Self { change, found, may_be_saved, changed }
    }
}

/// The folder with a change of words.
pub fn with_change(asked: &AskedWords<'_>, change: &WordsChange) -> Snapshot {
    let AskedWords { snapshot, words, .. } = asked;
    let mut files = snapshot.project.files.as_ref().clone();
    let short = words.name.strip_prefix(TEMPLATES).map(|rest| rest.trim_start_matches('/'));
    match (change, short) {
        (WordsChange::Text(text), Some(short)) => files.insert(short, text.clone().into_bytes()),
        (WordsChange::Gone, Some(short)) => files.take_out(short),
        _ => {}
    }
    snapshot.with_project(snapshot.project.with_words(files, asked.document, asked.language))
}

/// Where a place stands in the changed file; none when that has none, or cannot be read.
fn place_in(asked: &AskedWords<'_>, change: &WordsChange, place: &WordsPlace) -> Option<Span> {
    let text = match change {
        WordsChange::Text(text) => SourceFile::new(asked.words.name.as_str(), text.as_str()),
        _ => asked.words.file.clone()?,
    };
    OwnWords::span_in(&text, place)
}
