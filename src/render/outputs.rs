//! A document in the formats that it was asked for, and what would keep it from being made.

use std::rc::Rc;

use super::findings::Findings;
use super::message::Attached;
use super::renderer::{Finished, Renderer};
use crate::due::Edition;
use crate::format::{Format, ics, markdown, text};
use crate::project::calendar_entry;
use crate::template::{Gaps, Template};

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

impl<'a> Renderer<'a> {
    /// A document in the formats.
    ///
    /// # Errors
    /// Why it cannot be made; then there is none of its outputs.
    pub fn make(&mut self, edition: &Edition, formats: &[Format]) -> Result<Made, Findings> {
        let finished = self.finished(edition)?;
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
                    return Err(warnings.stops(&edition.name()));
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
            Format::Png => {
                // The number of a page stands in the name when there are several.
                let pages = self.pictures(finished, warnings)?;
                let several = pages.len() > 1;
                let output = |(at, bytes)| Output { format, page: several.then_some(at + 1), bytes };
                return Ok(pages.into_iter().enumerate().map(output).collect());
            }
            Format::Typst => self.source(finished, warnings)?.into_bytes(),
            Format::Eml => self.eml(finished, warnings)?,
            Format::Ics => {
                ics::write(document, &calendar_entry(&finished.partnership, self.bans)?).into_bytes()
            }
        };
        Ok(vec![Output { format, page: None, bytes }])
    }

    /// What the layouts of a document find beyond what its text does; an email that its pages are attached
    /// to is stopped too.
    pub fn layouts(&mut self, edition: &Edition, formats: &[Format]) -> Findings {
        let Ok(finished) = self.finished(edition) else { return Findings::default() };
        let mut found = Findings::default();
        if formats.iter().any(|format| format.has_pages())
            && let Err(more) = self.pdf(&finished, &mut found)
        {
            found.join(more);
        }
        if formats.contains(&Format::Eml) || formats.contains(&Format::Html) {
            found.add(self.html(&finished.document).err());
        }
        let project = self.press.project;
        let attachment = format!("{}.pdf", edition.document);
        let takes = |template: &&Template| template.may_attach(&attachment);
        let emails = edition.languages.all().flat_map(|language| project.templates.in_language(language));
        emails.filter(takes).fold(found.stops(&edition.name()), |found, email| {
            found.stops(&edition.along(&email.document, project, &self.partnership).name())
        })
    }

    /// Everything short of setting pages and writing messages.
    pub fn check(&mut self, edition: &Edition, formats: &[Format]) -> Findings {
        let finished = match self.finished(edition) {
            Ok(finished) => finished,
            Err(found) => return found,
        };
        let mut found = finished.warnings.clone();
        if formats.iter().any(|format| format.has_pages()) {
            found.add(self.page_problems(&finished));
        }
        if formats.contains(&Format::Ics) {
            found.add(calendar_entry(&finished.partnership, self.bans).err().into_iter().flatten());
        }
        if formats.contains(&Format::Eml) {
            found.add(self.unfit_headers(&finished).err());
            let mut weight = 0;
            for name in &finished.document.meta.attach {
                match self.attached(&finished, name) {
                    Err(more) => found.join(more),
                    Ok(Attached::File { bytes, .. }) => weight += bytes.len(),
                    Ok(Attached::Document(other, Format::Ics)) => {
                        found.add(calendar_entry(&other.partnership, self.bans).err().into_iter().flatten());
                    }
                    Ok(Attached::Document(other, _)) => found.add(self.page_problems(&other)),
                }
            }
            found.add(self.weighed(&finished, weight));
        }
        found.stops(&edition.name())
    }
}
