//! Templates: the words of a document in a language.
//!
//! In: the template files and a [`Partnership`]. Out: a [`Draft`], front matter and Markdown text with every
//! value in its place. The only user of the template engine.

mod context;
mod errors;
mod escape;
mod fields;
pub mod front_matter;
mod functions;
mod growth;
mod meta;
mod page;
mod phrases;
mod raised;
mod raw;
mod requirements;
mod slips;
mod tags;

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use errors::Places;
use growth::Printed;
use raised::rendered;
use raw::Looker;
use tags::without_tags;
use tera::Tera;

pub use context::{InstitutionView, Root, View};
pub use front_matter::{FrontMatter, Snippet};
pub use growth::{endless, is_endless};
pub use meta::{FINGERPRINT, Meta, PageLimit};
pub use page::Pages;
pub use phrases::{Phrase, phrase};
pub use requirements::{Gap, report as missing_data};

use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::partnership::Partnership;
use crate::source::{SourceFile, Span};
use crate::workspace::{TemplateFiles, is_device};

/// A document's text with all values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its front matter.
    pub meta: Meta,
    /// Its Markdown.
    pub markdown: String,
    /// The template it came from.
    pub template: SourceFile,
}

/// A document's text, and what is known of how it came about.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text.
    pub draft: Draft,
    /// The phrases of the data that stand inside its sentences.
    pub phrases: Vec<Phrase>,
    /// The gaps that it shows.
    pub gaps: Vec<Gap>,
}

/// Whether gaps are refused or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// A gap is an error.
    Refused,
    /// A gap is shown as a mark, and the document is marked as a draft.
    Shown,
}

/// Why there is no text.
#[derive(Debug, Clone)]
pub enum Unwritten {
    /// Data that are missing.
    Gaps(Vec<Gap>),
    /// A mistake in the template, or data that do not fit into it.
    Wrong(Box<Diagnostic>),
}

impl From<Diagnostic> for Unwritten {
    fn from(problem: Diagnostic) -> Self {
        Self::Wrong(Box::new(problem))
    }
}

/// A template of one document in one language.
pub struct Template {
    /// The document's name.
    pub document: String,
    /// The language's tag.
    pub language: String,
    /// Its front matter.
    pub front: FrontMatter,
    file: SourceFile,
    body: usize,
    locale: Arc<Locale>,
    engine: Tera,
    looker: OnceLock<Option<Looker>>,
    partials: BTreeMap<String, SourceFile>,
}

/// All templates of a workspace.
pub struct TemplateSet {
    templates: BTreeMap<(String, String), Result<Template, Diagnostics>>,
    locales: BTreeMap<String, Result<Arc<Locale>, Diagnostics>>,
    problems: Diagnostics,
}

impl TemplateSet {
    /// Reads all templates; what is wrong with one does not touch the others.
    pub fn load(files: &TemplateFiles) -> Self {
        let mut set =
            Self { templates: BTreeMap::new(), locales: BTreeMap::new(), problems: Diagnostics::new() };
        for name in files.under("languages") {
            let Some(tag) = tag_of(name, "languages/", ".yaml") else { continue };
            let Some(file) = files.text(name) else { continue };
            let locale = file.map_err(Diagnostics::from).and_then(|file| Locale::read(tag, file));
            if let Err(found) = &locale {
                set.problems.extend(found.clone());
            }
            set.locales.insert(tag.to_owned(), locale.map(Arc::new));
        }
        let mut partials = BTreeMap::new();
        for name in files.under("partials") {
            match files.text(name) {
                Some(Ok(file)) => {
                    let mut found = Diagnostics::new();
                    found.extend(misused_in(&file));
                    set.problems.extend(found.at_most(MOST_PROBLEMS, &file));
                    partials.insert(name.to_owned(), file);
                }
                Some(Err(found)) => set.problems.push(found),
                None => {}
            }
        }
        for name in files.names() {
            let Some((document, rest)) = name.split_once('/') else { continue };
            let Some(tag) = tag_of(rest, "", ".md") else { continue };
            if ["partials", "fonts", "layouts", "assets", "languages"].contains(&document) {
                continue;
            }
            let template = match files.text(name) {
                Some(Ok(file)) => set.template(document, tag, file, &partials),
                Some(Err(found)) => Err(found.into()),
                None => continue,
            };
            set.templates.insert((document.to_owned(), tag.to_owned()), template);
        }
        set
    }

