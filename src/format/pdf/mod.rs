//! PDF: set by Typst, in memory, as PDF/A-2a and PDF/UA-1.
//!
//! In: a [`Document`] and what its page needs besides. Out: bytes. The only user of Typst.

mod errors;
mod markup;
mod world;

use serde_json::{Value as Json, json};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use errors::PdfError;
pub use markup::letters;
use world::Job;
pub use world::Typesetter;

use crate::document::Document;

/// What a page needs besides its document.
#[derive(Debug, Clone, Default)]
pub struct Page<'a> {
    /// The logo with its alternative text.
    pub logo: Option<Logo<'a>>,
    /// The QR code as SVG with its alternative text.
    pub qr: Option<(String, String)>,
    /// Accent colour: #0b5c8a.
    pub accent: Option<&'a str>,
    /// Font family, when another than the layout's is wanted.
    pub font: Option<&'a str>,
    /// "Page {page} of {pages}".
    pub page_label: &'a str,
    /// What tells this document from all others, the same each time it is made.
    pub identifier: String,
}

/// A picture with what it is, in words.
#[derive(Debug, Clone)]
pub struct Logo<'a> {
    /// Its file name, whose ending says the kind.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its alternative text.
    pub alt: String,
}

/// A finished PDF.
pub struct Pdf {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
}

/// Everything that Typst needs for one document, made ready.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    /// The program.
    main: String,
    /// The document's data, as JSON.
    meta: String,
    /// The logo's path and bytes.
    logo: Option<(String, &'a [u8])>,
    /// The QR code as SVG.
    qr: Option<String>,
    identifier: String,
}

/// The PDF of a document.
///
/// # Errors
/// A character that no font has; a mistake in a layout; a picture that cannot be shown.
pub fn write(typesetter: &Typesetter, document: &Document, page: &Page<'_>) -> Result<Pdf, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    set(typesetter, &prepare(document, page))
}

/// A character of a document that no font has.
pub fn missing_glyph(typesetter: &Typesetter, document: &Document) -> Option<char> {
    letters(document).chars().find(|one| !typesetter.has_glyph(*one))
}

/// A document made ready for Typst.
pub fn prepare<'a>(document: &Document, page: &Page<'a>) -> Prepared<'a> {
    let logo = page.logo.as_ref().map(|logo| {
        let ending = logo.name.rsplit('.').next().unwrap_or("svg").to_lowercase();
        (format!("/logo.{ending}"), logo.bytes)
    });
    let logo_path = logo.as_ref().map(|(path, _)| path.as_str());
    Prepared {
        main: markup::main(document),
        meta: meta(document, page, logo_path).to_string(),
        logo,
        qr: page.qr.as_ref().map(|(svg, _)| svg.clone()),
        identifier: page.identifier.clone(),
    }
}

/// Sets what was made ready: the work of Typst alone, which the benchmark measures against.
///
/// # Errors
/// As [`write()`].
pub fn set(typesetter: &Typesetter, prepared: &Prepared<'_>) -> Result<Pdf, PdfError> {
    let logo = prepared.logo.as_ref().map(|(path, bytes)| (path.as_str(), *bytes));
    let job =
        Job::new(typesetter, prepared.main.clone(), prepared.meta.clone(), logo, prepared.qr.as_deref());
    let pdf = compile(&job, &prepared.identifier).map_err(|errors| errors::translate(&job, &errors));
    // The caches of the compiler are global and only shrink when told to.
    typst::comemo::evict(10);
    pdf
}

fn compile(
    job: &Job<'_>,
    identifier: &str,
) -> Result<Pdf, typst::ecow::EcoVec<typst::diag::SourceDiagnostic>> {
    let document: PagedDocument = typst::compile(job).output?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default();
    let options = PdfOptions {
        ident: Smart::Custom(identifier.to_owned()),
        creator: Smart::Custom(Some(concat!("Handclasp ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let mut bytes = typst_pdf::pdf(&document, &options)?;
    // Without a line end behind `%%EOF` a later signature breaks PDF/A (6.1.9).
    bytes.push(b'\n');
    Ok(Pdf { bytes, pages: document.pages().len() })
}

fn meta(document: &Document, page: &Page<'_>, logo_path: Option<&str>) -> Json {
    let meta = &document.meta;
    // BCP 47: the language comes first; a region is two letters.
    let mut subtags = meta.language.split('-');
    let language = subtags.next().unwrap_or_default();
    let region = subtags.find(|subtag| subtag.len() == 2);
    let logo = page.logo.as_ref().zip(logo_path).map(|(logo, path)| json!({"path": path, "alt": logo.alt}));
    let qr = page.qr.as_ref().map(|(_, alt)| json!({"path": "/qr.svg", "alt": alt}));
    json!({
        "title": meta.subject.as_ref().unwrap_or(&meta.title),
        "lang": language,
        "region": region,
        "date": meta.date,
        "document": meta.document,
        "draft": meta.draft,
        "labels": {"page": page.page_label},
        "footer": meta.footer,
        "brand": {"accent": page.accent, "font": page.font},
        "logo": logo,
        "qr": qr,
        "author": meta.author,
    })
}
