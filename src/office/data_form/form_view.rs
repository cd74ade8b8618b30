//! What is known when a form is shown: the file, what is in the fields, the words for them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::data_preview::field_troubles::FieldTrouble;
use super::super::data_preview::preview_panel::lines;
use super::super::shared::desk::Desk;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::data_target::DataTarget;
use super::filled::FilledValue;
use super::typed_text::NamedPartners;
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::model::US;
use crate::schema::{FieldKind, FormChoice, FormField, FormType};
use crate::source::SourceFile;
use crate::yaml::{Node, Value};

/// What is known when a form is shown.
pub struct FormView<'a> {
    /// What all requests share.
    pub desk: &'a Desk,
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// The folder; none while the institution's file cannot be read.
    pub snapshot: Option<&'a Snapshot>,
    /// Whose data it is.
    pub target: &'a DataTarget,
    /// The file.
    pub file: &'a SourceFile,
    /// What stands in it.
    pub tree: &'a Node,
    /// What is in the fields.
    pub filled: &'a FilledValue,
    /// The languages that texts may be given in, the usual one first.
    pub languages: Vec<String>,
    /// What is wrong, by the way to the field.
    pub troubles: BTreeMap<String, Vec<FieldTrouble>>,
    /// Other organisations by what the form calls them.
    pub partners: NamedPartners,
    /// What gets the focus: a field that was just added, or the button of an item that was moved.
    pub focus: Option<String>,
    /// What is open because something was done in it.
    pub opened: Option<String>,
}

/// A place in a form: the way to it, and what stands there in the file.
#[derive(Clone, Copy)]
pub struct FormPlace<'p> {
    /// The way to it: the name of the field.
    pub way: &'p str,
    /// What stands there.
    pub node: Option<&'p Node>,
    /// What is in it.
    pub filled: Option<&'p FilledValue>,
}

impl<'p> FormPlace<'p> {
    /// What is in it as text.
    pub fn text(&self) -> &'p str {
        self.filled.map(FilledValue::text).unwrap_or_default()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.filled.is_none_or(FilledValue::is_empty)
    }
}

/// The id of a list, which a browser looks for as it looks for colours: without stops.
pub fn list_id(way: &str) -> String {
    format!("list-{}", way.replace('.', "-"))
}

impl FormView<'_> {
    /// What a field is called.
    pub fn label<'t>(&'t self, owner: &FormType, field: &'t FormField) -> &'t str {
        let label = &self.spoken.model.field(&owner.name, &field.key).label;
        if label.is_empty() { &field.key } else { label }
    }

    /// What helps to fill it in.
    pub fn hint(&self, owner: &FormType, field: &FormField) -> Option<&str> {
        self.spoken.model.field(&owner.name, &field.key).hint.as_deref()
    }

    /// What a word of a closed list is called.
    pub fn option<'t>(&'t self, choice: &FormChoice, word: &'t str) -> &'t str {
        let name = self.spoken.model.option(&choice.name, word);
        if name.is_empty() { word } else { name }
    }

    /// What is wrong with a field.
    pub fn trouble(&self, way: &str) -> Option<&Vec<FieldTrouble>> {
        self.troubles.get(way)
    }

    /// Whether something is wrong with a field or below it.
    pub fn has_trouble(&self, way: &str) -> bool {
        let is_below =
            |one: &String| one == way || one.strip_prefix(way).is_some_and(|rest| rest.starts_with('.'));
        self.troubles.keys().any(is_below)
    }

    /// Whether something was just done here.
    pub fn has_focus(&self, way: &str) -> bool {
        let is_below =
            |one: &String| one == way || one.strip_prefix(way).is_some_and(|rest| rest.starts_with('.'));
        self.opened.as_ref().is_some_and(is_below)
    }

    /// What stands in front of a text, in a language of documents: “because …”.
    pub fn fits_after(&self, way: &str, language: &str) -> Option<String> {
        let project = &self.snapshot?.project;
        let locale = project.templates.locale(language)?;
        let file = match self.target {
            DataTarget::Institution => "institution",
            DataTarget::Partner(_) => "partner",
        };
        let plain: Vec<&str> = way.split('.').filter(|name| name.parse::<usize>().is_err()).collect();
        let of =
            |length: usize| locale.words.fits_after.get(&format!("{file}.{}", plain[..length].join(".")));
        let words = of(plain.len()).or_else(|| of(plain.len().saturating_sub(1)))?;
        let ours = &project.institution.model;
        let ours = ours.short_name.as_ref().unwrap_or(&ours.legal_name);
        let theirs = ["short_name", "legal_name"].map(|key| self.filled.note(key));
        let theirs = theirs.into_iter().find(|name| !name.is_empty()).unwrap_or("…");
        let name = if plain.last() == Some(&"ours") { ours.as_str() } else { theirs };
        Some(fill(words, &[("name", name)]))
    }

    /// What an organisation is called that is named by its file, as a form shows it.
    pub fn partner_shown<'t>(&'t self, name: &'t str) -> &'t str {
        self.partners.iter().find(|(_, id)| *id == name).map_or(name, |(shown, _)| shown)
    }

    /// The place for what is wrong with a field, to which its input is tied; the panel renews what stands in it.
    pub fn trouble_lines(&self, way: &str) -> Markup {
        let troubles = self.trouble(way).map(Vec::as_slice).unwrap_or_default();
        html! { div.troubles id={ "problem-" (way) } { (lines(troubles, way)) } }
    }

    /// The ids of what describes a field.
    pub fn described(&self, way: &str, has_hint: bool) -> String {
        let hint = if has_hint { format!(" hint-{way}") } else { String::new() };
        format!("problem-{way}{hint}")
    }
}

