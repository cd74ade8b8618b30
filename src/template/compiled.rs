//! A template of one document in one language, as the engine has it: its definition and its words.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use super::context::NUMBER;
use super::definition::{DefinedValue, Definition, Each, Need, SettingValue};
use super::errors::{self, Places};
use super::expression::{Expression, lenient};
use super::front_matter::OF_WORDS;
use super::kept;
use super::kind::{DocumentScope, Kind, OccasionKind};
use super::parts::{PartPlace, TemplatePart};
use super::raw_value_finder::RawValueFinder;
use super::tags::{self, TagKind, without_tags};
use super::words::{DocumentWords, SectionWords};
use super::{escape, functions};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale::Locale;
use crate::source::{SourceFile, Span};

/// A template of one document in one language.
pub struct Template {
    /// The document's name.
    pub document: String,
    /// The language's tag.
    pub language: String,
    /// What the document is.
    pub definition: Arc<Definition>,
    pub(super) words: DocumentWords,
    pub(super) locale: Arc<Locale>,
    pub(super) engine: Tera,
    /// What the engine sees, but for the shared pieces.
    pub(super) parts: Vec<TemplatePart>,
    raw_values: OnceLock<Option<RawValueFinder>>,
    /// The shared pieces, as they are taken in.
    pub(super) partials: BTreeMap<String, SourceFile>,
}

/// The name of the part that is the text of a document in one file.
pub(super) const BODY: &str = "body.md";

/// The name of the part that is the text of a section.
pub(super) fn body_of(id: &str) -> String {
    format!("section.{id}.md")
}

/// The name of the part that is the words of a section's heading.
pub(super) fn heading_of(id: &str) -> String {
    format!("heading.{id}.md")
}

/// What a template is made from.
pub(super) struct TemplateSource {
    /// The document's name.
    pub document: String,
    /// The language's tag.
    pub language: String,
    /// What the document is.
    pub definition: Arc<Definition>,
    /// Its words.
    pub words: DocumentWords,
    /// The byte at which the text of a document in one file begins.
    pub body: usize,
}

impl Template {
    /// A template whose files were read, made ready for the engine.
    ///
    /// # Errors
    /// What the engine cannot read.
    pub(super) fn compile(
        source: TemplateSource,
        locale: Arc<Locale>,
        partials: BTreeMap<String, SourceFile>,
    ) -> Result<Self, Diagnostics> {
        let mut template = Self {
            parts: parts(&source),
            document: source.document,
            language: source.language,
            definition: source.definition,
            words: source.words,
            locale,
            engine: Tera::default(),
            raw_values: OnceLock::new(),
            partials,
        };
        let missing = template.missing_pieces();
        if !missing.is_empty() {
            return Err(missing);
        }
        let mut engine = Tera::default();
        engine.autoescape_on([".md"]);
        engine.set_escape_fn(escape::markdown);
        functions::register(&mut engine, &template.locale);
        engine.add_raw_templates(template.texts()).map_err(|error| errors::unreadable(&error, &template))?;
        template.engine = engine;
        Ok(template)
    }

    /// What finds lists and groups that would be printed as they are; none when the parts cannot be read that way.
    pub(super) fn raw_values(&self) -> Option<&RawValueFinder> {
        self.raw_values.get_or_init(|| RawValueFinder::new(&self.texts(), &self.locale)).as_ref()
    }

    /// The shared pieces that are taken in and that there are none of in the language.
    fn missing_pieces(&self) -> Diagnostics {
        let mut missing = Diagnostics::new();
        for (part, text) in self.texts() {
            for (name, span) in included(&text) {
                // Something else than a shared piece is the engine's to tell.
                let Some(piece) = name.strip_prefix("partials/") else { continue };
                if !self.partials.contains_key(name) {
                    let (file, span) = self.locate(&part, &span);
                    let language = &self.language;
                    let message = format!("there is no shared piece `{name}` in the language `{language}`");
                    let help = format!(
                        "add `templates/partials/{language}/{piece}` with the words of that language"
                    );
                    missing.push(
                        Diagnostic::error(codes::MISSING_SECTION, message).at(&file, &span, "").help(help),
                    );
                }
            }
        }
        missing
    }

