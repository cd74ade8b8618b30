//! All templates of a workspace, with the languages that they are in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compiled::Template;
use super::front_matter::FrontMatter;
use super::kind::{DocumentScope, Kind};
use super::{checks, front_matter, growth};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale::Locale;
use crate::source::SourceFile;
use crate::workspace::{TemplateFiles, built_in_texts, is_device};

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
        let mut partials = BTreeMap::new();
        for name in files.under("partials") {
            match files.text(name) {
                Some(Ok(file)) => {
                    let mut found = Diagnostics::new();
                    found.extend(checks::misused_in(&file));
                    set.problems.extend(found.cut_short(&file));
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
                Some(Ok(file)) => {
                    let template = set.template(document, tag, file.clone(), &partials);
                    let is_about_all = match &template {
                        Ok(template) => template.scope() == DocumentScope::Institution,
                        // Whom it is about is known of a template that has mistakes, too.
                        Err(_) => front_matter::read(&file).is_ok_and(|(front, _)| {
                            let scope = front.text("scope").map(|snippet| snippet.text.trim());
                            scope.and_then(DocumentScope::named) == Some(DocumentScope::Institution)
                        }),
                    };
                    if is_about_all {
                        set.about_all.insert(document.to_owned());
                    }
                    template
                }
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
        let original = if front.text("kind").is_none() { original(document) } else { None };
        let front = match original {
            Some(original) => front.completed(&original, &["kind", "occasion"]),
            None => front,
        };
        let locale = self.locales.get(tag).cloned().unwrap_or_else(|| {
            Err(Diagnostic::error(codes::UNKNOWN_LANGUAGE, format!("there is no language file for `{tag}`"))
                .at(&file, &(0..3), "a template in this language")
                .help(format!("add `templates/languages/{tag}.yaml`; copy en.yaml and change its words"))
                .into())
        })?;
        let template = Template::compile(document, tag, (front, body), file, locale, partials.clone())?;
        checks::check(&template)?;
        Ok(template)
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

/// The front matter of the built-in document of a name: what takes its place is of its kind, unless it says otherwise.
fn original(document: &str) -> Option<FrontMatter> {
    built_in_texts(document, "md").find_map(|text| {
        let file = SourceFile::new(document, text);
        front_matter::read(&file).ok().map(|(front, _)| front)
    })
}

fn tag_of<'a>(name: &'a str, prefix: &str, ending: &str) -> Option<&'a str> {
    let tag = name.strip_prefix(prefix)?.strip_suffix(ending)?;
    (!tag.contains('/')).then_some(tag)
}
