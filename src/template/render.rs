//! Rendering: the text of a document with the values of a partner in it.

use std::collections::HashSet;

use tera::{Context, Value};

use super::compiled::{BODY, Template};
use super::context::View;
use super::definition::{DefinedValue, Need, SettingValue};
use super::engine_values::{is_compound, is_missing};
use super::filled::{Filled, Gaps, RenderedTemplate, TemplateError};
use super::growth::{endless, is_endless};
use super::kind::OccasionKind;
use super::meta::{FINGERPRINT, Meta, PageLimit};
use super::phrases::Phrase;
use super::requirements::Gap;
use super::sections::Reading;
use super::spacing::spaced;
use super::tidy::tidy;
use super::{escape, greeting, phrases, requirements};
use crate::diagnostic::{Diagnostic, codes};
use crate::locale::OrganisationNames;
use crate::model::BilingualLayout;
use crate::partnership::Partnership;
use crate::source::Span;

/// What stands in front of the subject that a reply takes over, in every language (RFC 5322, 3.6.5).
const REPLY: &str = "Re: ";

/// Whether a subject is that of what it answers, which it takes over however long it is.
pub fn is_reply(subject: &str) -> bool {
    subject.trim_start().starts_with(REPLY)
}

/// A candidate for a subject has fewer letters than this: more are cut off in many lists of emails.
const LONGEST_CANDIDATE: usize = 60;

impl Template {
    /// The document's text for a partner; where gaps are shown, with those that there are.
    ///
    /// # Errors
    /// Every gap, unless gaps are shown; a template that asks for what is not there.
    pub fn render(&self, view: &View<'_>, gaps: Gaps) -> Result<RenderedTemplate, TemplateError> {
        let mut found = self.gaps(view)?;
        let (filled, phrases) = match (found.is_empty(), gaps) {
            (true, _) => self.write(view, gaps)?,
            (false, Gaps::Refused) => return Err(TemplateError::Gaps(found)),
            (false, Gaps::Shown) => {
                // With a mark in its place a gap may make further sections due, which have needs of their own.
                let mut shown = requirements::fill(view, &found);
                loop {
                    let more: Vec<Gap> =
                        self.gaps(&shown)?.into_iter().filter(|gap| !found.contains(gap)).collect();
                    if more.is_empty() {
                        break;
                    }
                    found.extend(more);
                    shown = requirements::fill(view, &found);
                }
                self.write(&shown, gaps)?
            }
        };
        Ok(RenderedTemplate { filled, phrases, gaps: found })
    }

    fn gaps(&self, view: &View<'_>) -> Result<Vec<Gap>, Diagnostic> {
        let required = self.required(view)?;
        requirements::gaps(&required, &self.definition.file, &self.name_for(view), view)
    }

