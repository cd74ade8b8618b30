//! PDF: set by Typst, in memory, as PDF/A-2a and PDF/UA-1.
//!
//! In: a [`Document`] and what its page needs besides. Out: bytes. The only user of Typst.

mod errors;
mod fields;
mod markup;
mod pack;
mod source;
mod world;

use crate::diagnostic::codes;
use std::borrow::Cow;

use serde_json::{Value as Json, json};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

pub use errors::PdfError;
pub use fields::{Field, FieldError};
pub use markup::letters;
pub use pack::{Bookmark, Part, Sheets, bind};
pub use source::write as write_source;
use world::Job;
pub use world::Typesetter;

use crate::colour::Colours;
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// What a page needs besides its document.
#[derive(Debug, Clone)]
pub struct Page<'a> {
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
    /// "Page {page} of {pages}".
    pub page_label: &'a str,
    /// Where somebody can sign electronically, one for each row of the signatures.
    pub fields: Vec<Field>,
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
    /// The name of the layout.
    layout: String,
    /// The program.
    main: String,
    /// The document's data, a JSON object.
    meta: String,
    /// Paths and bytes of the pictures.
    pictures: Vec<(String, Cow<'a, [u8]>)>,
    fields: Vec<Field>,
    identifier: String,
}

impl Prepared<'_> {
    /// Whether somebody signs it.
    pub fn is_signed(&self) -> bool {
        !self.fields.is_empty()
    }
}

/// The PDF of a document.
///
/// # Errors
/// A character that no font has; a mistake in a layout; a picture that cannot be shown; a signature without
/// a place to sign.
pub fn write(typesetter: &Typesetter, document: &Document, page: &Page<'_>) -> Result<Pdf, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let prepared = prepare(document, page);
    finish(typesetter, &prepared, set(typesetter, &prepared)?)
}

/// The PDF of a document, and its pages as they go into a pack.
///
/// # Errors
/// As [`write()`].
pub fn write_and_keep(
    typesetter: &Typesetter,
    document: &Document,
    page: &Page<'_>,
) -> Result<(Pdf, Sheets), PdfError> {
    if !page.fields.is_empty() {
        return Ok((write(typesetter, document, page)?, sheets(typesetter, document, page)?));
    }
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let prepared = prepare(document, page);
    let (pdf, sheets) = compile(typesetter, &prepared, |job, document| {
        Ok((export(job, document, &prepared.identifier)?, Sheets::of(document)))
    })?;
    Ok((finish(typesetter, &prepared, pdf)?, sheets))
}

/// The pages of a document as they go into a pack: without fields, of which several would have one name.
///
/// # Errors
/// As [`write()`].
pub fn sheets(typesetter: &Typesetter, document: &Document, page: &Page<'_>) -> Result<Sheets, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let prepared = prepare(document, &Page { fields: Vec::new(), ..page.clone() });
    compile(typesetter, &prepared, |_, document| Ok(Sheets::of(document)))
}

/// Makes the places for signatures, which are links so far, signature fields.
///
/// # Errors
/// A signature without a place to sign.
pub fn finish(typesetter: &Typesetter, prepared: &Prepared<'_>, pdf: Pdf) -> Result<Pdf, PdfError> {
    let bytes = fields::finish(pdf.bytes, &prepared.fields)
        .map_err(|error| errors::unsigned(typesetter, prepared, &error))?;
    Ok(Pdf { bytes, ..pdf })
}

/// A picture of each page as PNG, with so many pixels for each point (1/72 inch).
///
/// # Errors
/// As [`write()`].
pub fn pictures(
    typesetter: &Typesetter,
    document: &Document,
    page: &Page<'_>,
    pixels: f64,
) -> Result<Vec<Vec<u8>>, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let options = RenderOptions { pixel_per_pt: pixels.into(), render_bleed: true };
    compile(typesetter, &prepare(document, page), |_, document| {
        let png = |page| typst_render::render(page, &options).encode_png();
        document.pages().iter().map(png).collect::<Result<_, _>>().map_err(|error| {
            let message = format!("a page cannot be drawn: {error}");
            PdfError::Layout(Diagnostic::error(codes::INTERNAL, message).into())
        })
    })
}

