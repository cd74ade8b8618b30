//! Lists: their items, each with what moves it or takes it away, and what adds one. All are buttons that send the form; it
//! comes back with what was typed, and nothing is saved.

use maud::{Markup, html};

use super::filled::{FROM, FilledValue, KEY, LIST, VALUE};
use super::form_view::{FormPlace, FormView, below, list_id, unknown_lines};
use super::input_view::{InputManner, input};
use super::objection_lock::has_objected;
use super::text_view::text;
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::schema::{FieldKind, FormType};
use crate::yaml::Node;

/// Fields by which an entry is called.
const TITLES: &[&[&str]] = &[
    &["given_name", "family_name"],
    &["title"],
    &["name"],
    &["label"],
    &["date"],
    &["type"],
    &["from", "to"],
    &["person"],
    &["email"],
];

/// A list of entries; `parts` shows what one has.
pub fn entries(
    view: &FormView<'_>,
    entry: &FormType,
    label: &str,
    place: FormPlace<'_>,
    parts: &dyn Fn(&FormType, FormPlace<'_>) -> Markup,
) -> Markup {
    let items = place.filled.map(FilledValue::items).unwrap_or_default();
    let one = view.spoken.model.entry(&entry.name).unwrap_or(label);
    let kind = FieldKind::Group(entry.clone());
    listed(
        view,
        place.way,
        one,
        html! {
            ol.entries {
                @for (at, (_, item)) in items.iter().enumerate() {
                    @let way = below(place.way, &at.to_string());
                    @let node = item.from().and_then(|from| place.node.and_then(|node| node.item(from)));
                    @let name = numbered(view, one, at);
                    @let title = title_of(view, item);
                    @let is_open = items.len() < 3 || view.has_focus(&way) || view.has_trouble(&way) || item.is_empty();
                    li {
                        details.entry open[is_open] {
                            summary { (name) @if !title.is_empty() { ": " (visible(&title)) } }
                            input type="hidden" name=(below(&way, FROM)) value=(item.note(FROM));
                            (view.trouble_lines(&way))
                            (parts(entry, FormPlace { way: &way, node, filled: Some(item) }))
                            @if let Some(node) = node { (unknown_lines(view, entry, node)) }
                            (item_buttons(view, place.way, (at, items.len()), &name, node.is_some_and(|node| has_objected(&kind, node))))
                        }
                    }
                }
            }
        },
    )
}

/// A list of values.
pub fn plain_list(view: &FormView<'_>, kind: &FieldKind, label: &str, place: FormPlace<'_>) -> Markup {
    let items = place.filled.map(FilledValue::items).unwrap_or_default();
    listed(
        view,
        place.way,
        label,
        html! {
            ol.values {
                @for (at, (_, item)) in items.iter().enumerate() {
                    @let way = below(place.way, &at.to_string());
                    @let name = numbered(view, label, at);
                    @let described = view.described(&way, false);
                    @let own = FormPlace { way: &way, node: node_of(place.node, item), filled: Some(item) };
                    @let manner = InputManner { described: Some(&described), name: Some(&name), is_required: false };
                    li.wrong[view.trouble(&way).is_some()] {
                        input type="hidden" name=(below(&way, FROM)) value=(item.note(FROM));
                        div.value {
                            @if let FieldKind::Text(text_kind) = kind {
                                (text(view, *text_kind, &name, &html! {}, &html! {}, own, &manner))
                            } @else {
                                (view.trouble_lines(&way))
                                (input(view, kind, own, &manner))
                            }
                        }
                        (item_buttons(view, place.way, (at, items.len()), &name, false))
                    }
                }
            }
        },
    )
}

fn node_of<'p>(list: Option<&'p Node>, item: &FilledValue) -> Option<&'p Node> {
    item.from().and_then(|from| list.and_then(|list| list.item(from)))
}

