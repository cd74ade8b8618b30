//! The words of one place: the built-in ones, one's own beside them, and how the document looks with these.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::Labelled;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::asked_words::{AskedWords, about_words};
use super::judged_words::JudgedWords;
use super::place_pieces::{PlaceName, marked_words};
use super::seen_words::{candidates, looked};
use super::typed_words::{PlaceAddress, TypedWords};
use crate::diagnostic::words::visible;
use crate::template::{PlaceWords, WordsChange, WordsPlace};

/// The fewest lines of the field for the words.
const FEWEST_LINES: usize = 4;
/// The most lines of it: what is longer is scrolled.
const MOST_LINES: usize = 24;
/// About how many letters a line of it has.
const LINE: usize = 60;

/// The words of a place.
///
/// # Errors
/// A place that there is not.
pub async fn place(
    State(desk): State<Arc<Desk>>,
    Path((document, language, kind, name)): Path<PlaceAddress>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    about_words(desk, &headers, (document, language), move |asked| {
        let place = asked.place(&kind, &name).ok_or(Refusal::NoSuchPage)?;
        let shown = ShownPlace::of(asked, &place, asked.words.in_force(&place));
        Ok(shown.page().into_response())
    })
    .await
}

/// What is wrong with words while they are typed, and how the document looks with them.
///
/// # Errors
/// A place that there is not.
pub async fn look(
    State(desk): State<Arc<Desk>>,
    Path((document, language, kind, name)): Path<PlaceAddress>,
    headers: HeaderMap,
    Form(form): Form<TypedWords>,
) -> Result<Response, Refusal> {
    about_words(desk, &headers, (document, language), move |asked| {
        let place = asked.place(&kind, &name).ok_or(Refusal::NoSuchPage)?;
        let judged = JudgedWords::of(asked, &place, &form.words());
        let problems = problems_of(asked, &judged);
        let look = looked(asked, &place, &form, &judged);
        Ok(html! { (look) (problems_box(problems.as_ref())) }.into_response())
    })
    .await
}

/// A place as it is shown.
pub struct ShownPlace<'a> {
    /// What was asked for.
    pub asked: &'a AskedWords<'a>,
    /// Which place.
    pub place: &'a WordsPlace,
    /// The words in the fields.
    pub typed: PlaceWords,
    /// What is told above.
    pub told: Option<Markup>,
    /// What is wrong with the words typed.
    pub problems: Option<Markup>,
    /// Whether somebody else has saved this place meanwhile: the words that are there now stand beside those typed.
    pub is_conflict: bool,
    /// Whose document is looked at.
    pub partner: String,
    /// How it looks, when it was asked for.
    pub looked: Option<Markup>,
}

impl<'a> ShownPlace<'a> {
    /// A place with these words in its fields.
    pub fn of(asked: &'a AskedWords<'a>, place: &'a WordsPlace, typed: PlaceWords) -> Self {
        Self {
            asked,
            place,
            typed,
            told: None,
            problems: None,
            is_conflict: false,
            partner: String::new(),
            looked: None,
        }
    }

    /// The page.
    pub fn page(&self) -> Markup {
        let Self { asked, place, .. } = self;
        let words = &asked.spoken.words.wording;
        let name = PlaceName::of(asked, place);
        let document = asked.name();
        let address = asked.address_of(place);
        let content = html! {
            nav.back { a href=(asked.address()) { "← " (visible(&document)) } }
            div.head { div { h1 { (name.shown()) } p.under { (visible(&document)) } } }
            @if let Some(told) = &self.told { (told) }
            form.wording-form method="post" action=(address) hx-post={ (address) "/look" }
                hx-trigger="load, input delay:400ms, change" hx-target="#look" hx-sync="this:replace" {
                input type="hidden" name="seen" value=(asked.seen(place));
                div.pair {
                    (self.beside())
                    (self.fields(words.yours.as_str()))
                }
                section.looked aria-labelledby="look-title" {
                    div.section-head {
                        h2 id="look-title" { (words.look) }
                        (self.partner_choice())
                    }
                    div id="look" aria-live="polite" { @if let Some(look) = &self.looked { (look) } }
                }
            }
        };
        // The title of a page is in its language.
        let title = match name.language.is_some_and(|language| language != asked.spoken.tag) {
            true => document,
            false => format!("{} – {document}", name.text),
        };
        shell(asked.desk, asked.spoken, CurrentPage::Words, &title, &content)
    }

