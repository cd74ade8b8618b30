//! The form for logo and colour, and the page beside it.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::{Labelled, problem_line};
use super::super::shared::in_address::in_address;
use super::super::shared::problem_list::{problem_list, with_code};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::look_text::{ColourSeen, Readability};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::visible;
use crate::locale::fill;

/// Why a look could not be saved.
pub enum LookProblem {
    /// What was typed is no colour.
    Colour,
    /// The file is no picture.
    NoPicture,
    /// The picture cannot stand on a page: why, and what helps.
    Picture(String, String),
    /// The institution's file is another one by now.
    Meanwhile,
    /// It cannot be put into the file without touching anything else.
    NotChanged,
    /// It could not be written.
    Failed(Diagnostic),
}

/// What the page shows.
pub struct LookPage<'a> {
    /// The colour.
    pub accent: &'a str,
    /// The logo that there is.
    pub logo: Option<&'a str>,
    /// What tells the file as it was read from another one.
    pub read: &'a str,
    /// Why nothing was saved.
    pub problem: Option<&'a LookProblem>,
    /// What was done.
    pub told: Option<Markup>,
}

/// The form, and the page beside it.
pub fn look_page(desk: &Desk, spoken: &Spoken, page: &LookPage<'_>) -> Markup {
    let words = &spoken.words.look;
    let content = html! {
        p.back { a href="/profile" { "← " (spoken.words.profile.title) } }
        h1 { (words.title) }
        p.lead { (words.lead) }
        @if let Some(told) = &page.told { (told) }
        (problem(spoken, page.problem))
        div.own-look {
            (form(spoken, page))
            div #seen aria-live="polite" { (seen(spoken, page.accent)) }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.title, &content)
}

fn problem(spoken: &Spoken, problem: Option<&LookProblem>) -> Markup {
    let words = &spoken.words.look;
    html! {
        @match problem {
            Some(LookProblem::Meanwhile) => { p.notice.outdated data-focus tabindex="-1" role="alert" { (words.meanwhile) } }
            Some(LookProblem::NotChanged) => { p.notice.outdated data-focus tabindex="-1" role="alert" { (spoken.words.first_email.not_changed) } }
            Some(LookProblem::Failed(problem)) => {
                div.notice.stopped data-focus tabindex="-1" role="alert" { (problem_list(spoken, &problem.clone().into())) }
            }
            Some(LookProblem::Picture(message, help)) => {
                div.notice.stopped data-focus tabindex="-1" role="alert" {
                    h2 { (words.bad_picture) }
                    p lang="en" { (with_code(message)) }
                    p lang="en" { (with_code(help)) }
                }
            }
            Some(LookProblem::Colour | LookProblem::NoPicture) | None => {}
        }
    }
}

fn form(spoken: &Spoken, page: &LookPage<'_>) -> Markup {
    let words = &spoken.words.look;
    let no_picture = matches!(page.problem, Some(LookProblem::NoPicture)).then_some(words.logo_hint.as_str());
    let no_colour = matches!(page.problem, Some(LookProblem::Colour)).then_some(words.bad_colour.as_str());
    let picked = ColourSeen::of(page.accent).map_or("#0b5c8a", |_| page.accent);
    html! {
        form.note method="post" action="/look" enctype="multipart/form-data" {
            input type="hidden" name="read" value=(page.read);
            input type="hidden" name="was" value=(page.accent);
            fieldset.asked {
                legend { h2 { (words.colour) } }
                p.hint { (words.colour_hint) }
                (problem_line("code", no_colour))
                div.colour-fields {
                    div {
                        label for="accent" { (words.colour) }
                        (picked_field(picked, false))
                    }
                    div.field {
                        label for="code" { (words.colour_code) }
                        (typed_field(page.accent, no_colour.is_some(), false))
                    }
                    button.without-script type="submit" formmethod="get" formenctype="application/x-www-form-urlencoded" { (words.see) }
                }
            }
            fieldset.asked {
                legend { h2 { (words.logo) } }
                @if let Some(logo) = page.logo { p { (fill(&words.logo_now, &[("file", &visible(logo))])) } }
                (Labelled { name: "file", label: &words.logo, hint: no_picture.is_none().then_some(words.logo_hint.as_str()), problem: no_picture }.shown(&|described| html! {
                    input id="file" name="file" type="file" accept=".svg,.png,.jpg,.jpeg" aria-describedby=(described);
                }))
                @if page.logo.is_some() {
                    div.tick {
                        input id="no-logo" type="checkbox" name="no-logo" value="1";
                        label for="no-logo" { (words.no_logo) }
                    }
                }
            }
            div.buttons { button.main type="submit" { (words.save) } }
            section.elsewhere aria-labelledby="elsewhere" {
                h2 id="elsewhere" { (words.elsewhere) }
                ul.dots {
                    li { a href="/institution/defaults" { (words.defaults) } }
                    li { a href="/institution/mail" { (words.mail) } ". " (words.never_here) }
                }
            }
        }
    }
}

/// The colour as it is picked; `is_news` when it was typed in the other field.
fn picked_field(accent: &str, is_news: bool) -> Markup {
    html! {
        input id="accent" name="accent" type="color" value=(accent) hx-get="/look/seen" hx-trigger="input delay:120ms"
            hx-target="#seen" hx-swap-oob=[is_news.then_some("true")];
    }
}

/// The colour as it is typed; `is_news` when it was picked in the other field.
fn typed_field(accent: &str, is_wrong: bool, is_news: bool) -> Markup {
    html! {
        input id="code" name="code" value=(accent) autocomplete="off" spellcheck="false" maxlength="7"
            aria-describedby=[is_wrong.then_some("code-problem")] aria-invalid=[is_wrong.then_some("true")]
            hx-get="/look/seen" hx-trigger="input delay:200ms" hx-target="#seen" hx-swap-oob=[is_news.then_some("true")];
    }
}

/// What a colour means, and the page in it; and the other field with the same colour.
pub fn seen_part(spoken: &Spoken, accent: &str, is_typed: bool) -> Markup {
    html! {
        (seen(spoken, accent))
        @if ColourSeen::of(accent).is_some() {
            @if is_typed { (picked_field(accent, true)) } @else { (typed_field(accent, false, true)) }
        }
    }
}

fn seen(spoken: &Spoken, accent: &str) -> Markup {
    let words = &spoken.words.look;
    html! {
        @match ColourSeen::of(accent) {
            None => { p.problem-text { (words.bad_colour) } }
            Some(ColourSeen { ratio, readability, ink }) => {
                @let (class, text) = match readability {
                    Readability::Good => ("made", &words.good),
                    Readability::Enough => ("made", &words.enough),
                    Readability::Weak => ("outdated", &words.weak),
                };
                p class={ "notice " (class) } { (fill(text, &[("ratio", &ratio), ("ink", &ink)])) }
                div.sheets.of-profile {
                    img src={ "/look/page.png?accent=" (in_address(accent)) } alt=(words.page) width="893" height="1263";
                }
            }
        }
    }
}
