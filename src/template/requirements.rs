//! No document with a hole: what a template requires, and what a draft shows in its place.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::context::{Root, TracedValue, View};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::schema::Shape;
use crate::source::{SourceFile, Span};

/// A value that a document needs and the data lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The documents that need it.
    documents: BTreeSet<String>,
    /// Where the value should be.
    origin: (Root, Vec<String>),
    /// The language of those.
    language: String,
    /// The path in the template's words: partner.mou.term.start.
    pub dotted: String,
    /// What stands in its place in a draft, in the document's language.
    mark: String,
    /// The file that should give it.
    file: SourceFile,
    /// The nearest thing around it that is there.
    span: Span,
    /// The path in the file: mou.term.start.
    path: String,
    /// What the field is, in plain words.
    description: Option<String>,
}

impl Gap {
    /// Which file should have the value, and its keys and indexes there.
    pub fn origin(&self) -> (Root, &[String]) {
        (self.origin.0, &self.origin.1)
    }

    /// The same, needed by one document more.
    pub fn needed_by(mut self, document: &str) -> Self {
        self.documents.insert(document.to_owned());
        self
    }
}

/// The gaps of a document: a path that leads through a list means every item of it.
///
/// # Errors
/// A path that no file can have, at its place in the template.
pub fn gaps(
    required: &[(String, Span)],
    template: &SourceFile,
    document: &str,
    view: &View<'_>,
) -> Result<Vec<Gap>, Diagnostic> {
    let mut gaps = Vec::new();
    for (dotted, span) in required {
        let unknown = || {
            Diagnostic::error(codes::UNKNOWN_FIELD, format!("no file has a field `{dotted}`"))
                .at(template, span, "required here")
                .help("fields begin with `institution.`, `partner.`, `contact.` or `sender.`; `handclasp new NAME` explains them")
        };
        let origin = view.partnership.trace(dotted).ok_or_else(unknown)?;
        let mut missing = Vec::new();
        search(view.root(origin.root), origin.shape, &origin.path, &mut Vec::new(), &mut missing)
            .map_err(|()| unknown())?;
        for path in missing {
            gaps.push(gap(document, dotted, &origin, &path, view));
        }
    }
    Ok(gaps)
}

/// The view with a visible mark in place of each gap.
pub fn fill<'a>(view: &View<'a>, gaps: &[Gap]) -> View<'a> {
    view.changed(|root, values| {
        for gap in gaps {
            if let Some(origin) = view.partnership.trace(&gap.dotted).filter(|origin| origin.root == root) {
                put(values, origin.shape, &origin.path, &format!("[{}]", gap.mark));
            }
        }
    })
}

