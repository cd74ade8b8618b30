//! All templates of a workspace, with the languages that they are in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compiled::{Template, TemplateSource};
use super::definition::Definition;
use super::front_matter::FrontMatter;
use super::kind::{DocumentScope, Kind};
use super::one_file::is_one_file;
use super::partials::Partials;
use super::words::DocumentWords;
use super::{checks, definition_reader as reader, front_matter, growth, one_file, section_checks, words};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale::Locale;
use crate::source::SourceFile;
use crate::workspace::{TemplateFiles, is_device};

/// The name of the file that says what a document is.
pub const DEFINITION: &str = "document.yaml";
/// The folders below the templates that are no document's.
pub const SHARED: &[&str] = &["partials", "fonts", "layouts", "assets", "languages"];

/// All templates of a workspace.
pub struct TemplateSet {
    templates: BTreeMap<(String, String), Result<Template, Diagnostics>>,
    locales: BTreeMap<String, Result<Arc<Locale>, Diagnostics>>,
    about_all: BTreeSet<String>,
    problems: Diagnostics,
}

impl TemplateSet {
    /// Reads all templates; what is wrong with one does not touch the others.
    pub fn load(files: &TemplateFiles) -> Self {
        let mut set = Self {
            templates: BTreeMap::new(),
            locales: BTreeMap::new(),
            about_all: BTreeSet::new(),
            problems: Diagnostics::new(),
        };
        for name in files.under("languages") {
            let Some(tag) = tag_of(name, "languages/", ".yaml") else { continue };
            let Some(file) = files.text(name) else { continue };
            let locale = file.map_err(Diagnostics::from).and_then(|file| Locale::read(tag, file));
            if let Err(found) = &locale {
                set.problems.extend(found.clone());
            }
            set.locales.insert(tag.to_owned(), locale.map(Arc::new));
        }
        let partials = Partials::read(files, &mut set.problems);
        let mut definitions: BTreeMap<String, Result<Arc<Definition>, Diagnostics>> = BTreeMap::new();
        for name in files.names() {
            let Some((document, DEFINITION)) = name.split_once('/') else { continue };
            let Some(file) = files.text(name) else { continue };
            let shared = |name: &str| files.text(&format!("partials/{name}.yaml"))?.ok();
            let definition = file.map_err(Diagnostics::from);
            let definition = definition.and_then(|file| reader::read(file, &shared).map(Arc::new));
            definitions.insert(document.to_owned(), definition);
        }
        for name in files.names() {
            let Some((document, rest)) = name.split_once('/') else { continue };
            let Some(tag) = tag_of(rest, "", ".md") else { continue };
            if SHARED.contains(&document) {
                continue;
            }
            let template = match files.text(name) {
                Some(Ok(file)) => {
                    let definition = definitions.get(document);
                    let words = FoundWords { name, document, tag, file: file.clone() };
                    let template = set.template(words, files, definition, &partials);
                    let scope = match &template {
                        Ok(template) => template.scope(),
                        Err(_) => scope_of_broken(&file, definition),
                    };
                    if scope == DocumentScope::Institution {
                        set.about_all.insert(document.to_owned());
                    }
                    template
                }
                Some(Err(found)) => Err(found.into()),
                None => continue,
            };
            set.templates.insert((document.to_owned(), tag.to_owned()), template);
        }
        // A definition that nobody has words for is told too.
        for (document, definition) in definitions {
            if let Err(found) = definition
                && !set.templates.keys().any(|(name, _)| *name == document)
            {
                set.problems.extend(found);
            }
        }
        set
    }

    fn template(
        &self,
        words: FoundWords<'_>,
        files: &TemplateFiles,
        definition: Option<&Result<Arc<Definition>, Diagnostics>>,
        partials: &Partials,
    ) -> Result<Template, Diagnostics> {
        let FoundWords { name, document, tag, file } = words;
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
        // Words that change a section or two need no front matter of their own.
        let has_front = front_matter::split(file.text()).is_some() || definition.is_none();
        let (front, body) = if has_front { front_matter::read(&file)? } else { (FrontMatter::default(), 0) };
        let locale = self.locales.get(tag).cloned().unwrap_or_else(|| {
            Err(Diagnostic::error(codes::UNKNOWN_LANGUAGE, format!("there is no language file for `{tag}`"))
                .at(&file, &(0..3), "a template in this language")
                .help(format!("add `templates/languages/{tag}.yaml`; copy en.yaml and change its words"))
                .into())
        });
        let partials = partials.of(tag);
        let source = |definition, words| TemplateSource {
            document: document.to_owned(),
            language: tag.to_owned(),
            definition,
            words,
            body,
        };
        if is_one_file(&front) || definition.is_none() {
            for key in ["title", "layout"] {
                if front.text(key).is_none() {
                    return Err(front_matter::missing(&file, key).into());
                }
            }
            let usual = definition.and_then(|definition| definition.as_ref().ok());
            let own = one_file::definition(&file, &front, usual.map(Arc::as_ref));
            let words = DocumentWords::of_one_file(&file, &front);
            let template = Template::compile(source(Arc::new(own), words), locale?, partials)?;
            checks::check(&template)?;
            return Ok(template);
        }
        let Some(Ok(definition)) = definition else {
            return Err(definition.and_then(|definition| definition.clone().err()).unwrap_or_default());
        };
        let misplaced = one_file::misplaced(&file, &front);
        if !misplaced.is_empty() {
            return Err(misplaced);
        }
        let main = words::cut(&file, front, body)?;
        let below = files.covered_text(name).map(|file| DocumentWords::read(&file)).transpose()?;
        // Built-in words are judged by the built-in definition only: somebody's own may leave sections out.
        let is_own_definition = files.is_own(&format!("{document}/{DEFINITION}"));
        let is_judged = files.is_own(name) || !is_own_definition;
        let words = DocumentWords::of(main, below);
        let template = Template::compile(source(definition.clone(), words), locale?, partials)?;
        let mut found = section_checks::problems(&template, is_judged);
        if let Err(more) = checks::check(&template) {
            found.extend(more);
        }
        if found.has_errors() { Err(found) } else { Ok(template) }
    }

    /// The names of all documents.
    pub fn documents(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.templates.keys().map(|(document, _)| document.as_str()).collect();
        names.dedup();
        names
    }

    /// The names of the documents that are about all partners, and made once.
    pub fn about_all(&self) -> &BTreeSet<String> {
        &self.about_all
    }

    /// The names of the documents of a kind.
    pub fn of_kind(&self, kind: Kind) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .readable()
            .filter(|template| template.kind() == kind)
            .map(|template| template.document.as_str())
            .collect();
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
            alternatives(&self.languages(document))
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

/// Whom a document is about whose template has mistakes.
fn scope_of_broken(
    file: &SourceFile,
    definition: Option<&Result<Arc<Definition>, Diagnostics>>,
) -> DocumentScope {
    let front = front_matter::read(file).ok();
    let said = front.as_ref().and_then(|(front, _)| DocumentScope::named(front.text("scope")?.text.trim()));
    let defined = definition.and_then(|definition| Some(definition.as_ref().ok()?.scope));
    said.or(defined).unwrap_or_default()
}

/// Words that were found, still to be read.
struct FoundWords<'f> {
    name: &'f str,
    document: &'f str,
    tag: &'f str,
    file: SourceFile,
}

fn tag_of<'a>(name: &'a str, prefix: &str, ending: &str) -> Option<&'a str> {
    let tag = name.strip_prefix(prefix)?.strip_suffix(ending)?;
    (!tag.contains('/')).then_some(tag)
}
