//! The file was changed meanwhile: what was typed and what the file has now, field by field, to choose from.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::shared::pieces::sign;
use super::super::shared::shell::{CurrentPage, shell};
use super::filled::{FilledValue, KEY, VALUE};
use super::form_page::{PICK, SEEN, title};
use super::form_view::FormView;
use super::input_view::language_name;
use super::meanwhile::{FieldDifference, FieldSide};
use crate::diagnostic::words::visible;
use crate::digest::sha256;
use crate::schema::{FieldKind, FormType};

/// The choice; `sent` is the form as it was sent, `picks` what was chosen before.
pub fn conflict_page(
    view: &FormView<'_>,
    sent: &FilledValue,
    differences: &[FieldDifference],
    picks: &BTreeMap<String, FieldSide>,
) -> Markup {
    let words = &view.spoken.words.data;
    let address = view.target.address();
    let title = title(view);
    let carried = sent
        .form()
        .into_iter()
        .filter(|(name, _)| name != "do" && name != SEEN && !name.starts_with(&format!("{PICK}.")));
    let content = html! {
        div.head { div { h1 { (title) } } }
        section.notice.outdated tabindex="-1" autofocus data-focus aria-labelledby="told" {
            h2 id="told" { (sign("outdated")) (words.meanwhile) }
            p { (words.meanwhile_hint) }
            @if !sent.note(SEEN).is_empty() && differences.iter().any(|one| !picks.contains_key(&one.way)) {
                p.problem-line { (words.meanwhile_open) }
            }
        }
        form.conflict method="post" action=(address) {
            @for (name, text) in carried { input type="hidden" name=(name) value=(text); }
            input type="hidden" name=(SEEN) value=(sha256(view.file.text()));
            ol.differences {
                @for one in differences {
                    @let picked = picks.get(&one.way).copied().or(one.changed);
                    li {
                        fieldset {
                            legend { (named(view, &one.way)) }
                            div.two-sides {
                                (side(view, one, FieldSide::Mine, &words.mine, &one.mine, picked))
                                (side(view, one, FieldSide::Theirs, &words.theirs, &one.theirs, picked))
                            }
                        }
                    }
                }
            }
            div.buttons.save-bar {
                button.main type="submit" name="do" value="save" { (words.choose) }
                a.button.quiet href=(address) { (words.back) }
            }
        }
    };
    shell(view.desk, view.spoken, CurrentPage::Elsewhere, &title, &content)
}

fn side(
    view: &FormView<'_>,
    difference: &FieldDifference,
    side: FieldSide,
    word: &str,
    filled: &FilledValue,
    picked: Option<FieldSide>,
) -> Markup {
    let id = format!("pick-{}-{}", difference.way, side.name());
    let lines = lines(view, &difference.kind, filled);
    html! {
        div.side-to-pick {
            div.radio {
                input id=(id) type="radio" name={ (PICK) "." (difference.way) } value=(side.name()) required
                    checked[picked == Some(side)] aria-describedby={ (id) "-text" };
                label for=(id) { (word) }
            }
            div.picked-text id={ (id) "-text" } {
                @if lines.is_empty() { p.faint { (view.spoken.words.data.empty) } }
                @for line in &lines { p { (line) } }
            }
        }
    }
}

/// What a field is called, with what it lies in: Address: Town.
fn named(view: &FormView<'_>, way: &str) -> String {
    let mut names = Vec::new();
    let mut form = view.target.form();
    for step in way.split('.') {
        if let Ok(number) = step.parse::<usize>() {
            if let Some(last) = names.last_mut() {
                *last = format!("{last} {}", number + 1);
            }
            continue;
        }
        let Some(field) = form.field(step) else { break };
        names.push(view.label(form, field).to_owned());
        if let FieldKind::Group(inner) | FieldKind::Entries(inner) = &field.kind {
            form = inner;
        }
    }
    names.join(" – ")
}

/// What is in a field, in lines to be read.
fn lines(view: &FormView<'_>, kind: &FieldKind, filled: &FilledValue) -> Vec<String> {
    let shown = |kind: &FieldKind, text: &str| match (kind, text) {
        (FieldKind::Choice(choice) | FieldKind::Choices(choice), text) => {
            view.option(choice, text).to_owned()
        }
        (FieldKind::YesNo, "true") => view.spoken.words.fields.yes.clone(),
        (FieldKind::YesNo, "false") => view.spoken.words.fields.no.clone(),
        (FieldKind::Country, code) => view.spoken.country(code).to_owned(),
        (FieldKind::Language, tag) => view.spoken.language(tag).to_owned(),
        (FieldKind::PartnerName, name) => view.partner_shown(name).to_owned(),
        (_, text) => text.to_owned(),
    };
    let said = filled.said.iter().filter(|text| !text.is_empty());
    let mut all: Vec<String> =
        said.flat_map(|text| shown(kind, text).split('\n').map(visible).collect::<Vec<_>>()).collect();
    match kind {
        FieldKind::Text(_) | FieldKind::ByLanguage => {
            for (tag, text) in filled.fields().filter(|(_, text)| !text.is_empty()) {
                all.push(format!("{}: {}", language_name(view, tag), visible(text.text())));
            }
        }
        FieldKind::List(item) => {
            for (_, one) in filled.items() {
                all.push(format!("• {}", lines(view, item, one).join(" / ")));
            }
        }
        FieldKind::Entries(entry) => {
            for (at, one) in filled.items() {
                all.push(format!("{}. {}", at + 1, parts(view, entry, one)));
            }
        }
        FieldKind::ByPartner(each) => {
            for (_, one) in filled.items() {
                let value =
                    one.part(VALUE).map(|value| lines(view, each, value).join(" / ")).unwrap_or_default();
                all.push(format!("{}: {value}", visible(view.partner_shown(one.note(KEY)))));
            }
        }
        _ => {}
    }
    all
}

fn parts(view: &FormView<'_>, form: &FormType, filled: &FilledValue) -> String {
    let told = form.fields.iter().filter_map(|field| {
        let part = filled.part(&field.key).filter(|part| !part.is_empty())?;
        let text = match &field.kind {
            FieldKind::Group(inner) => parts(view, inner, part),
            kind => lines(view, kind, part).join(" / "),
        };
        Some(format!("{}: {text}", view.label(form, field)))
    });
    told.collect::<Vec<_>>().join("; ")
}
