//! The pages of a document, set: as PDF, as pictures, as the source of Typst, for a pack; and its HTML.

use std::borrow::Cow;
use std::rc::Rc;

use super::findings::Findings;
use super::glyphs::no_glyph;
use super::renderer::{Finished, Renderer};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::due::Edition;
use crate::format::html;
use crate::format::pdf::{self, PageSetup, PdfError, Sheets};
use crate::project::colours;
use crate::template::Meta;

/// How many pixels a page's picture has for each point: 144 for an inch.
const PIXELS: f64 = 2.0;

impl<'a> Renderer<'a> {
    /// The pages of a document as they go into a pack, and its title; taken from its PDF when that was made.
    ///
    /// # Errors
    /// Why they cannot be set.
    pub fn sheets(&mut self, edition: &Edition) -> Result<(Sheets, String), Findings> {
        let _hand = self.in_hand(&edition.name());
        let finished = self.finished(edition)?;
        let title = finished.document.whole_title();
        if let Some(kept) = self.sheets.remove(edition) {
            return Ok((kept, title));
        }
        let page = self.laid_out(&finished, &mut Findings::default())?;
        let sheets = pdf::sheets(self.press.typesetter()?, &finished.document, &page)
            .map_err(|error| self.unset(&finished.document, error))?;
        self.limit_pages(&finished, sheets.count(), &mut Findings::default())?;
        Ok((sheets, title))
    }

    pub(super) fn pdf(
        &mut self,
        finished: &Finished<'a>,
        warnings: &mut Findings,
    ) -> Result<Rc<Vec<u8>>, Findings> {
        let document = &finished.document;
        let edition = &finished.edition;
        if let Some(known) = self.pdfs.get(edition) {
            return Ok(known.clone());
        }
        let _hand = self.in_hand(&edition.name());
        let page = self.laid_out(finished, warnings)?;
        let typesetter = self.press.typesetter()?;
        let made = if self.keeps_sheets {
            pdf::write_and_keep(typesetter, document, &page).map(|(made, sheets)| {
                self.sheets.insert(edition.clone(), sheets);
                made
            })
        } else {
            pdf::write(typesetter, document, &page)
        };
        let made = made.map_err(|error| self.unset(document, error))?;
        self.limit_pages(finished, made.pages, warnings)?;
        let bytes = Rc::new(made.bytes);
        self.pdfs.insert(edition.clone(), bytes.clone());
        Ok(bytes)
    }

    /// A picture of each page, as PNG.
    pub(super) fn pictures(
        &mut self,
        finished: &Finished<'a>,
        warnings: &mut Findings,
    ) -> Result<Vec<Vec<u8>>, Findings> {
        let document = &finished.document;
        let _hand = self.in_hand(&finished.edition.name());
        let page = self.laid_out(finished, warnings)?;
        let pages = pdf::pictures(self.press.typesetter()?, document, &page, PIXELS)
            .map_err(|error| self.unset(document, error))?;
        self.limit_pages(finished, pages.len(), warnings)?;
        Ok(pages)
    }

    /// A picture of one page as PNG, the first being 1, and how many pages there are; none of a page that there is
    /// not. `pixels` are those for each point.
    ///
    /// # Errors
    /// Why the pages cannot be set.
    pub fn page_picture(
        &mut self,
        edition: &Edition,
        number: usize,
        pixels: f64,
    ) -> Result<(Option<Vec<u8>>, usize), Findings> {
        let finished = self.finished(edition)?;
        let document = &finished.document;
        let _hand = self.in_hand(&edition.name());
        let page = self.laid_out(&finished, &mut Findings::default())?;
        let drawn = pdf::picture(self.press.typesetter()?, document, &page, number, pixels);
        drawn.map_err(|error| self.unset(document, error))
    }

    /// How many pages a document has.
    ///
    /// # Errors
    /// Why they cannot be set.
    pub fn page_count(&mut self, edition: &Edition) -> Result<usize, Findings> {
        self.page_picture(edition, 0, PIXELS).map(|(_, pages)| pages)
    }

    /// The first page on which a word stands, the first being 1; none when it stands on none.
    ///
    /// # Errors
    /// Why the pages cannot be set.
    pub fn page_with(&mut self, edition: &Edition, word: &str) -> Result<Option<usize>, Findings> {
        let finished = self.finished(edition)?;
        let document = &finished.document;
        let _hand = self.in_hand(&edition.name());
        let page = self.laid_out(&finished, &mut Findings::default())?;
        let found = pdf::printed_on(self.press.typesetter()?, document, &page, word);
        found.map_err(|error| self.unset(document, error))
    }

    pub(super) fn source(
        &self,
        finished: &Finished<'a>,
        warnings: &mut Findings,
    ) -> Result<String, Findings> {
        let document = &finished.document;
        let page = self.laid_out(finished, warnings)?;
        pdf::write_source(self.press.typesetter()?, document, &page)
            .map_err(|error| self.unset(document, error))
    }

    /// What a page needs, when nothing is wrong with it.
    fn laid_out(&self, finished: &Finished<'a>, warnings: &mut Findings) -> Result<PageSetup<'a>, Findings> {
        let problems = self.page_problems(finished);
        if problems.has_errors() {
            return Err(problems.into());
        }
        warnings.add(problems);
        Ok(self.page(finished))
    }

    /// Why pages cannot be set.
    fn unset(&self, document: &Document, error: PdfError) -> Findings {
        match error {
            PdfError::NoGlyph(missing) => no_glyph(&self.partnership, document, missing).into(),
            PdfError::Layout(found) => found.into(),
        }
    }

    pub(super) fn html(&self, document: &Document) -> Result<String, Diagnostic> {
        let colours = colours(&self.partnership);
        let draft = document.in_all(|version| version.meta.draft.as_ref()).map(Cow::into_owned);
        let meta = Meta { title: document.whole_title(), draft, ..document.meta.clone() };
        self.press.project.pages.wrap(&meta, &colours.accent, &html::write(document, &colours))
    }
}
