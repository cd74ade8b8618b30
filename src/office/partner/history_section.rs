//! What happened with a partner, the newest first, with the buttons to note something and to take it back.

use maud::{Markup, html};

use super::super::shared::happened_words::{ToldEvent, told_events};
use super::super::shared::pieces::breaking;
use super::super::shared::problem_list::problem_list;
use super::super::shared::spoken::Spoken;
use super::settle_section::settle_section;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::noting::{HappenedLine, HappenedSource, NotableFact, happened, last_said};
use crate::workspace::Workspace;

/// How many things are shown before one asks for the rest.
const SHOWN: usize = 12;
/// How many things that can be noted are shown at once: the most usual ones.
const USUAL: usize = 4;

/// What happened with a partner, also before it was put to rest; `name` is what the partner is called.
pub fn history_section(spoken: &Spoken, workspace: &Workspace, id: &str, name: &str) -> Markup {
    let words = &spoken.words;
    let (lines, found) = happened(workspace, id).unwrap_or_else(|problem| (Vec::new(), problem.into()));
    let mut events = told_events(spoken, name, &lines);
    events.reverse();
    let (shown, earlier) = events.split_at(events.len().min(SHOWN));
    // What was noted last can be taken back, where it can.
    let last = last_said(workspace, id).ok();
    let undo = format!("/partners/{id}/undo");
    let is_last = |line: &HappenedLine| match (&line.source, &last) {
        (HappenedSource::Ledger(entry), Some(last)) => **entry == last.entry,
        _ => false,
    };
    let undo_of = |line: &HappenedLine| is_last(line).then_some(undo.as_str());
    html! {
        section.history id="note" aria-labelledby="history" {
            h2 id="history" { (words.partner.history) }
            (settle_section(spoken, workspace, id))
            (fact_links(spoken, id))
            (unread(spoken, &found))
            @if events.is_empty() {
                @if found.is_empty() { p.faint { (words.partner.no_history) } }
            } @else {
                ol.events { @for (line, told) in shown { (event(spoken, line, told, undo_of(line))) } }
                @if !earlier.is_empty() {
                    details.earlier {
                        summary { (spoken.counted(&words.happened.earlier, earlier.len())) }
                        ol.events { @for (line, told) in earlier { (event(spoken, line, told, undo_of(line))) } }
                    }
                }
            }
        }
    }
}

/// The ways to note something: the most usual as buttons, the others below.
fn fact_links(spoken: &Spoken, id: &str) -> Markup {
    let (usual, others) = NotableFact::ALL.split_at(USUAL.min(NotableFact::ALL.len()));
    let address = |fact: NotableFact| format!("/partners/{id}/note/{}", fact.name());
    html! {
        nav.note-links aria-label=(spoken.words.note.title) {
            ul.usual {
                @for fact in usual { li { a.button href=(address(*fact)) { (spoken.words.fact(*fact).0) } } }
            }
            details {
                summary { (spoken.words.note.more) }
                ul {
                    @for fact in others { li { a href=(address(*fact)) { (spoken.words.fact(*fact).0) } } }
                }
            }
        }
    }
}

/// What of the log and the logbook cannot be read, and lines of a newer version.
fn unread(spoken: &Spoken, found: &Diagnostics) -> Markup {
    html! {
        @if !found.is_empty() {
            details.notice.outdated open[found.has_errors()] {
                summary { h3 { (spoken.words.happened.unread) } }
                (problem_list(spoken, found))
            }
        }
    }
}

/// A line; `undo` is where it can be taken back.
fn event(spoken: &Spoken, line: &HappenedLine, told: &ToldEvent, undo: Option<&str>) -> Markup {
    let day = line.day.parse().map_or_else(|_| visible(&line.day), |day| spoken.day(day));
    html! {
        li.taken-back[line.taken_back] {
            time datetime=(line.day) { (day) @if let Some(time) = &line.time { ", " (time) } }
            @if line.taken_back {
                s.what { (visible(&told.what)) }
            } @else {
                span.what { (visible(&told.what)) }
            }
            @if let Some(detail) = &told.detail { span.detail { (visible(detail)) } }
            @for more in &told.more { span.more { (breaking(&visible(more))) } }
            @if line.taken_back { span.more { (spoken.words.happened.taken_back) } }
            @if let Some(undo) = undo {
                a.take-back href=(undo) { (spoken.words.note.take_back) span.hidden { ": " (visible(&told.what)) } }
            }
        }
    }
}