    /// What stands beside the fields: the built-in words, or those that somebody else saved meanwhile.
    fn beside(&self) -> Markup {
        let Self { asked, place, .. } = self;
        let words = &asked.spoken.words.wording;
        let (title, shown) = match self.is_conflict {
            true => (&words.now, Some(asked.words.in_force(place))),
            false => (&words.built_in, asked.words.built_in(place)),
        };
        html! {
            @if let Some(shown) = shown {
                section.beside aria-labelledby="beside" {
                    h2 id="beside" { (title) }
                    @for remark in asked.words.remarks(place) { p.hint lang="en" { (visible(&remark)) } }
                    (marked_words(&shown, asked.language))
                }
            }
        }
    }

    fn fields(&self, title: &str) -> Markup {
        let Self { asked, place, typed, .. } = self;
        let words = &asked.spoken.words.wording;
        let has_built_in = asked.words.built_in(place).is_some();
        let can_go_back = asked.words.own(place).is_some() && has_built_in;
        let is_one_line = matches!(place, WordsPlace::Front(key) if key != "subject");
        let is_subject = matches!(place, WordsPlace::Front(key) if key == "subject");
        let lines: usize = typed.text.lines().map(|line| 1 + line.chars().count() / LINE).sum();
        let hint =
            if is_subject { format!("{} {}", words.subjects, words.braces) } else { words.braces.clone() };
        let text = Labelled { name: "text", label: &words.text, hint: Some(&hint), problem: None };
        html! {
            section.yours aria-labelledby="yours" {
                h2 id="yours" { (title) }
                @if self.has_heading() {
                    div.field {
                        label for="heading" { (words.heading) }
                        input id="heading" name="heading" value=(typed.heading) lang=(asked.language) autocomplete="off";
                    }
                }
                (text.shown(&|described| html! {
                    @if is_one_line {
                        input id="text" name="text" value=(typed.text) lang=(asked.language) autocomplete="off"
                            aria-describedby={ (described) " words-problems" };
                    } @else {
                        textarea id="text" name="text" lang=(asked.language) spellcheck="true"
                            rows=(lines.clamp(FEWEST_LINES, MOST_LINES))
                            // A browser takes away the first line break of a text field.
                            aria-describedby={ (described) " words-problems" } { "\n" (typed.text) }
                    }
                }))
                (problems_box(self.problems.as_ref()))
                div.buttons {
                    @if self.is_conflict {
                        button.main type="submit" { (words.save_mine) }
                        a.button href=(asked.address_of(place)) { (words.leave) }
                    } @else {
                        button.main type="submit" { (words.save) }
                        @if can_go_back {
                            button type="submit" name="action" value="back" { (words.back) }
                        }
                        a href=(asked.address()) { (words.cancel) }
                    }
                }
            }
        }
    }

    /// Whether the place can have a heading: a mark that is never printed has none.
    fn has_heading(&self) -> bool {
        let Self { asked, place, typed, .. } = self;
        let built_in = asked.words.built_in(place);
        let is_headed = !typed.heading.is_empty()
            || !asked.words.in_force(place).heading.is_empty()
            || built_in.as_ref().is_none_or(|built_in| !built_in.heading.is_empty());
        matches!(place, WordsPlace::Section(_)) && is_headed
    }

    fn partner_choice(&self) -> Markup {
        let words = &self.asked.spoken.words.wording;
        let partners = candidates(self.asked);
        html! {
            div.buttons {
                @if partners.len() > 1 {
                    div.partner-choice {
                        label for="partner" { (words.partner) }
                        select id="partner" name="partner" {
                            option value="" { (words.any_partner) }
                            @for row in partners {
                                option value=(row.id) selected[row.id == self.partner] { (visible(&row.name)) }
                            }
                        }
                    }
                }
                button.without-script type="submit" name="action" value="look" { (words.look_button) }
            }
        }
    }
}

/// The place for what is wrong with the words typed.
pub fn problems_box(problems: Option<&Markup>) -> Markup {
    html! {
        div id="words-problems" hx-swap-oob="true" aria-live="polite" { @if let Some(problems) = problems { (problems) } }
    }
}

/// What is wrong with words; none when nothing is.
pub fn problems_of(asked: &AskedWords<'_>, judged: &JudgedWords) -> Option<Markup> {
    let words = &asked.spoken.words.wording;
    let touches_others = judged.change == WordsChange::TouchesOthers;
    if judged.found.is_empty() && !touches_others {
        return None;
    }
    Some(html! {
        @if !judged.may_be_saved { p.problem-line { (words.wrong) } }
        @if touches_others { p { (words.others) } }
        (problem_list(asked.spoken, &judged.found))
    })
}