    /// Whether this document is due for a partner that does not say which documents it gets: always, or when what
    /// `when:` names is there. `view` is asked for only when it takes more than a look at the data.
    pub fn is_due<'v>(&self, partnership: &Partnership<'_>, view: impl FnOnce() -> View<'v>) -> bool {
        let Some(when) = self.definition.setting("when").first() else { return true };
        let traced = partnership.trace(when.written());
        if let SettingValue::Expression(expression) = when
            && (traced.is_none() || !expression.is_path())
        {
            let view = view();
            let context = self.context(&view, Reading::OfNeeds);
            // What cannot be worked out is told when the document is made.
            return context
                .and_then(|context| self.value_of(expression, &context, &view))
                .map_or(true, |value| value.is_truthy());
        }
        traced.is_some_and(|origin| {
            let pointer = format!("/{}", origin.path.join("/"));
            partnership.values(origin.root).pointer(&pointer).is_some()
        })
    }

    /// What a view gives, with the values that the definition defines.
    fn context(&self, view: &View<'_>, reading: Reading) -> Result<Context, Diagnostic> {
        let mut context = match self.occasion() {
            Some(OccasionKind::Meeting) => view.context_of_meeting(),
            Some(OccasionKind::Reminder) => view.context_of_reminder(),
            None => view.context.clone(),
        };
        for DefinedValue { name, expression, .. } in &self.definition.define {
            let value = match (self.value_of(expression, &context, view), reading) {
                (Err(_), Reading::OfNeeds) => Value::undefined(),
                (value, _) => value?,
            };
            context.insert_value(name.clone(), value);
        }
        Ok(context)
    }

    /// The text that a key of the definition or of the front matter gives, in one line; none when it gives nothing.
    fn text_of(&self, key: &str, context: &Context, view: &View<'_>) -> Result<Option<String>, Diagnostic> {
        let text = match self.definition.setting(key).first() {
            Some(SettingValue::Literal(snippet)) => snippet.text.clone(),
            Some(SettingValue::Expression(expression)) => {
                let value = self.value_of(expression, context, view)?;
                if is_compound(&value) {
                    let message = format!("`{key}` needs a text, and this is a {}", value.name());
                    return Err(Diagnostic::error(codes::BAD_VALUE, message)
                        .at(&self.definition.file, &expression.span, "")
                        .help("name a field of it"));
                }
                if is_missing(&value) { String::new() } else { value.to_string() }
            }
            Some(SettingValue::Text(snippet)) => self.printed_part(&snippet.name, context, view)?,
            None => self.first_that_fits(key, context, view)?.unwrap_or_default(),
        };
        Ok(Some(one_line(&text)).filter(|text| !text.is_empty()))
    }

    /// The texts that a key of the definition or of the front matter gives, each in one line: an expression may give one
    /// text or a list of them. What is empty is left out.
    fn texts_of(&self, key: &str, context: &Context, view: &View<'_>) -> Result<Vec<String>, Diagnostic> {
        let mut texts = Vec::new();
        for value in self.definition.setting(key) {
            match value {
                SettingValue::Literal(snippet) => texts.push(snippet.text.clone()),
                SettingValue::Text(snippet) => {
                    texts.push(self.printed_part(&snippet.name, context, view)?);
                }
                SettingValue::Expression(expression) => {
                    let value = self.value_of(expression, context, view)?;
                    let items = value.as_array().unwrap_or_else(|| std::slice::from_ref(&value));
                    if items.iter().any(is_compound) {
                        let message = format!("`{key}` needs a text or a list of texts");
                        return Err(Diagnostic::error(codes::BAD_VALUE, message)
                            .at(&self.definition.file, &expression.span, "")
                            .help("name a field of each item: `[one.email for one in partner.contacts if one.email]`"));
                    }
                    texts.extend(items.iter().filter(|item| !is_missing(item)).map(ToString::to_string));
                }
            }
        }
        let texts = texts.iter().map(|text| one_line(text)).filter(|text| !text.is_empty());
        let mut told = Vec::new();
        for text in texts {
            if !told.contains(&text) {
                told.push(text);
            }
        }
        Ok(told)
    }

    /// A text of the front matter; of candidates the first whose values are all there and that is not too long for a
    /// subject, else the last.
    fn first_that_fits(
        &self,
        key: &str,
        context: &Context,
        view: &View<'_>,
    ) -> Result<Option<String>, Diagnostic> {
        let candidates = self.words.front.get(key).map_or(&[][..], Vec::as_slice);
        let Some((last, others)) = candidates.split_last() else { return Ok(None) };
        for candidate in others {
            if let Ok(text) = self.printed_part(&candidate.snippet.name, context, view)
                && (is_reply(&text) || one_line(&text).chars().count() < LONGEST_CANDIDATE)
            {
                return Ok(Some(text));
            }
        }
        self.printed_part(&last.snippet.name, context, view).map(Some)
    }

    fn write(&self, view: &View<'_>, gaps: Gaps) -> Result<(Filled, Vec<Phrase>), TemplateError> {
        let partnership = &view.partnership;
        let mut context = self.context(view, Reading::OfWords)?;
        let spacing = |text: Option<String>| text.map(|text| spaced(text, &self.locale.words.spacing));
        let title = spacing(self.text_of("title", &context, view)?).unwrap_or_default();
        context.insert_value("title", title.clone().into());
        let optional = |key: &str| self.text_of(key, &context, view);
        let [to, cc, attach] = [
            self.texts_of("to", &context, view)?,
            self.texts_of("cc", &context, view)?,
            self.texts_of("attach", &context, view)?,
        ];
        let institution = &partnership.institution.model;
        let own_name = OrganisationNames::from(institution).in_short(self.locale.readers()).to_owned();
        let status = self.understood("status", optional("status")?, |status| match status {
            "draft" => Some(true),
            "final" => Some(false),
            _ => None,
        })?;
        let is_draft = gaps == Gaps::Shown || status == Some(true);
        let mut with_fingerprint = context.clone();
        with_fingerprint.insert_value("fingerprint", FINGERPRINT.into());
        let mut meta = Meta {
            document: self.document.clone(),
            language: self.language.clone(),
            author: optional("author")?.unwrap_or(own_name),
            layout: optional("layout")?.unwrap_or_default(),
            date: partnership.today.to_string(),
            draft: is_draft.then(|| self.locale.words.labels.draft.clone()),
            is_final: status == Some(false),
            file_name: optional("file_name")?
                .unwrap_or_else(|| format!("{} {}", self.document, partnership.id)),
            footer: spacing(self.text_of("footer", &with_fingerprint, view)?),
            qr: optional("qr")?,
            letterhead: self
                .understood("letterhead", optional("letterhead")?, |answer| match answer {
                    "none" | "false" => Some(false),
                    "true" => Some(true),
                    _ => None,
                })?
                .unwrap_or(true),
            subject: spacing(optional("subject")?),
            to,
            cc,
            attach,
            words: self.understood("words", optional("words")?, |range| {
                let (from, to) = range.split_once('-')?;
                Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
            })?,
            summary: spacing(optional("summary")?),
            bilingual_layout: self
                .understood("bilingual_layout", optional("bilingual_layout")?, |layout| match layout {
                    "columns" => Some(BilingualLayout::Columns),
                    "stacked" => Some(BilingualLayout::Stacked),
                    _ => None,
                })?
                .unwrap_or_default(),
            pages: self.understood("pages", optional("pages")?, PageLimit::read)?,
            title,
        };
        meta.name_nobody_twice();
        context.insert_value(phrases::WANTED, true.into());
        let text = if self.definition.is_one_file() {
            self.printed_part(BODY, &context, view)?
        } else {
            self.written_sections(&self.definition.sections, &context, view)?
        };
        let calendar = self.written_sections(&self.definition.calendar, &context, view)?;
        let settled = |text: &str| {
            let text = greeting::settled(&tidy(&escape::settle(text)), &self.locale.words.after_salutation);
            phrases::taken(&spaced(text, &self.locale.words.spacing))
        };
        let calendar = settled(&calendar).0;
        let calendar = Some(calendar).filter(|text| !text.trim().is_empty());
        let (markdown, phrases) = settled(&text);
        if is_endless(&markdown) {
            return Err(endless(&self.name_for(view), partnership.id).at(self.file(), &(0..3), "").into());
        }
        let printed = [&Some(meta.title.clone()), &meta.footer, &meta.subject, &meta.summary, &calendar];
        let printed = printed.into_iter().flatten().chain([&meta.file_name, &markdown]);
        let foreign = view.foreign_in(&printed.map(String::as_str).collect::<Vec<_>>().join("\n"));
        if !foreign.is_empty() {
            return Err(TemplateError::Foreign(foreign));
        }
        Ok((Filled { meta, markdown, calendar, template: self.file().clone() }, phrases))
    }

    /// What a text of the front matter means; none when it is not there.
    fn understood<T>(
        &self,
        key: &str,
        text: Option<String>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Diagnostic> {
        let Some(text) = text else { return Ok(None) };
        let (file, place) = self.place_of(key, None);
        let wrong = || {
            Diagnostic::error(codes::BAD_VALUE, format!("`{key}` cannot be `{text}`"))
                .at(&file, &place, "")
                .help("pages: \"1\" or \"exactly 1\"; words: \"90-150\"; letterhead: none; status: draft or final; bilingual_layout: columns or stacked")
        };
        read(&text).map(Some).ok_or_else(wrong)
    }

    fn required(&self, view: &View<'_>) -> Result<Vec<(String, Span)>, Diagnostic> {
        let context = self.context(view, Reading::OfNeeds)?;
        let mut sections = self.due_sections(&self.definition.sections, &context, view);
        sections.extend(self.due_sections(&self.definition.calendar, &context, view));
        let mut paths: Vec<(String, Span)> = Vec::new();
        for need in self.definition.needs.iter().chain(sections.iter().flat_map(|rule| &rule.needs)) {
            match need {
                Need::Text(snippet) => {
                    let text = self.printed(&snippet.name, &context, view)?;
                    paths.extend(text.split_whitespace().map(|path| (path.to_owned(), snippet.span.clone())));
                }
                Need::Fields { when, fields } => {
                    let is_due = match when {
                        Some(when) => {
                            self.value_of(when, &context, view).is_ok_and(|value| value.is_truthy())
                        }
                        None => true,
                    };
                    if is_due {
                        paths.extend(fields.iter().cloned());
                    }
                }
            }
        }
        let mut seen = HashSet::new();
        paths.retain(|(path, _)| seen.insert(path.clone()));
        Ok(paths)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
