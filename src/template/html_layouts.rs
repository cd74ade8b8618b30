//! The HTML layouts: the pages that a document's content is put into (`templates/layouts/email.html`, `page.html`), and
//! the one that shows all pages of a pack (`contact-sheet.html`).

use serde::Serialize;
use tera::{Context, Tera};

use super::errors::{self, Places};
use super::growth;
use super::meta::Meta;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};
use crate::workspace::TemplateFiles;

/// The HTML layouts.
pub struct HtmlLayouts {
    engine: Tera,
}

struct HtmlLayout(SourceFile);

impl Places for HtmlLayout {
    fn locate(&self, _: &str, range: &Span) -> (SourceFile, Span) {
        (self.0.clone(), range.clone())
    }

    fn file(&self) -> &SourceFile {
        &self.0
    }

    fn texts(&self) -> Vec<(String, String)> {
        vec![(self.0.name().to_owned(), self.0.text().to_owned())]
    }
}

const EMAIL: &str = "layouts/email.html";
const PAGE: &str = "layouts/page.html";
const CONTACT_SHEET: &str = "layouts/contact-sheet.html";

impl HtmlLayouts {
    /// Reads the HTML layouts.
    ///
    /// # Errors
    /// A layout that cannot be read.
    pub fn load(files: &TemplateFiles) -> Result<Self, Diagnostics> {
        let mut engine = Tera::default();
        engine.autoescape_on([".html"]);
        for name in [EMAIL, PAGE, CONTACT_SHEET] {
            let file = files.text(name).ok_or_else(|| {
                Diagnostic::error(codes::MISSING_LAYOUT, format!("there is no `templates/{name}`"))
            })??;
            if let Some((span, name)) = growth::swelling(file.text()) {
                return Err(growth::swells(&name).at(&file, &span, "").into());
            }
            engine
                .add_raw_template(name, file.text())
                .map_err(|error| errors::unreadable(&error, &HtmlLayout(file.clone())))?;
        }
        Ok(Self { engine })
    }

    /// A whole page round a document's content; an email's page when the document has a subject.
    ///
    /// # Errors
    /// A layout that asks for something else than `title`, `language`, `accent`, `draft`, `content`.
    pub fn wrap(&self, meta: &Meta, accent: &str, content: &str) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        let title = meta.subject.as_ref().unwrap_or(&meta.title);
        context.insert_value("title", title.clone().into());
        context.insert_value("language", meta.language.clone().into());
        context.insert_value("accent", accent.to_owned().into());
        if let Some(draft) = &meta.draft {
            context.insert_value("draft", draft.clone().into());
        }
        context.insert_value("content", tera::Value::safe_string(content));
        let name = if meta.subject.is_some() { EMAIL } else { PAGE };
        self.render(name, &context)
    }

    /// The page that shows what is in a pack.
    ///
    /// # Errors
    /// A layout that asks for something else than what there is of a pack.
    pub fn contact_sheet(&self, sheet: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(sheet)
            .map_err(|error| Diagnostic::error(codes::INTERNAL, format!("no contact sheet: {error}")))?;
        self.render(CONTACT_SHEET, &context)
    }

    fn render(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        self.engine.render(name, context).map_err(|error| {
            let message = match error.kind() {
                tera::ErrorKind::RenderingError(report) => report.message().to_owned(),
                other => other.to_string(),
            };
            Diagnostic::error(codes::LAYOUT, format!("`templates/{name}` cannot be used: {message}"))
        })
    }
}
