//! Pieces of a form: what was filled in, a field with its label, and what is wrong with it.

use maud::{Markup, html};
use serde::Deserialize;

use crate::diagnostic::words::visible;

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
