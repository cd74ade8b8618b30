//! The partners that are asked for, one after the other: each is read, worked on and forgotten on one thread.

use jiff::civil::Date;

use super::asked::{asked_partners, nothing_to_do};
use super::edition::Task;
use super::request::Selection;
use super::tasks::{has_own, tasks};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::mistake::{self, CodeLocation};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::workers::{self, Piece};
use crate::workspace::OWN_DOCUMENTS;

/// Who looks on while partners are worked on, and may stop it.
pub trait Observer: Sync {
    /// It begins, with so many partners.
    fn begin(&self, _partners: usize) {}
    /// A partner is done.
    fn done(&self, _partner: &str) {}
    /// Whether no further partner is to be begun.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody.
impl Observer for () {}

/// What became of the partners.
#[derive(Debug)]
pub struct Worked<R> {
    /// What was made of those that could be worked on, in the order of their ids.
    pub results: Vec<R>,
    /// What is wrong: with what was asked for, and with each partner in the order of their ids.
    pub found: Diagnostics,
    /// How many partners were not begun, because somebody stopped it.
    pub untouched: usize,
}

/// Does something with the documents of each partner that is asked for, and at last with those about all of them;
/// `unread` is what happens to one whose file cannot be read.
pub fn for_each_partner<R: Send>(
    project: &Project,
    selection: &Selection,
    date: Date,
    jobs: usize,
    observer: &dyn Observer,
    unread: &(dyn Fn(&str) -> (Option<R>, Diagnostics) + Sync),
    work: impl Fn(&Partnership<'_>, &[Task]) -> (R, Diagnostics) + Sync,
) -> Worked<R> {
    let (mut ids, found) = asked_partners(project, selection);
    let is_refused = ids.is_empty() && found.has_errors();
    if !is_refused && has_own(project, selection) {
        ids.push(OWN_DOCUMENTS);
    }
    observer.begin(ids.len());
    let one = |id: &&str| {
        let loaded = match project.load(id) {
            Ok(loaded) => loaded,
            Err(mut found) => {
                // A disk that does not answer says nothing about the partner.
                let is_there = found
                    .iter()
                    .all(|one| ![codes::UNREADABLE_FILE, codes::FILE_TOO_LARGE].contains(&one.code));
                let mut result = None;
                if is_there {
                    let (own, more) = unread(id);
                    result = own;
                    found.extend(more);
                }
                return (result, found, true);
            }
        };
        let partnership = project.partnership(&loaded, date);
        let mut found = loaded.partner.remarks.clone();
        let tasks = tasks(project, selection, &partnership, &mut found);
        let is_busy = !tasks.is_empty() || !found.is_empty();
        let (result, more) = work(&partnership, &tasks);
        found.extend(more);
        (Some(result), found, is_busy)
    };
    let pieces = workers::run(
        jobs,
        &ids,
        || observer.stops(),
        |id| {
            let piece = one(id);
            observer.done(id);
            piece
        },
    );
    let mut all = Worked { results: Vec::new(), found, untouched: 0 };
    let mut is_busy = all.found.has_errors();
    let pieces = pieces.unwrap_or_else(|problem| {
        all.found.push(problem);
        is_busy = true;
        Vec::new()
    });
    for (piece, id) in pieces.into_iter().zip(&ids) {
        match piece {
            Piece::Done((result, found, worked)) => {
                all.results.extend(result);
                all.found.extend(found);
                is_busy |= worked;
            }
            Piece::Failed(place) => {
                all.found.push(mistake_with(id, &place));
                is_busy = true;
            }
            Piece::Untouched => {
                all.untouched += 1;
                is_busy = true;
            }
        }
    }
    if !is_busy {
        all.found.push(nothing_to_do(project, selection));
    }
    all.found = all.found.without_repetitions();
    all
}

/// That the program has a mistake with a document; the other documents are not touched by it.
pub fn mistake_at(partner: &str, document: &str, place: &CodeLocation) -> Diagnostic {
    let message = format!("`{document}` for `{partner}` cannot be made: the program has a mistake here");
    mistake::problem(message, place)
}

/// That the program has a mistake with a partner; the other partners are not touched by it.
pub fn mistake_with(partner: &str, place: &CodeLocation) -> Diagnostic {
    let message = format!("the documents of `{partner}` cannot be made: the program has a mistake here");
    mistake::problem(message, place)
}
