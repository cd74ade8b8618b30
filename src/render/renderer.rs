//! Makes one partner's documents, each once, in all formats asked for.

use std::collections::HashMap;
use std::rc::Rc;

use super::findings::Findings;
use super::glyphs::no_glyph;
use super::in_part::in_gaps;
use super::page_data;
use super::press::Press;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::due::{Edit, Edition, Edits, Manner};
use crate::format::pdf::{self, PageSetup, PdfError, Sheets};
use crate::format::{Format, html, ics, markdown, text};
use crate::overrun::{self, WatchedWork};
use crate::partnership::Partnership;
use crate::project::{colours, invitation};
use crate::rules;
use crate::template::{Gaps, Template, TemplateError, View, endless, is_endless};

/// A file of a document.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its format.
    pub format: Format,
    /// Which page it is, from 1, when the document's pages are files of their own.
    pub page: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A document's outputs.
#[derive(Debug, Clone)]
pub struct Made {
    /// The files, those of a format together.
    pub outputs: Vec<Output>,
    /// The text that would be made if no person had edited it.
    pub instead_of_edit: Option<String>,
    /// Remarks.
    pub warnings: Findings,
}

/// Makes the documents of one partner.
pub struct Renderer<'a> {
    pub(super) press: &'a Press<'a>,
    pub(super) partnership: Partnership<'a>,
    pub(super) manner: Manner,
    pub(super) edits: Edits,
    keeps_edits: bool,
    keeps_sheets: bool,
    views: HashMap<String, Rc<View<'a>>>,
    documents: HashMap<(String, String), Result<Rc<Finished<'a>>, Findings>>,
    pdfs: HashMap<(String, String), Rc<Vec<u8>>>,
    sheets: HashMap<(String, String), Sheets>,
}

/// How many pixels a page's picture has for each point: 144 for an inch.
const PIXELS: f64 = 2.0;

/// A document with its text, as it goes into all formats.
pub struct Finished<'a> {
    pub(super) template: &'a Template,
    /// Its text.
    pub document: Document,
    /// The text that a person wrote, when one did; its file is left as it is.
    pub(super) edit: Option<Edit>,
    /// The text that would be made without the edit.
    fresh: Option<String>,
    /// Whether data or template have changed since it was edited.
    pub stale: bool,
    /// Remarks.
    pub warnings: Findings,
}

impl<'a> Renderer<'a> {
    /// For a partner.
    pub fn new(press: &'a Press<'a>, partnership: Partnership<'a>, manner: Manner) -> Self {
        Self {
            press,
            partnership,
            manner,
            edits: Edits::default(),
            keeps_edits: false,
            keeps_sheets: false,
            views: HashMap::new(),
            documents: HashMap::new(),
            pdfs: HashMap::new(),
            sheets: HashMap::new(),
        }
    }

    /// With the texts that a person has edited.
    pub fn with_edits(self, edits: Edits) -> Self {
        Self { edits, ..self }
    }

    /// With a document's pages that are set already, as they would be now.
    pub fn with_pdf(mut self, document: &str, language: &str, bytes: Vec<u8>) -> Self {
        self.pdfs.insert((document.to_owned(), language.to_owned()), Rc::new(bytes));
        self
    }

    /// Taking edited texts as up to date, so that nobody is told that they are not.
    pub fn keeping_edits(self) -> Self {
        Self { keeps_edits: true, ..self }
    }

    /// Keeping the pages of PDFs, so that they need not be set twice for a pack.
    pub fn keeping_sheets(self) -> Self {
        Self { keeps_sheets: true, ..self }
    }

    /// The pages of a document as they go into a pack, and its title; taken from its PDF when that was made.
    ///
    /// # Errors
    /// Why they cannot be set.
    pub fn sheets(&mut self, document: &str, language: &str) -> Result<(Sheets, String), Findings> {
        let _hand = self.in_hand(document);
        let finished = self.finished(document, language)?;
        let title = finished.document.meta.title.clone();
        if let Some(kept) = self.sheets.remove(&(document.to_owned(), language.to_owned())) {
            return Ok((kept, title));
        }
        let page = self.laid_out(&finished, &mut Findings::default())?;
        let sheets = pdf::sheets(self.press.typesetter()?, &finished.document, &page)
            .map_err(|error| self.unset(&finished.document, error))?;
        self.limit_pages(&finished.document, sheets.count(), &mut Findings::default())?;
        Ok((sheets, title))
    }

    /// A document in the formats.
    ///
    /// # Errors
    /// Why it cannot be made; then there is none of its outputs.
    pub fn make(&mut self, document: &str, language: &str, formats: &[Format]) -> Result<Made, Findings> {
        let finished = self.finished(document, language)?;
        let mut warnings = finished.warnings.clone();
        let mut outputs = Vec::new();
        let written = |format: &&Format| !(finished.edit.is_some() && **format == Format::Markdown);
        for format in formats.iter().filter(written) {
            match self.output(&finished, *format, &mut warnings) {
                Ok(more) => outputs.extend(more),
                // A draft may lack what an address or a calendar cannot do without.
                Err(found)
                    if self.manner.gaps == Gaps::Shown && matches!(format, Format::Eml | Format::Ics) =>
                {
                    warnings.join(found.as_remarks());
                }
                Err(found) => {
                    warnings.join(found);
                    return Err(warnings.stops(document));
                }
            }
        }
        Ok(Made { outputs, instead_of_edit: finished.fresh.clone(), warnings })
    }