    /// The shared pieces that are included, directly or by another one.
    pub(super) fn taken_in(&self) -> Vec<&SourceFile> {
        let mut texts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        let mut taken: Vec<&SourceFile> = Vec::new();
        while let Some(text) = texts.pop() {
            for (name, _) in included(text) {
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
        self.definition.kind
    }

    /// Whom it is about.
    pub fn scope(&self) -> DocumentScope {
        self.definition.scope
    }

    /// What it is made for more than once.
    pub fn occasion(&self) -> Option<OccasionKind> {
        self.definition.occasion
    }

    /// Whether it is an email.
    pub fn is_email(&self) -> bool {
        self.kind().is_email()
    }

    /// Its language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The file of its words.
    pub fn file(&self) -> &SourceFile {
        self.words.files.first().unwrap_or(&self.definition.file)
    }

    /// What stands in its files: the definition and the words.
    pub fn own_texts(&self) -> impl Iterator<Item = &str> {
        [&self.definition.file].into_iter().chain(&self.words.files).map(SourceFile::text)
    }

    /// The layout, unless it is worked out from the data.
    pub fn layout(&self) -> Option<&str> {
        self.said("layout").next().filter(|layout| !layout.contains('{'))
    }

    /// What a key of the definition says, as it is written; an item each of a list.
    pub fn said(&self, key: &str) -> impl Iterator<Item = &str> {
        self.definition.setting(key).iter().map(SettingValue::written)
    }

    /// What may go with it, as far as the definition names it: the items of a list, and the names in quotes of an
    /// expression and of the values that it uses.
    pub fn may_be_attached(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut expressions: Vec<&Expression> = Vec::new();
        for value in self.definition.setting("attach") {
            match value {
                SettingValue::Literal(_) | SettingValue::Text(_) => names.push(value.written()),
                SettingValue::Expression(expression) => expressions.push(expression),
            }
        }
        let mut at = 0;
        while let Some(expression) = expressions.get(at).copied() {
            at += 1;
            names.extend(quoted(&expression.text).filter(|name| name.contains('.')));
            let is_apart = |one: char| !one.is_alphanumeric() && one != '_';
            let is_used =
                |value: &&DefinedValue| expression.text.split(is_apart).any(|word| word == value.name);
            let used = self.definition.define.iter().filter(is_used).map(|value| &value.expression);
            let used: Vec<&Expression> = used.filter(|one| !expressions.contains(one)).collect();
            expressions.extend(used);
        }
        names
    }

    /// Whether something may go with it, as far as the definition names it.
    pub fn may_attach(&self, name: &str) -> bool {
        self.may_be_attached().contains(&name)
    }

    /// Whether definition or front matter has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        !self.definition.setting(key).is_empty() || self.words.front.contains_key(key)
    }

    /// Where a key of the definition or of the front matter stands; of a list, the item that is written so, else the
    /// first.
    pub fn place_of(&self, key: &str, item: Option<&str>) -> (SourceFile, Span) {
        let settings = self.definition.setting(key);
        let named = settings.iter().find(|value| Some(value.written()) == item).or(settings.first());
        if let Some(value) = named {
            return (self.definition.file.clone(), value.span().clone());
        }
        match self.words.front.get(key).and_then(|texts| texts.first()) {
            Some(text) => (text.file.clone(), text.snippet.span.clone()),
            None if !OF_WORDS.contains(&key) && !self.definition.is_one_file() => {
                (self.definition.file.clone(), 0..0)
            }
            None => (self.file().clone(), 0..3),
        }
    }

    /// The texts below the front matter with their files, with `value` where a value is printed and without what
    /// decides.
    pub fn texts_without_tags(&self, value: &str) -> Vec<(SourceFile, String)> {
        let texts = self.parts.iter().filter(|part| part.name == BODY || part.name.starts_with("section."));
        texts.map(|part| (part.file.clone(), without_tags(&part.text, value, ""))).collect()
    }

    /// The files of the shared pieces.
    pub fn pieces(&self) -> impl Iterator<Item = &SourceFile> {
        self.partials.values()
    }

    /// The files of its definition and its words.
    pub fn own_files(&self) -> impl Iterator<Item = &SourceFile> {
        let definition = Some(&self.definition.file).filter(|_| !self.definition.is_one_file());
        self.words.files.iter().chain(definition).chain(&self.definition.used)
    }

    /// The files that have words: its own and the shared pieces.
    pub fn worded_files(&self) -> impl Iterator<Item = &SourceFile> {
        self.words.files.iter().chain(self.partials.values())
    }

    /// Its files and those of the shared pieces.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.own_files().chain(self.partials.values())
    }

