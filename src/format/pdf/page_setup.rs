//! What a page needs besides its document.

use serde_json::Value as Json;

use super::fields::SignatureField;
use crate::colour::Colours;

/// What a page needs besides its document.
#[derive(Debug, Clone)]
pub struct PageSetup<'a> {
    /// The logo with its alternative text.
    pub logo: Option<Picture<'a>>,
    /// The emblem of who funds the document.
    pub emblem: Option<Picture<'a>>,
    /// The QR code as SVG with its alternative text.
    pub qr: Option<(String, String)>,
    /// The institution's colours.
    pub colours: Colours,
    /// Font family, when another than the layout's is wanted.
    pub font: Option<&'a str>,
    /// Font family of the headings.
    pub heading_font: Option<&'a str>,
    /// Margins that differ from the layout's, in millimetres.
    pub margins: Option<Json>,
    /// "Page {page} of {pages}", in each language.
    pub page_labels: Vec<&'a str>,
    /// Where somebody can sign electronically, one for each row of the signatures.
    pub fields: Vec<SignatureField>,
    /// How far the page reaches beyond its trimmed edges, in millimetres, for a print shop.
    pub bleed: Option<f64>,
    /// Whether the page is as high as its text, to see by how much that is too long.
    pub endless: bool,
    /// What tells this document from all others, the same each time it is made.
    pub identifier: String,
}

/// A picture with what it is, in words.
#[derive(Debug, Clone)]
pub struct Picture<'a> {
    /// Its file name, whose ending says the kind.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its alternative text.
    pub alt: String,
}
