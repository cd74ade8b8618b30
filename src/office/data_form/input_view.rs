//! A field of one value: the native input of its kind. A value that does not fit such an input would be lost by the browser:
//! it is shown as text, as it stands.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::form_view::{FormPlace, FormView};
use crate::display_names;
use crate::schema::{FieldKind, FormChoice};

/// The ids of the lists from which a browser proposes.
pub const PARTNER_LIST: &str = "known-partners";
pub const ZONE_LIST: &str = "known-zones";

/// What a browser and a screen reader are told of an input.
pub struct InputManner<'a> {
    /// The ids of what describes it.
    pub described: Option<&'a str>,
    /// Its name for a screen reader, where no label of its own stands beside it.
    pub name: Option<&'a str>,
    /// Whether the file is wrong without it.
    pub is_required: bool,
}

/// The input of a value.
pub fn input(
    view: &FormView<'_>,
    kind: &FieldKind,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
) -> Markup {
    let text = place.text();
    match kind {
        FieldKind::Choice(choice) => select(view, place, manner, &options_of(view, choice)),
        FieldKind::Country => select(view, place, manner, &countries(view)),
        FieldKind::Language => select(view, place, manner, &languages(view)),
        // A browser would take its line breaks away.
        _ if text.contains('\n') => area(view, place, manner, 4),
        FieldKind::Date if is_day(text) => native(view, place, manner, "date", "day"),
        FieldKind::TimeOfDay if is_time(text) => native(view, place, manner, "time", "day"),
        FieldKind::DateTime => match text.split_once(' ') {
            Some((day, time)) if is_day(day) && is_time(time) && !day.is_empty() && !time.is_empty() => {
                let local = format!("{day}T{time}");
                typed(
                    view,
                    place,
                    manner,
                    InputType { kind: "datetime-local", class: "day", value: &local, list: None, mode: None },
                )
            }
            None if text.is_empty() => native(view, place, manner, "datetime-local", "day"),
            _ => native(view, place, manner, "text", ""),
        },
        // A browser writes other letters than those of ASCII in another way.
        FieldKind::Email if text.is_ascii() => native(view, place, manner, "email", ""),
        FieldKind::Phone => native(view, place, manner, "tel", ""),
        FieldKind::WebAddress => native(view, place, manner, "url", ""),
        FieldKind::PartnerName => {
            let shown = view.partner_shown(text);
            typed(
                view,
                place,
                manner,
                InputType { kind: "text", class: "", value: shown, list: Some(PARTNER_LIST), mode: None },
            )
        }
        FieldKind::TimeZone => typed(
            view,
            place,
            manner,
            InputType { kind: "text", class: "", value: text, list: Some(ZONE_LIST), mode: None },
        ),
        // An input for numbers alone would lose what is none.
        FieldKind::Number { .. } => {
            let mode = Some("numeric");
            typed(
                view,
                place,
                manner,
                InputType { kind: "text", class: "short", value: text, list: None, mode },
            )
        }
        FieldKind::Colour => html! {
            div.colour {
                (native(view, place, manner, "text", "short"))
                @if is_colour(text) {
                    svg.swatch viewBox="0 0 16 16" aria-hidden="true" { rect width="16" height="16" rx="3" fill=(text) {} }
                }
            }
        },
        FieldKind::YesNo => yes_no(view, place, manner),
        _ => native(view, place, manner, "text", ""),
    }
}

/// What kind of input, and what it has.
struct InputType<'a> {
    kind: &'a str,
    class: &'a str,
    value: &'a str,
    list: Option<&'a str>,
    mode: Option<&'a str>,
}

fn native(
    view: &FormView<'_>,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
    kind: &str,
    class: &str,
) -> Markup {
    typed(view, place, manner, InputType { kind, class, value: place.text(), list: None, mode: None })
}

fn typed(
    view: &FormView<'_>,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
    input: InputType<'_>,
) -> Markup {
    let way = place.way;
    html! {
        input id=(way) name=(way) type=(input.kind) class=[(!input.class.is_empty()).then_some(input.class)]
            value=(input.value) list=[input.list] inputmode=[input.mode] autocomplete="off"
            aria-describedby=[manner.described] aria-label=[manner.name]
            aria-required=[manner.is_required.then_some("true")]
            aria-invalid=[view.trouble(way).map(|_| "true")]
            data-focus[view.focus.as_deref() == Some(way)];
    }
}

/// A text of several lines.
pub fn area(view: &FormView<'_>, place: FormPlace<'_>, manner: &InputManner<'_>, rows: usize) -> Markup {
    let way = place.way;
    html! {
        textarea id=(way) name=(way) rows=(rows) aria-describedby=[manner.described] aria-label=[manner.name]
            aria-required=[manner.is_required.then_some("true")]
            aria-invalid=[view.trouble(way).map(|_| "true")]
            data-focus[view.focus.as_deref() == Some(way)] {
            // The first line break behind the tag is none of the text.
            "\n" (place.text())
        }
    }
}