/// Whether a text is the mark of a gap.
pub fn is_mark(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn search(
    value: &Json,
    shape: Shape<'_>,
    rest: &[String],
    so_far: &mut Vec<String>,
    missing: &mut Vec<Vec<String>>,
) -> Result<(), ()> {
    let Some((segment, deeper)) = rest.split_first() else {
        if is_empty(value) {
            missing.push(so_far.clone());
        }
        return Ok(());
    };
    if let Some(item_shape) = shape.items() {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let index = segment.parse::<usize>().ok();
        let (wanted, deeper): (Vec<usize>, _) = match index {
            Some(index) => (vec![index], deeper),
            None => ((0..items.len().max(1)).collect(), rest),
        };
        for at in wanted {
            so_far.push(at.to_string());
            search(items.get(at).unwrap_or(&Json::Null), item_shape, deeper, so_far, missing)?;
            so_far.pop();
        }
        return Ok(());
    }
    let next = shape.as_mapping().property(segment).ok_or(())?;
    so_far.push(segment.clone());
    let value = value.get(segment).unwrap_or(&Json::Null);
    search(value, next, deeper, so_far, missing)?;
    so_far.pop();
    Ok(())
}

fn gap(document: &str, dotted: &str, origin: &TracedValue, path: &[String], view: &View<'_>) -> Gap {
    let partnership = &view.partnership;
    let names: Vec<&str> =
        path.iter().map(String::as_str).filter(|segment| segment.parse::<usize>().is_err()).collect();
    let (file, span) = partnership.place(origin.root, path);
    let parent = names[..names.len().saturating_sub(1)]
        .iter()
        .try_fold(origin.shape, |shape, name| {
            let shape = shape.items().unwrap_or(shape);
            shape.as_mapping().property(name)
        })
        .map(|shape| shape.items().unwrap_or(shape));
    let leaf = names.last().copied().unwrap_or_default();
    let description = parent.and_then(|shape| shape.as_mapping().description(leaf));
    Gap {
        documents: BTreeSet::from([document.to_owned()]),
        origin: (origin.root, path.to_vec()),
        language: view.language().to_owned(),
        dotted: dotted.to_owned(),
        mark: view.gap_words(&names.join(".")),
        file: file.clone(),
        span,
        path: names.join("."),
        description: description.map(|text| text.trim_end_matches('.').to_owned()),
    }
}

/// The gaps of a partner's documents as errors: a field that several documents need is said once, and
/// those of one place that the same documents need are said in one.
pub fn report(gaps: &[Gap]) -> Vec<Diagnostic> {
    let mut fields: Vec<Gap> = Vec::new();
    for gap in gaps {
        let same = |other: &&mut Gap| {
            (&other.file, &other.span, &other.path, &other.language)
                == (&gap.file, &gap.span, &gap.path, &gap.language)
        };
        match fields.iter_mut().find(same) {
            Some(field) => field.documents.extend(gap.documents.iter().cloned()),
            None => fields.push(gap.clone()),
        }
    }
    let mut groups: Vec<Vec<Gap>> = Vec::new();
    for field in fields {
        let together = |group: &&mut Vec<Gap>| {
            let first = &group[0];
            (&first.file, &first.span, &first.documents, &first.language)
                == (&field.file, &field.span, &field.documents, &field.language)
        };
        match groups.iter_mut().find(together) {
            Some(group) => group.push(field),
            None => groups.push(vec![field]),
        }
    }
    groups.iter().map(|group| missing(group)).collect()
}

/// Gaps of one place and the same documents.
fn missing(gaps: &[Gap]) -> Diagnostic {
    let first = &gaps[0];
    let paths: Vec<&str> = gaps.iter().map(|gap| gap.path.as_str()).collect();
    let documents: Vec<&String> = first.documents.iter().collect();
    let need = if documents.len() == 1 { "needs" } else { "need" };
    let (documents, fields) = (all(&documents), all(&paths));
    let mut help: Vec<String> = gaps
        .iter()
        .filter_map(|gap| Some(format!("`{}`: {}", gap.path, gap.description.as_ref()?)))
        .collect();
    help.dedup();
    let message = format!("{documents} {need} {fields}, which `{}` does not give", first.file.name());
    let diagnostic =
        Diagnostic::error(codes::MISSING_DATA, message).at(&first.file, &first.span, "missing here");
    let diagnostic = if help.is_empty() { diagnostic } else { diagnostic.help(help.join("\n")) };
    first.documents.iter().fold(diagnostic, |diagnostic, document| diagnostic.stops(document))
}

/// What a thing must have that stands in place of one that is not there: words take for granted that it has it.
fn invented(shape: Shape<'_>) -> Json {
    let is_free = |field: Shape<'_>| field.allows("string") && field.options().is_none();
    let is_text = |key: &&str| shape.property(key).is_some_and(is_free);
    let required = shape.required().into_iter().filter(is_text);
    Json::Object(required.map(|key| (key.to_owned(), Json::from("[…]"))).collect())
}

fn put(value: &mut Json, shape: Shape<'_>, rest: &[String], mark: &str) {
    if let Some(item_shape) = shape.items() {
        if !value.is_array() {
            *value = Json::Array(Vec::new());
        }
        let Json::Array(items) = value else { return };
        let index = rest.first().and_then(|first| first.parse::<usize>().ok());
        while items.len() <= index.unwrap_or(0) {
            items.push(Json::Null);
        }
        match index {
            Some(index) => put(&mut items[index], item_shape, &rest[1..], mark),
            None => items.iter_mut().for_each(|item| put(item, item_shape, rest, mark)),
        }
        return;
    }
    match rest.split_first() {
        None => {
            if is_empty(value) || value == "[…]" {
                *value = if shape.allows("object") && shape.text_kind().is_none() {
                    Json::Object(Map::new())
                } else {
                    Json::String(mark.to_owned())
                };
            }
        }
        Some((segment, deeper)) => {
            if !value.is_object() {
                *value = invented(shape.as_mapping());
            }
            if let (Some(next), Json::Object(map)) = (shape.as_mapping().property(segment), value) {
                let slot = map.entry(segment.clone()).or_insert(Json::Null);
                put(slot, next, deeper, mark);
            }
        }
    }
}
