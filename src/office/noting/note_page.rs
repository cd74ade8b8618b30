//! The noting of what happened, as `log` does it: the same refusals, the same line.

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::html;

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::{FieldProblem, FilledFact};
use super::super::shared::partner_request::{AskedPartner, about_partner};
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::fact_page::{FormRemarks, fact_page};
use super::noted_notice::{after, noted_notice, there_already};
use super::objection_page::{objection_page, objects};
use super::translation_page::{compares, translation_page};
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostics, codes};
use crate::history::ReadMark;
use crate::noting::{FactField, FactToNote, NotableFact, SaidOfFact};

/// Everything that can be noted of a partner, to choose from.
///
/// # Errors
/// A partner that there is not.
pub async fn choose_fact(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, |asked| {
        let words = &asked.spoken.words.note;
        let content = html! {
            div.narrow {
                nav.back { a href={ "/partners/" (asked.id) } { "← " (visible(&asked.name)) } }
                h1 { (words.choose) }
                p.under { (visible(&asked.name)) }
                ul.fact-choice {
                    @for fact in NotableFact::ALL {
                        @let (name, hint) = asked.spoken.words.fact(*fact);
                        li {
                            a href={ "/partners/" (asked.id) "/note/" (fact.name()) } { (name) }
                            @if let Some(hint) = hint { span.under { (hint) } }
                        }
                    }
                }
            }
        };
        let title = format!("{} – {}", words.title, asked.name);
        Ok(shell(asked.desk, asked.spoken, CurrentPage::Partners, &title, &content).into_response())
    })
    .await
}

/// The form for something that happened; the address may fill it in.
///
/// # Errors
/// A partner, or something to note, that there is not.
pub async fn fact_form(
    State(desk): State<Arc<Desk>>,
    Path((partner, fact)): Path<(String, String)>,
    headers: HeaderMap,
    Query(filled): Query<FilledFact>,
) -> Result<Response, Refusal> {
    let fact = NotableFact::named(&fact).ok_or(Refusal::NoSuchPage)?;
    about_partner(desk, &headers, partner, move |asked| {
        let page = match fact {
            NotableFact::Objected => objection_page(asked),
            NotableFact::CheckedTranslation => translation_page(asked, false),
            _ => fact_page(asked, fact, &filled, &FormRemarks::default()),
        };
        Ok(page.into_response())
    })
    .await
}

/// Notes what happened.
///
/// # Errors
/// A partner, or something to note, that there is not.
pub async fn note_fact(
    State(desk): State<Arc<Desk>>,
    Path((partner, fact)): Path<(String, String)>,
    headers: HeaderMap,
    Form(filled): Form<FilledFact>,
) -> Result<Response, Refusal> {
    let fact = NotableFact::named(&fact).ok_or(Refusal::NoSuchPage)?;
    about_partner(desk, &headers, partner, move |asked| match fact {
        NotableFact::Objected => objects(asked, &filled.read),
        NotableFact::CheckedTranslation => Ok(compares(asked, &filled.read)),
        _ => {
            let again = |remarks: &FormRemarks| fact_page(asked, fact, &filled, remarks).into_response();
            let to_note = match looked_at(asked, fact, &filled) {
                Ok(to_note) => to_note,
                Err(remarks) => return Ok(again(&remarks)),
            };
            // A form without a mark was made by nobody here.
            let read: ReadMark = filled.read.parse().map_err(|()| Refusal::NoSuchPage)?;
            let (said, about, on) = (to_note.fact.clone(), to_note.about.clone(), to_note.on);
            Ok(match to_note.note_after(&asked.desk.workspace, &read) {
                Ok(Ok(noted)) => after(asked, noted_notice(asked, &said, about.as_ref(), on, &noted)),
                Ok(Err(meanwhile)) if meanwhile.is_there => after(asked, there_already(asked)),
                Ok(Err(meanwhile)) => {
                    again(&FormRemarks { meanwhile: meanwhile.entries, ..FormRemarks::default() })
                }
                Err(problem) => again(&problem.into()),
            })
        }
    })
    .await
}

/// What is to be noted, or why it cannot be: beside the field where that is plain.
fn looked_at(
    asked: &AskedPartner<'_>,
    fact: NotableFact,
    filled: &FilledFact,
) -> Result<FactToNote, FormRemarks> {
    let words = &asked.spoken.words.note;
    let today = asked.snapshot.day;
    let (on, mut fields) = day_of(asked, fact, filled);
    let until = written_day(&filled.until);
    let missing = fact.fields().iter().filter_map(|field| match field {
        FactField::Until => until.is_none().then(|| FieldProblem::of("until", &words.until_wrong)),
        FactField::Document => {
            filled.document.is_empty().then(|| FieldProblem::of("document", &words.document_missing))
        }
        FactField::Contact => {
            filled.contact.is_empty().then(|| FieldProblem::of("contact", &words.contact_missing))
        }
        FactField::Day | FactField::Text | FactField::Signature => None,
    });
    fields.extend(missing);
    if !fields.is_empty() {
        return Err(FormRemarks { fields, ..FormRemarks::default() });
    }
    let (document, meeting) = match filled.document.split_once('/') {
        Some((document, meeting)) => (document.to_owned(), Some(meeting.to_owned())),
        None => (filled.document.clone(), None),
    };
    let said =
        SaidOfFact { text: filled.text.clone(), until, document, meeting, contact: filled.contact.clone() };
    let Some(said) = fact.said(said) else { return Err(FormRemarks::default()) };
    let looked_at = said.looked_at(&asked.desk.workspace, asked.id, on, today);
    looked_at.map_err(|found| in_fields(asked, fact, on, found))
}

/// The day that somebody filled in, today where none is asked for; and what is wrong with it.
pub fn day_of(asked: &AskedPartner<'_>, fact: NotableFact, filled: &FilledFact) -> (Date, Vec<FieldProblem>) {
    let today = asked.snapshot.day;
    if !fact.fields().contains(&FactField::Day) {
        return (today, Vec::new());
    }
    match written_day(&filled.day) {
        Some(day) => (day, Vec::new()),
        None => (today, vec![FieldProblem::of("day", &asked.spoken.words.note.day_wrong)]),
    }
}

/// A day as a browser writes it.
fn written_day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// What stands against it, in the words of the page where it is plain which field is meant.
fn in_fields(asked: &AskedPartner<'_>, fact: NotableFact, on: Date, found: Diagnostics) -> FormRemarks {
    let words = &asked.spoken.words.note;
    let mut remarks = FormRemarks::default();
    for problem in found {
        let field = match problem.code {
            codes::ODD_DAY if on > asked.snapshot.day => FieldProblem::of("day", &words.day_to_come),
            codes::ODD_DAY if fact == NotableFact::Snoozed => FieldProblem::of("until", &words.until_early),
            codes::NOTHING_TO_DO if fact == NotableFact::Note => {
                FieldProblem::of("text", &words.text_missing)
            }
            _ => {
                remarks.found.push(problem);
                continue;
            }
        };
        remarks.fields.push(field);
    }
    remarks
}