/// Something for each of several partners.
pub fn by_partner(view: &FormView<'_>, kind: &FieldKind, label: &str, place: FormPlace<'_>) -> Markup {
    let items = place.filled.map(FilledValue::items).unwrap_or_default();
    let words = &view.spoken.words.data;
    listed(
        view,
        place.way,
        label,
        html! {
            ol.entries {
                @for (at, (_, item)) in items.iter().enumerate() {
                    @let way = below(place.way, &at.to_string());
                    @let name = numbered(view, label, at);
                    @let key = below(&way, KEY);
                    @let value = below(&way, VALUE);
                    @let node = place.node.and_then(|node| node.get(item.note(FROM)));
                    @let manner = InputManner { described: None, name: None, is_required: false };
                    li.by-partner {
                        input type="hidden" name=(below(&way, FROM)) value=(item.note(FROM));
                        div.field {
                            label for=(key) { (words.which_partner) }
                            (input(view, &FieldKind::PartnerName, FormPlace { way: &key, node: None, filled: item.part(KEY) }, &manner))
                        }
                        div.field {
                            @let own = FormPlace { way: &value, node, filled: item.part(VALUE) };
                            @if let FieldKind::List(each) = kind {
                                h4 { (label) }
                                (plain_list(view, each, label, own))
                            } @else {
                                label for=(value) { (label) }
                                (input(view, kind, own, &manner))
                            }
                        }
                        (item_buttons(view, place.way, (at, items.len()), &name, false))
                    }
                }
            }
        },
    )
}

/// A list with what adds to it. Only it is put in anew when an item comes or goes.
fn listed(view: &FormView<'_>, way: &str, one: &str, items: Markup) -> Markup {
    let words = &view.spoken.words.data;
    html! {
        div.list id=(list_id(way)) {
            input type="hidden" name=(below(way, LIST)) value="1";
            (items)
            (list_button(view, way, "add", way, &fill(&words.add, &[("what", one)]), None))
        }
    }
}

/// What can be done with an item.
fn item_buttons(
    view: &FormView<'_>,
    list: &str,
    (at, count): (usize, usize),
    name: &str,
    stays: bool,
) -> Markup {
    let words = &view.spoken.words.data;
    let way = below(list, &at.to_string());
    let told = |word: &str| fill(&words.of_item, &[("do", word), ("what", name)]);
    html! {
        div.item-buttons {
            @if at > 0 { (list_button(view, list, "up", &way, &words.up, Some(&told(&words.up)))) }
            @if at + 1 < count { (list_button(view, list, "down", &way, &words.down, Some(&told(&words.down)))) }
            @if stays { span.hint { (words.objection_stays) } }
            @else { (list_button(view, list, "remove", &way, &words.remove, Some(&told(&words.remove)))) }
        }
    }
}

fn list_button(
    view: &FormView<'_>,
    list: &str,
    what: &str,
    way: &str,
    word: &str,
    told: Option<&str>,
) -> Markup {
    let target = format!("#{}", list_id(list));
    html! {
        button.quiet[what != "add"].add[what == "add"] type="submit" name="do" value={ (what) " " (way) } aria-label=[told]
            data-focus[view.focus.as_deref() == Some(&format!("{what} {way}"))]
            hx-post=(view.target.address()) hx-target=(target) hx-select=(target) hx-swap="outerHTML" { (word) }
    }
}

/// What an item is called: Contact person 2.
fn numbered(view: &FormView<'_>, one: &str, at: usize) -> String {
    fill(&view.spoken.words.data.numbered, &[("what", one), ("n", &(at + 1).to_string())])
}

/// By what somebody knows an entry.
fn title_of(view: &FormView<'_>, item: &FilledValue) -> String {
    let usual = view.languages.first().map(String::as_str).unwrap_or_default();
    let said = |key: &&str| {
        let part = item.part(key)?;
        let texts = part.fields().map(|(_, text)| text.text());
        let mut texts = [part.text(), part.note(usual)].into_iter().chain(texts);
        texts.find(|text| !text.is_empty()).map(str::to_owned)
    };
    let title = |keys: &&[&str]| keys.iter().filter_map(said).collect::<Vec<_>>().join(" ");
    TITLES.iter().map(title).find(|title| !title.is_empty()).unwrap_or_default()
}
