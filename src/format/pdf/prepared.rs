//! A document made ready for Typst: its program, its data, its pictures.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::fields::SignatureField;
use super::markup::{self, subtags};
use super::page_setup::{PageSetup, Picture};
use crate::document::Document;

/// Everything that Typst needs for one document, made ready.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    /// The name of the layout.
    pub(super) layout: String,
    /// The program.
    pub(super) main: String,
    /// The document's data, a JSON object.
    pub(super) meta: String,
    /// Paths and bytes of the pictures.
    pub(super) pictures: Vec<(String, Cow<'a, [u8]>)>,
    /// Where somebody signs.
    pub(super) fields: Vec<SignatureField>,
    /// What tells this document from all others.
    pub(super) identifier: String,
}

impl Prepared<'_> {
    /// Whether somebody signs it.
    pub fn is_signed(&self) -> bool {
        !self.fields.is_empty()
    }
}

/// What a layout needs of a second version besides its text; none of a document in one language.
fn second(document: &Document, page: &PageSetup<'_>) -> Option<Json> {
    let meta = &document.second.as_ref()?.meta;
    let (language, region) = subtags(&meta.language);
    Some(json!({
        "lang": language,
        "region": region,
        "footer": meta.footer,
        "labels": {"page": page.page_labels.get(1)},
        "layout": document.meta.bilingual_layout,
    }))
}

/// A document made ready for Typst.
pub fn prepare<'a>(document: &Document, page: &PageSetup<'a>) -> Prepared<'a> {
    let mut pictures = Vec::new();
    let mut shown = |stem: &str, picture: Option<&Picture<'a>>| {
        let picture = picture?;
        let ending = picture.name.rsplit('.').next().unwrap_or("svg").to_lowercase();
        let path = format!("/{stem}.{ending}");
        pictures.push((path.clone(), Cow::Borrowed(picture.bytes)));
        Some(json!({"path": path, "alt": picture.alt}))
    };
    let logo = shown("logo", page.logo.as_ref());
    let emblem = shown("emblem", page.emblem.as_ref());
    let qr = page.qr.as_ref().map(|(svg, alt)| {
        pictures.push(("/qr.svg".to_owned(), Cow::Owned(svg.clone().into_bytes())));
        json!({"path": "/qr.svg", "alt": alt})
    });
    let signatures = page.fields.iter();
    let signatures =
        signatures.map(|field| json!({"id": field.id, "url": field.url(), "tag": field.tag})).collect();
    let meta = &document.meta;
    let (language, region) = subtags(&meta.language);
    let meta = json!({
        "title": meta.subject.clone().unwrap_or_else(|| document.whole_title()),
        "lang": language,
        "region": region,
        "date": meta.date,
        "document": meta.document,
        "draft": document.in_all(|version| version.meta.draft.as_ref()),
        "labels": {"page": page.page_labels.first()},
        "footer": meta.footer,
        "second": second(document, page),
        "brand": {
            "accent": page.colours.accent,
            "ink": page.colours.ink,
            "tint": page.colours.tint,
            "font": page.font,
            "heading_font": page.heading_font,
            "margins": page.margins,
        },
        "logo": logo,
        "emblem": emblem,
        "qr": qr,
        "signatures": Json::Array(signatures),
        "bleed": page.bleed,
        "endless": page.endless,
        "author": meta.author,
    });
    Prepared {
        layout: document.meta.layout.clone(),
        main: markup::main(document),
        meta: meta.to_string(),
        pictures,
        fields: page.fields.clone(),
        identifier: page.identifier.clone(),
    }
}
