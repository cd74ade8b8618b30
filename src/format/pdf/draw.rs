//! Pages as pictures.

use typst_render::RenderOptions;

use super::errors::PdfError;
use super::glyphs::missing_glyph;
use super::page_setup::PageSetup;
use super::prepared::prepare;
use super::set::compile;
use super::world::Typesetter;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Document;

/// A picture of each page as PNG, with so many pixels for each point (1/72 inch).
///
/// # Errors
/// As [`write()`](super::write()).
pub fn pictures(
    typesetter: &Typesetter,
    document: &Document,
    page: &PageSetup<'_>,
    pixels: f64,
) -> Result<Vec<Vec<u8>>, PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let options = RenderOptions { pixel_per_pt: pixels.into(), render_bleed: true };
    compile(typesetter, &prepare(document, page), |_, document| {
        let png = |page| typst_render::render(page, &options).encode_png();
        document.pages().iter().map(png).collect::<Result<_, _>>().map_err(undrawn)
    })
}

/// A picture of the page of a number, as PNG, and how many pages there are; none when there is no such page.
///
/// # Errors
/// As [`pictures`].
pub fn picture(
    typesetter: &Typesetter,
    document: &Document,
    page: &PageSetup<'_>,
    number: usize,
    pixels: f64,
) -> Result<(Option<Vec<u8>>, usize), PdfError> {
    if let Some(missing) = missing_glyph(typesetter, document) {
        return Err(PdfError::NoGlyph(missing));
    }
    let options = RenderOptions { pixel_per_pt: pixels.into(), render_bleed: true };
    compile(typesetter, &prepare(document, page), |_, document| {
        let page = number.checked_sub(1).and_then(|at| document.pages().get(at));
        let drawn = page.map(|page| typst_render::render(page, &options).encode_png().map_err(undrawn));
        Ok((drawn.transpose()?, document.pages().len()))
    })
}

/// That a page cannot be drawn.
fn undrawn(error: impl std::fmt::Display) -> PdfError {
    let message = format!("a page cannot be drawn: {error}");
    PdfError::Layout(Diagnostic::error(codes::INTERNAL, message).into())
}
