//! Rendering: the text of a document with the values of a partner in it.

use super::compiled::{BODY, Template};
use super::context::View;
use super::errors::{self, Places};
use super::filled::{Filled, Gaps, RenderedTemplate, TemplateError};
use super::growth::{Printed, endless, is_endless};
use super::meta::{FINGERPRINT, Meta, PageLimit};
use super::phrases::Phrase;
use super::raised::rendered;
use super::raw_value::misfiltered;
use super::raw_value_finder::{FoundRawValue, Unprintable, may_be_in, written};
use super::tidy::tidy;
use super::{escape, phrases, requirements};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

impl Template {
    /// The document's text for a partner; where gaps are shown, with those that there are.
    ///
    /// # Errors
    /// Every gap, unless gaps are shown; a template that asks for what is not there.
    pub fn render(&self, view: &View<'_>, gaps: Gaps) -> Result<RenderedTemplate, TemplateError> {
        let required = self.required(view)?;
        let found = requirements::gaps(&required, &self.file, &self.name_for(view), view)?;
        let (filled, phrases) = match (found.is_empty(), gaps) {
            (true, _) => self.write(view, gaps)?,
            (false, Gaps::Refused) => return Err(TemplateError::Gaps(found)),
            (false, Gaps::Shown) => self.write(&requirements::fill(view, &found), gaps)?,
        };
        Ok(RenderedTemplate { filled, phrases, gaps: found })
    }

    fn write(&self, view: &View<'_>, gaps: Gaps) -> Result<(Filled, Vec<Phrase>), Diagnostic> {
        let partnership = &view.partnership;
        let mut context = view.context.clone();
        let part = |name: &str, context: &tera::Context| {
            let text = self.printed(name, context, view)?;
            self.raw_value(name, &text, context).map_or(Ok(text), Err)
        };
        let optional = |key: &str, context: &tera::Context| -> Result<Option<String>, Diagnostic> {
            match self.front.text(key) {
                None => Ok(None),
                Some(snippet) => {
                    let text = part(&snippet.name, context)?;
                    Ok(Some(one_line(&text)).filter(|text| !text.is_empty()))
                }
            }
        };
        let title = optional("title", &context)?.unwrap_or_default();
        context.insert_value("title", title.clone().into());
        let attach = self
            .front
            .list("attach")
            .iter()
            .map(|snippet| part(&snippet.name, &context).map(|text| one_line(&text)))
            .collect::<Result<Vec<_>, _>>()?;
        let institution = &partnership.institution.model;
        let own_name = institution.short_name.clone().unwrap_or_else(|| institution.legal_name.clone());
        let status = self.understood("status", optional("status", &context)?, |status| match status {
            "draft" => Some(true),
            "final" => Some(false),
            _ => None,
        })?;
        let is_draft = gaps == Gaps::Shown || status == Some(true);
        let mut with_fingerprint = context.clone();
        with_fingerprint.insert_value("fingerprint", FINGERPRINT.into());
        let meta = Meta {
            document: self.document.clone(),
            language: self.language.clone(),
            author: optional("author", &context)?.unwrap_or(own_name),
            layout: optional("layout", &context)?.unwrap_or_default(),
            date: partnership.today.to_string(),
            draft: is_draft.then(|| self.locale.words.labels.draft.clone()),
            is_final: status == Some(false),
            file_name: optional("file_name", &context)?
                .unwrap_or_else(|| format!("{} {}", self.document, partnership.id)),
            footer: optional("footer", &with_fingerprint)?,
            qr: optional("qr", &context)?,
            letterhead: self
                .understood("letterhead", optional("letterhead", &context)?, |answer| {
                    (answer == "none").then_some(false)
                })?
                .unwrap_or(true),
            subject: optional("subject", &context)?,
            to: optional("to", &context)?,
            attach: attach.into_iter().filter(|name| !name.is_empty()).collect(),
            words: self.understood("words", optional("words", &context)?, |range| {
                let (from, to) = range.split_once('-')?;
                Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
            })?,
            summary: optional("summary", &context)?,
            pages: self.understood("pages", optional("pages", &context)?, PageLimit::read)?,
            title,
        };
        context.insert_value(phrases::WANTED, true.into());
        let (markdown, phrases) = phrases::taken(&tidy(&escape::settle(&part(BODY, &context)?)));
        if is_endless(&markdown) {
            return Err(endless(&self.name_for(view), partnership.id).at(&self.file, &(0..3), ""));
        }
        Ok((Filled { meta, markdown, template: self.file.clone() }, phrases))
    }

    /// What the document is called in messages: with what it is made for.
    fn name_for(&self, view: &View<'_>) -> String {
        view.partnership.occasion().named(&self.document)
    }

    /// A part with its values, which is not longer than a document can be.
    fn printed(&self, part: &str, context: &tera::Context, view: &View<'_>) -> Result<String, Diagnostic> {
        let mut printed = Printed::default();
        match rendered(|| self.engine.render_to(part, context, &mut printed)) {
            Ok(()) => Ok(printed.text()),
            Err(_) if printed.is_full() => {
                Err(endless(&self.name_for(view), view.partnership.id).at(&self.file, &(0..3), ""))
            }
            Err((error, unfit)) => Err(self.looked_for(part, context).unwrap_or_else(|| {
                errors::unrenderable(&error, unfit.as_ref(), self, &self.name_for(view), view)
            })),
        }
    }

    /// What a text of the front matter means; none when it is not there.
    fn understood<T>(
        &self,
        key: &str,
        text: Option<String>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Diagnostic> {
        let Some(text) = text else { return Ok(None) };
        let place = self.front.text(key).map_or(0..3, |snippet| snippet.span.clone());
        let wrong = || {
            Diagnostic::error(codes::BAD_VALUE, format!("`{key}` cannot be `{text}`"))
                .at(&self.file, &place, "")
                .help("pages: \"1\" or \"exactly 1\"; words: \"90-150\"; letterhead: none; status: draft or final")
        };
        read(&text).map(Some).ok_or_else(wrong)
    }

    fn required(&self, view: &View<'_>) -> Result<Vec<(String, Span)>, Diagnostic> {
        let mut paths = Vec::new();
        for snippet in self.front.list("requires") {
            let text = self.printed(&snippet.name, &view.context, view)?;
            paths.extend(text.split_whitespace().map(|path| (path.to_owned(), snippet.span.clone())));
        }
        Ok(paths)
    }

    /// That a list or a group was printed as it is, in the text made from a part.
    fn raw_value(&self, part: &str, text: &str, context: &tera::Context) -> Option<Diagnostic> {
        if !may_be_in(text, part == BODY) {
            return None;
        }
        self.looked_for(part, context)
    }

    /// A list or a group that a part prints as it is, or gives to a filter for texts.
    fn looked_for(&self, part: &str, context: &tera::Context) -> Option<Diagnostic> {
        let FoundRawValue { value: Unprintable { raw, filter }, part, tag } =
            self.raw_values()?.look(part, context)?;
        let (file, span) = self.locate(&part, &tag);
        let text = self.parts().into_iter().find(|(name, _)| *name == part).map(|(_, text)| text)?;
        let written = written(text.get(tag)?).to_owned();
        let problem = match filter {
            Some(filter) => misfiltered(raw, filter, &written),
            None => raw.diagnostic(&written),
        };
        Some(problem.at(&file, &span, "printed here"))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