    fn output(
        &mut self,
        finished: &Rc<Finished<'a>>,
        format: Format,
        warnings: &mut Findings,
    ) -> Result<Vec<Output>, Findings> {
        let document = &finished.document;
        let bytes = match format {
            Format::Markdown => markdown::write(document).into_bytes(),
            Format::Text => text::write(document).into_bytes(),
            Format::Html => self.html(document)?.into_bytes(),
            Format::Pdf => self.pdf(finished, warnings)?.to_vec(),
            Format::Png => return self.pictures(finished, warnings),
            Format::Typst => self.source(finished, warnings)?.into_bytes(),
            Format::Eml => self.eml(finished, warnings)?,
            Format::Ics => ics::write(document, &invitation(&self.partnership)?).into_bytes(),
        };
        Ok(vec![Output { format, page: None, bytes }])
    }

    /// Whom the documents are about.
    pub fn partnership(&self) -> &Partnership<'a> {
        &self.partnership
    }

    /// What somebody reads out of a document's text; none when it cannot be made.
    pub fn read<T>(
        &mut self,
        document: &str,
        language: &str,
        read: impl FnOnce(&Document) -> T,
    ) -> Option<T> {
        self.finished(document, language).ok().map(|finished| read(&finished.document))
    }

    /// What a page of a document needs besides its text.
    pub fn page(&self, document: &Document) -> PageSetup<'a> {
        page_data::page(self.press.project, &self.partnership, document, &self.manner)
    }

    fn page_problems(&self, finished: &Finished<'_>) -> Diagnostics {
        page_data::problems(
            self.press,
            &self.partnership,
            finished.template,
            &finished.document,
            &self.manner,
        )
    }

    /// What the layouts of a document find beyond what its text does; an email that its pages are attached
    /// to is stopped too.
    pub fn layouts(&mut self, document: &str, language: &str, formats: &[Format]) -> Findings {
        let Ok(finished) = self.finished(document, language) else { return Findings::default() };
        let mut found = Findings::default();
        if formats.iter().any(|format| format.has_pages())
            && let Err(more) = self.pdf(&finished, &mut found)
        {
            found.join(more);
        }
        if formats.contains(&Format::Eml) || formats.contains(&Format::Html) {
            found.add(self.html(&finished.document).err());
        }
        let attachment = format!("{document}.pdf");
        let takes = |template: &&Template| {
            let mut attach = template.front.list("attach").iter();
            template.language == language && attach.any(|name| name.text == attachment)
        };
        let emails = self.press.project.templates.readable().filter(takes);
        emails.fold(found.stops(document), |found, email| found.stops(&email.document))
    }

    /// Everything short of setting pages and writing messages.
    pub fn check(&mut self, document: &str, language: &str, formats: &[Format]) -> Findings {
        let finished = match self.finished(document, language) {
            Ok(finished) => finished,
            Err(found) => return found,
        };
        let mut found = finished.warnings.clone();
        if formats.iter().any(|format| format.has_pages()) {
            found.add(self.page_problems(&finished));
        }
        if formats.contains(&Format::Ics) {
            found.add(invitation(&self.partnership).err().into_iter().flatten());
        }
        if formats.contains(&Format::Eml) {
            found.add(self.unfit_headers(&finished).err());
            for name in &finished.document.meta.attach {
                match self.attached(&finished, name) {
                    Err(more) => found.join(more),
                    Ok((_, Format::Ics)) => {
                        found.add(invitation(&self.partnership).err().into_iter().flatten());
                    }
                    Ok((other, _)) => found.add(self.page_problems(&other)),
                }
            }
        }
        found.stops(document)
    }

    /// A document with its text, made when it is asked for first.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn finished(&mut self, document: &str, language: &str) -> Result<Rc<Finished<'a>>, Findings> {
        let key = (document.to_owned(), language.to_owned());
        if let Some(known) = self.documents.get(&key) {
            return known.clone();
        }
        let finished = self.finish(document, language).map(Rc::new).map_err(|found| found.stops(document));
        self.documents.insert(key, finished.clone());
        finished
    }

    /// Says what is being made, for whoever watches over it.
    fn in_hand(&self, document: &str) -> WatchedWork {
        overrun::begin(format!("`{document}` for `{}`", self.partnership.id))
    }

    fn finish(&mut self, document: &str, language: &str) -> Result<Finished<'a>, Findings> {
        let _hand = self.in_hand(document);
        // Only where it is tested: what becomes of a mistake of the program is seen when there is one.
        #[cfg(debug_assertions)]
        if std::env::var("HANDCLASP_MISTAKE_AT")
            .is_ok_and(|at| at == format!("{}/{document}", self.partnership.id))
        {
            panic!("a mistake that was asked for");
        }
        let template = self.press.project.templates.get(document, language)?;
        let mut warnings = Findings::from(rules::on_data(&self.partnership, document, template.is_email()));
        let view = self.view(template);
        warnings.add(view.untranslated());
        let mut phrases = Vec::new();
        let parsed = match template.render(&view, self.manner.gaps) {
            // What is missing is told beside what is wrong.
            Err(why) => {
                if let TemplateError::Gaps(gaps) = &why {
                    warnings.add(in_gaps(self.press.project, &self.partnership, template, gaps));
                }
                Err(Findings::from(why))
            }
            Ok(written) => {
                warnings.add_gaps(written.gaps);
                phrases = written.phrases;
                let few = |found: Diagnostics| found.cut_short(template.file());
                Document::parse(written.filled).map_err(|found| few(found).into())
            }
        };
        let fresh = match parsed {
            Ok(fresh) => fresh,
            Err(found) => {
                warnings.join(found);
                return Err(warnings);
            }
        };
        let edit = self.edits.get(&Edition::new(document, language).stem(&self.manner));
        let edit = edit.filter(|edit| edit.file.text() != markdown::write(&fresh));
        let edit = edit.cloned();
        let mut without = None;
        let mut stale = false;
        let written = match &edit {
            Some(edit) if is_endless(edit.file.text()) => {
                Err(endless(document, self.partnership.id).at(&edit.file, &(0..0), "").into())
            }
            Some(edit) => {
                let text = markdown::write(&fresh);
                stale = edit.is_stale(&text);
                if !self.keeps_edits || !stale {
                    warnings.add([edit.remark(&text)]);
                }
                without = Some(text);
                // The sentences are a person's now.
                phrases.clear();
                Document::edited(&edit.file, &fresh, &template.locale().words.labels.draft)
            }
            None => Ok(fresh),
        };
        let document = match written {
            Ok(document) => document,
            Err(found) => {
                warnings.add(found);
                return Err(warnings);
            }
        };
        let text = rules::FinishedText {
            partnership: &self.partnership,
            template,
            document: &document,
            phrases: &phrases,
        };
        warnings.add(rules::on_text(&text));
        if warnings.has_errors() {
            Err(warnings)
        } else {
            Ok(Finished { template, document, edit, fresh: without, stale, warnings })
        }
    }

    fn view(&mut self, template: &'a Template) -> Rc<View<'a>> {
        let (partnership, project) = (self.partnership, self.press.project);
        let new = || View::new(partnership, template.locale(), project.institution_view(&template.language));
        self.views.entry(template.language.clone()).or_insert_with(|| Rc::new(new())).clone()
    }

    pub(super) fn html(&self, document: &Document) -> Result<String, Diagnostic> {
        let colours = colours(&self.partnership);
        self.press.project.pages.wrap(&document.meta, &colours.accent, &html::write(document, &colours))
    }

    pub(super) fn pdf(
        &mut self,
        finished: &Finished<'a>,
        warnings: &mut Findings,
    ) -> Result<Rc<Vec<u8>>, Findings> {
        let document = &finished.document;
        let key = (document.meta.document.clone(), document.meta.language.clone());
        if let Some(known) = self.pdfs.get(&key) {
            return Ok(known.clone());
        }
        let _hand = self.in_hand(&document.meta.document);
        let page = self.laid_out(finished, warnings)?;
        let typesetter = self.press.typesetter()?;
        let made = if self.keeps_sheets {
            pdf::write_and_keep(typesetter, document, &page).map(|(made, sheets)| {
                self.sheets.insert(key.clone(), sheets);
                made
            })
        } else {
            pdf::write(typesetter, document, &page)
        };
        let made = made.map_err(|error| self.unset(document, error))?;
        self.limit_pages(document, made.pages, warnings)?;
        let bytes = Rc::new(made.bytes);
        self.pdfs.insert(key, bytes.clone());
        Ok(bytes)
    }

    /// A file for each page; its number stands in the name when there are several.
    fn pictures(
        &mut self,
        finished: &Finished<'a>,
        warnings: &mut Findings,
    ) -> Result<Vec<Output>, Findings> {
        let document = &finished.document;
        let _hand = self.in_hand(&document.meta.document);
        let page = self.laid_out(finished, warnings)?;
        let pages = pdf::pictures(self.press.typesetter()?, document, &page, PIXELS)
            .map_err(|error| self.unset(document, error))?;
        self.limit_pages(document, pages.len(), warnings)?;
        let several = pages.len() > 1;
        let output = |(at, bytes)| Output { format: Format::Png, page: several.then_some(at + 1), bytes };
        Ok(pages.into_iter().enumerate().map(output).collect())
    }

    fn source(&self, finished: &Finished<'a>, warnings: &mut Findings) -> Result<String, Findings> {
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
        Ok(self.page(&finished.document))
    }

    /// Why pages cannot be set.
    fn unset(&self, document: &Document, error: PdfError) -> Findings {
        match error {
            PdfError::NoGlyph(missing) => no_glyph(&self.partnership, document, missing).into(),
            PdfError::Layout(found) => found.into(),
        }
    }
}
