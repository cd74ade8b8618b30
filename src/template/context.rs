//! What a template sees: the checked data in one language.

use serde_json::{Map, Value as Json, json};

use crate::locale::Locale;
use crate::model::{Institution, Partner};
use crate::relation::Relation;
use crate::schema::{Described, Shape, TextKind};
use crate::source::{SourceFile, Span};

/// The data in one language, still as JSON: gaps may be filled before it goes to a template.
#[derive(Debug, Clone)]
pub struct Data {
    /// The institution.
    pub institution: Json,
    /// The partner.
    pub partner: Json,
    /// Further organisations of an agreement.
    pub further: Vec<Json>,
    contact: usize,
    sender: usize,
}

/// A value named in a template, traced to its file.
pub struct Origin<'a> {
    /// Where the values stand in [`Data`].
    pub root: Root,
    /// Path below the root, with list indexes.
    pub path: Vec<String>,
    /// What the schema says of the root.
    pub shape: Shape<'a>,
}

/// Which file a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// `institution.yaml`.
    Institution,
    /// The partner's file.
    Partner,
}

impl Relation<'_> {
    /// The data in a language.
    pub fn data(&self, locale: &Locale) -> Data {
        let institution = localised(&self.institution.values, Shape::of(Institution::schema()), &locale.tag);
        let mut partner = localised(&self.partner.values, Shape::of(Partner::schema()), &locale.tag);
        set(&mut partner, "id", json!(self.id));
        let further = self
            .further_ids()
            .filter_map(|id| self.others.iter().find(|(other, _)| other == id))
            .map(|(id, record)| {
                let mut other = localised(&record.values, Shape::of(Partner::schema()), &locale.tag);
                set(&mut other, "id", json!(id));
                other
            })
            .collect();
        Data { institution, partner, further, contact: 0, sender: self.sender_index() }
    }

    /// The file and place of a value; of the nearest thing around it when it is missing.
    pub fn place(&self, root: Root, path: &[String]) -> (&SourceFile, Span) {
        match root {
            Root::Institution => (&self.institution.file, self.institution.place(path)),
            Root::Partner => (&self.partner.file, self.partner.place(path)),
        }
    }
}

impl Data {
    /// Where a dotted path of a template leads; none when its first word is no file's.
    pub fn origin(&self, dotted: &str) -> Option<Origin<'static>> {
        let mut words = dotted.split('.').map(|word| word.trim_end_matches("[]"));
        let first = words.next()?;
        let (root, mut path) = match first {
            "institution" => (Root::Institution, vec![]),
            "sender" => (Root::Institution, vec!["contacts".to_owned(), self.sender.to_string()]),
            "partner" => (Root::Partner, vec![]),
            "contact" => (Root::Partner, vec!["contacts".to_owned(), self.contact.to_string()]),
            _ => return None,
        };
        path.extend(words.map(str::to_owned));
        let shape = match root {
            Root::Institution => Shape::of(Institution::schema()),
            Root::Partner => Shape::of(Partner::schema()),
        };
        Some(Origin { root, path, shape })
    }

    /// The values of a root.
    pub fn root(&self, root: Root) -> &Json {
        match root {
            Root::Institution => &self.institution,
            Root::Partner => &self.partner,
        }
    }

    /// The values of a root, for filling gaps.
    pub fn root_mut(&mut self, root: Root) -> &mut Json {
        match root {
            Root::Institution => &mut self.institution,
            Root::Partner => &mut self.partner,
        }
    }

    /// The context of a template.
    pub fn context(&self, relation: &Relation<'_>, locale: &Locale) -> tera::Context {
        let institution_shape = Shape::of(Institution::schema());
        let partner_shape = Shape::of(Partner::schema());
        let institution = to_tera(&self.institution, Some(institution_shape));
        let partner = to_tera(&self.partner, Some(partner_shape));
        let further: Vec<tera::Value> =
            self.further.iter().map(|other| to_tera(other, Some(partner_shape))).collect();
        let organisations: Vec<tera::Value> =
            [institution.clone(), partner.clone()].into_iter().chain(further).collect();
        let clauses =
            relation.partner.model.mou.clone().unwrap_or_default().clauses.resolved(&relation.partner.model);
        let mut context = tera::Context::new();
        let item = |list: &Json, at: usize| list.get("contacts").and_then(|list| list.get(at)).cloned();
        for (name, value) in
            [("contact", item(&self.partner, self.contact)), ("sender", item(&self.institution, self.sender))]
        {
            context.insert_value(name, to_tera(&value.unwrap_or_else(|| json!({})), None));
        }
        context.insert_value("institution", institution);
        context.insert_value("partner", partner);
        context.insert_value("organisations", organisations.into());
        context.insert_value("clauses", tera::Value::from_serializable(&clauses));
        context.insert_value("today", relation.today.to_string().into());
        context.insert_value("lang", locale.tag.clone().into());
        context
    }
}

fn set(object: &mut Json, key: &str, value: Json) {
    if let Json::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}

/// The values with every text in one language; a text that the language lacks is left out.
fn localised(value: &Json, shape: Shape<'_>, language: &str) -> Json {
    if shape.text_kind().is_some() {
        return match value {
            Json::Object(texts) => texts.get(language).cloned().unwrap_or(Json::Null),
            other => other.clone(),
        };
    }
    match value {
        Json::Object(map) => {
            let shape = shape.as_mapping();
            let entries = map.iter().filter_map(|(key, value)| {
                let value = match shape.property(key) {
                    Some(shape) => localised(value, shape, language),
                    None => value.clone(),
                };
                (value != Json::Null).then(|| (key.clone(), value))
            });
            Json::Object(entries.collect::<Map<_, _>>())
        }
        Json::Array(items) => match shape.items() {
            Some(shape) => {
                let items = items.iter().map(|item| localised(item, shape, language));
                Json::Array(items.filter(|item| *item != Json::Null).collect())
            }
            None => value.clone(),
        },
        other => other.clone(),
    }
}

/// The template engine's values; prose goes in as Markdown, everything else will be escaped. A text
/// that is empty counts as left out.
fn to_tera(value: &Json, shape: Option<Shape<'_>>) -> tera::Value {
    let prose = shape.is_some_and(|shape| shape.text_kind() == Some(TextKind::Prose));
    match value {
        Json::String(text) if prose => tera::Value::safe_string(text),
        Json::Object(map) => {
            let shape = shape.map(Shape::as_mapping);
            let entries: tera::Map = map
                .iter()
                .filter(|(_, value)| **value != Json::String(String::new()))
                .map(|(key, value)| {
                    let shape = shape.and_then(|shape| shape.property(key));
                    (key.clone().into(), to_tera(value, shape))
                })
                .collect();
            entries.into()
        }
        Json::Array(items) => {
            let shape = shape.and_then(Shape::items);
            let items: Vec<tera::Value> = items.iter().map(|item| to_tera(item, shape)).collect();
            items.into()
        }
        other => tera::Value::from_serializable(other),
    }
}
