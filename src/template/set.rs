//! All templates of a workspace, with the languages that they are in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

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
/// The folder of pieces that documents share.
const PARTIALS: &str = "partials";
/// The folders below the templates that are no document's.
pub const SHARED: &[&str] = &[PARTIALS, "fonts", "layouts", "assets", "languages"];

/// All templates of a workspace. A language is read when something is made in it.
pub struct TemplateSet {
    files: Arc<TemplateFiles>,
    /// By document and language.
    templates: BTreeMap<(String, String), ReadWords>,
    languages: BTreeMap<String, Arc<OnceLock<LanguageParts>>>,
    definitions: BTreeMap<String, Result<Arc<Definition>, Diagnostics>>,
    /// The languages that the workspace names.
    in_use: BTreeSet<String>,
    about_all: BTreeSet<String>,
    problems: Diagnostics,
}

/// Words of a document in a language, read when they are asked for first.
type ReadWords = Arc<OnceLock<Result<Template, Diagnostics>>>;

/// What all templates of a language share.
struct LanguageParts {
    locale: Option<Result<Arc<Locale>, Diagnostics>>,
    partials: BTreeMap<String, SourceFile>,
    /// What is wrong with those.
    problems: Diagnostics,
}

impl TemplateSet {
    /// Finds all templates; those of the languages that the workspace names, and those that somebody wrote, are looked through
    /// even if nothing is made from them.
    pub fn load(files: Arc<TemplateFiles>, named: &[&str]) -> Self {
        let mut definitions: BTreeMap<String, Result<Arc<Definition>, Diagnostics>> = BTreeMap::new();
        let mut templates = BTreeMap::new();
        let mut languages = BTreeMap::new();
        let mut own = BTreeSet::new();
        for name in files.names() {
            let language_file = tag_of(name, "languages/", ".yaml");
            let shared_piece = name.strip_prefix("partials/").and_then(|rest| Some(rest.split_once('/')?.0));
            let words = name.split_once('/').filter(|(document, _)| !SHARED.contains(document));
            let words = words.and_then(|(document, rest)| Some((document, tag_of(rest, "", ".md")?)));
            if let Some((document, DEFINITION)) = name.split_once('/')
                && let Some(file) = files.text(name)
            {
                let shared = |name: &str| files.text(&format!("partials/{name}.yaml"))?.ok();
                let definition = file.map_err(Diagnostics::from);
                let definition = definition.and_then(|file| reader::read(file, &shared).map(Arc::new));
                definitions.insert(document.to_owned(), definition);
            }
            if let Some((document, tag)) = words {
                templates.insert((document.to_owned(), tag.to_owned()), Arc::default());
            }
            if let Some(tag) = language_file.or(shared_piece).or(words.map(|(_, tag)| tag)) {
                languages.insert(tag.to_owned(), Arc::default());
                if files.is_own(name) {
                    own.insert(tag.to_owned());
                }
            }
        }
        let mut set = Self {
            files,
            templates,
            languages,
            definitions,
            in_use: own,
            about_all: BTreeSet::new(),
            problems: Diagnostics::new(),
        };
        set.in_use.extend(named.iter().map(|tag| (*tag).to_owned()));
        // Without templates in one of those, what a document is is learned from others.
        if !set.templates.keys().any(|(_, tag)| set.in_use.contains(tag)) {
            let any = set.templates.keys().map(|(_, tag)| tag).min_by_key(|tag| *tag != FALLBACK).cloned();
            set.in_use.extend(any);
        }
        set.about_all = set.find_about_all();
        set.problems = set.find_problems();
        set
    }

    /// The same with other words of a document in a language; these alone are read anew.
    pub fn with_words(&self, files: Arc<TemplateFiles>, document: &str, tag: &str) -> Self {
        let mut templates = self.templates.clone();
        let which = (document.to_owned(), tag.to_owned());
        match files.bytes(&words_name(document, tag)) {
            Some(_) => templates.insert(which, Arc::default()),
            None => templates.remove(&which),
        };
        Self {
            files,
            templates,
            languages: self.languages.clone(),
            definitions: self.definitions.clone(),
            in_use: self.in_use.clone(),
            about_all: self.about_all.clone(),
            problems: self.problems.clone(),
        }
    }

    /// The documents that are about all partners.
    fn find_about_all(&self) -> BTreeSet<String> {
        let scope = |document: &str, tag: &str| match self.get(document, tag) {
            Ok(template) => template.scope(),
            Err(_) => {
                let file = self.files.text(&words_name(document, tag)).and_then(Result::ok);
                let definition = self.definitions.get(document);
                file.map_or_else(DocumentScope::default, |file| scope_of_broken(&file, definition))
            }
        };
        let in_use = self.templates.keys().filter(|(_, tag)| self.in_use.contains(tag));
        let about_all = in_use.filter(|(document, tag)| scope(document, tag) == DocumentScope::Institution);
        about_all.map(|(document, _)| document.clone()).collect()
    }

