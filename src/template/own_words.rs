//! The words of a document in a language as somebody changes them: ours, and their own over them.

use std::collections::HashSet;

use super::definition::Definition;
use super::front_matter::OF_WORDS;
use super::words_place::{PlaceWords, WordsPlace};
use super::words_text::WordsText;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Span};
use crate::workspace::{TEMPLATES, TemplateFiles};

/// The words of a document in a language: ours, and those of the workspace.
#[derive(Debug, Clone)]
pub struct OwnWords {
    /// The name of the workspace's file, whether there is one or not.
    pub name: String,
    /// That file, when there is one.
    pub file: Option<SourceFile>,
    built_in: Option<WordsText>,
    own: Option<WordsText>,
}

/// What becomes of the workspace's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsChange {
    /// Nothing: it says so already.
    Same,
    /// It has this text.
    Text(String),
    /// It goes: nothing of a person would be left in it.
    Gone,
    /// Nothing can be done: other places would say something else.
    TouchesOthers,
}

impl OwnWords {
    /// Of a document in a language; none when there is neither.
    ///
    /// # Errors
    /// What is wrong with the workspace's file, so that its sections cannot be told apart.
    pub fn of(files: &TemplateFiles, document: &str, language: &str) -> Result<Option<Self>, Diagnostics> {
        let short = format!("{document}/{language}.md");
        let Some(first) = files.text(&short) else { return Ok(None) };
        let file = files.own_bytes(&short).map(|_| first.clone()).transpose()?;
        let built_in = match &file {
            Some(_) => files.covered_text(&short),
            None => Some(first?),
        };
        let own = file.as_ref().map(WordsText::read).transpose()?;
        // A document in one file takes the place of the whole.
        let built_in = built_in.filter(|_| !own.as_ref().is_some_and(WordsText::is_one_file));
        let built_in = built_in.as_ref().map(WordsText::read).transpose()?;
        Ok(Some(Self { name: format!("{TEMPLATES}/{short}"), file, built_in, own }))
    }

    /// Where the words of a place stand in a file; none when it has none, or cannot be cut into sections.
    pub fn span_in(file: &SourceFile, place: &WordsPlace) -> Option<Span> {
        WordsText::read(file).ok()?.span(place)
    }

    /// All places, in the order of the built-in words; of sections those that the definition names, and the workspace's own.
    pub fn places(&self, definition: Option<&Definition>) -> Vec<WordsPlace> {
        let sections = definition.map(Definition::all_sections).unwrap_or_default();
        let ids: HashSet<&str> = sections.iter().map(|within| within.rule.id.as_str()).collect();
        let is_named = |place: &WordsPlace| match place {
            WordsPlace::Section(id) => ids.is_empty() || ids.contains(id.as_str()),
            _ => true,
        };
        let mut places: Vec<WordsPlace> =
            self.built_in.iter().flat_map(WordsText::places).filter(is_named).collect();
        for place in self.own.iter().flat_map(WordsText::places) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.sort_by_key(|place| match place {
            WordsPlace::Front(key) => OF_WORDS.iter().position(|one| one == key).unwrap_or(OF_WORDS.len()),
            _ => usize::MAX,
        });
        places
    }

    /// The built-in words of a place.
    pub fn built_in(&self, place: &WordsPlace) -> Option<PlaceWords> {
        self.built_in.as_ref()?.words(place)
    }

    /// What the built-in words say of a section to whoever changes them.
    pub fn remarks(&self, place: &WordsPlace) -> Vec<String> {
        self.built_in.as_ref().or(self.own.as_ref()).map(|words| words.remarks(place)).unwrap_or_default()
    }

    /// The workspace's own words of a place; none when they are the built-in ones.
    pub fn own(&self, place: &WordsPlace) -> Option<PlaceWords> {
        let own = self.own.as_ref()?.words(place)?;
        (self.built_in(place).as_ref() != Some(&own)).then_some(own)
    }

    /// The words that count.
    pub fn in_force(&self, place: &WordsPlace) -> PlaceWords {
        self.own(place).or_else(|| self.built_in(place)).unwrap_or_default()
    }

    /// How many places have words of the workspace's own.
    pub fn count(&self) -> usize {
        let places = self.own.iter().flat_map(WordsText::places);
        places.filter(|place| self.own(place).is_some()).count()
    }

    /// The file with these words at a place; the built-in ones are no words of one's own.
    pub fn changed(&self, place: &WordsPlace, words: &PlaceWords) -> WordsChange {
        if *words == self.in_force(place) {
            return WordsChange::Same;
        }
        if self.built_in(place).as_ref() == Some(words) {
            return self.taken_back(place);
        }
        let empty = || WordsText::read(&SourceFile::new(self.name.as_str(), "")).ok();
        let level = self.built_in.as_ref().and_then(|built_in| built_in.level(place));
        let text = self.own.clone().or_else(empty).and_then(|own| own.with(place, words, level));
        text.map_or(WordsChange::TouchesOthers, WordsChange::Text)
    }

    /// The file with the built-in words at a place.
    pub fn taken_back(&self, place: &WordsPlace) -> WordsChange {
        let Some(own) = self.own.as_ref().filter(|own| own.words(place).is_some()) else {
            return WordsChange::Same;
        };
        if self.built_in(place).is_none() {
            return WordsChange::Same;
        }
        match own.without(place) {
            Some(text)
                if text.trim_matches(|one: char| one.is_whitespace() || one == '\u{feff}').is_empty() =>
            {
                WordsChange::Gone
            }
            Some(text) => WordsChange::Text(text),
            None => WordsChange::TouchesOthers,
        }
    }
}
