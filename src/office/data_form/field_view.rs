//! A field with its label, what helps, what is wrong with it, and its input.

use maud::{Markup, html};

use super::data_target::DataTarget;
use super::filled::FilledValue;
use super::form_view::{FormPlace, FormView, below, is_wide, unknown_lines};
use super::input_view::{InputManner, input};
use super::list_view::{by_partner, entries, plain_list};
use super::objection_lock::is_locked;
use super::standing::{is_fit, standing_in};
use super::text_view::{language_lines, text};
use crate::diagnostic::words::visible;
use crate::schema::{FieldKind, FormChoice, FormField, FormType, is_usual};
use crate::yaml::{Node, Value};

/// The fields of a type: those that are usual or have something, then the others folded away.
pub fn fields(view: &FormView<'_>, owner: &FormType, shown: &[&FormField], place: FormPlace<'_>) -> Markup {
    let is_shown = |field: &&&FormField| {
        let way = below(place.way, &field.key);
        is_usual(owner, field)
            || part(place.filled, &field.key).is_some_and(|part| !part.is_empty())
            || place.node.and_then(|node| node.get(&field.key)).is_some_and(|node| node.value != Value::Null)
            || view.has_trouble(&way)
            || view.has_focus(&way)
    };
    let (usual, others): (Vec<&&FormField>, Vec<&&FormField>) =
        shown.iter().partition(|field| is_shown(field));
    html! {
        div.form-grid { @for one in usual { (field(view, owner, one, place)) } }
        @if !others.is_empty() {
            details.more-fields {
                summary { (view.spoken.words.data.more) }
                div.form-grid { @for one in others { (field(view, owner, one, place)) } }
            }
        }
    }
}

/// A field of a type that stands at a place.
fn field(view: &FormView<'_>, owner: &FormType, field: &FormField, place: FormPlace<'_>) -> Markup {
    let way = below(place.way, &field.key);
    let node = place.node.and_then(|node| node.get(&field.key));
    let own = FormPlace { way: &way, node, filled: part(place.filled, &field.key) };
    let label = view.label(owner, field);
    let hint = view.hint(owner, field);
    let words = &view.spoken.words.data;
    let described = view.described(&way, hint.is_some());
    let manner = InputManner { described: Some(&described), name: None, is_required: field.is_required };
    if is_locked(owner, &field.key, place.node) {
        return locked(view, owner, field, own);
    }
    if let Some(node) = node.filter(|node| !is_fit(&field.kind, node)) {
        return unfit(view, label, &way, node);
    }
    let needed = html! { @if field.is_required { " " span.needed { (words.needed) } } };
    let hint_line = html! { @if let Some(hint) = hint { p.hint id={ "hint-" (way) } { (hint) } } };
    // All parts of an entry, which may have lists themselves.
    let parts = |form: &FormType, place: FormPlace<'_>| {
        fields(view, form, &form.fields.iter().collect::<Vec<_>>(), place)
    };
    let body = match &field.kind {
        FieldKind::Group(form) => return group(view, form, label, hint, own),
        FieldKind::Entries(entry) => {
            return html! { div.field.wide.listing { h3 { (label) (needed) } (hint_line) (view.trouble_lines(&way)) (entries(view, entry, label, own, &parts)) } };
        }
        FieldKind::List(item) => {
            return html! { div.field.wide.listing { h3 { (label) (needed) } (hint_line) (view.trouble_lines(&way)) (plain_list(view, item, label, own)) } };
        }
        FieldKind::ByPartner(each) => {
            return html! { div.field.wide.listing { h3 { (label) } (hint_line) (view.trouble_lines(&way)) (by_partner(view, each, label, own)) } };
        }
        FieldKind::Text(kind) => {
            return html! { div.field.wide.wrong[view.trouble(&way).is_some()] { (text(view, *kind, label, &needed, &hint_line, own, &manner)) } };
        }
        FieldKind::ByLanguage => {
            return html! { div.field.wide { (language_lines(view, label, &hint_line, own, &manner)) } };
        }
        FieldKind::Choices(choice) => {
            return html! {
                fieldset.field.wide.wrong[view.trouble(&way).is_some()] aria-describedby=[manner.described] {
                    legend { (label) (needed) } (hint_line) (view.trouble_lines(&way)) (boxes(view, choice, own))
                }
            };
        }
        FieldKind::YesNo => {
            let manner = InputManner { name: Some(label), ..manner };
            return html! {
                div.field.wrong[view.trouble(&way).is_some()] {
                    p.label { (label) (needed) } (hint_line) (view.trouble_lines(&way)) (input(view, &field.kind, own, &manner))
                }
            };
        }
        kind => input(view, kind, own, &manner),
    };
    html! {
        div.field.wide[is_wide(&field.kind)].wrong[view.trouble(&way).is_some()] {
            label for=(way) { (label) (needed) }
            (hint_line) (view.trouble_lines(&way)) (body)
        }
    }
}

