//! What somebody filled into the form for something that happened, and the fields of it.

use maud::{Markup, html};
use serde::Deserialize;

use super::partner_request::AskedPartner;
use super::pieces::document_name;
use super::signature_fields::signature_fields;
use crate::diagnostic::words::visible;
use crate::history::noted_contact;
use crate::locale::Person;
use crate::model::{Occasion, Partner, PartnerContact};
use crate::noting::{FactField, NotableFact};
use crate::signing::signed_documents;
use crate::template::OccasionKind;

/// What somebody filled in, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FilledFact {
    /// What about, or why.
    pub text: String,
    /// The day on which it happened.
    pub day: String,
    /// Until when nothing is to be done.
    pub until: String,
    /// The document, and behind a slash the meeting that it is for.
    pub document: String,
    /// The contact, as it is noted.
    pub contact: String,
    /// Who signed.
    pub by: String,
    /// Which version was signed.
    pub version: String,
    /// In which language it was.
    pub language: String,
    /// How far the log was read when the form was made, or which texts were shown.
    pub read: String,
}

/// A field that is not right yet, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name, which is the place to which a link leads, too.
    pub name: &'static str,
    /// What to do, in words.
    pub words: String,
}

impl FieldProblem {
    /// That a field is not right.
    pub fn of(name: &'static str, words: &str) -> Self {
        Self { name, words: words.to_owned() }
    }
}

/// What is wrong with a field.
pub fn problem_of<'p>(problems: &'p [FieldProblem], name: &str) -> Option<&'p str> {
    problems.iter().find(|one| one.name == name).map(|one| one.words.as_str())
}

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

/// A field with its label, what helps, and what is wrong with it.
pub struct Labelled<'a> {
    /// Its name, and the place to which a link leads.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
    /// What helps to fill it in.
    pub hint: Option<&'a str>,
    /// What is wrong with it.
    pub problem: Option<&'a str>,
}

impl Labelled<'_> {
    /// The field; `input` gets the ids of what describes it.
    pub fn shown(&self, input: &dyn Fn(&str) -> Markup) -> Markup {
        let Self { name, label, hint, problem } = self;
        html! {
            div.field.wrong[problem.is_some()] {
                label for=(name) { (label) }
                @if let Some(hint) = hint { p.hint id={ (name) "-hint" } { (hint) } }
                (problem_line(name, *problem))
                (input(&self.described()))
            }
        }
    }

    /// The ids of what describes the field, the problem first.
    pub fn described(&self) -> String {
        let ids = [self.problem.map(|_| "problem"), self.hint.map(|_| "hint")];
        let ids: Vec<String> =
            ids.into_iter().flatten().map(|kind| format!("{}-{kind}", self.name)).collect();
        ids.join(" ")
    }
}

/// What is wrong with a field, where its name leads.
pub fn problem_line(name: &str, problem: Option<&str>) -> Markup {
    html! { @if let Some(problem) = problem { p.problem-line id={ (name) "-problem" } { (problem) } } }
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

/// One of several to choose from; the first has the place to which a link leads.
pub fn radio(name: &str, at: usize, value: &str, label: &str, is_chosen: bool) -> Markup {
    let id = if at == 0 { name.to_owned() } else { format!("{name}-{at}") };
    html! {
        div.radio {
            input id=(id) type="radio" name=(name) value=(value) checked[is_chosen] required;
            label for=(id) { (visible(label)) }
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
