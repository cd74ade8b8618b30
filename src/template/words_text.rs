//! A file of words, read to be changed place by place: only the letters of one place become others.
//!
//! **Why not write it anew.** Other sections, comments, empty lines and the ends of lines are the person's. And the text is
//! read again afterwards: if another place says something else than before, the change is none.

use super::front_matter::{self, FrontMatter, OF_WORDS};
use super::front_text;
use super::one_file::is_one_file;
use super::tags::{TagKind, tags};
use super::words::{SectionWords, cut};
use super::words_place::{PlaceWords, WordsPlace};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Span};

/// How many `#` a section has that nothing else says it of.
const USUAL_LEVEL: usize = 2;

/// A file of words, read to be changed.
#[derive(Debug, Clone)]
pub struct WordsText {
    file: SourceFile,
    front: FrontMatter,
    /// The byte at which the text below the front matter begins.
    body: usize,
    is_one_file: bool,
    sections: Vec<SectionWords>,
}

impl WordsText {
    /// Reads a file.
    ///
    /// # Errors
    /// Front matter that cannot be read, ids that are there twice, words above the first section.
    pub fn read(file: &SourceFile) -> Result<Self, Diagnostics> {
        let (front, body) = match front_matter::split(file.text()) {
            Some(_) => front_matter::read(file)?,
            None => (FrontMatter::default(), mark_length(file.text())),
        };
        let is_one_file = is_one_file(&front);
        let sections = if is_one_file { Vec::new() } else { cut(file, front.clone(), body)?.sections };
        Ok(Self { file: file.clone(), front, body, is_one_file, sections })
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        self.file.text()
    }

    /// Whether it is a document in one file, which takes the place of the whole.
    pub fn is_one_file(&self) -> bool {
        self.is_one_file
    }

    /// The places that it has words for, in order.
    pub fn places(&self) -> Vec<WordsPlace> {
        let is_there = |key: &&&str| self.front.keys().any(|(own, _)| own == **key);
        let front = OF_WORDS.iter().filter(is_there).map(|key| WordsPlace::Front((*key).to_owned()));
        let sections = self.sections.iter().map(|section| WordsPlace::Section(section.id.clone()));
        front.chain(sections).chain(self.is_one_file.then_some(WordsPlace::Whole)).collect()
    }

    /// What stands at a place; none when the file does not have it.
    pub fn words(&self, place: &WordsPlace) -> Option<PlaceWords> {
        let words = |heading: &Span, text: &Span| PlaceWords {
            heading: self.file.slice(heading).to_owned(),
            text: self.file.slice(text).replace("\r\n", "\n"),
        };
        match place {
            WordsPlace::Front(key) => {
                let (_, snippets) = self.front.keys().find(|(own, _)| own == key)?;
                let texts: Vec<&str> = snippets.iter().map(|snippet| snippet.text.trim()).collect();
                Some(PlaceWords { heading: String::new(), text: texts.join("\n") })
            }
            WordsPlace::Section(id) => {
                let section = self.section(id)?;
                Some(words(&section.heading, &inner(self.text(), &section.body)))
            }
            WordsPlace::Whole => {
                self.is_one_file.then(|| words(&(0..0), &inner(self.text(), &(self.body..self.text().len()))))
            }
        }
    }

    /// How many `#` the heading of a section has.
    pub fn level(&self, place: &WordsPlace) -> Option<usize> {
        let WordsPlace::Section(id) = place else { return None };
        self.section(id).map(|section| section.level)
    }