/// How high a page would have to be that takes the whole document, in millimetres.
///
/// # Errors
/// As [`write()`].
pub fn height(typesetter: &Typesetter, document: &Document, page: &Page<'_>) -> Result<f64, PdfError> {
    let prepared = prepare(document, &Page { endless: true, ..page.clone() });
    compile(typesetter, &prepared, |_, document| {
        Ok(document.pages().iter().map(|page| page.frame.height().to_mm()).sum())
    })
}

/// The height of an A4 page, in millimetres (ISO 216).
pub const PAGE_HEIGHT: f64 = 297.0;

/// A character of a document that no font has.
pub fn missing_glyph(typesetter: &Typesetter, document: &Document) -> Option<char> {
    letters(document).chars().find(|one| !typesetter.has_glyph(*one))
}

/// Whether a picture of a kind, by its file's ending, can be set on a page and drawn; it takes as long as that takes.
pub fn can_show(typesetter: &Typesetter, ending: &str, bytes: &[u8]) -> bool {
    let path = format!("/logo.{ending}");
    let program = format!(
        "#set document(title: \"a\", date: datetime(year: 2000, month: 1, day: 1))\n#set page(width: auto, height: auto)\n#image({}, width: 40mm, alt: \"a\")",
        markup::literal(&path)
    );
    let job = Job::new(typesetter, &program, "{}", &[(path, Cow::Borrowed(bytes))]);
    let Ok(document) = typst::compile::<PagedDocument>(&job).output else { return false };
    let drawing = RenderOptions { pixel_per_pt: 2.0.into(), render_bleed: false };
    // A picture of pixels only gets smaller then, which takes longer than all else and tells nothing.
    let is_drawn = ending != "svg"
        || document.pages().iter().all(|page| typst_render::render(page, &drawing).width() > 0);
    // What is against a standard, as a letter that no font has, is told of the page with its own fonts.
    let _ = typst_pdf::pdf(&document, &options("trial"));
    is_drawn
}

/// A document made ready for Typst.
pub fn prepare<'a>(document: &Document, page: &Page<'a>) -> Prepared<'a> {
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
        "title": meta.subject.as_ref().unwrap_or(&meta.title),
        "lang": language,
        "region": region,
        "date": meta.date,
        "document": meta.document,
        "draft": meta.draft,
        "labels": {"page": page.page_label},
        "footer": meta.footer,
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

/// The language and the region of a language tag (BCP 47: the language comes first, a region is two
/// letters).
fn subtags(tag: &str) -> (&str, Option<&str>) {
    let mut subtags = tag.split('-');
    (subtags.next().unwrap_or_default(), subtags.find(|subtag| subtag.len() == 2))
}

/// Sets what was made ready: the work of Typst alone, which the benchmark measures against. The places for
/// signatures are still links.
///
/// # Errors
/// As [`write()`].
pub fn set(typesetter: &Typesetter, prepared: &Prepared<'_>) -> Result<Pdf, PdfError> {
    compile(typesetter, prepared, |job, document| export(job, document, &prepared.identifier))
}

/// The PDF of set pages.
fn export(job: &Job<'_>, document: &PagedDocument, identifier: &str) -> Result<Pdf, PdfError> {
    let mut bytes =
        typst_pdf::pdf(document, &options(identifier)).map_err(|errors| errors::translate(job, &errors))?;
    // Without a line end behind `%%EOF` a later signature breaks PDF/A (6.1.9).
    bytes.push(b'\n');
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// What every PDF is: PDF/A-2a and PDF/UA-1, by Handclasp.
fn options(identifier: &str) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(identifier.to_owned()),
        creator: Smart::Custom(Some(concat!("Handclasp ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

/// Sets the pages and does something with them.
fn compile<T>(
    typesetter: &Typesetter,
    prepared: &Prepared<'_>,
    work: impl FnOnce(&Job<'_>, &PagedDocument) -> Result<T, PdfError>,
) -> Result<T, PdfError> {
    let job = Job::new(typesetter, &prepared.main, &prepared.meta, &prepared.pictures);
    let result = typst::compile::<PagedDocument>(&job)
        .output
        .map_err(|errors| errors::translate(&job, &errors))
        .and_then(|document| work(&job, &document));
    // The caches of the compiler are global and only shrink when told to.
    typst::comemo::evict(10);
    result
}
