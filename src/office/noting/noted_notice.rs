//! What is told after something was noted, above the page of the partner.

use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};

use super::super::shared::happened_words::fact_event;
use super::super::shared::partner_request::AskedPartner;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::fact_page::told;
use crate::diagnostic::words::visible;
use crate::history::Fact;
use crate::locale::fill;
use crate::model::Occasion;
use crate::noting::NotedLine;

/// Leads to the page of the partner, on which this is told.
pub fn after(asked: &AskedPartner<'_>, notice: Markup) -> Response {
    let number = asked.desk.told.keep(notice);
    Redirect::to(&format!("/partners/{}?told={number}", asked.id)).into_response()
}

/// That it is noted, with what somebody may want to know of it, and the way to take it back.
pub fn noted_notice(
    asked: &AskedPartner<'_>,
    fact: &Fact,
    about: Option<&(String, Occasion)>,
    on: Date,
    noted: &NotedLine,
) -> Markup {
    let words = &asked.spoken.words.note;
    let about = about.map(|(document, occasion)| (document.as_str(), occasion));
    let event = fact_event(asked.spoken, &asked.name, about, fact);
    let class = if noted.remarks.is_empty() { "made" } else { "outdated" };
    let more = html! {
        p { (told(&event)) " · " (asked.spoken.day(on)) }
        @if let Fact::Signed { file, .. } = fact {
            p { (visible(&fill(&words.scan_kept, &[("file", file)]))) }
            p { (words.signed_stays) }
        }
        @if !noted.remarks.is_empty() { (problem_list(asked.spoken, &noted.remarks)) }
        div.buttons { a.button href={ "/partners/" (asked.id) "/undo" } { (words.take_back) } }
    };
    notice(class, &words.noted, &more)
}

/// That it stood there already.
pub fn there_already(asked: &AskedPartner<'_>) -> Markup {
    let words = &asked.spoken.words.note;
    notice("kept", &words.is_there, &html! { p { (words.is_there_text) } })
}

/// What is told above the page of a partner.
pub fn notice(class: &str, title: &str, more: &Markup) -> Markup {
    html! {
        section class={ "notice " (class) } tabindex="-1" autofocus data-focus aria-labelledby="told" {
            h2 id="told" { (sign(class)) (title) }
            (more)
        }
    }
}