    /// What is wrong with languages, shared pieces and definitions.
    fn find_problems(&self) -> Diagnostics {
        let mut problems = Diagnostics::new();
        let in_use = self.languages.keys().filter(|tag| self.in_use.contains(*tag));
        for parts in in_use.filter_map(|tag| self.parts(tag)) {
            problems.extend(parts.problems.clone());
            problems.extend(
                parts.locale.iter().filter_map(|locale| locale.as_ref().err()).flat_map(Clone::clone),
            );
        }
        problems.extend(Partials::of_all_languages(&self.files).1);
        // A definition that nobody has words for is told too.
        for (document, definition) in &self.definitions {
            if let Err(found) = definition
                && !self.templates.keys().any(|(name, _)| name == document)
            {
                problems.extend(found.clone());
            }
        }
        problems.without_repetitions()
    }

    /// What the templates of a language share, read when it is asked for first.
    fn parts(&self, tag: &str) -> Option<&LanguageParts> {
        let parts = self.languages.get(tag)?;
        Some(parts.get_or_init(|| {
            let file = self.files.text(&format!("languages/{tag}.yaml"));
            let locale = file.map(|file| {
                file.map_err(Diagnostics::from).and_then(|file| Locale::read(tag, file)).map(Arc::new)
            });
            let (partials, problems) = Partials::of_language(&self.files, tag);
            LanguageParts { locale, partials: partials.taken(), problems }
        }))
    }

    fn read(&self, document: &str, tag: &str) -> Result<Template, Diagnostics> {
        let name = words_name(document, tag);
        let file = self.files.text(&name).ok_or_else(|| self.unknown(document, tag))??;
        let definition = self.definitions.get(document);
        self.template(FoundWords { name: &name, document, tag, file }, definition)
    }

    fn template(
        &self,
        words: FoundWords<'_>,
        definition: Option<&Result<Arc<Definition>, Diagnostics>>,
    ) -> Result<Template, Diagnostics> {
        let files = &self.files;
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
        let parts = self.parts(tag);
        let locale = parts.and_then(|parts| parts.locale.clone()).unwrap_or_else(|| {
            Err(Diagnostic::error(codes::UNKNOWN_LANGUAGE, format!("there is no language file for `{tag}`"))
                .at(&file, &(0..3), "a template in this language")
                .help(format!("add `templates/languages/{tag}.yaml`; copy en.yaml and change its words"))
                .into())
        });
        let partials = parts.map(|parts| parts.partials.clone()).unwrap_or_default();
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
        // What is shipped was looked through before (`tests/definitions.rs`), and takes longer to look through than to use.
        let is_shipped = ![document, PARTIALS].iter().any(|folder| files.has_own_in(folder));
        if !is_shipped && let Err(more) = checks::check(&template) {
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
        let template = self.templates.get(&(document.to_owned(), language.to_owned()));
        let template = template.ok_or_else(|| self.unknown(document, language))?;
        template.get_or_init(|| self.read(document, language)).as_ref().map_err(Clone::clone)
    }

    /// A template of a document that can be read, for what it says in every language alike: in a language that the workspace
    /// names where there is one, as that is read anyhow.
    pub fn of_any_language(&self, document: &str) -> Option<&Template> {
        let mut languages = self.languages(document);
        languages.sort_by_key(|tag| !self.in_use.contains(*tag));
        languages.into_iter().find_map(|tag| self.get(document, tag).ok())
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

    /// What a document is; none of one in one file, and of a definition with mistakes.
    pub fn definition(&self, document: &str) -> Option<&Definition> {
        self.definitions.get(document)?.as_ref().ok().map(Arc::as_ref)
    }

    /// A language.
    pub fn locale(&self, tag: &str) -> Option<&Locale> {
        self.parts(tag)?.locale.as_ref()?.as_ref().ok().map(Arc::as_ref)
    }

    /// What is wrong with languages and shared pieces.
    pub fn general_problems(&self) -> Diagnostics {
        self.problems.clone()
    }

    /// The templates that can be read, in the languages that the workspace names.
    pub fn readable(&self) -> impl Iterator<Item = &Template> {
        self.in_use().filter_map(Result::ok)
    }

    /// The templates of a language that can be read.
    pub fn in_language<'t>(&'t self, language: &'t str) -> impl Iterator<Item = &'t Template> {
        let own = self.templates.keys().filter(move |(_, tag)| tag == language);
        own.filter_map(move |(document, tag)| self.get(document, tag).ok())
    }

    fn in_use(&self) -> impl Iterator<Item = Result<&Template, Diagnostics>> {
        let in_use = self.templates.keys().filter(|(_, tag)| self.in_use.contains(tag));
        in_use.map(|(document, tag)| self.get(document, tag))
    }

    /// Everything that is wrong with the templates of the languages that the workspace names, whether or not a document uses
    /// them.
    pub fn problems(&self) -> Diagnostics {
        let mut all = self.problems.clone();
        for found in self.in_use().filter_map(Result::err) {
            all.extend(found);
        }
        all
    }
}

/// The language that tells what a document is when the workspace names none that has templates.
const FALLBACK: &str = "en";

/// The file of a document's words in a language.
fn words_name(document: &str, tag: &str) -> String {
    format!("{document}/{tag}.md")
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
