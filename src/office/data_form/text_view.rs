//! A text that may be given by language: its languages as tabs. A text in no language stays one until there is a second.

use maud::{Markup, html};

use super::filled::FilledValue;
use super::form_view::{FormPlace, FormView, below, goes_on};
use super::input_view::{InputManner, area, input, language_name};
use crate::locale::fill;
use crate::schema::{FieldKind, TextKind};

/// One language of a text.
struct Tongue {
    /// The language.
    tag: String,
    /// The way to its text: that of the field, when the text is in no language.
    way: String,
    filled: FilledValue,
}

/// A text: one input, or one for each language.
pub fn text(
    view: &FormView<'_>,
    kind: TextKind,
    label: &str,
    needed: &Markup,
    hint: &Markup,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
) -> Markup {
    let tongues = tongues(view, place);
    let way = place.way;
    let lines = |tongue: &Tongue, name: Option<&str>| {
        let own = FormPlace { way: &tongue.way, node: None, filled: Some(&tongue.filled) };
        let described = own_described(view, manner, way, &tongue.way, &tongue.tag);
        let manner = InputManner { described: Some(&described), name, is_required: manner.is_required };
        html! {
            @if tongue.way != way { (view.trouble_lines(&tongue.way)) }
            (goes_on_line(view, way, &tongue.way, &tongue.tag))
            @match kind {
                TextKind::Prose => { (area(view, own, &manner, 4)) }
                TextKind::Line if tongue.filled.text().chars().count() > 70 => { (area(view, own, &manner, 2)) }
                TextKind::Line => { (input(view, &FieldKind::Line(None), own, &manner)) }
            }
        }
    };
    if let [only] = tongues.as_slice() {
        return html! {
            label for=(only.way) { (label) (needed) }
            (hint) (view.trouble_lines(way)) (lines(only, None))
        };
    }
    let has_text = |tongue: &&Tongue| !tongue.filled.is_empty();
    let first = tongues.iter().position(|one| view.has_trouble(&one.way) && one.way != way);
    let first = first.or_else(|| tongues.iter().position(|one| has_text(&one))).unwrap_or_default();
    html! {
        fieldset.tongues {
            legend { (label) (needed) }
            (hint) (view.trouble_lines(way))
            div.tabs {
                @for (at, tongue) in tongues.iter().enumerate() {
                    @let id = format!("tab-{way}-{}", tongue.tag);
                    // It belongs to no form: which language is looked at is nothing to be saved.
                    input class={ "tab-" (at + 1) } id=(id) type="radio" name={ "tab-" (way) } form="no-form" checked[at == first];
                    label for=(id) class=[has_text(&tongue).then_some("has-text")] { (language_name(view, &tongue.tag)) }
                }
            }
            @for (at, tongue) in tongues.iter().enumerate() {
                @let named = fill(&view.spoken.words.data.in_language, &[("field", label), ("language", &language_name(view, &tongue.tag))]);
                div class={ "tongue tongue-" (at + 1) } { (lines(tongue, Some(&named))) }
            }
        }
    }
}

/// A line for each language, of what has languages only.
pub fn language_lines(
    view: &FormView<'_>,
    label: &str,
    hint: &Markup,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
) -> Markup {
    let mut tags = view.languages.clone();
    let nothing = FilledValue::default();
    let filled = place.filled.unwrap_or(&nothing);
    tags.extend(filled.fields().map(|(tag, _)| tag.to_owned()).filter(|tag| !view.languages.contains(tag)));
    html! {
        fieldset.by-language {
            legend { (label) }
            (hint) (view.trouble_lines(place.way))
            @for tag in &tags {
                @let way = below(place.way, tag);
                @let own = FormPlace { way: &way, node: None, filled: filled.part(tag) };
                div.language-line {
                    label for=(way) { (language_name(view, tag)) }
                    (view.trouble_lines(&way))
                    (input(view, &FieldKind::Line(None), own, &InputManner { described: manner.described, name: None, is_required: false }))
                }
            }
        }
    }
}

/// The languages of a text: the usual one first. A text in no language stands for the usual one.
fn tongues(view: &FormView<'_>, place: FormPlace<'_>) -> Vec<Tongue> {
    let nothing = FilledValue::default();
    let filled = place.filled.unwrap_or(&nothing);
    let has_languages = filled.fields().any(|(_, text)| !text.is_empty());
    let is_plain = !filled.said.is_empty() || !has_languages;
    let mut tongues: Vec<Tongue> = Vec::new();
    let tags = view.languages.iter().map(String::as_str).chain(filled.fields().map(|(tag, _)| tag));
    for tag in tags {
        if tongues.iter().any(|known| known.tag == tag) {
            continue;
        }
        let is_usual = view.languages.first().is_some_and(|usual| usual == tag);
        let own = filled.part(tag);
        let (way, text) = if is_usual && is_plain && own.is_none() {
            (place.way.to_owned(), FilledValue { said: filled.said.clone(), parts: Vec::new() })
        } else {
            (below(place.way, tag), own.cloned().unwrap_or_default())
        };
        tongues.push(Tongue { tag: tag.to_owned(), way, filled: text });
    }
    tongues
}

/// What stands in front of it, with a place to point to.
fn goes_on_line(view: &FormView<'_>, way: &str, own: &str, language: &str) -> Markup {
    html! { @if view.fits_after(way, language).is_some() { div id={ "before-" (own) } { (goes_on(view, way, language)) } } }
}

fn own_described(
    view: &FormView<'_>,
    manner: &InputManner<'_>,
    way: &str,
    own: &str,
    language: &str,
) -> String {
    let problem = (own != way).then(|| format!("problem-{own}"));
    let before = view.fits_after(way, language).map(|_| format!("before-{own}"));
    let ids: Vec<String> =
        [problem, before, manner.described.map(str::to_owned)].into_iter().flatten().collect();
    ids.join(" ")
}
