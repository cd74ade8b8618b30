//! The form for what a good first email needs: whom it goes to, where the address is from, what for, why, and the idea.

use maud::{Markup, html};

use super::super::shared::form_fields::{FieldProblem, Labelled, problem_line, problem_of};
use super::super::shared::partner_request::AskedPartner;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::first_email_text::{FirstEmailFacts, lead_in};
use super::option_lists::{OptionList, partnership_types};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::history::WritingBan;
use crate::locale::fill;

/// What the page shows.
pub struct FirstEmailPage<'a> {
    /// The language of the partner's documents.
    pub language: &'a str,
    /// What tells the file as it was read for the form from another one.
    pub read: &'a str,
    /// What is filled in.
    pub facts: &'a FirstEmailFacts,
    /// What is wrong with it.
    pub problems: &'a [FieldProblem],
    /// What could not be written.
    pub found: Diagnostics,
    /// What else is to be told.
    pub told: Option<&'a str>,
    /// Whether the partner was added just now.
    pub is_new: bool,
    /// Why nobody may write there, if so.
    pub ban: Option<WritingBan>,
}

/// The form.
pub fn first_email_page(asked: &AskedPartner<'_>, page: &FirstEmailPage<'_>) -> Markup {
    let words = &asked.spoken.words.first_email;
    let content = html! {
        div.narrow {
            nav.back { a href={ "/partners/" (asked.id) } { "← " (visible(&asked.name)) } }
            @if page.is_new {
                p.notice.made data-focus tabindex="-1" role="status" { (fill(&words.added, &[("name", &visible(&asked.name))])) }
            }
            h1 { (words.title) }
            p.lead { (words.lead) }
            (remarks(asked, page))
            (form(asked, page))
        }
    };
    shell(
        asked.desk,
        asked.spoken,
        CurrentPage::Partners,
        &format!("{} – {}", words.title, asked.name),
        &content,
    )
}

/// What stands against it.
fn remarks(asked: &AskedPartner<'_>, page: &FirstEmailPage<'_>) -> Markup {
    let words = &asked.spoken.words.first_email;
    html! {
        @if let Some(told) = page.told {
            p.notice.outdated data-focus tabindex="-1" role="alert" { (told) }
        }
        @if !page.found.is_empty() {
            div.notice.stopped data-focus tabindex="-1" role="alert" { (problem_list(asked.spoken, &page.found)) }
        }
        @if !page.problems.is_empty() {
            div.notice.stopped data-focus tabindex="-1" role="alert" {
                h2 { (asked.spoken.words.start.look_again) }
                ul.wrong-fields { @for one in page.problems { li { a href={ "#" (one.name) } { (one.words) } } } }
            }
        }
        @if let Some(ban) = &page.ban {
            @let place = match ban { WritingBan::Objected(place) | WritingBan::Left(place) | WritingBan::Unknown(place) => place };
            p.notice.stopped { (fill(&words.objected, &[("place", &visible(place))])) }
        }
    }
}

fn form(asked: &AskedPartner<'_>, page: &FirstEmailPage<'_>) -> Markup {
    let words = &asked.spoken.words.first_email;
    let problem = |name: &str| problem_of(page.problems, name);
    let line = |name: &'static str, label: &str, kind: &str| {
        Labelled { name, label, hint: None, problem: problem(name) }.shown(&|described| html! {
            input id=(name) name=(name) type=(kind) value=(page.facts.text(name)) autocomplete="off" aria-describedby=(described)
                aria-invalid=[problem(name).map(|_| "true")];
        })
    };
    let honorifics = [("ms", &words.ms), ("mr", &words.mr), ("mx", &words.mx), ("unknown", &words.not_known)];
    let honorifics = honorifics.map(|(value, name)| (value.to_owned(), name.clone()));
    html! {
        form.note.first-email method="post" action={ "/partners/" (asked.id) "/first-email" } novalidate {
            input type="hidden" name="read" value=(page.read);
            fieldset.asked {
                legend { h2 { (words.whom) } }
                div.side-by-side {
                    (line("given_name", &words.called_given, "text"))
                    (line("family_name", &words.called_family, "text"))
                }
                div.side-by-side {
                    (line("email", &words.email, "email"))
                    (Labelled { name: "honorific", label: &words.honorific, hint: None, problem: problem("honorific") }.shown(&|described| {
                        OptionList { name: "honorific", options: &honorifics, chosen: page.facts.text("honorific"), is_needed: false, is_wrong: false }
                            .shown(asked.spoken, described)
                    }))
                }
                (phrase(asked, page, ("source", "contacts.source"), &words.source, &words.source_hint))
                div.tick {
                    input id="given" type="checkbox" name="given" value="1" checked[page.facts.is_given];
                    label for="given" { (words.given) }
                }
            }
            fieldset.asked #types aria-describedby="types-hint types-problem" {
                legend { h2 { (words.types) } }
                p.hint #types-hint { (words.types_hint) }
                (problem_line("types", problem("types")))
                ul.type-ticks {
                    @for (value, name) in partnership_types(asked.spoken) {
                        @let id = format!("types-{value}");
                        li.tick {
                            input id=(id) type="checkbox" name="types" value=(value) checked[page.facts.types.contains(&value)];
                            label for=(id) { (name) }
                        }
                    }
                }
            }
            fieldset.asked {
                legend { h2 { (words.why) } }
                (phrase(asked, page, ("why_partner", "why_partner"), &words.reads, &words.why_hint))
            }
            fieldset.asked {
                legend { h2 { (words.idea) } }
                (phrase(asked, page, ("idea", "proposal.idea"), &words.reads, &words.idea_hint))
            }
            div.buttons {
                button.main type="submit" { (words.save) }
                a.button.quiet href={ "/partners/" (asked.id) } { (words.later) }
            }
        }
    }
}

/// A phrase behind the words that it goes on from.
fn phrase(
    asked: &AskedPartner<'_>,
    page: &FirstEmailPage<'_>,
    (name, path): (&'static str, &str),
    label: &str,
    hint: &str,
) -> Markup {
    let lead_in = lead_in(asked.snapshot, page.language, path);
    let problem = problem_of(page.problems, name);
    Labelled { name, label, hint: Some(hint), problem }.shown(&|described| {
        html! {
            div.goes-on {
                span.lead-in id={ (name) "-lead" } lang=(page.language) { (lead_in) " …" }
                textarea id=(name) name=(name) rows="2" lang=(page.language) spellcheck="true"
                    aria-describedby={ (name) "-lead " (described) } aria-invalid=[problem.map(|_| "true")] { (page.facts.text(name)) }
            }
        }
    })
}
