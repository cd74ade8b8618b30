//! The fields of the form for something that happened.

use maud::{Markup, html};

use super::super::shared::form_fields::{
    FieldProblem, FilledFact, Labelled, problem_line, problem_of, radio,
};
use super::super::shared::partner_request::AskedPartner;
use super::super::shared::pieces::document_name;
use super::signature_fields::signature_fields;
use crate::diagnostic::words::visible;
use crate::history::noted_contact;
use crate::locale::Person;
use crate::model::{Occasion, Partner, PartnerContact};
use crate::noting::{FactField, NotableFact};
use crate::signing::signed_documents;
use crate::template::OccasionKind;

/// A field of a fact's form.
pub fn fact_field(
    asked: &AskedPartner<'_>,
    fact: NotableFact,
    field: FactField,
    filled: &FilledFact,
    problems: &[FieldProblem],
) -> Markup {
    let words = &asked.spoken.words.note;
    let problem = |name| problem_of(problems, name);
    let invalid = |name| problem(name).map(|_| "true");
    let today = asked.snapshot.day.to_string();
    match field {
        FactField::Text => {
            let is_why = matches!(fact, NotableFact::Snoozed | NotableFact::Declined);
            let label = match fact {
                NotableFact::Note => asked.spoken.words.fact(fact).0,
                _ if is_why => &words.why,
                _ => &words.text,
            };
            Labelled { problem: problem("text"), name: "text", label, hint: Some(&words.text_hint) }.shown(&|described| html! {
                textarea id="text" name="text" rows="3" aria-describedby=(described)
                    aria-invalid=[invalid("text")] { (filled.text) }
            })
        }
        FactField::Day => {
            let day = if filled.day.is_empty() { &today } else { &filled.day };
            Labelled { problem: problem("day"), name: "day", label: &words.day, hint: Some(&words.day_hint) }.shown(&|described| html! {
                input.day id="day" name="day" type="date" value=(day) max=(today) required
                    aria-describedby=(described) aria-invalid=[invalid("day")];
            })
        }
        FactField::Until => {
            let next = asked.snapshot.day.tomorrow().unwrap_or(asked.snapshot.day).to_string();
            Labelled { problem: problem("until"), name: "until", label: &words.until, hint: Some(&words.until_hint) }.shown(&|described| html! {
                input.day id="until" name="until" type="date" value=(filled.until) min=(next) required
                    aria-describedby=(described) aria-invalid=[invalid("until")];
            })
        }
        FactField::Document => {
            Labelled { problem: problem("document"), name: "document", label: &words.document, hint: None }.shown(&|described| html! {
                select id="document" name="document" required aria-describedby=[Some(described).filter(|ids| !ids.is_empty())]
                    aria-invalid=[invalid("document")] {
                    option value="" { (words.choose_document) }
                    (document_choice(asked, fact, &filled.document))
                }
            })
        }
        FactField::Contact => contact_choice(asked, &filled.contact, problem("contact")),
        FactField::Signature => signature_fields(asked, filled, problems),
    }
}

/// The documents that can be meant: emails first, of those for meetings one for each.
fn document_choice(asked: &AskedPartner<'_>, fact: NotableFact, chosen: &str) -> Markup {
    let project = &asked.snapshot.project;
    let words = &asked.spoken.words.note;
    let option = |value: &str, name: &str| html! { option value=(value) selected[value == chosen] { (visible(name)) } };
    if fact == NotableFact::Signed {
        return html! {
            @for name in signed_documents(project) { (option(name, &asked.spoken.words.document(name))) }
        };
    }
    let loaded = project.load_alone(asked.id).ok();
    let model = loaded.as_ref().map(|loaded| &loaded.partner.model);
    let (mut emails, mut others) = (Vec::new(), Vec::new());
    for name in project.templates.documents() {
        let Some(template) = project.templates.of_any_language(name) else { continue };
        if project.templates.about_all().contains(name) {
            continue;
        }
        let group = if template.is_email() { &mut emails } else { &mut others };
        let is_for_meetings = template.occasion() == Some(OccasionKind::Meeting);
        let meetings = model.filter(|_| is_for_meetings).map(meetings_of).unwrap_or_default();
        if meetings.len() < 2 {
            group.push((name.to_owned(), asked.spoken.words.document(name)));
        } else {
            group.extend(meetings.into_iter().map(|meeting| {
                let value = format!("{name}/{meeting}");
                (value, document_name(asked.spoken, name, &Occasion::Meeting(meeting)))
            }));
        }
    }
    html! {
        @for (label, group) in [(&words.emails, &emails), (&words.other_documents, &others)] {
            @if !group.is_empty() {
                optgroup label=(label) { @for (value, name) in group { (option(value, name)) } }
            }
        }
    }
}

/// The names of a partner's meetings.
fn meetings_of(model: &Partner) -> Vec<String> {
    model.all_meetings().filter_map(|(_, meeting)| meeting.name().cloned()).collect()
}

/// Which contact is meant.
fn contact_choice(asked: &AskedPartner<'_>, chosen: &str, problem: Option<&str>) -> Markup {
    let words = &asked.spoken.words.note;
    let loaded = asked.snapshot.project.load_alone(asked.id).ok();
    let contacts = loaded.map(|loaded| loaded.partner.model.contacts).unwrap_or_default();
    let known: Vec<(String, String)> = contacts
        .iter()
        .filter_map(|contact| Some((noted_contact(contact)?, shown_contact(contact))))
        .collect();
    html! {
        fieldset.field.wrong[problem.is_some()] aria-describedby=[problem.map(|_| "contact-problem")] {
            legend { (words.contact) }
            (problem_line("contact", problem))
            @if known.is_empty() { p { (words.no_contact) } }
            @for (at, (noted, name)) in known.iter().enumerate() {
                (radio("contact", at, noted, name, *noted == chosen))
            }
        }
    }
}

/// A contact as people know it.
fn shown_contact(contact: &PartnerContact) -> String {
    let name = Person::from(contact).full_name();
    match (name, &contact.email) {
        (Some(name), Some(email)) => format!("{name}, {email}"),
        (Some(one), None) => one,
        (None, email) => email.clone().unwrap_or_default(),
    }
}
