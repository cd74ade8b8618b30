//! The languages that the page speaks, and which one a browser gets.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, header};
use jiff::civil::Date;

use super::super::serving::assets::{field_file, word_files};
use super::model_words::ModelWords;
use super::page_words::{CountedWords, PageWords};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::display_names;
use crate::letters::unaccented;
use crate::locale::{Locale, fill};
use crate::reminders::ReminderPhrase;
use crate::schema::Record;
use crate::template::TemplateSet;
use crate::workspace::TemplateFiles;

/// The language that is there for everybody.
const USUAL: &str = "en";
/// The cookie in which a browser keeps the language that somebody chose.
pub const LANGUAGE_COOKIE: &str = "handclasp-language";

/// A language that the page speaks.
pub struct Spoken {
    /// Its tag.
    pub tag: &'static str,
    /// Its words.
    pub words: PageWords,
    /// What the forms call the fields of the model.
    pub model: ModelWords,
    locale: Locale,
}

/// All languages that the page speaks, English first.
///
/// # Errors
/// What is wrong with their files: those of the program itself.
pub fn spoken() -> Result<Vec<Spoken>, Diagnostics> {
    let files = TemplateFiles::built_in();
    let mut all = Vec::new();
    for (tag, file) in word_files() {
        let missing = || Diagnostic::error(codes::UNKNOWN_LOCALE, format!("`{tag}` is no language of ours"));
        let language = files.text(&format!("languages/{tag}.yaml")).ok_or_else(missing)??;
        let words = Record::<PageWords>::read(file)?.model;
        if let Some(phrase) = ReminderPhrase::ALL.iter().find(|one| words.reminder(**one).is_empty()) {
            let message = format!("the words of the page in `{tag}` have no `{}`", phrase.key());
            return Err(Diagnostic::error(codes::UNKNOWN_LOCALE, message).into());
        }
        let nameless =
            || Diagnostic::error(codes::UNKNOWN_LOCALE, format!("the fields have no names in `{tag}`"));
        let fields = field_file(tag).ok_or_else(nameless)?;
        let model = Record::<ModelWords>::read(fields)?.model;
        all.push(Spoken { tag, words, model, locale: Locale::read(tag, language)? });
    }
    all.sort_by_key(|one| (one.tag != USUAL, one.tag));
    Ok(all)
}

impl Spoken {
    /// A phrase with a number in it.
    pub fn counted(&self, forms: &CountedWords, number: usize) -> String {
        let category = self.locale.plural_category(number.try_into().unwrap_or(i128::MAX));
        let form = forms.get(category).or_else(|| forms.get("other"));
        fill(form.map_or("{n}", String::as_str), &[("n", &number.to_string())])
    }

    /// A day.
    pub fn day(&self, day: Date) -> String {
        self.locale.date(day)
    }

    /// The name of a country.
    pub fn country<'a>(&'a self, code: &'a str) -> &'a str {
        self.locale.country(code)
    }

    /// All countries, each by its code with its name, by the names.
    pub fn countries(&self) -> Vec<(String, String)> {
        let is_country = |code: &&str| code.bytes().all(|one| one.is_ascii_uppercase());
        let codes: BTreeSet<&str> = display_names::all().map(|(code, _)| code).filter(is_country).collect();
        self.by_name(codes.into_iter().map(|code| (code.to_owned(), self.country(code).to_owned())).collect())
    }

    /// The languages that there are documents in, each by its tag with its name, by the names.
    pub fn document_languages(&self) -> Vec<(String, String)> {
        let templates = TemplateSet::load(TemplateFiles::built_in().into(), &[]);
        let tags = templates.spoken().into_iter().map(|tag| (tag.to_owned(), self.language(tag).to_owned()));
        self.by_name(tags.collect())
    }

    /// What a type of partnership is called.
    pub fn partnership_type<'a>(&'a self, name: &'a str) -> &'a str {
        self.locale.words.partnership_types.get(name).map_or(name, String::as_str)
    }

    /// In the order of the names, as people look for them: an accent does not put a name at the end.
    fn by_name(&self, mut named: Vec<(String, String)>) -> Vec<(String, String)> {
        named.sort_by_cached_key(|(_, name)| unaccented(name));
        named
    }

    /// The name of a language.
    pub fn language<'a>(&'a self, tag: &'a str) -> &'a str {
        self.locale.language(tag)
    }
}

/// The tags that a browser would like, the one that somebody chose first.
pub fn wanted(headers: &HeaderMap) -> Vec<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = text(header::COOKIE).split(';').filter_map(|pair| pair.trim().split_once('='));
    let chosen = chosen.filter(|(name, _)| *name == LANGUAGE_COOKIE).map(|(_, tag)| tag);
    // Browsers name them in the order in which they are wanted.
    let accepted = text(header::ACCEPT_LANGUAGE).split(',').filter_map(|one| one.split(';').next());
    chosen.chain(accepted).map(|tag| tag.trim().to_owned()).collect()
}

/// Whether a language is the one of a tag: `pt` is spoken by `pt-PT`, and `pt-BR` too rather than by English.
pub fn is_spoken_by(wanted: &str, tag: &str) -> bool {
    let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    wanted.eq_ignore_ascii_case(tag) || first(wanted) == first(tag)
}
