//! Makes one partner's documents, each once, in all formats asked for.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value as Json;

use super::{Project, people};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::format::eml::{self, Attachment, Letter};
use crate::format::ics;
use crate::format::pdf::{self, Logo, Page, PdfError};
use crate::format::{Format, ascii_file_name, html, markdown, text};
use crate::locale::fill;
use crate::relation::Relation;
use crate::rules;
use crate::schema::{Described, Record};
use crate::source::{SourceFile, Span};
use crate::template::{Gaps, Template, View};

/// The colour of headings and links when the institution names none.
const ACCENT: &str = "#0b5c8a";
/// What the layouts have in common; not a layout itself.
const BASE_LAYOUT: &str = "base";

/// A document's outputs.
#[derive(Debug, Clone)]
pub struct Made {
    /// The bytes of each format.
    pub outputs: Vec<(Format, Vec<u8>)>,
    /// Remarks.
    pub warnings: Diagnostics,
}

/// Makes the documents of one partner.
pub struct Maker<'a> {
    project: &'a Project,
    relation: Relation<'a>,
    gaps: Gaps,
    views: HashMap<String, Rc<View<'a>>>,
    documents: HashMap<(String, String), Result<Rc<Finished<'a>>, Diagnostics>>,
    pdfs: HashMap<(String, String), Rc<Vec<u8>>>,
}

