//! Phrases: texts of the data that stand inside a sentence of a template.
//!
//! **How they are known.** A template prints them through the filter `phrase`, which leaves a mark behind
//! each. So whoever reads the finished text knows the sentence as it will be read, and no list of fields is
//! needed.

use tera::{State, TeraResult};

use super::tags::is_escaped;

/// Stands behind a phrase until the text is written. No value has it: the schema refuses characters of
/// private use.
pub const END: char = '\u{e002}';

/// The name under which the filter learns that marks are wanted; no template can write it.
pub const WANTED: &str = "phrases are marked";

/// A phrase in the text that it was set into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The Markdown of the paragraph, item or cell from its beginning up to the phrase's end.
    pub front: String,
    /// The Markdown behind the phrase, up to the end of the paragraph, item or cell.
    pub rest: String,
    /// The Markdown of the line that a list's items belong to (`We intend to:`), when the phrase stands in an
    /// item of such a list.
    pub above: Option<String>,
}

/// A text as it stands inside a sentence: without the stop at its end, and without a comma or blanks there.
pub fn phrase(text: &str) -> &str {
    let text = text.trim().trim_end_matches(|one: char| one == ';' || one == ',' || one.is_whitespace());
    // The stop of an abbreviation (e. V., S.A., 2027 r.) belongs to it.
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    let is_abbreviated =
        last.contains('.') || last.chars().count() == 1 && last.chars().all(char::is_lowercase);
    let sentence = text.strip_suffix('.').filter(|_| !is_abbreviated);
    sentence.map_or(text, str::trim_end)
}

/// A text as it stands inside a sentence, with a mark behind it where marks are wanted.
///
/// # Errors
/// None that a template can cause.
pub fn marked(text: &str, state: &State<'_>) -> TeraResult<String> {
    let mut phrase = phrase(text).to_owned();
    if !phrase.is_empty() && state.get::<bool>(WANTED)? == Some(true) {
        phrase.push(END);
    }
    Ok(phrase)
}

/// The text without its marks, and the phrases that they stood behind.
pub fn taken(marked: &str) -> (String, Vec<Phrase>) {
    if !marked.contains(END) {
        return (marked.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(marked.len());
    let mut ends = Vec::new();
    let mut letters = marked.chars().peekable();
    while let Some(one) = letters.next() {
        if one != END {
            text.push(one);
            continue;
        }
        ends.push(text.len());
        // The stop of an abbreviation is that of the sentence too.
        if text.ends_with('.') && !text.ends_with("..") && letters.peek() == Some(&'.') {
            letters.next();
        }
    }
    let lines = lines(&text);
    let phrases = ends.into_iter().map(|end| around(&text, &lines, end)).collect();
    (text, phrases)
}

/// A line of a text, without its line end.
struct MarkdownLine<'t> {
    start: usize,
    text: &'t str,
}

impl MarkdownLine<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a block of its own begins here: an item, a row, a heading, a quotation.
    fn begins(&self) -> bool {
        let text = self.text.trim_start();
        self.is_item() || text.starts_with(['|', '#', '>'])
    }

    fn is_item(&self) -> bool {
        let text = self.text.trim_start();
        let digits = text.trim_start_matches(|one: char| one.is_ascii_digit());
        let is_number = digits.len() < text.len() && (digits.starts_with(". ") || digits.starts_with(") "));
        is_number || ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark))
    }

    /// Whether the next line of a paragraph is set on a new line.
    fn breaks(&self) -> bool {
        self.text.ends_with('\\')
    }
}

fn lines(text: &str) -> Vec<MarkdownLine<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push(MarkdownLine { start, text: line.trim_end_matches('\n') });
        start += line.len();
    }
    lines
}

fn around(text: &str, lines: &[MarkdownLine<'_>], end: usize) -> Phrase {
    let at = lines.partition_point(|line| line.start <= end).saturating_sub(1);
    let mut first = at;
    while first > 0 && !lines[first].begins() {
        let before = &lines[first - 1];
        if before.is_blank() || before.breaks() {
            break;
        }
        first -= 1;
    }
    let mut last = at;
    while !lines[last].breaks() {
        match lines.get(last + 1) {
            Some(next) if !next.is_blank() && !next.begins() => last += 1,
            _ => break,
        }
    }
    let start = lines[first].start;
    let stop = lines[last].start + lines[last].text.len() - usize::from(lines[last].breaks());
    let (mut front, mut rest) = (&text[start..end], &text[end..stop.max(end)]);
    if lines[first].text.trim_start().starts_with('|') {
        front = &front[edge(front, true).map_or(0, |at| at + 1)..];
        rest = &rest[..edge(rest, false).unwrap_or(rest.len())];
    }
    let above = lines[first].is_item().then(|| lead(lines, first)).flatten();
    Phrase { front: front.to_owned(), rest: rest.to_owned(), above }
}

/// The border of a table's cell: the last one of a text, or the first.
fn edge(text: &str, last: bool) -> Option<usize> {
    let mut borders = text.match_indices('|').map(|(at, _)| at).filter(|at| !is_escaped(text, *at));
    if last { borders.next_back() } else { borders.next() }
}

/// The line with a colon at its end that stands above a list.
fn lead(lines: &[MarkdownLine<'_>], item: usize) -> Option<String> {
    let above = lines[..item].iter().rev().find(|line| !line.is_blank() && !line.is_item())?;
    let text = above.text.trim();
    (text.ends_with(':') && !above.begins()).then(|| text.to_owned())
}
