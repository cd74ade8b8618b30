//! How high a document's text is.

use super::errors::PdfError;
use super::page_setup::PageSetup;
use super::prepared::prepare;
use super::set::compile;
use super::world::Typesetter;
use crate::document::Document;

/// How high a page would have to be that takes the whole document, in millimetres.
///
/// # Errors
/// As [`write()`](super::write()).
pub fn height(typesetter: &Typesetter, document: &Document, page: &PageSetup<'_>) -> Result<f64, PdfError> {
    let prepared = prepare(document, &PageSetup { endless: true, ..page.clone() });
    compile(typesetter, &prepared, |_, document| {
        Ok(document.pages().iter().map(|page| page.frame.height().to_mm()).sum())
    })
}

/// The height of an A4 page, in millimetres (ISO 216).
pub const PAGE_HEIGHT: f64 = 297.0;