struct Finished<'a> {
    template: &'a Template,
    document: Document,
    warnings: Diagnostics,
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
    pub fn make(&mut self, document: &str, language: &str, formats: &[Format]) -> Result<Made, Diagnostics> {
        let finished = self.finished(document, language)?;
        let mut warnings = finished.warnings.clone();
        let mut outputs = Vec::new();
        for format in formats {
            match self.output(&finished, *format, &mut warnings) {
                Ok(bytes) => outputs.push((*format, bytes)),
                // A draft may lack what an address or a calendar cannot do without.
                Err(found) if self.gaps == Gaps::Shown && matches!(format, Format::Eml | Format::Ics) => {
                    let found = found.into_iter();
                    warnings.extend(found.map(|one| Diagnostic { severity: Severity::Warning, ..one }));
                }
                Err(found) => return Err(found),
            }
        }
        Ok(Made { outputs, warnings })
    }

    fn output(
        &mut self,
        finished: &Rc<Finished<'a>>,
        format: Format,
        warnings: &mut Diagnostics,
    ) -> Result<Vec<u8>, Diagnostics> {
        Ok(match format {
            Format::Markdown => markdown::write(&finished.document).into_bytes(),
            Format::Text => text::write(&finished.document).into_bytes(),
            Format::Html => self.html(&finished.document)?.into_bytes(),
            Format::Pdf => self.pdf(finished, warnings)?.to_vec(),
            Format::Eml => self.eml(finished, warnings)?,
            Format::Ics => self.ics(finished)?.into_bytes(),
        })
    }

    /// The parsed text of a document.
    ///
    /// # Errors
    /// As [`Maker::make`].
    pub fn document(&mut self, document: &str, language: &str) -> Result<Document, Diagnostics> {
        Ok(self.finished(document, language)?.document.clone())
    }

    /// Everything short of setting pages.
    ///
    /// # Errors
    /// As [`Maker::make`].
    pub fn check(&mut self, document: &str, language: &str) -> Result<Diagnostics, Diagnostics> {
        let finished = self.finished(document, language)?;
        let mut warnings = finished.warnings.clone();
        self.logo(&finished.document)?;
        if finished.document.meta.to.is_some()
            && let Err(problem) = people::sender(&self.relation)
        {
            warnings.push(problem);
        }
        Ok(warnings)
    }

    fn finished(&mut self, document: &str, language: &str) -> Result<Rc<Finished<'a>>, Diagnostics> {
        let key = (document.to_owned(), language.to_owned());
        if let Some(known) = self.documents.get(&key) {
            return known.clone();
        }
        let finished = self.finish(document, language).map(Rc::new);
        self.documents.insert(key, finished.clone());
        finished
    }

    fn finish(&mut self, document: &str, language: &str) -> Result<Finished<'a>, Diagnostics> {
        let template = self.project.templates.get(document, language)?;
        let is_email = template.front.text("to").is_some();
        let mut warnings = rules::check(&self.relation, document, is_email);
        if warnings.has_errors() {
            return Err(warnings);
        }
        let view = self.view(template);
        let (draft, gaps) = template.render(&view, self.gaps).map_err(|errors| {
            let mut all = warnings.clone();
            all.extend(errors);
            all
        })?;
        warnings.extend(gaps);
        let document = Document::parse(draft)?;
        self.check_layout(template, &document)?;
        let partner = self.relation.partner;
        let place = partner.place::<&str>(&[]);
        let advice = document.advice().into_iter();
        warnings.extend(advice.map(|one| one.at(&partner.file, &place, "for this partner")));
        Ok(Finished { template, document, warnings })
    }

    fn view(&mut self, template: &'a Template) -> Rc<View<'a>> {
        let relation = self.relation;
        let view = self.views.entry(template.language.clone());
        view.or_insert_with(|| Rc::new(View::new(relation, template.locale()))).clone()
    }

    fn check_layout(&self, template: &Template, document: &Document) -> Result<(), Diagnostic> {
        let layout = document.meta.layout.as_str();
        if self.project.files.bytes(&format!("layouts/{layout}.typ")).is_some() && layout != BASE_LAYOUT {
            return Ok(());
        }
        let known: Vec<&str> = self
            .project
            .files
            .under("layouts")
            .filter_map(|name| name.strip_prefix("layouts/")?.strip_suffix(".typ"))
            .filter(|name| *name != BASE_LAYOUT)
            .collect();
        let place = template.front.text("layout").map_or(0..3, |snippet| snippet.span.clone());
        let mut diagnostic = Diagnostic::error("unknown-layout", format!("there is no layout `{layout}`"))
            .at(template.file(), &place, "");
        diagnostic.help = did_you_mean(layout, &known);
        Err(diagnostic)
    }

    fn accent(&self) -> &'a str {
        let brand = self.relation.institution.model.brand.as_ref();
        brand.and_then(|brand| brand.accent.as_deref()).unwrap_or(ACCENT)
    }

    fn html(&self, document: &Document) -> Result<String, Diagnostic> {
        let content = html::write(document, self.accent());
        self.project.pages.wrap(&document.meta, self.accent(), &content)
    }

    /// What a page of a document needs besides its text.
    ///
    /// # Errors
    /// A logo that is not there.
    pub fn page(&self, document: &Document) -> Result<Page<'a>, Diagnostic> {
        let meta = &document.meta;
        let locale = self.project.templates.locale(&meta.language);
        let labels = locale.map(|locale| &locale.words.labels);
        let qr = meta.qr.as_ref().map(|address| {
            let alt = labels.map_or_else(String::new, |labels| fill(&labels.qr, &[("address", address)]));
            (qr_code(address), alt)
        });
        let brand = self.relation.institution.model.brand.as_ref();
        Ok(Page {
            logo: self.logo(document)?,
            qr: qr.and_then(|(svg, alt)| Some((svg?, alt))),
            accent: Some(self.accent()),
            font: brand.and_then(|brand| brand.font.as_deref()),
            page_label: labels.map_or("", |labels| labels.page.as_str()),
            identifier: format!("handclasp/{}/{}/{}", meta.document, self.relation.id, meta.language),
        })
    }

    fn logo(&self, document: &Document) -> Result<Option<Logo<'a>>, Diagnostic> {
        let institution = self.relation.institution;
        let Some(name) = institution.model.logo.as_deref().filter(|_| document.meta.letterhead) else {
            return Ok(None);
        };
        let wrong = |message: String, help: &str| {
            Diagnostic::error("logo", message)
                .at(&institution.file, &institution.place(&["logo"]), "")
                .help(help)
        };
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if !["svg", "png", "jpg", "jpeg", "pdf"].contains(&ending.as_str()) {
            return Err(wrong(
                format!("a logo cannot be a file like `{name}`"),
                "use a file that ends in .svg, .png or .jpg",
            ));
        }
        let Some(bytes) = self.project.files.own_bytes(name) else {
            return Err(wrong(
                format!("there is no file `templates/{name}`"),
                "put the logo there, or remove the line to go without one",
            ));
        };
        let own_name = institution.model.short_name.as_ref().unwrap_or(&institution.model.legal_name);
        let locale = self.project.templates.locale(&document.meta.language);
        let alt =
            locale.map_or_else(String::new, |locale| fill(&locale.words.labels.logo, &[("name", own_name)]));
        Ok(Some(Logo { name, bytes, alt }))
    }

    fn pdf(
        &mut self,
        finished: &Finished<'a>,
        warnings: &mut Diagnostics,
    ) -> Result<Rc<Vec<u8>>, Diagnostics> {
        let document = &finished.document;
        let key = (document.meta.document.clone(), document.meta.language.clone());
        if let Some(known) = self.pdfs.get(&key) {
            return Ok(known.clone());
        }
        let page = self.page(document)?;
        let made = pdf::write(self.project.typesetter()?, document, &page).map_err(|error| match error {
            PdfError::NoGlyph(missing) => self.no_glyph(document, missing).into(),
            PdfError::Layout(found) => found,
        })?;
        if let Some(most) = document.meta.pages.filter(|most| made.pages > *most) {
            let message =
                format!("`{}` for `{}` takes {} pages, not {most}", key.0, self.relation.id, made.pages);
            let problem = Diagnostic::warning("too-long", message)
                .at(&self.relation.partner.file, &self.relation.partner.place::<&str>(&[]), "this partner")
                .help("shorten the longest texts of the partner or the institution, or the template");
            // A one-pager of two pages is none.
            if document.meta.layout == "one-pager" && self.gaps == Gaps::Refused {
                return Err(Diagnostic { severity: Severity::Error, ..problem }.into());
            }
            warnings.push(problem);
        }
        let bytes = Rc::new(made.bytes);
        self.pdfs.insert(key, bytes.clone());
        Ok(bytes)
    }

    /// Names the field that a character without a glyph comes from.
    fn no_glyph(&self, document: &Document, missing: char) -> Diagnostic {
        let code = missing as u32;
        let name = &document.meta.document;
        let diagnostic = Diagnostic::error(
            "no-glyph",
            format!("no font has the character `{missing}` (U+{code:04X}), so `{name}` cannot be a PDF"),
        );
        let mut further = self.relation.further_ids().filter_map(|id| {
            let (_, other) = self.relation.others.iter().find(|(other, _)| other == id)?;
            field_with(other, missing)
        });
        let found = field_with(self.relation.partner, missing)
            .or_else(|| field_with(self.relation.institution, missing))
            .or_else(|| further.next());
        if let Some((file, span, field)) = found {
            return diagnostic
                .at(file, &span, format!("in `{field}`"))
                .help("take the character out, or put a font that has it into `templates/fonts/`");
        }
        diagnostic
            .help("it stands in the template; take it out, or put a font that has it into `templates/fonts/`")
    }

    fn eml(&mut self, finished: &Finished<'a>, warnings: &mut Diagnostics) -> Result<Vec<u8>, Diagnostics> {
        let document = &finished.document;
        let meta = &document.meta;
        let (Some(to), Some(subject)) = (&meta.to, &meta.subject) else {
            return Err(Diagnostic::error(
                "no-email",
                format!("`{}` is not an email: its template has no `subject` and `to`", meta.document),
            )
            .at(finished.template.file(), &(0..3), "")
            .into());
        };
        let from = people::sender(&self.relation)?;
        let to = people::recipient(&self.relation, to);
        let mut attachments = Vec::new();
        for name in &meta.attach {
            attachments.push(self.attachment(finished, name, warnings)?);
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
        eml::write(&letter).map_err(|message| {
            Diagnostic::error(
                "email",
                format!("the email to `{}` cannot be written: {message}", self.relation.id),
            )
            .at(&self.relation.partner.file, &self.relation.partner.place(&["contacts", "0"]), "")
            .into()
        })
    }

    fn attachment(
        &mut self,
        finished: &Finished<'a>,
        name: &str,
        warnings: &mut Diagnostics,
    ) -> Result<Attachment, Diagnostics> {
        let place =
            finished.template.front.list("attach").first().map_or(0..3, |snippet| snippet.span.clone());
        let Some((document, "pdf")) = name.rsplit_once('.') else {
            return Err(Diagnostic::error("attachment", format!("`{name}` cannot be attached"))
                .at(finished.template.file(), &place, "")
                .help("write a document's name and `.pdf`: one-pager.pdf")
                .into());
        };
        let attached = self.finished(document, &finished.document.meta.language)?;
        let bytes = self.pdf(&attached, warnings)?;
        Ok(Attachment {
            file_name: format!("{}.pdf", ascii_file_name(&attached.document.meta.file_name)),
            media_type: "application/pdf",
            bytes: bytes.to_vec(),
        })
    }

    fn ics(&self, finished: &Finished<'_>) -> Result<String, Diagnostics> {
        Ok(ics::write(&finished.document, &people::invitation(&self.relation)?))
    }
}

