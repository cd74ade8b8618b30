//! Makes one partner's documents, each once, in all formats asked for.

use std::collections::HashMap;
use std::rc::Rc;

use super::findings::Findings;
use super::{Project, page, people};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::format::eml::{self, Attachment, Letter};
use crate::format::ics;
use crate::format::pdf::{self, Page, PdfError};
use crate::format::{Format, ascii_file_name, html, markdown, text};
use crate::relation::Relation;
use crate::rules;
use crate::template::{Gaps, PageLimit, Template, View};

/// A document's outputs.
#[derive(Debug, Clone)]
pub struct Made {
    /// The bytes of each format.
    pub outputs: Vec<(Format, Vec<u8>)>,
    /// Remarks.
    pub warnings: Findings,
}

/// Makes the documents of one partner.
pub struct Maker<'a> {
    project: &'a Project,
    relation: Relation<'a>,
    gaps: Gaps,
    views: HashMap<String, Rc<View<'a>>>,
    documents: HashMap<(String, String), Result<Rc<Finished<'a>>, Findings>>,
    pdfs: HashMap<(String, String), Rc<Vec<u8>>>,
}

struct Finished<'a> {
    template: &'a Template,
    document: Document,
    warnings: Findings,
}

impl<'a> Maker<'a> {
    /// For a partner.
    pub fn new(project: &'a Project, relation: Relation<'a>, gaps: Gaps) -> Self {
        Self {
            project,
            relation,
            gaps,
            views: HashMap::new(),
            documents: HashMap::new(),
            pdfs: HashMap::new(),
        }
    }

    /// A document in the formats.
    ///
    /// # Errors
    /// Why it cannot be made; then there is none of its outputs.
    pub fn make(&mut self, document: &str, language: &str, formats: &[Format]) -> Result<Made, Findings> {
        let finished = self.finished(document, language)?;
        let mut warnings = finished.warnings.clone();
        let mut outputs = Vec::new();
        for format in formats {
            match self.output(&finished, *format, &mut warnings) {
                Ok(bytes) => outputs.push((*format, bytes)),
                // A draft may lack what an address or a calendar cannot do without.
                Err(found) if self.gaps == Gaps::Shown && matches!(format, Format::Eml | Format::Ics) => {
                    warnings.join(found.as_remarks());
                }
                Err(found) => {
                    warnings.join(found);
                    return Err(warnings.stops(document));
                }
            }
        }
        Ok(Made { outputs, warnings })
    }

    fn output(
        &mut self,
        finished: &Rc<Finished<'a>>,
        format: Format,
        warnings: &mut Findings,
    ) -> Result<Vec<u8>, Findings> {
        Ok(match format {
            Format::Markdown => markdown::write(&finished.document).into_bytes(),
            Format::Text => text::write(&finished.document).into_bytes(),
            Format::Html => self.html(&finished.document)?.into_bytes(),
            Format::Pdf => self.pdf(finished, warnings)?.to_vec(),
            Format::Eml => self.eml(finished, warnings)?,
            Format::Ics => ics::write(&finished.document, &people::invitation(&self.relation)?).into_bytes(),
        })
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
    ///
    /// # Errors
    /// A logo that is not there.
    pub fn page(&self, document: &Document) -> Result<Page<'a>, Diagnostic> {
        page::page(self.project, &self.relation, document)
    }

    /// What the layouts of a document find beyond what its text does; an email that its pages are attached
    /// to is stopped too.
    pub fn layouts(&mut self, document: &str, language: &str, formats: &[Format]) -> Findings {
        let Ok(finished) = self.finished(document, language) else { return Findings::default() };
        let mut found = Findings::default();
        if formats.contains(&Format::Pdf)
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
        let emails = self.project.templates.readable().filter(takes);
        emails.fold(found.stops(document), |found, email| found.stops(&email.document))
    }

