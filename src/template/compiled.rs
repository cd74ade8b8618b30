//! A template of one document in one language, as the engine has it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use super::errors::{self, Places};
use super::front_matter::FrontMatter;
use super::kind::{DocumentScope, Kind, OccasionKind};
use super::raw_value_finder::RawValueFinder;
use super::tags::{self, TagKind, without_tags};
use super::{escape, functions};
use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::partnership::Partnership;
use crate::source::{SourceFile, Span};

/// A template of one document in one language.
pub struct Template {
    /// The document's name.
    pub document: String,
    /// The language's tag.
    pub language: String,
    /// Its front matter.
    pub front: FrontMatter,
    pub(super) file: SourceFile,
    /// The byte of its file at which the text below the front matter begins.
    pub(super) body: usize,
    pub(super) locale: Arc<Locale>,
    pub(super) engine: Tera,
    raw_values: OnceLock<Option<RawValueFinder>>,
    /// The shared pieces.
    pub(super) partials: BTreeMap<String, SourceFile>,
}

/// The name of the part that is the text below the front matter.
pub(super) const BODY: &str = "body.md";

impl Template {
    /// A template whose front matter was read, made ready for the engine; `body` is the byte at which its text begins.
    ///
    /// # Errors
    /// What the engine cannot read.
    pub(super) fn compile(
        document: &str,
        language: &str,
        (front, body): (FrontMatter, usize),
        file: SourceFile,
        locale: Arc<Locale>,
        partials: BTreeMap<String, SourceFile>,
    ) -> Result<Self, Diagnostics> {
        let mut template = Self {
            document: document.to_owned(),
            language: language.to_owned(),
            front,
            file,
            body,
            locale,
            engine: Tera::default(),
            raw_values: OnceLock::new(),
            partials,
        };
        let mut engine = Tera::default();
        engine.autoescape_on([".md"]);
        engine.set_escape_fn(escape::markdown);
        functions::register(&mut engine, &template.locale);
        engine.add_raw_templates(template.parts()).map_err(|error| errors::unreadable(&error, &template))?;
        template.engine = engine;
        Ok(template)
    }

    /// The names and texts of what the engine sees.
    pub(super) fn parts(&self) -> Vec<(String, String)> {
        let mut parts: Vec<(String, String)> =
            self.partials.iter().map(|(name, file)| (name.clone(), file.text().to_owned())).collect();
        parts.push((BODY.to_owned(), self.file.text()[self.body..].to_owned()));
        parts.extend(self.front.snippets().map(|snippet| (snippet.name.clone(), snippet.text.clone())));
        parts
    }

    /// What finds lists and groups that would be printed as they are; none when the parts cannot be read that way.
    pub(super) fn raw_values(&self) -> Option<&RawValueFinder> {
        self.raw_values.get_or_init(|| RawValueFinder::new(&self.parts(), &self.locale)).as_ref()
    }

    /// The shared pieces that are included, directly or by another one.
    pub(super) fn taken_in(&self) -> Vec<&SourceFile> {
        let front = self.front.snippets().map(|snippet| snippet.text.as_str());
        let mut texts: Vec<&str> = front.chain([&self.file.text()[self.body..]]).collect();
        let mut taken: Vec<&SourceFile> = Vec::new();
        while let Some(text) = texts.pop() {
            for tag in tags::tags(text).into_iter().filter(|tag| tag.kind == TagKind::Statement) {
                let Some(include) = text[tag.inner].trim().strip_prefix("include") else { continue };
                let name = include.trim().trim_matches(['"', '\'', '`']);
                if let Some(file) = self.partials.get(name).filter(|file| !taken.contains(file)) {
                    taken.push(file);
                    texts.push(file.text());
                }
            }
        }
        taken
    }

    /// What kind of document it is.
    pub fn kind(&self) -> Kind {
        let given = self.front.text("kind").and_then(|snippet| Kind::named(snippet.text.trim()));
        given.unwrap_or(if self.front.text("to").is_some() { Kind::Email } else { Kind::Page })
    }

    /// Whom it is about.
    pub fn scope(&self) -> DocumentScope {
        let given = self.front.text("scope").is_some_and(|snippet| snippet.text.trim() == "institution");
        if given { DocumentScope::Institution } else { DocumentScope::Partner }
    }

    /// What it is made for more than once.
    pub fn occasion(&self) -> Option<OccasionKind> {
        let meeting = self.front.text("occasion").is_some_and(|snippet| snippet.text.trim() == "meeting");
        meeting.then_some(OccasionKind::Meeting)
    }

    /// Whether it is an email.
    pub fn is_email(&self) -> bool {
        self.kind().is_email()
    }

    /// Its language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Its file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Its text below the front matter, with `value` where a value is printed and without what decides.
    pub fn text_without_tags(&self, value: &str) -> String {
        without_tags(&self.file.text()[self.body..], value, "")
    }

    /// The files of the shared pieces.
    pub fn pieces(&self) -> impl Iterator<Item = &SourceFile> {
        self.partials.values()
    }

    /// Its file and those of the shared pieces.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        std::iter::once(&self.file).chain(self.partials.values())
    }

    /// Whether this document is due for a partner that does not say which documents it gets: always, or
    /// when the data that `when:` names are there.
    pub fn is_due(&self, partnership: &Partnership<'_>) -> bool {
        let Some(when) = self.front.text("when") else { return true };
        partnership.trace(when.text.trim()).is_some_and(|origin| {
            let pointer = format!("/{}", origin.path.join("/"));
            partnership.values(origin.root).pointer(&pointer).is_some()
        })
    }
}

impl Places for Template {
    fn locate(&self, part: &str, range: &Span) -> (SourceFile, Span) {
        if part == BODY {
            return (self.file.clone(), range.start + self.body..range.end + self.body);
        }
        if let Some(file) = self.partials.get(part) {
            return (file.clone(), range.clone());
        }
        let span = self
            .front
            .snippets()
            .find(|snippet| snippet.name == part)
            .map_or(0..0, |snippet| snippet.span.clone());
        (self.file.clone(), span)
    }

    fn file(&self) -> &SourceFile {
        &self.file
    }

    fn body(&self, file: &SourceFile) -> usize {
        if file.name() == self.file.name() { self.body } else { 0 }
    }

    fn files(&self) -> Vec<&SourceFile> {
        Template::files(self).collect()
    }
}