    fn template(
        &self,
        document: &str,
        tag: &str,
        file: SourceFile,
        partials: &BTreeMap<String, SourceFile>,
    ) -> Result<Template, Diagnostics> {
        if is_device(document) {
            let message = format!("`{document}` cannot be the name of a document");
            return Err(Diagnostic::error(codes::BAD_FILE_NAME, message)
                .at(&file, &(0..3), "")
                .help("Windows keeps the name for a device; give the folder another one")
                .into());
        }
        if let Some(problem) = growth::endless_template(&file) {
            return Err(problem.into());
        }
        let (front, body) = front_matter::read(&file)?;
        let locale = self.locales.get(tag).cloned().unwrap_or_else(|| {
            Err(Diagnostic::error(codes::UNKNOWN_LANGUAGE, format!("there is no language file for `{tag}`"))
                .at(&file, &(0..3), "a template in this language")
                .help(format!("add `templates/languages/{tag}.yaml`; copy en.yaml and change its words"))
                .into())
        })?;
        let mut template = Template {
            document: document.to_owned(),
            language: tag.to_owned(),
            front,
            file,
            body,
            locale,
            engine: Tera::default(),
            looker: OnceLock::new(),
            partials: partials.clone(),
        };
        template.compile()?;
        template.check_fields()?;
        Ok(template)
    }

    /// The names of all documents.
    pub fn documents(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.templates.keys().map(|(document, _)| document.as_str()).collect();
        names.dedup();
        names
    }

    /// The languages that there are templates in.
    pub fn spoken(&self) -> Vec<&str> {
        let mut languages: Vec<&str> = self.templates.keys().map(|(_, language)| language.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    /// The languages that a document can be written in.
    pub fn languages(&self, document: &str) -> Vec<&str> {
        self.templates
            .keys()
            .filter(|(name, _)| name == document)
            .map(|(_, language)| language.as_str())
            .collect()
    }

    /// A template.
    ///
    /// # Errors
    /// What is wrong with it, or that the document does not exist in the language.
    pub fn get(&self, document: &str, language: &str) -> Result<&Template, Diagnostics> {
        match self.templates.get(&(document.to_owned(), language.to_owned())) {
            Some(Ok(template)) => Ok(template),
            Some(Err(found)) => Err(found.clone()),
            None => Err(self.unknown(document, language).into()),
        }
    }

    fn unknown(&self, document: &str, language: &str) -> Diagnostic {
        let documents = self.documents();
        if !documents.contains(&document) {
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_DOCUMENT, format!("there is no document `{document}`"));
            diagnostic.help = did_you_mean(document, &documents);
            return diagnostic;
        }
        Diagnostic::error(
            codes::MISSING_TRANSLATION,
            format!("`{document}` has no template in the language `{language}`"),
        )
        .help(format!(
            "there is {}; add `templates/{document}/{language}.md`, or choose with `--lang` or `working_language`",
            crate::diagnostic::words::alternatives(&self.languages(document))
        ))
    }

    /// A language.
    pub fn locale(&self, tag: &str) -> Option<&Locale> {
        self.locales.get(tag)?.as_ref().ok().map(Arc::as_ref)
    }

    /// What is wrong with languages and shared pieces.
    pub fn general_problems(&self) -> Diagnostics {
        self.problems.clone()
    }

    /// The templates that can be read.
    pub fn readable(&self) -> impl Iterator<Item = &Template> {
        self.templates.values().filter_map(|template| template.as_ref().ok())
    }

    /// Everything that is wrong with the templates, whether or not a document uses them.
    pub fn problems(&self) -> Diagnostics {
        let mut all = self.problems.clone();
        for found in self.templates.values().filter_map(|template| template.as_ref().err()) {
            all.extend(found.clone());
        }
        all
    }
}

/// Stands in a path for what is only known when the template is rendered.
const ANY: &str = "…";

/// How many problems of one file are told at once; more are nobody's to read, and mostly have one cause.
pub const MOST_PROBLEMS: usize = 100;

/// The fields of a shared piece that cannot be used as they are, and what it lets grow without measure; of a piece
/// that is longer than a template can be only that.
fn misused_in(piece: &SourceFile) -> Vec<Diagnostic> {
    if let Some(endless) = growth::endless_template(piece) {
        return vec![endless];
    }
    let misused = fields::misused(piece.text()).into_iter();
    let misused = misused.map(|misused| misused.diagnostic.at(piece, &misused.span, misused.label));
    let swelling = growth::swelling(piece.text()).into_iter();
    misused.chain(swelling.map(|(span, name)| growth::swells(&name).at(piece, &span, ""))).collect()
}

fn tag_of<'a>(name: &'a str, prefix: &str, ending: &str) -> Option<&'a str> {
    let tag = name.strip_prefix(prefix)?.strip_suffix(ending)?;
    (!tag.contains('/')).then_some(tag)
}