/// Parts that belong together; folded away while nothing is in them.
fn group(
    view: &FormView<'_>,
    form: &FormType,
    label: &str,
    hint: Option<&str>,
    place: FormPlace<'_>,
) -> Markup {
    let is_open = !place.way.contains('.')
        || !place.is_empty()
        || view.has_trouble(place.way)
        || view.has_focus(place.way);
    let all: Vec<&FormField> = form.fields.iter().collect();
    html! {
        details.sub.wide open[is_open] {
            summary { (label) }
            @if let Some(hint) = hint { p.hint { (hint) } }
            (view.trouble_lines(place.way))
            (fields(view, form, &all, place))
            @if let Some(node) = place.node { (unknown_lines(view, form, node)) }
        }
    }
}

/// Boxes to tick; words of the file that are none of the list have one, too.
fn boxes(view: &FormView<'_>, choice: &FormChoice, place: FormPlace<'_>) -> Markup {
    let ticked: Vec<&str> =
        place.filled.map(|filled| filled.said.iter().map(String::as_str).collect()).unwrap_or_default();
    let strange =
        ticked.iter().filter(|word| !word.is_empty() && choice.options.iter().all(|one| one != *word));
    let all: Vec<&str> = choice.options.iter().map(String::as_str).chain(strange.copied()).collect();
    html! {
        // That the boxes were shown, when none is ticked.
        input type="hidden" name=(place.way) value="";
        div.boxes {
            @for (at, word) in all.iter().enumerate() {
                @let id = if at == 0 { place.way.to_owned() } else { format!("{}-{at}", place.way) };
                div.tick {
                    input id=(id) type="checkbox" name=(place.way) value=(word) checked[ticked.contains(word)];
                    label for=(id) { (view.option(choice, word)) }
                }
            }
        }
    }
}

/// A value that a form does not change: that somebody objected.
fn locked(view: &FormView<'_>, owner: &FormType, field: &FormField, place: FormPlace<'_>) -> Markup {
    let words = &view.spoken.words;
    // A form does not send it, so it is what stands in the file.
    let stands = place.node.map(|node| standing_in(&field.kind, node)).unwrap_or_default();
    let shown = match (stands.text(), &field.kind) {
        ("", FieldKind::Date) => return html! {},
        ("" | "false", _) => words.data.no_objection.clone(),
        ("true", _) => words.fields.yes.clone(),
        (text, FieldKind::Choice(choice)) => view.option(choice, text).to_owned(),
        (text, _) => text.to_owned(),
    };
    let way_to_note = match view.target {
        DataTarget::Partner(id) => Some(format!("/partners/{id}/note/objected")),
        DataTarget::Institution => None,
    };
    html! {
        div.field {
            p.label { (view.label(owner, field)) }
            p.fixed { (visible(&shown)) }
            @if field.key != "objected_on" {
                p.hint {
                    @if matches!(stands.text(), "" | "false") {
                        @if let Some(address) = way_to_note { a href=(address) { (words.data.note_objection) } }
                    } @else { (words.data.objection_stays) }
                }
            }
        }
    }
}

/// Something in the file that no field can hold: it is shown, and stays.
fn unfit(view: &FormView<'_>, label: &str, way: &str, node: &Node) -> Markup {
    let lines = view.file.slice(&node.span).trim_end().replace("\r\n", "\n");
    html! {
        div.field.wide.wrong {
            p.label { (label) }
            (view.trouble_lines(way))
            p.hint { (view.spoken.words.data.unfit) }
            pre tabindex="0" { code { (lines.split('\n').map(visible).collect::<Vec<_>>().join("\n")) } }
        }
    }
}

/// What is in a field of a type.
fn part<'p>(filled: Option<&'p FilledValue>, name: &str) -> Option<&'p FilledValue> {
    filled.and_then(|filled| filled.part(name))
}
