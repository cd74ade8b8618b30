//! The page of a form: its groups, each folded away while nothing is in it, and what saves it.

use maud::{Markup, html};

use super::super::data_preview::preview_panel::{FORM, PreviewPanel};
use super::super::saving::undo_notices::last_save_section;
use super::super::shared::desk::Desk;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::data_target::DataTarget;
use super::field_view::fields;
use super::form_view::{FormPlace, FormView, unknown_lines};
use super::input_view::proposals;
use super::meanwhile::ShownMarks;
use crate::diagnostic::words::visible;
use crate::digest::sha256;
use crate::locale::fill;
use crate::schema::{FieldGroup, FieldKind, FormField};
use crate::yaml::Value;

/// Fields of a form that are about the form as a whole.
pub const READ: &str = "_read";
pub const WAS: &str = "_was";
pub const SEEN: &str = "_seen";
pub const PICK: &str = "_pick";

/// What a form carries to know later what it showed.
pub struct ShownState {
    /// The mark of the file.
    pub read: String,
    /// The marks of the fields.
    pub was: String,
}

impl ShownState {
    /// Of a form that shows the file as it is.
    pub fn of(view: &FormView<'_>) -> Self {
        Self { read: sha256(view.file.text()), was: ShownMarks::of(view.target.form(), view.tree).shown() }
    }
}

/// The page; `group` is the one that somebody asked for, `notice` what is told.
pub fn form_page(view: &FormView<'_>, state: &ShownState, group: &str, notice: Option<&Markup>) -> Markup {
    let words = &view.spoken.words.data;
    let address = view.target.address();
    let title = title(view);
    let content = html! {
        @if let DataTarget::Partner(id) = view.target {
            nav.back { a href={ "/partners/" (id) } { "← " (visible(&name(view))) } }
        }
        div.head {
            div { h1 { (title) } p.under { (words.hint) } }
            a.to-look href="#look-title" { (view.spoken.words.preview.title) }
            a href={ (address) "/text" } { (words.as_text) }
        }
        @if let Some(notice) = notice { (notice) }
        (last_save_section(view.spoken, &view.desk.workspace, view.file.name()))
        div.beside-look {
            form id=(FORM) .data method="post" action=(address) novalidate autocomplete="off" {
                // What the key for a line break does in a field: it saves.
                button.hidden type="submit" name="do" value="save" tabindex="-1" aria-hidden="true" { (words.save) }
                input type="hidden" name=(READ) value=(state.read);
                input type="hidden" name=(WAS) value=(state.was);
                @for (at, one) in view.target.groups().iter().enumerate() {
                    (group_part(view, one, one.name == group || (group.is_empty() && at == 0)))
                }
                (unknown_lines(view, view.target.form(), view.tree))
                div.save-bar { button.main type="submit" name="do" value="save" { (words.save) } }
                (proposals(view))
            }
            (PreviewPanel {
                spoken: view.spoken,
                address: &format!("{address}/preview"),
                form: &view.desk.previews.new_form(),
                stem: "",
                partners: &partners(view),
            }.shown())
        }
    };
    let place = match view.target {
        DataTarget::Institution => CurrentPage::Institution,
        DataTarget::Partner(_) => CurrentPage::Partners,
    };
    shell(view.desk, view.spoken, place, &title, &content)
}

/// The partners with whose data the institution is looked at.
fn partners(view: &FormView<'_>) -> Vec<(String, String)> {
    let rows = match (view.target, view.snapshot) {
        (DataTarget::Institution, Some(snapshot)) => snapshot.rows(view.desk.jobs),
        _ => &[],
    };
    rows.iter().map(|row| (row.id.clone(), row.name.clone())).collect()
}

/// What the page is called.
pub fn title(view: &FormView<'_>) -> String {
    let words = &view.spoken.words.data;
    match view.target {
        DataTarget::Institution => words.institution.clone(),
        DataTarget::Partner(_) => fill(&words.title, &[("name", &visible(&name(view)))]),
    }
}

/// What an organisation is called as its file has it; its id while that has no name.
fn name(view: &FormView<'_>) -> String {
    let node = view.tree.get("legal_name").map(|node| &node.value);
    match (node, view.target) {
        (Some(Value::Scalar { text, .. }), _) if !text.trim().is_empty() => text.trim().to_owned(),
        (_, DataTarget::Partner(id)) => id.clone(),
        (_, DataTarget::Institution) => String::new(),
    }
}

/// A group of fields.
fn group_part(view: &FormView<'_>, group: &FieldGroup, is_asked: bool) -> Markup {
    let form = view.target.form();
    let shown: Vec<&FormField> = group.keys.iter().filter_map(|key| form.field(key)).collect();
    let has_something = |field: &&FormField| {
        view.filled.part(&field.key).is_some_and(|part| !part.is_empty())
            || view.has_trouble(&field.key)
            || view.has_focus(&field.key)
    };
    let is_open = is_asked || shown.iter().any(has_something);
    let words = view.spoken.model.group(group.name);
    let place = FormPlace { way: "", node: Some(view.tree), filled: Some(view.filled) };
    html! {
        details.part id={ "group-" (group.name) } open[is_open] {
            summary {
                h2 { (words.label) }
                @if let Some(hint) = &words.hint { span.under { (hint) } }
            }
            div.part-body {
                @match shown.as_slice() {
                    // Alone in its group it needs no name of its own.
                    [FormField { kind: FieldKind::Group(inner), key, .. }]
                        if view.tree.get(key).is_none_or(|node| matches!(node.value, Value::Mapping(_) | Value::Null)) =>
                    {
                        @let all: Vec<&FormField> = inner.fields.iter().collect();
                        @let node = view.tree.get(key);
                        (view.trouble_lines(key))
                        (fields(view, inner, &all, FormPlace { way: key, node, filled: view.filled.part(key) }))
                        @if let Some(node) = node { (unknown_lines(view, inner, node)) }
                    }
                    shown => { (fields(view, form, shown, place)) }
                }
            }
        }
    }
}

/// The page of a file of which no form can be made.
pub fn unread_form_page(desk: &Desk, spoken: &Spoken, problems: &Markup) -> Markup {
    let words = &spoken.words.data;
    let content = html! {
        div.narrow {
            h1 { (words.unread) }
            p.large { (words.unread_hint) }
            (problems)
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.unread, &content)
}