    /// Everything short of setting pages and writing messages.
    pub fn check(&mut self, document: &str, language: &str, formats: &[Format]) -> Findings {
        let finished = match self.finished(document, language) {
            Ok(finished) => finished,
            Err(found) => return found,
        };
        let mut found = finished.warnings.clone();
        if formats.contains(&Format::Pdf) {
            found.add(page::problems(self.project, &self.relation, finished.template, &finished.document));
        }
        if formats.contains(&Format::Ics) {
            found.add(people::invitation(&self.relation).err().into_iter().flatten());
        }
        if formats.contains(&Format::Eml) {
            found.add(self.unfit_headers(&finished).err());
            for name in &finished.document.meta.attach {
                match self.attached(&finished, name) {
                    Err(more) => found.join(more),
                    Ok(other) => {
                        let template = other.template;
                        found.add(page::problems(self.project, &self.relation, template, &other.document));
                    }
                }
            }
        }
        found.stops(document)
    }

    fn finished(&mut self, document: &str, language: &str) -> Result<Rc<Finished<'a>>, Findings> {
        let key = (document.to_owned(), language.to_owned());
        if let Some(known) = self.documents.get(&key) {
            return known.clone();
        }
        let finished = self.finish(document, language).map(Rc::new).map_err(|found| found.stops(document));
        self.documents.insert(key, finished.clone());
        finished
    }

    fn finish(&mut self, document: &str, language: &str) -> Result<Finished<'a>, Findings> {
        let template = self.project.templates.get(document, language)?;
        let mut warnings = Findings::from(rules::on_data(&self.relation, document, template.is_email()));
        let view = self.view(template);
        warnings.add(view.untranslated());
        let parsed = match template.render(&view, self.gaps) {
            // What is missing is told beside what is wrong.
            Err(why) => Err(Findings::from(why)),
            Ok((draft, gaps)) => {
                warnings.add_gaps(gaps);
                Document::parse(draft).map_err(Findings::from)
            }
        };
        match parsed {
            Ok(document) if !warnings.has_errors() => {
                let text = rules::Text { relation: &self.relation, template, document: &document };
                warnings.add(rules::on_text(&text));
                if warnings.has_errors() {
                    Err(warnings)
                } else {
                    Ok(Finished { template, document, warnings })
                }
            }
            Ok(_) => Err(warnings),
            Err(found) => {
                warnings.join(found);
                Err(warnings)
            }
        }
    }

    fn view(&mut self, template: &'a Template) -> Rc<View<'a>> {
        let (relation, project) = (self.relation, self.project);
        let new = || View::new(relation, template.locale(), project.institution_view(&template.language));
        self.views.entry(template.language.clone()).or_insert_with(|| Rc::new(new())).clone()
    }

    fn html(&self, document: &Document) -> Result<String, Diagnostic> {
        let accent = page::accent(&self.relation);
        self.project.pages.wrap(&document.meta, accent, &html::write(document, accent))
    }

    fn pdf(&mut self, finished: &Finished<'a>, warnings: &mut Findings) -> Result<Rc<Vec<u8>>, Findings> {
        let document = &finished.document;
        let key = (document.meta.document.clone(), document.meta.language.clone());
        if let Some(known) = self.pdfs.get(&key) {
            return Ok(known.clone());
        }
        let problems = page::problems(self.project, &self.relation, finished.template, document);
        if problems.has_errors() {
            return Err(problems.into());
        }
        let made =
            pdf::write(self.project.typesetter()?, document, &self.page(document)?).map_err(|error| {
                match error {
                    PdfError::NoGlyph(missing) => {
                        Findings::from(page::no_glyph(&self.relation, document, missing))
                    }
                    PdfError::Layout(found) => found.into(),
                }
            })?;
        if let Some(limit) = document.meta.pages.filter(|limit| made.pages > limit.most) {
            let problem = self.too_long(&key.0, made.pages, limit);
            if problem.severity == Severity::Error && self.gaps == Gaps::Refused {
                return Err(problem.into());
            }
            warnings.add([problem]);
        }
        let bytes = Rc::new(made.bytes);
        self.pdfs.insert(key, bytes.clone());
        Ok(bytes)
    }

    fn too_long(&self, document: &str, pages: usize, limit: PageLimit) -> Diagnostic {
        let message =
            format!("`{document}` for `{}` takes {pages} pages, not {}", self.relation.id, limit.most);
        let problem = if limit.strict {
            Diagnostic::error("too-long", message)
        } else {
            Diagnostic::warning("too-long", message)
        };
        let partner = self.relation.partner;
        problem
            .at(&partner.file, &partner.place::<&str>(&[]), "this partner")
            .help("shorten the longest texts of the partner or the institution, or the template")
    }

    fn eml(&mut self, finished: &Rc<Finished<'a>>, warnings: &mut Findings) -> Result<Vec<u8>, Findings> {
        let document = &finished.document;
        let meta = &document.meta;
        let (Some(to), Some(subject)) = (&meta.to, &meta.subject) else {
            return Err(no_email(finished).into());
        };
        let from = people::sender(&self.relation)?;
        let to = people::recipient(&self.relation, to);
        let mut attachments = Vec::new();
        for name in &meta.attach {
            let attached = self.attached(finished, name)?;
            warnings.join(attached.warnings.clone());
            attachments.push(Attachment {
                file_name: format!("{}.pdf", ascii_file_name(&attached.document.meta.file_name)),
                media_type: "application/pdf",
                bytes: self.pdf(&attached, warnings)?.to_vec(),
            });
        }
        let subject = match &meta.draft {
            Some(draft) => format!("[{draft}] {subject}"),
            None => subject.clone(),
        };
        let letter = Letter {
            from: &from,
            to: &to,
            subject: &subject,
            text: &text::write(document),
            html: &self.html(document)?,
            attachments: &attachments,
        };
        eml::write(&letter).map_err(|message| self.no_message(&message).into())
    }

    /// What in subject and names would keep an email from being written.
    fn unfit_headers(&self, finished: &Finished<'_>) -> Result<(), Diagnostic> {
        let meta = &finished.document.meta;
        let (Some(to), Some(subject)) = (&meta.to, &meta.subject) else { return Err(no_email(finished)) };
        let from = people::sender(&self.relation)?;
        let to = people::recipient(&self.relation, to);
        eml::fit(subject, &from, &to).map_err(|message| self.no_message(&message))
    }

    fn no_message(&self, message: &str) -> Diagnostic {
        let partner = self.relation.partner;
        let message = format!("the email to `{}` cannot be written: {message}", self.relation.id);
        Diagnostic::error("email", message).at(&partner.file, &partner.place(&["contacts", "0"]), "")
    }

    /// The document that goes with an email.
    fn attached(&mut self, finished: &Finished<'a>, name: &str) -> Result<Rc<Finished<'a>>, Findings> {
        let document = match name.rsplit_once('.') {
            Some((document, "pdf")) if self.project.templates.documents().contains(&document) => document,
            _ => {
                let list = finished.template.front.list("attach");
                let place = list.first().map_or(0..3, |snippet| snippet.span.clone());
                return Err(Diagnostic::error("attachment", format!("`{name}` cannot be attached"))
                    .at(finished.template.file(), &place, "")
                    .help("write a document’s name and `.pdf`: one-pager.pdf")
                    .into());
            }
        };
        self.finished(document, &finished.document.meta.language)
    }
}

fn no_email(finished: &Finished<'_>) -> Diagnostic {
    let document = &finished.document.meta.document;
    let message = format!("`{document}` is not an email: it has no subject or nobody to go to");
    Diagnostic::error("no-email", message)
        .at(finished.template.file(), &(0..3), "")
        .help("an email’s template has `subject:` and `to:`, and both give a text")
}
