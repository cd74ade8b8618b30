//! The form for something that happened with a partner: only the fields that belong to it.

use maud::{Markup, html};

use super::super::shared::form_fields::{FieldProblem, FilledFact};
use super::super::shared::happened_words::{ToldEvent, entry_event};
use super::super::shared::partner_request::AskedPartner;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::fact_fields::fact_field;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{LedgerEntry, ReadMark, read_ledger};
use crate::noting::NotableFact;

/// Why a form is shown once more.
#[derive(Debug, Default)]
pub struct FormRemarks {
    /// Fields that are not right yet.
    pub fields: Vec<FieldProblem>,
    /// What else stands against it.
    pub found: Diagnostics,
    /// What was noted meanwhile.
    pub meanwhile: Vec<LedgerEntry>,
}

impl From<Diagnostic> for FormRemarks {
    fn from(problem: Diagnostic) -> Self {
        Self { found: problem.into(), ..Self::default() }
    }
}

/// How far the log of a partner can be read now, as it stands in a form.
pub fn read_mark(asked: &AskedPartner<'_>) -> String {
    let read = read_ledger(&asked.desk.workspace.ledger(asked.id)).unwrap_or_default();
    ReadMark::of(&read.entries).to_string()
}

/// The page with the form for something that happened.
pub fn fact_page(
    asked: &AskedPartner<'_>,
    fact: NotableFact,
    filled: &FilledFact,
    remarks: &FormRemarks,
) -> Markup {
    let words = &asked.spoken.words.note;
    let brings_file = fact == NotableFact::Signed;
    let content = html! {
        (form_remarks(asked, remarks))
        form.note method="post" action={ "/partners/" (asked.id) "/note/" (fact.name()) }
            enctype=[brings_file.then_some("multipart/form-data")] novalidate {
            input type="hidden" name="read" value=(read_mark(asked));
            @for field in fact.fields() { (fact_field(asked, fact, *field, filled, &remarks.fields)) }
            (send_buttons(asked, &words.save))
        }
    };
    framed(asked, fact, &content)
}

/// A page about something that can be noted: what it is, and the ways back.
pub fn framed(asked: &AskedPartner<'_>, fact: NotableFact, content: &Markup) -> Markup {
    let (title, hint) = asked.spoken.words.fact(fact);
    let words = &asked.spoken.words.note;
    let page = html! {
        div.narrow {
            nav.back { a href={ "/partners/" (asked.id) } { "← " (visible(&asked.name)) } }
            h1 { (title) }
            p.under { (visible(&asked.name)) }
            @if let Some(hint) = hint { p.about { (hint) } }
            (content)
            p.elsewhere { a href={ "/partners/" (asked.id) "/note" } { (words.other) } }
        }
    };
    let title = format!("{title} – {}", asked.name);
    shell(asked.desk, asked.spoken, CurrentPage::Partners, &title, &page)
}

/// The one button that does it, and the way back without.
pub fn send_buttons(asked: &AskedPartner<'_>, word: &str) -> Markup {
    html! {
        div.buttons {
            button.main type="submit" { (word) }
            a.button.quiet href={ "/partners/" (asked.id) } { (asked.spoken.words.note.back) }
        }
    }
}

/// Why nothing was noted yet, above the form, with links to the fields.
fn form_remarks(asked: &AskedPartner<'_>, remarks: &FormRemarks) -> Markup {
    let FormRemarks { fields, found, meanwhile } = remarks;
    let words = &asked.spoken.words.note;
    html! {
        @if !meanwhile.is_empty() {
            section.notice.outdated tabindex="-1" autofocus data-focus aria-labelledby="told" {
                h2 id="told" { (sign("outdated")) (words.meanwhile) }
                ul.told { @for entry in meanwhile { li { (told(&entry_event(asked.spoken, &asked.name, entry))) } } }
                p { (words.meanwhile_text) }
            }
        } @else if !fields.is_empty() || !found.is_empty() {
            section.notice.stopped tabindex="-1" autofocus data-focus aria-labelledby="told" {
                h2 id="told" { (sign("stopped")) (words.wrong) }
                @if !fields.is_empty() {
                    ul { @for field in fields { li { a href={ "#" (field.name) } { (field.words) } } } }
                }
                @if !found.is_empty() { (problem_list(asked.spoken, found)) }
            }
        }
    }
}

/// What happened, in a line.
pub fn told(event: &ToldEvent) -> Markup {
    html! {
        strong { (visible(&event.what)) }
        @if let Some(detail) = &event.detail { ": " (visible(detail)) }
    }
}