/// One of several; what stands in the file and is none of them stays to be chosen.
fn select(
    view: &FormView<'_>,
    place: FormPlace<'_>,
    manner: &InputManner<'_>,
    options: &[(String, String)],
) -> Markup {
    let (way, chosen) = (place.way, place.text());
    html! {
        select id=(way) name=(way) aria-describedby=[manner.described] aria-label=[manner.name]
            aria-required=[manner.is_required.then_some("true")]
            aria-invalid=[view.trouble(way).map(|_| "true")]
            data-focus[view.focus.as_deref() == Some(way)] {
            option value="" selected[chosen.is_empty()] { (view.spoken.words.data.not_said) }
            @if !chosen.is_empty() && options.iter().all(|(value, _)| value != chosen) {
                option value=(chosen) selected { (chosen) }
            }
            @for (value, name) in options {
                option value=(value) selected[value == chosen] { (name) }
            }
        }
    }
}

/// Yes, no, or not said; of what is neither the letters stay to be chosen.
fn yes_no(view: &FormView<'_>, place: FormPlace<'_>, manner: &InputManner<'_>) -> Markup {
    let (way, chosen) = (place.way, place.text());
    let words = &view.spoken.words;
    let mut options =
        vec![("", words.data.not_said.as_str()), ("true", &words.fields.yes), ("false", &words.fields.no)];
    if !["", "true", "false"].contains(&chosen) {
        options.push((chosen, chosen));
    }
    html! {
        div.segments role="radiogroup" aria-label=[manner.name] aria-describedby=[manner.described] {
            @for (at, (value, name)) in options.iter().enumerate() {
                @let id = if at == 0 { way.to_owned() } else { format!("{}-{at}", way) };
                span.segment {
                    input id=(id) type="radio" name=(way) value=(value) checked[*value == chosen]
                        data-focus[at == 0 && view.focus.as_deref() == Some(way)];
                    label for=(id) { (name) }
                }
            }
        }
    }
}

fn options_of(view: &FormView<'_>, choice: &FormChoice) -> Vec<(String, String)> {
    choice.options.iter().map(|word| (word.clone(), view.option(choice, word).to_owned())).collect()
}

/// The codes of a kind with their names, sorted by those.
fn named<'n>(
    codes: impl Iterator<Item = &'static str>,
    name: impl Fn(&'static str) -> &'n str,
) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut last = "";
    for code in codes {
        if code != last {
            all.push((code.to_owned(), name(code).to_owned()));
        }
        last = code;
    }
    all.sort_by_cached_key(|(_, name)| crate::letters::unaccented(name).to_lowercase());
    all
}

fn countries(view: &FormView<'_>) -> Vec<(String, String)> {
    let is_country = |code: &&str| code.bytes().all(|one| one.is_ascii_uppercase());
    named(display_names::all().map(|(code, _)| code).filter(is_country), |code| view.spoken.country(code))
}

/// The languages that have a name; first those that documents can be written in.
fn languages(view: &FormView<'_>) -> Vec<(String, String)> {
    let is_language = |code: &&str| code.bytes().all(|one| one.is_ascii_lowercase());
    let mut all: Vec<(String, String)> = view
        .snapshot
        .map(|snapshot| snapshot.project.templates.spoken())
        .unwrap_or_default()
        .into_iter()
        .map(|tag| (tag.to_owned(), language_name(view, tag)))
        .collect();
    all.sort_by(|(_, one), (_, other)| one.cmp(other));
    let others = named(display_names::all().map(|(code, _)| code).filter(is_language), |code| {
        view.spoken.language(code)
    });
    let known: Vec<String> = all.iter().map(|(tag, _)| tag.clone()).collect();
    all.extend(others.into_iter().filter(|(tag, _)| !known.contains(tag)));
    all
}

/// What a language is called; with its tag where that says more: Portuguese (pt-PT).
pub fn language_name(view: &FormView<'_>, tag: &str) -> String {
    let name = view.spoken.language(tag);
    if tag.contains('-') && name != tag { format!("{name} ({tag})") } else { name.to_owned() }
}

/// What browsers propose: organisations, and time zones.
pub fn proposals(view: &FormView<'_>) -> Markup {
    html! {
        datalist id=(PARTNER_LIST) { @for name in view.partners.keys() { option value=(name) {} } }
        datalist id=(ZONE_LIST) {
            @for zone in jiff::tz::db().available().map(|zone| zone.to_string()).filter(|zone| is_city(zone)) {
                option value=(zone) {}
            }
        }
    }
}

/// Whether a time zone is called by a city.
fn is_city(zone: &str) -> bool {
    zone.contains('/') && !zone.starts_with("Etc/") && TimeZone::get(zone).is_ok()
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|one| one.is_ascii_hexdigit())
}

fn is_day(text: &str) -> bool {
    text.is_empty() || (text.len() == 10 && text.parse::<Date>().is_ok())
}

fn is_time(text: &str) -> bool {
    text.is_empty() || (text.len() == 5 && Time::strptime("%H:%M", text).is_ok())
}
