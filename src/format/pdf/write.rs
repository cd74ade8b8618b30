//! The PDF of a document, with its signature fields.

use super::errors::{self, PdfError};
use super::fields;
use super::glyphs::missing_glyph;
use super::page_setup::PageSetup;
use super::prepared::{Prepared, prepare};
use super::set::{Pdf, compile, export, set};
use super::sheets::Sheets;
use super::world::Typesetter;
use crate::document::Document;

/// The PDF of a document.
///
/// # Errors
/// A character that no font has; a mistake in a layout; a picture that cannot be shown; a signature without
/// a place to sign.
pub fn write(typesetter: &Typesetter, document: &Document, page: &PageSetup<'_>) -> Result<Pdf, PdfError> {
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
    page: &PageSetup<'_>,
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
pub fn sheets(
    typesetter: &Typesetter,
    document: &Document,
    page: &PageSetup<'_>,
) -> Result<Sheets, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let prepared = prepare(document, &PageSetup { fields: Vec::new(), ..page.clone() });
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