const BODY: &str = "body.md";

impl Template {
    fn compile(&mut self) -> Result<(), Diagnostics> {
        let mut engine = Tera::default();
        engine.autoescape_on([".md"]);
        engine.set_escape_fn(escape::markdown);
        functions::register(&mut engine, &self.locale);
        engine.add_raw_templates(self.parts()).map_err(|error| errors::unreadable(&error, self))?;
        self.engine = engine;
        Ok(())
    }

    /// The names and texts of what the engine sees.
    fn parts(&self) -> Vec<(String, String)> {
        let mut parts: Vec<(String, String)> =
            self.partials.iter().map(|(name, file)| (name.clone(), file.text().to_owned())).collect();
        parts.push((BODY.to_owned(), self.file.text()[self.body..].to_owned()));
        parts.extend(self.front.snippets().map(|snippet| (snippet.name.clone(), snippet.text.clone())));
        parts
    }

    /// That a list or a group was printed as it is, in the text made from a part.
    fn raw_value(&self, part: &str, text: &str, context: &tera::Context) -> Option<Diagnostic> {
        if !raw::may_be_in(text, part == BODY) {
            return None;
        }
        self.looked_for(part, context)
    }

    /// A list or a group that a part prints as it is, or gives to a filter for texts.
    fn looked_for(&self, part: &str, context: &tera::Context) -> Option<Diagnostic> {
        let looker = self.looker.get_or_init(|| Looker::new(&self.parts(), &self.locale)).as_ref()?;
        let raw::Found { raw, filter, part, tag } = looker.look(part, context)?;
        let (file, span) = self.locate(&part, &tag);
        let text = self.parts().into_iter().find(|(name, _)| *name == part).map(|(_, text)| text)?;
        let written = raw::written(text.get(tag)?).to_owned();
        let problem = match filter {
            Some(filter) => raw::misfiltered(raw, filter, &written),
            None => raw.diagnostic(&written),
        };
        Some(problem.at(&file, &span, "printed here"))
    }