/// Organisations by what a form calls them.
pub fn named_partners(desk: &Desk, spoken: &Spoken, snapshot: Option<&Snapshot>) -> NamedPartners {
    let Some(snapshot) = snapshot else { return NamedPartners::new() };
    let ours = &snapshot.project.institution.model.legal_name;
    let others =
        snapshot.rows(desk.jobs).iter().map(|row| (format!("{} ({})", row.name, row.id), row.id.clone()));
    let us = (format!("{ours} ({})", spoken.words.data.us), US.to_owned());
    std::iter::once(us).chain(others).collect()
}

/// Whether a field is best as wide as the form.
pub fn is_wide(kind: &FieldKind) -> bool {
    !matches!(
        kind,
        FieldKind::Line(_)
            | FieldKind::Choice(_)
            | FieldKind::YesNo
            | FieldKind::Number { .. }
            | FieldKind::Date
            | FieldKind::TimeOfDay
            | FieldKind::DateTime
            | FieldKind::Colour
            | FieldKind::Email
            | FieldKind::Phone
            | FieldKind::WebAddress
            | FieldKind::Country
            | FieldKind::Language
            | FieldKind::TimeZone
            | FieldKind::PartnerName
            | FieldKind::TemplateFile
    )
}

/// The way one step further.
pub fn below(way: &str, name: &str) -> String {
    if way.is_empty() { name.to_owned() } else { format!("{way}.{name}") }
}

/// The words of a document that a text goes on from.
pub fn goes_on(view: &FormView<'_>, way: &str, language: &str) -> Markup {
    html! {
        @if let Some(words) = view.fits_after(way, language) {
            p.goes-on { (view.spoken.words.data.fits_after) " " q lang=(language) { (words) " …" } }
        }
    }
}

/// How many lines of the file a form does not know.
pub fn unknown_lines(view: &FormView<'_>, form: &FormType, node: &Node) -> Markup {
    let unknown: Vec<&str> = match &node.value {
        Value::Mapping(entries) => {
            entries.iter().map(|entry| entry.key.as_str()).filter(|key| form.field(key).is_none()).collect()
        }
        _ => Vec::new(),
    };
    html! {
        @if !unknown.is_empty() {
            p.hint.unknown {
                (view.spoken.counted(&view.spoken.words.data.unknown, unknown.len()))
                " (" (visible(&unknown.join(", "))) ")"
            }
        }
    }
}
