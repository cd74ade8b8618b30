//! What is told of saves: that one was done, which one is the last, what became of the undoing of one.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::super::noting::noted_notice::notice;
use super::super::shared::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::editing::{LastSave, SaveStanding, UndoResult, fields_that_differ, last_save};
use crate::locale::fill;
use crate::workspace::Workspace;

/// The button that undoes a save; the mark says which one, so that none is undone twice.
pub fn undo_button(file: &str, mark: &str, label: &str) -> Markup {
    step_button(file, mark, "undo", label)
}

fn step_button(file: &str, mark: &str, step: &str, label: &str) -> Markup {
    html! {
        form method="post" action="/undo" {
            input type="hidden" name="file" value=(file);
            input type="hidden" name="mark" value=(mark);
            input type="hidden" name="step" value=(step);
            button type="submit" { (label) }
        }
    }
}

/// That a file was saved, with the way back.
pub fn saved_notice(spoken: &Spoken, file: &str, mark: &str) -> Markup {
    let words = &spoken.words.saving;
    let more = html! {
        p { (words.saved_text) }
        div.buttons { (undo_button(file, mark, &words.undo)) }
    };
    notice("made", &words.saved, &more)
}

/// The last save of a file, on the page on which the file is edited; nothing when none is known.
pub fn last_save_section(spoken: &Spoken, workspace: &Workspace, file: &str) -> Markup {
    let words = &spoken.words.saving;
    // What cannot be read is told by the page that reads the file.
    let Ok(Some(save)) = last_save(workspace, file) else { return html! {} };
    let when = when(spoken, save.at);
    html! {
        section.last-save aria-labelledby="last-save" {
            h2.hidden id="last-save" { (words.undo_last) }
            @match save.standing {
                SaveStanding::Undoable => {
                    p {
                        (fill(&words.last, &[("when", &when)]))
                        @if let Some(fields) = fields(spoken, &save) { " · " (fields) }
                    }
                    (undo_button(file, &save.mark, &words.undo_last))
                }
                SaveStanding::ChangedSince | SaveStanding::Damaged => {
                    p.hint { (fill(&words.cannot_undo, &[("when", &when)])) }
                }
            }
        }
    }
}

/// What became of a save that was to be undone.
pub fn undone_notice(spoken: &Spoken, file: &str, result: &UndoResult) -> Markup {
    let words = &spoken.words.saving;
    let of_file = |text: &str| fill(text, &[("file", &visible(file))]);
    let (class, title, text) = match result {
        UndoResult::Undone { save, .. } => {
            ("made", &words.undone, fill(&words.undone_text, &[("when", &when(spoken, save.at))]))
        }
        UndoResult::NotTheLast => ("kept", &words.not_last, words.not_last_text.clone()),
        UndoResult::ChangedSince => ("outdated", &words.changed_since, of_file(&words.changed_since_text)),
        UndoResult::Damaged => ("stopped", &words.damaged, of_file(&words.damaged_text)),
    };
    let more = html! {
        p { (text) }
        @if let UndoResult::Undone { redo, .. } = result {
            div.buttons { (step_button(file, redo, "redo", &words.redo)) }
        }
    };
    notice(class, title, &more)
}

/// That nothing was brought back.
pub fn not_redone_notice(spoken: &Spoken) -> Markup {
    let words = &spoken.words.saving;
    notice("outdated", &words.not_redone, &html! { p { (words.not_redone_text) } })
}

/// How many fields a save changed; none of what has no fields.
fn fields(spoken: &Spoken, save: &LastSave) -> Option<String> {
    let [before, after] = [&save.before, &save.after].map(|text| text.as_deref().unwrap_or_default());
    let changed = fields_that_differ(before, after).filter(|changed| !changed.is_empty())?;
    Some(spoken.counted(&spoken.words.saving.fields, changed.len()))
}

/// A moment, by day and time.
fn when(spoken: &Spoken, at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::system());
    format!("{}, {}", spoken.day(at.date()), at.strftime("%H:%M"))
}