    /// A part of it.
    pub(super) fn part(&self, name: &str) -> Option<&TemplatePart> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// The texts in single quotes of an expression.
fn quoted(expression: &str) -> impl Iterator<Item = &str> {
    expression.split('\'').skip(1).step_by(2)
}

/// What a text takes in, each with the place of its name.
fn included(text: &str) -> Vec<(&str, Span)> {
    let statements = tags::tags(text).into_iter().filter(|tag| tag.kind == TagKind::Statement);
    statements
        .filter_map(|tag| {
            let name =
                text[tag.inner.clone()].trim().strip_prefix("include")?.trim().trim_matches(['"', '\'', '`']);
            let start = tag.inner.start + text[tag.inner].find(name)?;
            Some((name, start..start + name.len()))
        })
        .collect()
}

/// Everything that the engine sees of a document.
fn parts(source: &TemplateSource) -> Vec<TemplatePart> {
    let definition = &source.definition;
    let mut parts = Vec::new();
    let mut known: Arc<str> = Arc::from("");
    for DefinedValue { name, expression, file } in &definition.define {
        parts.push(expressed(file, expression, &known));
        known = Arc::from(format!("{known}{{% set {name} = {} %}}", expression.text));
    }
    for value in definition.settings.iter().flat_map(|setting| &setting.values) {
        match value {
            SettingValue::Literal(_) => {}
            SettingValue::Expression(expression) => {
                parts.push(expressed(&definition.file, expression, &known))
            }
            SettingValue::Text(snippet) => parts.push(TemplatePart {
                name: snippet.name.clone(),
                text: snippet.text.clone(),
                file: definition.file.clone(),
                place: PartPlace::Within(snippet.span.clone()),
                prelude: Arc::from(""),
            }),
        }
    }
    needed(definition, &definition.needs, &known, &mut parts);
    let in_front = source.words.front.iter().filter(|(key, _)| definition.setting(key).is_empty());
    for text in in_front.filter(|(key, _)| key.as_str() != "requires").flat_map(|(_, texts)| texts) {
        parts.push(TemplatePart {
            name: text.snippet.name.clone(),
            text: text.snippet.text.clone(),
            file: text.file.clone(),
            place: PartPlace::Within(text.snippet.span.clone()),
            prelude: known.clone(),
        });
    }
    if definition.is_one_file() {
        let file = definition.file.clone();
        let text = file.text()[source.body..].to_owned();
        let place = PartPlace::From(source.body);
        parts.push(TemplatePart { name: BODY.to_owned(), text, file, place, prelude: Arc::from("") });
        return parts;
    }
    for within in definition.all_sections() {
        let rule = within.rule;
        let mut around = known.clone();
        for each in &within.around {
            if Some(*each) == rule.each.as_ref() {
                parts.push(expressed(&definition.file, &each.list, &around));
            }
            let Each { name, list } = each;
            let text = &list.text;
            around = Arc::from(format!("{around}{{% for {name} in {text} %}}{{% set {NUMBER} = 1 %}}"));
        }
        let conditions = rule.when.iter().chain(rule.columns.iter().map(|(_, expression)| expression));
        parts.extend(conditions.map(|expression| expressed(&definition.file, expression, &around)));
        needed(definition, &rule.needs, &around, &mut parts);
        if let Some(words) = source.words.sections.get(&rule.id) {
            parts.extend(worded(words, &around));
        }
    }
    parts
}

fn expressed(file: &SourceFile, expression: &Expression, prelude: &Arc<str>) -> TemplatePart {
    TemplatePart {
        name: expression.name.clone(),
        text: kept::as_template(&lenient(&expression.text)),
        file: file.clone(),
        place: PartPlace::Within(expression.span.clone()),
        prelude: prelude.clone(),
    }
}

fn needed(definition: &Definition, needs: &[Need], prelude: &Arc<str>, parts: &mut Vec<TemplatePart>) {
    for need in needs {
        match need {
            Need::Fields { when, .. } => {
                parts.extend(when.iter().map(|when| expressed(&definition.file, when, prelude)));
            }
            Need::Text(snippet) => parts.push(TemplatePart {
                name: snippet.name.clone(),
                text: snippet.text.clone(),
                file: definition.file.clone(),
                place: PartPlace::Within(snippet.span.clone()),
                prelude: Arc::from(""),
            }),
        }
    }
}

fn worded(words: &SectionWords, prelude: &Arc<str>) -> Vec<TemplatePart> {
    let part = |name: String, span: &Span| TemplatePart {
        name,
        text: words.file.slice(span).to_owned(),
        file: words.file.clone(),
        place: PartPlace::From(span.start),
        prelude: prelude.clone(),
    };
    let heading = words.has_heading().then(|| part(heading_of(&words.id), &words.heading));
    heading.into_iter().chain([part(body_of(&words.id), &words.body)]).collect()
}

impl Places for Template {
    fn locate(&self, part: &str, range: &Span) -> (SourceFile, Span) {
        if let Some(file) = self.partials.get(part) {
            return (file.clone(), range.clone());
        }
        match self.part(part) {
            Some(part) => (part.file.clone(), part.locate(range)),
            None => (self.file().clone(), 0..0),
        }
    }

    fn file(&self) -> &SourceFile {
        Self::file(self)
    }

    fn texts(&self) -> Vec<(String, String)> {
        let parts = self.parts.iter().map(|part| (part.name.clone(), part.text.clone()));
        let pieces = self.partials.iter().map(|(name, file)| (name.clone(), file.text().to_owned()));
        parts.chain(pieces).collect()
    }

    fn instead_of(&self, path: &str, line: usize) -> String {
        if self.definition.is_one_file() {
            return errors::asked_for(path, line);
        }
        format!(
            "say in `document.yaml` when the section is due (`when: {path}`), or write `{{{{ {path} | around(with=\"{{}}\") }}}}`"
        )
    }

    fn in_full(&self, path: &str) -> String {
        let mut path = path.to_owned();
        // From the last to the first: each may be made of those above it.
        for DefinedValue { name, expression, .. } in self.definition.define.iter().rev() {
            let Some(rest) = path.strip_prefix(name.as_str()) else { continue };
            if (rest.is_empty() || rest.starts_with(['.', '?', '[']))
                && let Some(whole) = expression.path()
            {
                path = format!("{whole}{rest}");
            }
        }
        path
    }
}
