//! Whether layouts and pages of the documents are right, without setting those of every partner.
//!
//! **Why not all.** Setting a page takes longer than everything else that `check` does; over a thousand
//! partners somebody would wait. The same template fits for the shorter text when it fits for the longer:
//! so the longest are set, and more of them as long as one does not fit. `build` sets them all, and writes
//! none that is too long.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostics, codes};
use crate::document::Document;
use crate::due::{Edition, Manner, Task, mistake_with};
use crate::format::Format;
use crate::render::{Press, Renderer};
use crate::workers;

/// How many of the longest must fit, one after the other.
const TRIED: usize = 3;
/// About how many letters a line has.
const LINE: usize = 80;

/// About how long a partner's document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    partner: String,
    edition: Edition,
    formats: Vec<Format>,
    lines: usize,
    /// All documents of the partner, which it may stop or not.
    names: Vec<String>,
    /// Whether it may have only so many pages.
    limited: bool,
}

impl Extent {
    /// Of a partner's document; `names` has those of all its documents.
    pub fn of(partner: &str, document: &Document, task: &Task, names: &[String]) -> Self {
        let lines = document.whole_markdown().lines().map(|line| 1 + line.chars().count() / LINE).sum();
        let Task { edition, formats } = task.clone();
        let limited = document.meta.pages.is_some() && formats.iter().any(|format| format.has_pages());
        Self { partner: partner.to_owned(), edition, formats, lines, names: names.to_vec(), limited }
    }
}

/// What is wrong with the pages of the longest documents.
pub fn problems(press: &Press<'_>, extents: Vec<Extent>, date: Date, jobs: usize) -> Diagnostics {
    let mut kinds: BTreeMap<(String, String), Vec<Extent>> = BTreeMap::new();
    for one in extents {
        let kind = (one.edition.document.clone(), one.edition.languages.written());
        kinds.entry(kind).or_default().push(one);
    }
    let mut found = Diagnostics::new();
    let mut waiting: Vec<Vec<Extent>> = kinds.into_values().collect();
    for kind in &mut waiting {
        // The longest last, from where they are taken.
        kind.sort_by(|a, b| (a.lines, &b.partner).cmp(&(b.lines, &a.partner)));
    }
    while !waiting.is_empty() {
        let mut next: Vec<(usize, Extent)> = Vec::new();
        for (at, kind) in waiting.iter_mut().enumerate() {
            next.extend(
                kind.split_off(kind.len().saturating_sub(TRIED)).into_iter().rev().map(|one| (at, one)),
            );
        }
        let results = match workers::run(jobs, &next, || false, |(_, one)| set(press, one, date)) {
            Ok(results) => results,
            Err(problem) => {
                found.push(problem);
                break;
            }
        };
        let mut goes_on = vec![false; waiting.len()];
        for ((at, one), result) in next.iter().zip(results) {
            let result = result.done().unwrap_or_else(|place| mistake_with(&one.partner, &place).into());
            goes_on[*at] |= result.iter().any(|one| one.code == codes::TOO_LONG);
            found.extend(result);
        }
        let mut goes_on = goes_on.into_iter();
        waiting.retain(|kind| goes_on.next().unwrap_or(false) && !kind.is_empty());
    }
    found
}

/// What is found when the pages of a document are set, and only then.
fn set(press: &Press<'_>, one: &Extent, date: Date) -> Diagnostics {
    let project = press.project;
    let Ok(loaded) = project.load(&one.partner) else { return Diagnostics::new() };
    let mut renderer = Renderer::new(press, project.partnership(&loaded, date), Manner::USUAL);
    let findings = renderer.layouts(&one.edition, &one.formats);
    findings.settle(one.names.iter().map(String::as_str), Manner::USUAL.gaps)
}
