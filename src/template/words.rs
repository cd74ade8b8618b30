//! The words of a document in a language: its front matter, and the text cut into sections at their ids.
//!
//! **Why cut before values go in.** So no value can begin a section or end one, and what is chosen, numbered and put
//! into pairs of languages is known by its id and not found again in a finished text.

use std::collections::{BTreeMap, HashSet};

use super::front_matter::{self, FrontMatter, Snippet};
use super::tags::without_tags;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};

/// A file of words, cut.
#[derive(Debug, Clone)]
pub struct WordsFile {
    /// The file.
    pub file: SourceFile,
    /// Its front matter.
    pub front: FrontMatter,
    /// Its sections in order.
    pub sections: Vec<SectionWords>,
}

/// The words of a section.
#[derive(Debug, Clone)]
pub struct SectionWords {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub place: Span,
    /// The file.
    pub file: SourceFile,
    /// How many `#` its heading has.
    pub level: usize,
    /// Where the words of its heading stand; empty for a mark that is never printed.
    pub heading: Span,
    /// Where the text below the heading stands.
    pub body: Span,
}

impl SectionWords {
    /// Whether a heading is printed.
    pub fn has_heading(&self) -> bool {
        !self.heading.is_empty()
    }

    /// Whether nothing can be printed below the heading.
    pub fn is_blank(&self) -> bool {
        without_tags(self.file.slice(&self.body), "value", "tag").trim().is_empty()
    }
}

/// A text of the front matter, with its file.
#[derive(Debug, Clone)]
pub struct FrontText {
    /// The text.
    pub snippet: Snippet,
    /// The file.
    pub file: SourceFile,
}

/// A document's words in a language: the built-in ones with a workspace's own over them.
#[derive(Debug, Clone)]
pub struct DocumentWords {
    /// The files, the one that counts first.
    pub files: Vec<SourceFile>,
    /// The front matter, by key.
    pub front: BTreeMap<String, Vec<FrontText>>,
    /// The sections, by id.
    pub sections: BTreeMap<String, SectionWords>,
}

/// What stands behind the words of a heading that begins a section.
struct HeadingLine {
    level: usize,
    heading: Span,
    attributes: Span,
}

/// Cuts a file whose front matter was read; `body` is the byte at which its text begins.
///
/// # Errors
/// An id that is there twice or is none, a class, words above the first section.
pub fn cut(file: &SourceFile, front: FrontMatter, body: usize) -> Result<WordsFile, Diagnostics> {
    let mut found = Diagnostics::new();
    let mut sections: Vec<SectionWords> = Vec::new();
    let mut ids = HashSet::new();
    let text = file.text();
    let mut start = body;
    let mut first = None;
    let mut is_code = false;
    for line in text[body..].split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if let Some(HeadingLine { level, heading, attributes }) =
            heading_line(line, start).filter(|_| !is_code)
        {
            first.get_or_insert(start);
            if let Some(last) = sections.last_mut() {
                last.body.end = start;
            }
            let (id, place) = id_in(file, &attributes, &mut found);
            if !ids.insert(id.clone()) {
                let message = format!("the section `{id}` is there twice");
                found.push(
                    Diagnostic::error(codes::DOUBLED_SECTION, message)
                        .at(file, &place, "")
                        .help("only one of them can be printed: take the other out, or give it its own id"),
                );
            }
            let end = start + line.len();
            sections.push(SectionWords {
                id,
                place,
                file: file.clone(),
                level,
                heading,
                body: end..text.len(),
            });
        }
        start += line.len();
    }
    let above = body..first.unwrap_or(text.len());
    if let Some(line) = printed_line(file, &above) {
        let problem =
            Diagnostic::error(codes::TEMPLATE_SYNTAX, "words above the first section are printed nowhere");
        found.push(
            problem
                .at(file, &line, "")
                .help("put them below the heading of a section: `## Purpose {#purpose}`"),
        );
    }
    if found.has_errors() { Err(found) } else { Ok(WordsFile { file: file.clone(), front, sections }) }
}

/// The first line of a part that is more than a comment.
fn printed_line(file: &SourceFile, part: &Span) -> Option<Span> {
    let text = file.slice(part);
    let plain = without_tags(text, "value", "tag");
    let line = plain.lines().find(|line| !line.trim().is_empty())?.trim();
    Some(file.find(line, part).unwrap_or(part.start..part.start))
}

/// A heading with an id, at this byte of its file.
fn heading_line(line: &str, start: usize) -> Option<HeadingLine> {
    let trimmed = line.trim_end();
    let level = trimmed.len() - trimmed.trim_start_matches('#').len();
    if !(1..=6).contains(&level) || !trimmed.ends_with('}') || trimmed.ends_with("#}") {
        return None;
    }
    let open = trimmed.rfind("{#")?;
    if trimmed[open..].contains("#}") || trimmed[level..open].starts_with(|one: char| !one.is_whitespace()) {
        return None;
    }
    let words = trimmed[level..open].trim();
    let from = start + level + (trimmed[level..open].len() - trimmed[level..open].trim_start().len());
    let heading = if words.is_empty() { start + open..start + open } else { from..from + words.len() };
    Some(HeadingLine { level, heading, attributes: start + open + 2..start + trimmed.len() - 1 })
}

/// The id that stands behind a heading.
fn id_in(file: &SourceFile, attributes: &Span, found: &mut Diagnostics) -> (String, Span) {
    let written = file.slice(attributes);
    let id = written.split_whitespace().next().unwrap_or_default();
    let place = attributes.start..attributes.start + id.len().max(1);
    if id.len() != written.len() {
        let problem =
            Diagnostic::error(codes::BAD_VALUE, format!("behind a heading stands its id alone: `{{#{id}}}`"));
        found.push(
            problem
                .at(file, attributes, "")
                .help("how a section is drawn stands in `document.yaml`: `class:`"),
        );
    }
    (id.to_owned(), place)
}

impl DocumentWords {
    /// The words of a file, over the built-in ones where there are any.
    pub fn of(main: WordsFile, built_in: Option<WordsFile>) -> Self {
        let mut words = Self { files: Vec::new(), front: BTreeMap::new(), sections: BTreeMap::new() };
        for file in std::iter::once(main).chain(built_in) {
            for (key, snippets) in file.front.keys() {
                let texts = snippets
                    .iter()
                    .map(|snippet| FrontText { snippet: snippet.clone(), file: file.file.clone() });
                words.front.entry(key.to_owned()).or_insert_with(|| texts.collect());
            }
            for section in file.sections {
                words.sections.entry(section.id.clone()).or_insert(section);
            }
            words.files.push(file.file);
        }
        words
    }

    /// The words of a document in one file.
    pub fn of_one_file(file: &SourceFile, front: &FrontMatter) -> Self {
        let whole = WordsFile { file: file.clone(), front: front.clone(), sections: Vec::new() };
        Self::of(whole, None)
    }

    /// Reads a file of words.
    ///
    /// # Errors
    /// When its front matter cannot be read; as [`cut`].
    pub fn read(file: &SourceFile) -> Result<WordsFile, Diagnostics> {
        let (front, body) = front_matter::read(file)?;
        cut(file, front, body)
    }
}
