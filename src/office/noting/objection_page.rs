//! That a partner does not want to be written to any more: asked once, because it stays.

use axum::response::Response;
use maud::{Markup, html};

use super::super::shared::partner_request::AskedPartner;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::fact_page::{framed, read_mark, send_buttons};
use super::noted_notice::{after, notice, there_already};
use crate::diagnostic::words::visible;
use crate::email_address::shown;
use crate::history::{LedgerEvent, Objector, ReadMark, read_ledger};
use crate::locale::fill;
use crate::noting::{NotableFact, note_objection};
use crate::workspace::OBJECTIONS;

/// The question.
pub fn objection_page(asked: &AskedPartner<'_>) -> Markup {
    let words = &asked.spoken.words.note;
    let objector = Objector::of(&asked.desk.workspace, asked.id).unwrap_or_default();
    let content = html! {
        form.note method="post" action={ "/partners/" (asked.id) "/note/" (NotableFact::Objected.name()) } {
            input type="hidden" name="read" value=(read_mark(asked));
            p { (words.objection_holds) }
            @if !objector.addresses.is_empty() {
                ul.told { @for address in &objector.addresses { li { (visible(&shown(address))) } } }
            }
            (send_buttons(asked, &words.save))
        }
    };
    framed(asked, NotableFact::Objected, &content)
}

/// Notes the objection. It is noted whatever else was noted meanwhile, but not twice by a second click.
///
/// # Errors
/// A form that was made by nobody here.
pub fn objects(asked: &AskedPartner<'_>, read: &str) -> Result<Response, Refusal> {
    let words = &asked.spoken.words.note;
    let workspace = &asked.desk.workspace;
    let entries = read_ledger(&workspace.ledger(asked.id)).unwrap_or_default().entries;
    let read: ReadMark = read.parse().map_err(|()| Refusal::NoSuchPage)?;
    let mut since = read.since(&entries).iter();
    // Of a log whose lines are others by now nobody knows which of them are new.
    if read.begins(&entries) && since.any(|entry| matches!(entry.event, LedgerEvent::Objected { .. })) {
        return Ok(after(asked, there_already(asked)));
    }
    let noted = note_objection(workspace, asked.id);
    let (class, title, text) = match (noted.is_in_log, noted.is_in_list) {
        (true, _) => ("made", &words.objection_noted, Some(&words.objection_holds)),
        (false, true) => ("outdated", &words.objection_noted, Some(&words.objection_in_list)),
        (false, false) => ("stopped", &words.objection_not_noted, None),
    };
    let more = html! {
        @if let Some(text) = text {
            p { (text) }
            p { (fill(&words.keep_list, &[("file", OBJECTIONS)])) }
        }
        @if !noted.found.is_empty() { (problem_list(asked.spoken, &noted.found)) }
        @if noted.found.has_errors() { p { (words.objection_again) } }
    };
    let class = if noted.found.has_errors() { "stopped" } else { class };
    Ok(after(asked, notice(class, title, &more)))
}