    /// What the comments around the words of a section say.
    pub fn remarks(&self, place: &WordsPlace) -> Vec<String> {
        let WordsPlace::Section(id) = place else { return Vec::new() };
        let Some(section) = self.section(id) else { return Vec::new() };
        let body = self.file.slice(&section.body);
        let words = inner(self.text(), &section.body);
        let comments = tags(body).into_iter().filter(|tag| tag.kind == TagKind::Comment);
        // What stands behind the words is mostly about the next ones.
        let above = comments.filter(|tag| section.body.start + tag.span.end <= words.start);
        above.map(|tag| body[tag.inner].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Where the words of a place stand, with their heading.
    pub fn span(&self, place: &WordsPlace) -> Option<Span> {
        match place {
            WordsPlace::Front(key) => {
                let (_, snippets) = self.front.keys().find(|(own, _)| own == key)?;
                Some(snippets.first()?.span.start..snippets.last()?.span.end)
            }
            WordsPlace::Section(id) => {
                let section = self.section(id)?;
                Some(self.heading_line(section).start..section.body.end)
            }
            WordsPlace::Whole => Some(self.body..self.text().len()),
        }
    }

    fn section(&self, id: &str) -> Option<&SectionWords> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The line of a section's heading, with its end.
    fn heading_line(&self, section: &SectionWords) -> Span {
        let start =
            self.text()[..section.place.start].rfind('\n').map_or(mark_length(self.text()), |at| at + 1);
        start..section.body.start
    }

    fn line_end(&self) -> &'static str {
        if self.text().contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The text with these words at a place; a section that is new gets so many `#`. None when anything else would be
    /// read otherwise then.
    pub fn with(&self, place: &WordsPlace, words: &PlaceWords, level: Option<usize>) -> Option<String> {
        let text = match place {
            WordsPlace::Front(key) => front_text::with(&self.file, key, &words.text)?,
            WordsPlace::Section(id) => match self.section(id) {
                Some(section) => self.with_section(section, words),
                None => self.with_new(id, words, level.unwrap_or(USUAL_LEVEL)),
            },
            WordsPlace::Whole => {
                let inner = inner(self.text(), &(self.body..self.text().len()));
                self.spliced(&[(inner, self.lines(&words.text))])
            }
        };
        self.is_else_the_same(&text, place, Some(words)).then_some(text)
    }

    /// The text without the words of a place; comments stay. None when anything else would be read otherwise then.
    pub fn without(&self, place: &WordsPlace) -> Option<String> {
        let text = match place {
            WordsPlace::Front(key) => front_text::without(&self.file, key)?,
            WordsPlace::Section(id) => self.without_section(self.section(id)?),
            WordsPlace::Whole => return None,
        };
        self.is_else_the_same(&text, place, None).then_some(text)
    }

    /// Lines with the ends that the file has.
    fn lines(&self, text: &str) -> String {
        text.replace('\n', self.line_end())
    }

    fn heading(&self, level: usize, words: &str, id: &str) -> String {
        let words = if words.is_empty() { String::new() } else { format!("{words} ") };
        format!("{} {words}{{#{id}}}", "#".repeat(level))
    }

    fn with_section(&self, section: &SectionWords, words: &PlaceWords) -> String {
        let mut changes = Vec::new();
        if self.file.slice(&section.heading) != words.heading {
            let line = self.heading_line(section);
            let end = line.start + self.file.slice(&line).trim_end().len();
            changes.push((line.start..end, self.heading(section.level, &words.heading, &section.id)));
        }
        let inner = inner(self.text(), &section.body);
        let is_empty = inner.is_empty();
        let mut lines = self.lines(&words.text);
        if is_empty && !lines.is_empty() {
            let is_on_own_line = self.text()[..inner.start].ends_with('\n');
            let (before, after) = (if is_on_own_line { "" } else { self.line_end() }, self.line_end());
            lines = format!("{before}{lines}{after}");
        }
        changes.push((inner, lines));
        self.spliced(&changes)
    }

    /// A section more, at the end.
    fn with_new(&self, id: &str, words: &PlaceWords, level: usize) -> String {
        let end = self.line_end();
        let mut text = self.text().to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        if !text.trim().is_empty() && !text.ends_with(&format!("{end}{end}")) {
            text.push_str(end);
        }
        text.push_str(&self.heading(level, &words.heading, id));
        text.push_str(end);
        if !words.heading.is_empty() && !words.text.is_empty() {
            text.push_str(end);
        }
        if !words.text.is_empty() {
            text.push_str(&self.lines(&words.text));
            text.push_str(end);
        }
        text
    }

    fn without_section(&self, section: &SectionWords) -> String {
        let text = self.text();
        let line = self.heading_line(section);
        let inner = inner(text, &section.body);
        let is_blank = |span: Span| self.file.slice(&span).trim().is_empty();
        let is_alone = is_blank(section.body.start..inner.start) && is_blank(inner.end..section.body.end);
        if !is_alone {
            return self.spliced(&[(line, String::new()), (inner, String::new())]);
        }
        // With the empty line that was put in front of the last one.
        let before = &text[..line.start];
        let end = self.line_end();
        let is_last = section.body.end == text.len();
        let gap = if is_last && before.ends_with(&format!("{end}{end}")) { end.len() } else { 0 };
        self.spliced(&[(line.start - gap..section.body.end, String::new())])
    }

    /// The text with other pieces in the place of some, which stand in order.
    fn spliced(&self, changes: &[(Span, String)]) -> String {
        let source = self.text();
        let mut text = String::with_capacity(source.len() + 200);
        let mut at = 0;
        for (span, piece) in changes {
            text.push_str(self.file.slice(&(at..span.start)));
            text.push_str(piece);
            at = span.end;
        }
        text.push_str(self.file.slice(&(at..source.len())));
        text
    }

    /// Whether a changed text says the same at all other places, and this at the one. What cannot be read is told by whoever
    /// reads the document.
    fn is_else_the_same(&self, text: &str, place: &WordsPlace, words: Option<&PlaceWords>) -> bool {
        let Ok(changed) = Self::read(&SourceFile::new(self.file.name(), text)) else { return true };
        let others = |one: &Self| -> Vec<(WordsPlace, Option<PlaceWords>)> {
            let places = one.places().into_iter().filter(|other| other != place);
            places.map(|other| (other.clone(), one.words(&other))).collect()
        };
        let meant = words.map(|words| PlaceWords {
            heading: words.heading.clone(),
            text: match place {
                WordsPlace::Front(_) => {
                    let lines = words.text.lines().map(str::trim).filter(|line| !line.is_empty());
                    lines.collect::<Vec<_>>().join("\n")
                }
                _ => words.text[inner(&words.text, &(0..words.text.len()))].to_owned(),
            },
        });
        changed.is_one_file == self.is_one_file
            && others(&changed) == others(self)
            && changed.words(place) == meant
    }
}

/// How many bytes the mark has that some editors put in front of a text.
fn mark_length(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

/// A part of a text without the empty lines and comments around its words.
fn inner(text: &str, part: &Span) -> Span {
    let Span { mut start, mut end } = part.clone();
    let slice = &text[part.clone()];
    let comments: Vec<Span> = tags(slice)
        .into_iter()
        // One that is never closed is a mistake among the words.
        .filter(|tag| tag.kind == TagKind::Comment && slice[tag.span.clone()].ends_with("#}"))
        .map(|tag| part.start + tag.span.start..part.start + tag.span.end)
        .collect();
    loop {
        start += text[start..end].len() - text[start..end].trim_start().len();
        match comments.iter().find(|comment| comment.start == start) {
            Some(comment) => start = comment.end,
            None => break,
        }
    }
    loop {
        end = start + text[start..end].trim_end().len();
        match comments.iter().find(|comment| comment.end == end && comment.start >= start) {
            Some(comment) => end = comment.start,
            None => break,
        }
    }
    start..end
}