/// A QR code as SVG: error correction M, four modules of quiet zone (ISO/IEC 18004).
fn qr_code(address: &str) -> Option<String> {
    use fast_qr::convert::Builder;
    use fast_qr::convert::svg::SvgBuilder;
    let code = fast_qr::QRBuilder::new(address).ecl(fast_qr::ECL::M).build().ok()?;
    Some(SvgBuilder::default().margin(4).to_str(&code))
}

/// The file, place and name of the first field that has a character in it.
fn field_with<T: Described>(record: &Record<T>, wanted: char) -> Option<(&SourceFile, Span, String)> {
    let path = path_of(&record.values, wanted)?;
    let name = path.iter().rev().find(|segment| segment.parse::<usize>().is_err()).cloned();
    Some((&record.file, record.place(&path), name.unwrap_or_default()))
}

/// The path of the first text that has a character in it.
fn path_of(values: &Json, wanted: char) -> Option<Vec<String>> {
    let below = |name: String, value: &Json| {
        path_of(value, wanted).map(|mut path| {
            path.insert(0, name);
            path
        })
    };
    match values {
        Json::String(text) => text.contains(wanted).then(Vec::new),
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(at.to_string(), item)),
        Json::Object(map) => map.iter().find_map(|(key, value)| below(key.clone(), value)),
        _ => None,
    }
}