    /// The shared pieces that are included, directly or by another one.
    fn taken_in(&self) -> Vec<&SourceFile> {
        let front = self.front.snippets().map(|snippet| snippet.text.as_str());
        let mut texts: Vec<&str> = front.chain([&self.file.text()[self.body..]]).collect();
        let mut taken: Vec<&SourceFile> = Vec::new();
        while let Some(text) = texts.pop() {
            for tag in tags::tags(text).into_iter().filter(|tag| tag.kind == tags::Kind::Statement) {
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

    /// That every field which the template names is one that a file can have, and can be printed.
    fn check_fields(&self) -> Result<(), Diagnostics> {
        let mut found = slips::printed_as_it_stands(&self.file, self.body);
        if let Some((span, name)) = growth::swelling(&self.file.text()[self.body..]) {
            let span = span.start + self.body..span.end + self.body;
            found.push(growth::swells(&name).at(&self.file, &span, ""));
        }
        for snippet in self.front.snippets() {
            let swelling = growth::swelling(&snippet.text);
            found.extend(swelling.map(|(_, name)| growth::swells(&name).at(&self.file, &snippet.span, "")));
        }
        for misused in fields::misused(&self.file.text()[self.body..]) {
            let span = misused.span.start + self.body..misused.span.end + self.body;
            found.push(misused.diagnostic.at(&self.file, &span, misused.label));
        }
        // A mistake in a shared piece stops the documents that take it in.
        found.extend(self.taken_in().into_iter().flat_map(misused_in));
        for snippet in self.front.snippets() {
            for misused in fields::misused(&snippet.text) {
                // In quotes the text may stand otherwise than it is read; its parts are there all the same.
                let written = self.file.slice(&snippet.span);
                let part = format!(".{}", misused.name);
                let ends = |at: usize| {
                    !written[at + part.len()..].starts_with(|one: char| one.is_alphanumeric() || one == '_')
                };
                let at = written.match_indices(&part).map(|(at, _)| at).find(|at| ends(*at));
                let span = at.map_or(snippet.span.clone(), |at| {
                    let start = snippet.span.start + at + 1;
                    start..start + misused.name.len()
                });
                found.push(misused.diagnostic.at(&self.file, &span, misused.label));
            }
        }
        let required = self.front.list("requires").iter().map(|snippet| (snippet, "required here"));
        let when =
            self.front.text("when").into_iter().map(|snippet| (snippet, "decides when the document is due"));
        for (snippet, why) in required.chain(when) {
            for path in without_tags(&snippet.text, ANY, " ")
                .split_whitespace()
                .filter(|path| !path.contains(ANY) && !context::is_known(path))
            {
                found.push(
                    Diagnostic::error(codes::UNKNOWN_FIELD, format!("no file has a field `{path}`"))
                        .at(&self.file, &snippet.span, why)
                        .help("fields begin with `institution.`, `partner.`, `contact.` or `sender.`; `handclasp new NAME` explains them"),
                );
            }
        }
        if found.is_empty() { Ok(()) } else { Err(found.at_most(MOST_PROBLEMS, &self.file)) }
    }

    /// Whether it is an email.
    pub fn is_email(&self) -> bool {
        self.front.text("to").is_some()
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

    /// The document's text for a partner; where gaps are shown, with those that there are.
    ///
    /// # Errors
    /// Every gap, unless gaps are shown; a template that asks for what is not there.
    pub fn render(&self, view: &View<'_>, gaps: Gaps) -> Result<Written, Unwritten> {
        let required = self.required(view)?;
        let found = requirements::gaps(&required, &self.file, &self.document, view)?;
        let (draft, phrases) = match (found.is_empty(), gaps) {
            (true, _) => self.write(view, gaps)?,
            (false, Gaps::Refused) => return Err(Unwritten::Gaps(found)),
            (false, Gaps::Shown) => self.write(&requirements::fill(view, &found), gaps)?,
        };
        Ok(Written { draft, phrases, gaps: found })
    }

    fn write(&self, view: &View<'_>, gaps: Gaps) -> Result<(Draft, Vec<Phrase>), Diagnostic> {
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
            return Err(endless(&self.document, partnership.id).at(&self.file, &(0..3), ""));
        }
        Ok((Draft { meta, markdown, template: self.file.clone() }, phrases))
    }

    /// A part with its values, which is not longer than a document can be.
    fn printed(&self, part: &str, context: &tera::Context, view: &View<'_>) -> Result<String, Diagnostic> {
        let mut printed = Printed::default();
        match rendered(|| self.engine.render_to(part, context, &mut printed)) {
            Ok(()) => Ok(printed.text()),
            Err(_) if printed.is_full() => {
                Err(endless(&self.document, view.partnership.id).at(&self.file, &(0..3), ""))
            }
            Err((error, unfit)) => Err(self
                .looked_for(part, context)
                .unwrap_or_else(|| errors::unrenderable(&error, unfit.as_ref(), self, &self.document, view))),
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
}

impl errors::Places for Template {
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blank lines that conditions and loops leave behind are joined to one; blanks at the ends of lines go.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            if !blank {
                tidy.push('\n');
            }
            blank = true;
        } else {
            tidy.push_str(line);
            tidy.push('\n');
            blank = false;
        }
    }
    while tidy.ends_with("\n\n") {
        tidy.pop();
    }
    tidy
}
