//! What became of the making of documents: what was made, what stays, what stands against it.

use std::path::PathBuf;

use maud::{Markup, html};

use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::spoken::Spoken;
use crate::diagnostic::codes;
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::writing::Report;

/// What became of the making.
pub struct MadeDocuments {
    /// What was done.
    pub report: Report,
    /// Where the files lie.
    pub folder: PathBuf,
    /// The address of the work that had to be waited for; nothing was done then.
    pub is_behind: Option<String>,
}

impl MadeDocuments {
    /// How many files were made.
    pub fn files(&self) -> usize {
        self.report.lines.iter().map(|line| line.formats.len()).sum()
    }
}

/// What became of the making, in words; and what is to be looked at.
pub fn made_notice(spoken: &Spoken, made: &MadeDocuments) -> Markup {
    let words = &spoken.words.made;
    let Report { found, .. } = &made.report;
    html! {
        @if let Some(work) = &made.is_behind {
            section.notice.outdated tabindex="-1" data-focus aria-labelledby="told" {
                h2 id="told" { (sign("outdated")) (words.behind) }
                p { (words.behind_hint) " " a href=(work) { (words.behind_link) } }
            }
        } @else {
            section class={ "notice " (made_class(made)) } tabindex="-1" data-focus aria-labelledby="told" {
                (made_head(spoken, made))
                @if !found.is_empty() {
                    details open[found.has_errors()] {
                        summary { (spoken.counted(&words.remarks, found.iter().count())) }
                        (problem_list(spoken, found))
                    }
                }
            }
        }
    }
}

/// The class of what became of it, for colour and sign.
pub fn made_class(made: &MadeDocuments) -> &'static str {
    let Report { found, untouched, .. } = &made.report;
    match (made.files(), found.has_errors()) {
        (_, true) => "stopped",
        _ if *untouched > 0 => "outdated",
        (0, false) => "kept",
        (_, false) => "made",
    }
}

/// What was made, in sentences below a title that is called `told`.
pub fn made_head(spoken: &Spoken, made: &MadeDocuments) -> Markup {
    let words = &spoken.words.made;
    let Report { current, found, untouched, .. } = &made.report;
    let files = made.files();
    let title = match files {
        _ if *untouched > 0 => &words.halted,
        0 => &words.nothing,
        _ => &words.title,
    };
    let folder = std::path::absolute(&made.folder).unwrap_or_else(|_| made.folder.clone());
    let has_edits =
        found.iter().any(|one| one.code == codes::CHANGED_BY_HAND || one.code == codes::EDIT_IS_STALE);
    html! {
        h2 id="told" { (sign(made_class(made))) (title) }
        @if files > 0 {
            p {
                (spoken.counted(&words.files, files)) ". "
                (fill(&words.r#where, &[("folder", &visible(&folder.display().to_string()))])) "."
            }
        }
        @if *current > 0 { p { (spoken.counted(&words.current, *current)) "." } }
        @if *untouched > 0 { p { (spoken.counted(&words.untouched, *untouched)) } }
        @if found.has_errors() { p { (words.stopped) } }
        @if has_edits { p { (words.kept) } }
    }
}
